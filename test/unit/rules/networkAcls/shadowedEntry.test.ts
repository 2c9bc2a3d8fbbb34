import { shadowedEntry } from '../../../../server/src/rules/networkAcls/shadowedEntry';
import { acl, egress, ingress, rule } from '../../../support/networkAcls';
import { checkFix, checkRule } from '../../../support/rules';

describe('nacl-shadowed-entry', () => {
  it('is an error for a deny that an allow with a lower number takes everything from', async () => {
    await checkRule(
      shadowedEntry,
      acl(
        ingress('«200»', 'deny', 'tcp', '22', '203.0.113.0/24'),
        ingress(100, 'allow', '-1', '0', '0.0.0.0/0'),
      ),
      'error: Entry 200 of aws_network_acl.main never denies anything: entry 100 (allow everything from 0.0.0.0/0) takes its packets first',
    );
  });

  it('is a warning for an allow, and a hint where the lower entry does the same', async () => {
    await checkRule(
      shadowedEntry,
      acl(
        egress(100, 'deny', 'tcp', '0-1023', '10.0.0.0/8'),
        egress('«110»', 'allow', 'tcp', '443', '10.1.0.0/16'),
        egress('«120»', 'deny', 'tcp', '80', '10.1.0.0/16'),
      ),
      'warning: Entry 110 of aws_network_acl.main never allows anything: entry 100 (deny tcp 0-1023 to 10.0.0.0/8)',
      'hint: Entry 120 of aws_network_acl.main changes nothing',
    );
  });

  it('adds the lower entries up: ports beside ports, halves of a block', async () => {
    await checkRule(
      shadowedEntry,
      acl(
        ingress(100, 'allow', 'tcp', '0-1023', '10.0.0.0/9'),
        ingress(110, 'allow', 'tcp', '1024-65535', '10.0.0.0/8'),
        ingress(120, 'allow', 'tcp', '443', '10.128.0.0/9'),
        ingress('«130»', 'deny', 'tcp', '443-8443', '10.0.0.0/16'),
        ingress(140, 'deny', 'tcp', '80', '10.0.0.0/8'),
      ),
      'error: entry 100 (allow tcp 0-1023 from 10.0.0.0/9) and entry 110 (allow tcp 1024-65535 from 10.0.0.0/8) take its packets first',
    );
  });

  it('sees every flavour: default ACLs, dynamic blocks, lists, resources', async () => {
    await checkRule(
      shadowedEntry,
      `
      resource "aws_default_network_acl" "d" {
        dynamic "ingress" {
          for_each = { 100 = "allow", 200 = "deny" }
          content {
            rule_no    = «ingress.key»
            action     = ingress.value
            protocol   = "-1"
            from_port  = 0
            to_port    = 0
            cidr_block = "10.0.0.0/8"
          }
        }
      }
      resource "aws_network_acl" "list" {
        egress = [
          { rule_no = 1, action = "allow", protocol = "-1", from_port = 0, to_port = 0, ipv6_cidr_block = "::/0" },
          «{ rule_no = 2, action = "deny", protocol = "6", from_port = 25, to_port = 25, ipv6_cidr_block = "2001:db8::/32" }»,
        ]
      }
      `,
      'error: Entry 200 of aws_default_network_acl.d',
      'error: Entry 2 of aws_network_acl.list',
    );
    await checkRule(
      shadowedEntry,
      acl() +
        rule('all', 'ingress', 100, 'allow', 'all', '0', '0.0.0.0/0') +
        rule('ssh', 'ingress', '«110»', 'deny', '6', '22', '0.0.0.0/0'),
      'error: Entry 110 of aws_network_acl_rule.ssh',
    );
  });

  it('finds it once for all instances of a module', async () => {
    await checkRule(
      shadowedEntry,
      `
--- main.tf
module "acl" {
  for_each = toset(["a", "b"])
  source   = "./acl"
  blocked  = "203.0.113.0/24"
}
--- acl/main.tf
variable "blocked" {}
${acl(ingress(100, 'allow', '-1', '0', '0.0.0.0/0'), ingress('«200»', 'deny', '-1', '0', 'var.blocked'))}
`,
      'error: module.acl["a"].aws_network_acl.main and module.acl["b"].aws_network_acl.main',
    );
  });

  it('is silent on the order that works, the other family, the other direction, and part of the packets', async () => {
    await checkRule(
      shadowedEntry,
      acl(
        ingress(100, 'deny', 'tcp', '22', '203.0.113.0/24'),
        ingress(200, 'allow', '-1', '0', '0.0.0.0/0'),
        ingress(210, 'deny', '-1', '0', '::/0'),
        egress(300, 'deny', '-1', '0', '0.0.0.0/0'),
      ),
    );
    await checkRule(
      shadowedEntry,
      acl(
        ingress(100, 'allow', 'tcp', '443', '0.0.0.0/0'),
        ingress(110, 'deny', 'tcp', '400-500', '0.0.0.0/0'),
      ),
    );
  });

  it('is silent where a lower entry may not be there, or its number, block or action is unknown', async () => {
    const deny = ingress(200, 'deny', '-1', '0', '10.0.0.0/8');
    await checkRule(
      shadowedEntry,
      `variable "n" {}\n${acl(ingress('var.n', 'allow', '-1', '0', '0.0.0.0/0'), deny)}`,
    );
    await checkRule(
      shadowedEntry,
      `variable "c" {}\n${acl(ingress(100, 'allow', '-1', '0', 'var.c'), deny)}`,
    );
    await checkRule(
      shadowedEntry,
      `variable "on" {}\n${acl(deny)}${rule('r', 'ingress', 100, 'allow', '-1', '0', '0.0.0.0/0').replace('{\n', '{\n  count = var.on ? 1 : 0\n\n')}`,
    );
  });

  it('moves the entry in front of what takes its packets', async () => {
    const all = ingress(100, 'allow', '-1', '0', '0.0.0.0/0');
    const deny = (number: number): string => ingress(number, 'deny', 'tcp', '22', '203.0.113.0/24');
    await checkFix(shadowedEntry, acl(all, deny(200)), 'Move before entry 100, as 10', acl(all, deny(10)));
    await checkFix(
      shadowedEntry,
      acl() +
        rule('a', 'egress', 100, 'deny', 'tcp', '0-65535', '10.0.0.0/8') +
        rule('b', 'egress', 200, 'allow', 'tcp', '443', '10.0.0.0/8'),
      'Move before entry 100, as 10: allows (allow tcp 443 to 10.0.0.0/8)',
      acl() +
        rule('a', 'egress', 100, 'deny', 'tcp', '0-65535', '10.0.0.0/8') +
        rule('b', 'egress', 10, 'allow', 'tcp', '443', '10.0.0.0/8'),
    );
  });

  it('removes an entry that changes nothing', async () => {
    const all = ingress(100, 'allow', '-1', '0', '0.0.0.0/0');
    await checkFix(
      shadowedEntry,
      acl(all, ingress(200, 'allow', 'tcp', '22', '203.0.113.0/24')),
      'Remove the entry, which changes nothing',
      acl(all),
    );
  });
});
