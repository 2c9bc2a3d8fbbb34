import { descriptionMissing } from '../../../../server/src/rules/securityGroups/descriptionMissing';
import { inlineRules } from '../../../../server/src/rules/securityGroups/inlineRules';
import { instanceGroupsInVpc } from '../../../../server/src/rules/securityGroups/instanceGroups';
import { openEgress } from '../../../../server/src/rules/securityGroups/openEgress';
import { ruleResourceDiscouraged } from '../../../../server/src/rules/securityGroups/ruleResourceDiscouraged';
import { current, group, inline, inModule, legacy } from '../../../support/groupTexts';
import { widePrivateSource } from '../../../../server/src/rules/securityGroups/widePrivateSource';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

describe('instance-security-groups-in-vpc', () => {
  const instance = (rest: string): string => `
    resource "aws_instance" "web" {
      ${rest}
    }
  `;

  it('finds it in a subnet, and with ids', async () => {
    await checkRule(
      instanceGroupsInVpc,
      `${instance('subnet_id = "subnet-0123456789abcdef0"\n «security_groups» = var.groups')}
      variable "groups" {}`,
      'warning: Every change of its groups replaces aws_instance.web',
    );
    await checkRule(
      instanceGroupsInVpc,
      inModule(group('') + instance('«security_groups» = [aws_security_group.app.id]')),
      'warning: replaces module.app["a"].aws_instance.web and module.app["b"].aws_instance.web',
    );
  });

  it('is silent on names in the default VPC, the other argument, and unknowns', async () => {
    await checkRule(
      instanceGroupsInVpc,
      group('') + instance('security_groups = [aws_security_group.app.name, "web"]'),
    );
    await checkRule(
      instanceGroupsInVpc,
      instance('subnet_id = "subnet-1"\n vpc_security_group_ids = ["sg-0123456789abcdef0"]'),
    );
    await checkRule(
      instanceGroupsInVpc,
      `variable "x" {}\n${instance('subnet_id = var.x\n security_groups = var.x')}`,
    );
  });

  it('renames the argument', async () => {
    await checkFix(
      instanceGroupsInVpc,
      `
      resource "aws_instance" "web" {
        subnet_id       = "subnet-0123456789abcdef0"
        security_groups = ["sg-0123456789abcdef0"]
      }
      `,
      'Rename it to vpc_security_group_ids',
      `
      resource "aws_instance" "web" {
        subnet_id              = "subnet-0123456789abcdef0"
        vpc_security_group_ids = ["sg-0123456789abcdef0"]
      }
      `,
    );
  });
});

describe('sg-open-egress', () => {
  const all = (cidrs: string, protocol = '"-1"', direction = 'egress'): string =>
    group(
      `${direction} {
      from_port        = 0
      to_port          = 0
      protocol         = ${protocol}
      ${cidrs}
    }`,
    );

  it('finds all protocols out to everywhere, in either family and every flavour', async () => {
    await checkRule(
      openEgress,
      inModule(all('cidr_blocks = ["10.0.0.0/8", «"0.0.0.0/0"»]\n ipv6_cidr_blocks = [«"::/0"»]', '"all"')),
      'warning: lets all protocols out to 0.0.0.0/0',
      'warning: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app lets all protocols out to ::/0',
    );
    await checkRule(
      openEgress,
      current('out', 0, 'cidr_ipv4 = «"0.0.0.0/0"»', '"sg-1"', 'egress').replace('"tcp"', '-1') +
        legacy('old', 0, 'cidr_blocks = [«"0.0.0.0/0"»]')
          .replace('"ingress"', '"egress"')
          .replace('"tcp"', '"-1"'),
      'warning: may send anything to anyone',
      'warning: may send anything to anyone',
    );
  });

  it('is silent on one protocol, narrower blocks, the way in, and unknowns', async () => {
    await checkRule(openEgress, all('cidr_blocks = ["0.0.0.0/0"]', '"tcp"'));
    await checkRule(openEgress, all('cidr_blocks = ["0.0.0.0/1"]'));
    await checkRule(openEgress, all('cidr_blocks = ["0.0.0.0/0"]', '"-1"', 'ingress'));
    await checkRule(
      openEgress,
      `variable "x" {}\n${all('cidr_blocks = var.x')}${all('cidr_blocks = ["0.0.0.0/0"]', 'var.x')}`,
    );
  });

  it('lets only HTTPS out instead', async () => {
    const text = (ports: string, protocol: string): string => `
      resource "aws_security_group" "app" {
        egress {
          from_port   = ${ports}
          to_port     = ${ports}
          protocol    = "${protocol}"
          cidr_blocks = ["0.0.0.0/0"]
        }
      }
    `;
    await checkFix(openEgress, text('0', '-1'), 'Let HTTPS out only: closes all else', text('443', 'tcp'));
  });
});

