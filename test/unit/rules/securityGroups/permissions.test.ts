import { coveredRule } from '../../../../server/src/rules/securityGroups/coveredRule';
import { duplicateRule } from '../../../../server/src/rules/securityGroups/duplicateRule';
import { ruleNotInExclusiveList } from '../../../../server/src/rules/securityGroups/exclusiveList';
import { ruleQuota } from '../../../../server/src/rules/securityGroups/ruleQuota';
import { current, group, inline, inModule, legacy } from '../../../support/groupTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

describe('sg-duplicate-rule', () => {
  const refuses = 'error: aws_security_group.app already lets the same traffic from 10.0.0.0/8 through';

  it('finds two rule resources with one permission, however it is written', async () => {
    await checkRule(
      duplicateRule,
      group('') +
        current('a', 80, 'cidr_ipv4 = "10.0.0.0/8"') +
        current('b', '"80"', 'cidr_ipv4 = «"10.0.0.0/8"»'),
      refuses,
    );
    await checkRule(
      duplicateRule,
      group('') +
        legacy('a', 80, 'cidr_blocks = ["192.168.0.0/16", "10.0.0.0/8"]') +
        current('b', 80, 'cidr_ipv4 = «"10.0.0.0/8"»').replace('"tcp"', '6'),
      refuses,
    );
    await checkRule(
      duplicateRule,
      group('') +
        legacy('a', 80, 'self = true') +
        legacy('b', 80, 'source_security_group_id = «aws_security_group.app.id»'),
      'error: the same traffic from the group itself',
    );
    await checkRule(
      duplicateRule,
      group('') + legacy('a', 80, 'ipv6_cidr_blocks = ["::/0", «"0::/0"»]'),
      'error: already lets the same traffic from 0::/0',
    );
  });

  it('finds inline rules that differ in their description only, and hints at those that do not', async () => {
    const rule = (description: string, cidr: string): string =>
      inline(80, `description = "${description}"\n cidr_blocks = [${cidr}]`);
    await checkRule(
      duplicateRule,
      group(rule('a', '"10.0.0.0/8"') + rule('b', '"172.16.0.0/12", «"10.0.0.0/8"»')),
      refuses,
    );
    await checkRule(
      duplicateRule,
      group(inline(80, 'cidr_blocks = ["10.0.0.0/8"]') + inline(80, 'cidr_blocks = [«"10.0.0.0/8"»]')),
      'hint: This is said twice',
    );
  });

  it('finds what two callers of a module give one group', async () => {
    await checkRule(
      duplicateRule,
      inModule(
        current('a', 80, 'cidr_ipv4 = «"10.0.0.0/8"»', 'var.group') + 'variable "group" {}',
        group(''),
      ).replace('source   = "./app"', 'source   = "./app"\n  group = aws_security_group.app.id'),
      'error: AWS refuses this rule of module.app["b"].aws_vpc_security_group_ingress_rule.a',
    );
  });

  it('is silent on what differs in a port, direction, group or source, and on unknowns', async () => {
    await checkRule(
      duplicateRule,
      `variable "cidr" {}
      variable "create" {}
      ${group('')}
      ${group('', 'other')}
      ${current('a', 80, 'cidr_ipv4 = "10.0.0.0/8"')}
      ${current('b', 81, 'cidr_ipv4 = "10.0.0.0/8"')}
      ${current('c', 80, 'cidr_ipv4 = "10.0.0.0/9"')}
      ${current('d', 80, 'cidr_ipv4 = "10.0.0.0/8"', 'aws_security_group.other.id')}
      ${current('e', 80, 'cidr_ipv4 = "10.0.0.0/8"', 'aws_security_group.app.id', 'egress')}
      ${current('f', 80, 'cidr_ipv4 = var.cidr')}
      ${current('g', 80, 'cidr_ipv4 = var.cidr')}
      ${current('h', 80, 'count = var.create\n cidr_ipv4 = "10.0.0.0/8"')}`,
    );
  });

  it('removes the second: the rule, or the element of its list', async () => {
    const first = `
      resource "aws_security_group" "app" {
        ingress {
          from_port   = 80
          to_port     = 80
          protocol    = "tcp"
          cidr_blocks = ["10.0.0.0/8"]
        }
    `;
    const second = (cidrs: string): string => `
        ingress {
          from_port   = 80
          to_port     = 80
          protocol    = "tcp"
          cidr_blocks = [${cidrs}]
        }
      }
    `;
    await checkFix(
      duplicateRule,
      first + second('"10.0.0.0/8"'),
      'Remove this one',
      `${first.trimEnd()}\n      }\n`,
    );
    await checkFix(
      duplicateRule,
      first + second('"192.168.0.0/16", "10.0.0.0/8"'),
      'Remove this one',
      first + second('"192.168.0.0/16"'),
    );
  });
});

