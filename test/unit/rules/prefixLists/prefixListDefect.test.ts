import { prefixListDefect } from '../../../../server/src/rules/prefixLists/prefixListDefect';
import { checkFix, checkRule } from '../../../support/rules';

const list = (maximum: string, ...entries: readonly string[]): string =>
  `resource "aws_ec2_managed_prefix_list" "office" {
  name           = "office"
  address_family = "IPv4"
  max_entries    = ${maximum}
${entries.map((cidr) => `\n  entry {\n    cidr = ${cidr}\n  }\n`).join('')}}
`;
const entry = (name: string, cidr: string, id = 'aws_ec2_managed_prefix_list.office.id'): string =>
  `resource "aws_ec2_managed_prefix_list_entry" "${name}" {
  prefix_list_id = ${id}
  cidr           = ${cidr}
}
`;

describe('prefix-list-defect', () => {
  it('finds entries beside inline ones', async () => {
    await checkRule(
      prefixListDefect,
      list('5', '"10.0.0.0/8"') +
        entry('more', '"192.168.0.0/16"', '«aws_ec2_managed_prefix_list.office.id»'),
      'error: aws_ec2_managed_prefix_list.office and aws_ec2_managed_prefix_list_entry.more undo each other',
    );
  });

  it('finds more entries than the list takes, inline, dynamic and standalone', async () => {
    await checkRule(
      prefixListDefect,
      list('«1»', '"10.0.0.0/8"', '"192.168.0.0/16"'),
      'error: it has 2 entries, and max_entries is 1',
    );
    await checkRule(
      prefixListDefect,
      `
      resource "aws_ec2_managed_prefix_list" "office" {
        address_family = "IPv4"
        max_entries    = «2»
        dynamic "entry" {
          for_each = [1, 2, 3]
          content {
            cidr = "10.\${entry.value}.0.0/16"
          }
        }
      }
      `,
      'error: it has 3 entries, and max_entries is 2',
    );
    await checkRule(
      prefixListDefect,
      list('«1»') + entry('a', '"10.0.0.0/8"') + entry('b', '"192.168.0.0/16"'),
      'error: it has 2 entries',
    );
  });

  it('finds a block twice, also where it is written differently', async () => {
    await checkRule(
      prefixListDefect,
      list('5') + entry('a', '"10.0.0.0/8"') + entry('b', '«"10.1.2.3/8"»'),
      'error: AWS refuses aws_ec2_managed_prefix_list_entry.b: 10.0.0.0/8 is in aws_ec2_managed_prefix_list.office already',
    );
  });

  it('finds the other family and reserved names, once for all instances of a module', async () => {
    await checkRule(
      prefixListDefect,
      `
      --- main.tf
      module "lists" {
        for_each = toset(["a", "b"])
        source   = "./lists"
        networks = ["2001:db8::/32", "10.0.0.0/8"]
      }
      --- lists/main.tf
      variable "networks" {}
      resource "aws_ec2_managed_prefix_list" "this" {
        name           = «"com.amazonaws.mine"»
        address_family = "IPv6"
        max_entries    = 5
        dynamic "entry" {
          for_each = var.networks
          content {
            cidr = «entry.value»
          }
        }
      }
      `,
      'error: AWS refuses module.lists["a"].aws_ec2_managed_prefix_list.this and module.lists["b"].aws_ec2_managed_prefix_list.this: names that start with "com.amazonaws"',
      'error: 10.0.0.0/8 is an IPv4 block, and module.lists["a"].aws_ec2_managed_prefix_list.this is for IPv6',
    );
  });

  it('is silent on lists as they should be, on equal blocks in a set, and on unknowns', async () => {
    await checkRule(prefixListDefect, list('2', '"10.0.0.0/8"', '"192.168.0.0/16"'));
    await checkRule(prefixListDefect, list('2') + entry('a', '"10.0.0.0/8"') + entry('b', '"10.0.0.0/16"'));
    await checkRule(prefixListDefect, list('1', '"10.0.0.0/8"', '"10.0.0.0/8"'));
    await checkRule(
      prefixListDefect,
      `variable "v" {}\n${list('var.v', '"10.0.0.0/8"', '"192.168.0.0/16"')}${entry('x', 'var.v', 'var.v')}`,
    );
    await checkRule(prefixListDefect, `variable "v" {}\n${list('1', '"10.0.0.0/8"', 'var.v')}`);
  });

  it('raises max_entries, and says what that costs', async () => {
    await checkFix(
      prefixListDefect,
      list('1', '"10.0.0.0/8"', '"192.168.0.0/16"'),
      'Set max_entries to 2: every group rule with this list then counts as 2 rules',
      list('2', '"10.0.0.0/8"', '"192.168.0.0/16"'),
    );
  });

  it('removes the second entry', async () => {
    await checkFix(
      prefixListDefect,
      `${list('5')}\n${entry('a', '"10.0.0.0/8"')}\n${entry('b', '"10.0.0.0/8"')}`,
      'Remove the second entry',
      `${list('5')}\n${entry('a', '"10.0.0.0/8"')}`,
    );
  });
});
