import { checkNetwork } from './checkNetwork';

describe('network ACLs from code', () => {
  it('reads inline and standalone entries, with ICMP type and code 0 where they are absent', () => {
    checkNetwork(
      `
      resource "aws_network_acl" "a" {
        vpc_id = "vpc-0123456789abcdef0"
        ingress {
          rule_no    = 100
          action     = "allow"
          protocol   = "icmp"
          from_port  = 0
          to_port    = 0
          cidr_block = "10.0.0.0/8"
        }
        egress = [{
          rule_no         = 200
          action          = "deny"
          protocol        = "-1"
          from_port       = 0
          to_port         = 0
          cidr_block      = ""
          ipv6_cidr_block = "::/0"
          icmp_type       = 0
          icmp_code       = 0
        }]
      }
      resource "aws_network_acl_rule" "ping" {
        network_acl_id = aws_network_acl.a.id
        rule_number    = 90
        egress         = true
        protocol       = "1"
        rule_action    = "ALLOW"
        cidr_block     = "0.0.0.0/0"
        icmp_type      = 8
        icmp_code      = -1
      }
      resource "aws_network_acl_rule" "web" {
        network_acl_id = aws_network_acl.a.id
        rule_number    = "110"
        protocol       = "tcp"
        rule_action    = "allow"
        cidr_block     = "0.0.0.0/0"
        from_port      = 443
        to_port        = 443
      }
      `,
      'networkAcls',
      `
      aws_network_acl.a vpc=vpc-0123456789abcdef0
        in  100 allow icmp/0/0 10.0.0.0/8 @main.tf:3
        out 200 deny all ::/0 @main.tf:11
        out 90 allow icmp/8/any 0.0.0.0/0 @main.tf:23
        in  110 allow tcp/443 0.0.0.0/0 @main.tf:33
      `,
    );
  });

  it('takes ports that an entry lacks for port 0, as the provider sends them', () => {
    checkNetwork(
      `
      resource "aws_network_acl" "a" {
        vpc_id = "vpc-0123456789abcdef0"
      }
      resource "aws_network_acl_rule" "web" {
        network_acl_id = aws_network_acl.a.id
        rule_number    = 100
        protocol       = "tcp"
        rule_action    = "allow"
        cidr_block     = "0.0.0.0/0"
      }
      `,
      'networkAcls',
      `
      aws_network_acl.a vpc=vpc-0123456789abcdef0
        in  100 allow tcp/0 0.0.0.0/0 @main.tf:4
      `,
    );
  });

  it('empties an adopted default ACL, and leaves one that nobody adopts as AWS makes it', () => {
    checkNetwork(
      `
      resource "aws_vpc" "a" { cidr_block = "10.0.0.0/16" }
      resource "aws_vpc" "b" {
        cidr_block      = "10.1.0.0/16"
        ipv6_cidr_block = "2001:db8::/56"
        ipv6_ipam_pool_id = "ipam-pool-0123456789abcdef0"
      }
      resource "aws_default_network_acl" "a" { default_network_acl_id = aws_vpc.a.default_network_acl_id }
      `,
      'networkAcls',
      `
      aws_default_network_acl.a vpc=aws_vpc.a
      aws_vpc.b/default-network-acl vpc=aws_vpc.b
        in  100 allow all 0.0.0.0/0
        in  101 allow all ::/0
        out 100 allow all 0.0.0.0/0
        out 101 allow all ::/0
      `,
    );
  });

  it('keeps what is unknown apart: number, action, block, direction, entries that may not be', () => {
    checkNetwork(
      `
      variable "x" { type = string }
      variable "n" { type = number }
      variable "list" { type = list(string) }
      resource "aws_network_acl" "a" {
        vpc_id = "vpc-0123456789abcdef0"
        dynamic "ingress" {
          for_each = var.list
          content {
            rule_no    = 100 + ingress.key
            action     = "allow"
            protocol   = "tcp"
            from_port  = 22
            to_port    = 22
            cidr_block = ingress.value
          }
        }
      }
      resource "aws_network_acl_rule" "r" {
        network_acl_id = aws_network_acl.a.id
        rule_number    = var.n
        egress         = true
        protocol       = var.x
        rule_action    = var.x
        cidr_block     = "10.0.0.0/8"
      }
      `,
      'networkAcls',
      `
      aws_network_acl.a vpc=vpc-0123456789abcdef0
        in  ?var.list ?var.list tcp/22 ?var.list if var.list @main.tf:8
        out ?var.n ?var.x ?var.x 10.0.0.0/8 @main.tf:18
      `.replace('?var.list ?var.list tcp', '?var.list allow tcp'),
    );
  });
});