describe('sg-covered-rule', () => {
  it('finds rules that a wider one makes idle: by ports, protocol or addresses', async () => {
    await checkRule(
      coveredRule,
      group(
        inline(443, 'cidr_blocks = ["10.0.0.0/8", «"10.1.0.0/16"»]') +
          inline(80, 'cidr_blocks = ["10.0.0.0/8"]'),
      ) +
        group('ingress = [{ from_port = 0, to_port = 0, protocol = -1, self = true }]', 'all') +
        current(
          'udp',
          53,
          'referenced_security_group_id = «aws_security_group.all.id»',
          'aws_security_group.all.id',
        ),
      'hint: another one lets the same traffic from 10.0.0.0/8 through',
      'hint: another one lets all of that and more from the group itself through',
    );
    await checkRule(
      coveredRule,
      inModule(
        group('') +
          legacy('wide', 80, 'cidr_blocks = ["10.0.0.0/8"]').replace(
            'to_port           = 80',
            'to_port           = 90',
          ) +
          legacy('narrow', 85, 'cidr_blocks = [«"10.0.0.0/8"»]'),
      ),
      'hint: This rule of module.app["a"].aws_security_group_rule.narrow and module.app["b"].aws_security_group_rule.narrow',
    );
  });

  it('is silent on equal rules, partly covered ones, groups beside addresses, and unknowns', async () => {
    await checkRule(
      coveredRule,
      `variable "port" {}
      ${group(
        inline(80, 'cidr_blocks = ["10.0.0.0/8"]') +
          inline(80, 'cidr_blocks = ["10.0.0.0/8"]') +
          inline(80, 'security_groups = ["sg-0123456789abcdef0"]') +
          inline(80, 'ipv6_cidr_blocks = ["::/0"]') +
          inline(443, 'cidr_blocks = ["10.0.0.0/16"]') +
          inline('var.port', 'cidr_blocks = ["10.0.0.0/16"]') +
          inline(80, 'cidr_blocks = ["10.0.0.0/16"]', 'egress'),
      )}`,
    );
  });

  it('takes out the idle rule, or the wide one', async () => {
    const text = (cidrs: string): string => `
      resource "aws_security_group" "app" {
        ingress {
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = [${cidrs}]
        }
      }
    `;
    await checkFix(
      coveredRule,
      text('"10.0.0.0/8", "10.1.0.0/16"'),
      'Remove this rule: takes no access away',
      text('"10.0.0.0/8"'),
    );
    await checkFix(
      coveredRule,
      text('"10.0.0.0/8", "10.1.0.0/16"'),
      'Remove the wider rule: takes away what it lets through from 10.0.0.0/8 beyond this one',
      text('"10.1.0.0/16"'),
    );
  });
});

describe('sg-rule-quota', () => {
  const cidrs = (number: number, family = 4): string =>
    Array.from({ length: number }, (_, index) =>
      family === 4 ? `"10.0.${index}.0/24"` : `"fd00:${index}::/32"`,
    ).join(', ');
  const marked = (body: string): string =>
    group(body).replace('resource "aws_security_group" "app"', '«resource "aws_security_group" "app"»');

  it('finds more than 60 sources of a direction in one family, over all rules of the group', async () => {
    await checkRule(
      ruleQuota,
      marked(inline(80, `cidr_blocks = [${cidrs(60)}]`)) + current('more', 80, 'cidr_ipv4 = "10.9.0.0/16"'),
      'warning: aws_security_group.app has 61 ingress rules for IPv4',
    );
    await checkRule(
      ruleQuota,
      inModule(marked(inline(80, `ipv6_cidr_blocks = [${cidrs(60, 6)}]\n self = true`, 'egress'))),
      'warning: has 61 egress rules for IPv6',
    );
  });

  it('counts a prefix list by what it may have', async () => {
    await checkRule(
      ruleQuota,
      `
      resource "aws_ec2_managed_prefix_list" "offices" {
        name           = "offices"
        address_family = "IPv4"
        max_entries    = 57
      }
      ${marked(inline(80, `cidr_blocks = [${cidrs(4)}]\n prefix_list_ids = [aws_ec2_managed_prefix_list.offices.id]`))}`,
      'warning: has 61 ingress rules for IPv4',
    );
  });

  it('is silent at 60, on families apart, on repeated ones, and on unknown lists', async () => {
    await checkRule(
      ruleQuota,
      `variable "more" {}
      ${group(
        inline(80, `cidr_blocks = [${cidrs(60)}]\n ipv6_cidr_blocks = [${cidrs(60, 6)}]`) +
          inline(80, `cidr_blocks = [${cidrs(60)}]`) +
          inline(80, 'cidr_blocks = var.more'),
      )}`,
    );
  });
});