describe('sg-description-missing', () => {
  const described = 'description = "Who needs it"';

  it('finds groups and rules of every flavour without one', async () => {
    await checkRule(
      descriptionMissing,
      inModule(
        group('description = "Managed by Terraform"').replace(/resource "\w+" "\w+"/, '«$&»') +
          current('a', 80, 'cidr_ipv4 = "10.0.0.0/8"').replace(/resource "\w+" "\w+"/, '«$&»') +
          legacy('b', 80, 'self = true\n description = ""').replace(/resource "\w+" "\w+"/, '«$&»') +
          group(described + inline(80, 'self = true').replace('ingress', '«ingress»'), 'c'),
      ),
      'warning: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app has no description',
      'warning: aws_vpc_security_group_ingress_rule.a',
      'warning: aws_security_group_rule.b',
      'warning: This ingress rule of module.app["a"].aws_security_group.c',
    );
  });

  it('is silent on described ones, and on unknowns', async () => {
    await checkRule(
      descriptionMissing,
      `variable "x" {}
      ${group(described + inline(80, 'description = var.x'))}
      ${current('a', 80, described)}
      ${legacy('b', 80, described)}`,
    );
  });
});

describe('sg-inline-rules', () => {
  const rules =
    inline(80, 'cidr_blocks = ["10.0.0.0/8"]') + inline(81, 'cidr_blocks = ["10.0.0.0/8"]', 'egress');

  it('finds them once for a group', async () => {
    await checkRule(
      inlineRules,
      inModule(group(rules.replace('ingress', '«ingress»'))),
      'warning: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app has its rules inline',
    );
    await checkFixTitles(
      inlineRules,
      group(rules),
      'Make the inline rules of aws_security_group.app resources of their own; import those that are applied',
    );
  });

  it('is silent on rules of their own, on default groups, which have no others, and on unknowns', async () => {
    await checkRule(
      inlineRules,
      `variable "x" {}
      ${group('egress = []')}
      ${current('a', 80, 'cidr_ipv4 = "10.0.0.0/8"')}
      ${group(inline(80, 'self = true'), 'd').replace('aws_security_group', 'aws_default_security_group')}
      ${group('ingress = var.x', 'u')}`,
    );
  });
});

describe('sg-rule-resource-discouraged', () => {
  it('finds rules of the old kind, once for a module, and rewrites them', async () => {
    await checkRule(
      ruleResourceDiscouraged,
      inModule(legacy('old', 80, 'self = true', '"sg-1"').replace(/resource "\w+" "\w+"/, '«$&»')),
      'warning: module.app["a"].aws_security_group_rule.old and module.app["b"].aws_security_group_rule.old is of the old kind',
    );
    await checkFixTitles(
      ruleResourceDiscouraged,
      legacy('old', 80, 'self = true', '"sg-1"'),
      'Rewrite it as rules of the current kind; import them where it is applied',
    );
  });

  it('is silent on the current kind and on inline rules', async () => {
    await checkRule(
      ruleResourceDiscouraged,
      group(inline(80, 'self = true')) + current('a', 80, 'cidr_ipv4 = "10.0.0.0/8"'),
    );
  });
});

describe('sg-wide-private-source', () => {
  it('finds private ranges wider than /16 for SSH and RDP, in every flavour', async () => {
    await checkRule(
      widePrivateSource,
      inModule(group(inline(22, 'cidr_blocks = ["10.1.0.0/16", «"10.0.0.0/8"»]'))),
      'warning: All of 10.0.0.0/8, more than one VPC can be, can reach SSH by this rule of module.app["a"].aws_security_group.app and',
    );
    await checkRule(
      widePrivateSource,
      current('rdp', 3389, 'cidr_ipv4 = «"172.16.0.0/12"»', '"sg-1"') +
        legacy('all', 0, 'cidr_blocks = [«"10.0.0.0/15"»]', '"sg-1"').replace('"tcp"', '"-1"'),
      'warning: can reach RDP',
      'warning: can reach SSH and RDP',
    );
  });

  it('is silent on a VPC at most, on other ports, on public ranges, and on unknowns', async () => {
    await checkRule(
      widePrivateSource,
      `variable "x" {}
      ${group(inline(22, 'cidr_blocks = ["192.168.0.0/16", "0.0.0.0/0", "8.0.0.0/8"]'))}
      ${group(inline(443, 'cidr_blocks = ["10.0.0.0/8"]'), 'b')}
      ${group(inline(22, 'cidr_blocks = ["10.0.0.0/8"]', 'egress'), 'c')}
      ${group(inline('var.x', 'cidr_blocks = ["10.0.0.0/8"]') + inline(22, 'cidr_blocks = var.x'), 'd')}`,
    );
  });

  it('admits the networks of a variable instead', async () => {
    const text = (cidrs: string): string => `
      resource "aws_security_group" "app" {
        ingress {
          from_port   = 22
          to_port     = 22
          protocol    = "tcp"
          cidr_blocks = ${cidrs}
        }
      }
    `;
    await checkFix(
      widePrivateSource,
      text('["10.0.0.0/8"]'),
      'Admit only the networks of var.allowed_ssh_cidrs',
      `${text('var.allowed_ssh_cidrs').trimEnd()}

      variable "allowed_ssh_cidrs" {
        description = "Networks that may use SSH"
        type        = list(string)
      }
    `,
    );
  });
});
