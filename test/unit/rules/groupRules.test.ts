import assert from 'node:assert/strict';
import { groupAddress, readGroupRules, type GroupRule } from '../../../server/src/rules/groupRules';
import { identityOf, textOf } from '../../../server/src/rules/values';
import { parseFixture } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

/** Group rules, a line each: flavour, direction, group, traffic, peers. */
async function checkRules(text: string, ...expected: readonly string[]): Promise<void> {
  const configuration = await configurationOf(parseFixture(text).files);
  assert.deepEqual(readGroupRules(configuration).map(line), expected);
}

function line(rule: GroupRule): string {
  const value = (argument: GroupRule['protocol']): string => textOf(argument?.value) ?? '?';
  const peers = rule.peers.map(
    (peer) => `${peer.kind} ${identityOf(peer.value) ?? (peer.kind === 'self' ? 'true' : '?')}`,
  );
  const flags = [
    rule.peersIncomplete ? 'and others' : '',
    rule.uncertain ? 'perhaps' : '',
    rule.repeated ? 'repeated' : '',
  ];
  return [
    rule.flavour.replace('aws_', ''),
    rule.direction ?? '?',
    groupAddress(rule) ?? identityOf(rule.group) ?? '?',
    `${value(rule.protocol)} ${value(rule.fromPort)}-${value(rule.toPort)}`,
    ...peers,
    ...flags.filter((flag) => flag !== ''),
  ].join(', ');
}

describe('reading group rules of every flavour', () => {
  it('reads inline blocks, with each source by itself', () =>
    checkRules(
      `
      resource "aws_security_group" "a" {
        ingress {
          from_port        = 22
          to_port          = 23
          protocol         = "tcp"
          cidr_blocks      = ["10.0.0.0/8", "192.168.0.0/16"]
          ipv6_cidr_blocks = ["::/0"]
          prefix_list_ids  = ["pl-12345678"]
          security_groups  = [aws_security_group.b.id]
          self             = true
        }
        egress {
          from_port = 0
          to_port   = 0
          protocol  = -1
        }
      }
      resource "aws_security_group" "b" {}`,
      'block, ingress, aws_security_group.a, tcp 22-23, cidr4 10.0.0.0/8, cidr4 192.168.0.0/16, cidr6 ::/0, prefixList pl-12345678, group aws_security_group.b, self true',
      'block, egress, aws_security_group.a, -1 0-0',
    ));

  it('reads dynamic blocks, known and unknown', () =>
    checkRules(
      `
      variable "ports" {}
      resource "aws_security_group" "a" {
        dynamic "ingress" {
          for_each = [80, 443]
          content {
            from_port   = ingress.value
            to_port     = ingress.value
            protocol    = "tcp"
            cidr_blocks = ["10.0.0.0/8"]
          }
        }
        dynamic "egress" {
          for_each = var.ports
          content {
            from_port   = 1
            to_port     = 1
            protocol    = "tcp"
            cidr_blocks = ["10.0.0.0/8"]
          }
        }
      }`,
      'block, ingress, aws_security_group.a, tcp 80-80, cidr4 10.0.0.0/8, repeated',
      'block, ingress, aws_security_group.a, tcp 443-443, cidr4 10.0.0.0/8, repeated',
      'block, egress, aws_security_group.a, tcp 1-1, cidr4 10.0.0.0/8, perhaps, repeated',
    ));

  it('reads attributes as blocks', () =>
    checkRules(
      `
      resource "aws_security_group" "a" {
        ingress = [{
          from_port = 1, to_port = 2, protocol = "udp", cidr_blocks = ["10.0.0.0/8"], self = false
          ipv6_cidr_blocks = null, prefix_list_ids = null, security_groups = null, description = null
        }]
        egress = []
      }`,
      'attribute, ingress, aws_security_group.a, udp 1-2, cidr4 10.0.0.0/8',
    ));

  it('reads rules that are resources of their own', () =>
    checkRules(
      `
      variable "direction" {}
      resource "aws_security_group" "a" {}
      resource "aws_security_group_rule" "old" {
        type                     = "egress"
        security_group_id        = aws_security_group.a.id
        from_port                = 1
        to_port                  = 2
        protocol                 = "tcp"
        source_security_group_id = aws_security_group.a.id
      }
      resource "aws_security_group_rule" "unclear" {
        type              = var.direction
        security_group_id = "sg-0123456789abcdef0"
        from_port         = 1
        to_port           = 2
        protocol          = "tcp"
        self              = true
      }
      resource "aws_vpc_security_group_ingress_rule" "new" {
        for_each          = toset(["10.0.0.0/8"])
        security_group_id = aws_security_group.a.id
        ip_protocol       = "-1"
        cidr_ipv4         = each.value
      }`,
      'security_group_rule, egress, aws_security_group.a, tcp 1-2, group aws_security_group.a',
      'security_group_rule, ?, sg-0123456789abcdef0, tcp 1-2, self true',
      'vpc_security_group_ingress_rule, ingress, aws_security_group.a, -1 ?-?, cidr4 10.0.0.0/8, repeated',
    ));

  it('keeps what is unknown as unknown', () =>
    checkRules(
      `
      variable "list" { type = list(string) }
      variable "one" {}
      resource "aws_security_group" "a" {
        ingress {
          from_port   = 1
          to_port     = 2
          protocol    = "tcp"
          cidr_blocks = var.list
        }
        ingress {
          from_port   = var.one
          to_port     = 2
          protocol    = "tcp"
          cidr_blocks = [var.one]
        }
      }`,
      'block, ingress, aws_security_group.a, tcp 1-2, and others',
      'block, ingress, aws_security_group.a, tcp ?-2, cidr4 ?',
    ));

  it('leaves data sources and other resources alone', () =>
    checkRules(
      'data "aws_security_group" "a" { name = "x" }\nresource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }',
    ));
});
