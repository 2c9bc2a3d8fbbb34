import { cidrHostBits } from '../../../../server/src/rules/cidrs/hostBits';
import { cidrInvalid } from '../../../../server/src/rules/cidrs/invalid';
import { cidrLiteralOfManagedNetwork } from '../../../../server/src/rules/cidrs/literalOfManagedNetwork';
import { cidrWrongFamily } from '../../../../server/src/rules/cidrs/wrongFamily';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const group = (cidrs: string): string => `
  resource "aws_security_group" "app" {
    ingress {
      from_port   = 443
      to_port     = 443
      protocol    = "tcp"
      cidr_blocks = [${cidrs}]
    }
  }
`;

describe('cidr-invalid', () => {
  it('finds texts that are no CIDR block, in every flavour of rule', async () => {
    await checkRule(
      cidrInvalid,
      `
      resource "aws_security_group" "app" {
        ingress {
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["10.0.0.0/16", «"10.0.0.1"»]
        }
        dynamic "egress" {
          for_each = ["10.0.0.0/8", "10.0.0.0/33"]
          content {
            from_port   = 0
            to_port     = 0
            protocol    = "-1"
            cidr_blocks = [«egress.value»]
          }
        }
      }
      resource "aws_default_security_group" "d" {
        egress = [«{ cidr_blocks = ["300.0.0.0/8"], from_port = 0, to_port = 0, protocol = "-1" }»]
      }
      resource "aws_security_group_rule" "r" {
        type              = "ingress"
        security_group_id = aws_security_group.app.id
        from_port         = 1
        to_port           = 1
        protocol          = "tcp"
        ipv6_cidr_blocks  = [«"2001:db8::zz/64"»]
      }
      resource "aws_vpc_security_group_ingress_rule" "r" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "-1"
        cidr_ipv4         = «"10.0.0.0/08"»
      }
      resource "aws_network_acl_rule" "r" {
        network_acl_id = "acl-0123456789abcdef0"
        rule_number    = 1
        rule_action    = "allow"
        protocol       = "-1"
        cidr_block     = «"0.1.0.0/0"»
      }
      `,
      'error: "10.0.0.1" has no prefix length',
      'error: "/33" is not a prefix length of IPv4',
      'error: "300.0.0.0/8" is not a CIDR block',
      'error: "2001:db8::zz/64" is not a CIDR block',
      'error: "/08" is not a prefix length',
      'error: 0.1.0.0/0 has an address but no bit of it counts',
    );
  });

  it('follows values into a module, once for all its instances', async () => {
    await checkRule(
      cidrInvalid,
      `
      --- main.tf
      module "web" {
        for_each = toset(["a", "b"])
        source   = "./web"
        office   = "203.0.113.0"
      }
      --- web/main.tf
      variable "office" {}
      resource "aws_security_group" "this" {
        ingress {
          from_port   = 22
          to_port     = 22
          protocol    = "tcp"
          cidr_blocks = [«var.office»]
        }
      }
      `,
      'error: "203.0.113.0" has no prefix length',
    );
  });

  it('is silent on blocks that are right, on unknowns, and on nothing', async () => {
    await checkRule(cidrInvalid, group('"0.0.0.0/0", "203.0.113.7/32"'));
    await checkRule(cidrInvalid, `variable "office" {}\n${group('var.office, aws_vpc.main.cidr_block')}`);
    await checkRule(
      cidrInvalid,
      'resource "aws_network_acl_rule" "r" {\n  cidr_block = null\n  ipv6_cidr_block = ""\n}',
    );
  });

  it('appends the prefix of one address', async () => {
    await checkFix(
      cidrInvalid,
      group('"10.0.0.1"'),
      'Only this address: 10.0.0.1/32',
      group('"10.0.0.1/32"'),
    );
  });

  it('mends leading zeros and missing octets', async () => {
    await checkFix(cidrInvalid, group('"010.0.0.0/08"'), 'Write 10.0.0.0/8', group('"10.0.0.0/8"'));
    await checkFix(cidrInvalid, group('"10.20/16"'), 'Write 10.20.0.0/16', group('"10.20.0.0/16"'));
  });

  it('has no fix where it can not know', async () => {
    await checkFixTitles(cidrInvalid, group('"office"'));
  });
});