describe('the fix of sg-rule-quota', () => {
  const many = Array.from({ length: 59 }, (_, index) =>
    inline(2000 + 2 * index, 'cidr_blocks = ["10.0.0.0/8"]'),
  ).join('');
  const other = (port: number | string): string => inline(port, 'cidr_blocks = ["192.168.0.0/16"]');

  it('merges the rules of one source whose ports meet, and leaves the others', async () => {
    const allPorts = other(8080).replace('to_port   = 8080', 'to_port   = 8082');
    await checkFix(
      ruleQuota,
      group(many + other(8080) + other(8082) + other(8081)),
      'Merge 3 rules into one for tcp/8080-8082 from 192.168.0.0/16: opens nothing',
      group(many + allPorts),
    );
  });

  it('is not offered where ports stand apart, or are computed', async () => {
    await checkFixTitles(ruleQuota, group(many + other(8080) + other(8082)));
    await checkFixTitles(
      ruleQuota,
      `variable "port" { default = 8081 }
      ${group(many + other(8080) + other('var.port'))}`,
    );
  });
});

describe('sg-rule-not-in-exclusive-list', () => {
  const list = (ids: string, direction = 'ingress'): string => `
    resource "aws_vpc_security_group_rules_exclusive" "app" {
      security_group_id   = aws_security_group.app.id
      ${direction}_rule_ids = ${ids}
    }
  `;
  const rule = current('web', 80, 'cidr_ipv4 = "10.0.0.0/8"').replace(
    'resource "aws_vpc_security_group_ingress_rule" "web"',
    '«resource "aws_vpc_security_group_ingress_rule" "web"»',
  );

  it('finds rules of every flavour that the list does not have', async () => {
    await checkRule(
      ruleNotInExclusiveList,
      list('[]') + group('') + rule,
      'error: aws_vpc_security_group_rules_exclusive.app removes this ingress rule of aws_vpc_security_group_ingress_rule.web',
    );
    await checkRule(
      ruleNotInExclusiveList,
      list('[]') + group('«ingress» {\n from_port = 1\n to_port = 1\n protocol = "tcp"\n self = true\n }'),
      'error: removes this ingress rule of aws_security_group.app',
    );
    await checkRule(
      ruleNotInExclusiveList,
      inModule(list('[]') + group('') + rule),
      'error: removes this ingress rule of module.app["a"].aws_vpc_security_group_ingress_rule.web and',
    );
  });

  it('is silent on listed rules, other groups, the other direction without a list, and unknowns', async () => {
    await checkRule(
      ruleNotInExclusiveList,
      list('[aws_vpc_security_group_ingress_rule.web.id]') + group('') + rule.replace(/[«»]/g, ''),
    );
    await checkRule(
      ruleNotInExclusiveList,
      `variable "ids" {}
      ${list('var.ids')}${group('')}${current('a', 1, 'cidr_ipv4 = "10.0.0.0/8"')}`,
    );
    await checkRule(
      ruleNotInExclusiveList,
      list('["sgr-0123456789abcdef0"]') + group('') + current('a', 1, 'cidr_ipv4 = "10.0.0.0/8"'),
    );
    await checkRule(
      ruleNotInExclusiveList,
      list('[]') +
        group('') +
        group('', 'b') +
        current('a', 1, 'cidr_ipv4 = "10.0.0.0/8"', 'aws_security_group.b.id'),
    );
  });

  it('adds the rule to the list', async () => {
    const before = (ids: string): string => list(ids) + group('') + rule;
    await checkFix(
      ruleNotInExclusiveList,
      before('[]'),
      'Add it to aws_vpc_security_group_rules_exclusive.app',
      before('[aws_vpc_security_group_ingress_rule.web.id]'),
    );
    await checkFixTitles(ruleNotInExclusiveList, list('[]') + group('') + legacy('old', 80, 'self = true'));
  });
});