describe('cidr-host-bits', () => {
  it('finds blocks with bits behind the prefix, and says what becomes of them', async () => {
    await checkRule(cidrHostBits, group('«"10.0.1.5/16"»'), 'error: the provider refuses it');
    await checkRule(
      cidrHostBits,
      'resource "aws_network_acl_rule" "r" {\n  cidr_block = «"10.0.0.9/24"»\n}',
      'error: AWS stores it as 10.0.0.0/24, so every plan replaces the entry',
    );
    await checkRule(
      cidrHostBits,
      'resource "aws_subnet" "a" {\n  ipv6_cidr_block = «"2001:db8::1/64"»\n}',
      'error: aws_subnet.a means 2001:db8::/64 or 2001:db8::1/128',
    );
  });

  it('is silent on the start of a block, and on /0, which is another rule’s', async () => {
    await checkRule(cidrHostBits, group('"10.0.0.0/16", "10.0.1.5/32", "1.0.0.0/0"'));
  });

  it('offers the block and the address', async () => {
    await checkFix(
      cidrHostBits,
      group('"10.0.1.5/16"'),
      'The whole block: 10.0.0.0/16',
      group('"10.0.0.0/16"'),
    );
    await checkFix(
      cidrHostBits,
      group('"10.0.1.5/16"'),
      'Only this address: 10.0.1.5/32',
      group('"10.0.1.5/32"'),
    );
  });
});

describe('cidr-wrong-family', () => {
  it('finds IPv6 in IPv4 arguments and the other way round', async () => {
    await checkRule(
      cidrWrongFamily,
      `
      resource "aws_vpc_security_group_egress_rule" "r" {
        security_group_id = "sg-0123456789abcdef0"
        ip_protocol       = "-1"
        cidr_ipv4         = «"::/0"»
      }
      resource "aws_route" "r" {
        route_table_id              = "rtb-0123456789abcdef0"
        destination_ipv6_cidr_block = «"0.0.0.0/0"»
      }
      `,
      'error: ::/0 is an IPv6 block, and cidr_ipv4 of aws_vpc_security_group_egress_rule.r takes IPv4 only',
      'error: 0.0.0.0/0 is an IPv4 block',
    );
  });

  it('is silent where each stands in its place, and where both are taken', async () => {
    await checkRule(cidrWrongFamily, group('"0.0.0.0/0"'));
    await checkRule(
      cidrWrongFamily,
      'resource "aws_ec2_transit_gateway_route" "r" {\n  destination_cidr_block = "::/0"\n}',
    );
  });

  it('renames the argument of a single block, and keeps the columns', async () => {
    await checkFix(
      cidrWrongFamily,
      `
      resource "aws_route" "r" {
        route_table_id         = "rtb-0123456789abcdef0"
        destination_cidr_block = "::/0"
        gateway_id             = "igw-0123456789abcdef0"
      }
      `,
      'Move ::/0 to destination_ipv6_cidr_block',
      `
      resource "aws_route" "r" {
        route_table_id              = "rtb-0123456789abcdef0"
        destination_ipv6_cidr_block = "::/0"
        gateway_id                  = "igw-0123456789abcdef0"
      }
      `,
    );
  });

  it('moves an element to a list of its own', async () => {
    await checkFix(
      cidrWrongFamily,
      group('"0.0.0.0/0", "::/0"'),
      'Move ::/0 to ipv6_cidr_blocks',
      `
      resource "aws_security_group" "app" {
        ingress {
          from_port        = 443
          to_port          = 443
          protocol         = "tcp"
          cidr_blocks      = ["0.0.0.0/0"]
          ipv6_cidr_blocks = ["::/0"]
        }
      }
      `,
    );
  });
});

describe('cidr-literal-of-managed-network', () => {
  const vpc = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n';

  it('finds a literal that is the block of a VPC of the module', async () => {
    await checkRule(
      cidrLiteralOfManagedNetwork,
      vpc + group('«"10.0.0.0/16"»'),
      'hint: 10.0.0.0/16 is the block of aws_vpc.main',
    );
  });

  it('is silent on references, variables, other blocks, and where two networks have the block', async () => {
    await checkRule(cidrLiteralOfManagedNetwork, vpc + group('aws_vpc.main.cidr_block, "10.1.0.0/16"'));
    await checkRule(
      cidrLiteralOfManagedNetwork,
      `${vpc}variable "block" {\n  default = "10.0.0.0/16"\n}\n${group('var.block')}`,
    );
    await checkRule(
      cidrLiteralOfManagedNetwork,
      `${vpc}resource "aws_vpc" "twin" {\n  cidr_block = "10.0.0.0/16"\n}\n${group('"10.0.0.0/16"')}`,
    );
  });

  it('writes the reference', async () => {
    await checkFix(
      cidrLiteralOfManagedNetwork,
      vpc + group('"10.0.0.0/16"'),
      'Write aws_vpc.main.cidr_block',
      vpc + group('aws_vpc.main.cidr_block'),
    );
  });
});
