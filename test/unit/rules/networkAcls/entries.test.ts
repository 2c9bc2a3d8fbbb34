import { aclAllProtocolsWithPorts } from '../../../../server/src/rules/networkAcls/allProtocolsWithPorts';
import { duplicateRuleNumber } from '../../../../server/src/rules/networkAcls/duplicateRuleNumber';
import { icmpTypeMissing } from '../../../../server/src/rules/networkAcls/icmpTypeMissing';
import { aclPortsMissing } from '../../../../server/src/rules/networkAcls/portsMissing';
import { ruleNumberOutOfRange } from '../../../../server/src/rules/networkAcls/ruleNumberOutOfRange';
import { acl, egress, ingress, rule } from '../../../support/networkAcls';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

describe('nacl-ports-missing', () => {
  const entry = (...lines: readonly string[]): string => `
    resource "aws_network_acl_rule" "ssh_in" {
      network_acl_id = "acl-0123456789abcdef0"
      rule_number    = 100
      rule_action    = "allow"
      ${lines.join('\n      ')}
      cidr_block     = "10.0.0.0/8"
    }
  `;

  it('finds TCP and UDP entries that leave the ports to the provider', async () => {
    await checkRule(
      aclPortsMissing,
      entry('protocol       = «"tcp"»'),
      'error: is for TCP port 0 only: it lacks from_port and to_port',
    );
    await checkRule(
      aclPortsMissing,
      entry('protocol       = «17»', 'from_port      = 53'),
      'error: has 0 for to_port',
    );
  });

  it('finds them through a module, once for all its instances', async () => {
    await checkRule(
      aclPortsMissing,
      `
      --- main.tf
      module "acl" {
        for_each = toset(["a", "b"])
        source   = "./acl"
        protocol = "udp"
      }
      --- acl/main.tf
      variable "protocol" {}
      resource "aws_network_acl_rule" "r" {
        network_acl_id = "acl-0123456789abcdef0"
        protocol       = «var.protocol»
        from_port      = null
      }
      `,
      'error: module.acl["a"].aws_network_acl_rule.r and module.acl["b"].aws_network_acl_rule.r is for UDP port 0',
    );
  });

  it('finds them in attributes as blocks', async () => {
    await checkRule(
      aclPortsMissing,
      'resource "aws_network_acl" "a" {\n  ingress = [«{ rule_no = 1, action = "allow", protocol = "6" }»]\n}',
      'error: TCP port 0 only',
    );
  });

  it('is silent with ports, on other protocols, and on unknowns', async () => {
    await checkRule(aclPortsMissing, entry('protocol = "tcp"', 'from_port = 0', 'to_port = 0'));
    await checkRule(aclPortsMissing, entry('protocol = "icmp"'));
    await checkRule(aclPortsMissing, entry('protocol = -1'));
    await checkRule(aclPortsMissing, `variable "p" {}\n${entry('protocol = var.p')}`);
    await checkRule(
      aclPortsMissing,
      `variable "p" {}\n${entry('protocol = "tcp"', 'from_port = var.p', 'to_port = var.p')}`,
    );
  });

  it('inserts the port that the name tells, or all, in the columns of the entry', async () => {
    await checkFix(
      aclPortsMissing,
      entry('protocol       = "tcp"'),
      'Port 22 (ssh)',
      entry('protocol       = "tcp"', 'from_port      = 22', 'to_port        = 22'),
    );
    await checkFix(
      aclPortsMissing,
      entry('protocol       = "tcp"'),
      'All TCP ports: opens 0 to 65535',
      entry('protocol       = "tcp"', 'from_port      = 0', 'to_port        = 65535'),
    );
    await checkFix(
      aclPortsMissing,
      entry('protocol       = "tcp"', 'from_port      = 53'),
      'Only port 53',
      entry('protocol       = "tcp"', 'from_port      = 53', 'to_port        = 53'),
    );
  });
});

describe('nacl-icmp-type-missing', () => {
  const inline = (...lines: readonly string[]): string => `
    resource "aws_network_acl" "main" {
      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "icmp"
        from_port  = 0
        to_port    = 0
        ${[...lines, 'cidr_block = "10.0.0.0/8"'].join('\n        ')}
      }
    }
  `;

  it('finds ICMP entries without a type, in every flavour', async () => {
    await checkRule(
      icmpTypeMissing,
      `
      resource "aws_network_acl" "a" {
        ingress {
          rule_no    = 100
          action     = "allow"
          protocol   = «"icmp"»
          from_port  = 0
          to_port    = 0
          cidr_block = "10.0.0.0/8"
        }
        dynamic "egress" {
          for_each = [1, 58]
          content {
            rule_no         = egress.value
            action          = "allow"
            protocol        = «egress.value»
            ipv6_cidr_block = "::/0"
          }
        }
      }
      resource "aws_default_network_acl" "d" {
        egress {
          protocol = «1»
        }
      }
      resource "aws_network_acl" "list" {
        egress = [«{ rule_no = 1, action = "deny", protocol = "icmp", icmp_type = null }»]
      }
      resource "aws_network_acl_rule" "r" {
        network_acl_id = aws_network_acl.a.id
        protocol       = «"ipv6-icmp"»
      }
      `,
      'error: echo replies only',
      'error: An entry of aws_network_acl.a has no icmp_type',
      'error: aws_default_network_acl.d',
      'error: aws_network_acl.list',
      'error: no message of ICMPv6 has that type',
    );
  });

  it('finds all types with one code', async () => {
    await checkRule(
      icmpTypeMissing,
      inline('icmp_type  = «-1»'),
      'error: all types of ICMP (-1) but for code 0',
    );
    await checkRule(icmpTypeMissing, inline('icmp_type  = -1', 'icmp_code  = «3»'), 'error: for code 3');
  });

  it('is silent where both are given, on a type of its own, on unknowns and other protocols', async () => {
    await checkRule(icmpTypeMissing, inline('icmp_type = -1', 'icmp_code = -1'));
    await checkRule(icmpTypeMissing, inline('icmp_type = 8'));
    await checkRule(icmpTypeMissing, `variable "t" {}\n${inline('icmp_type = var.t')}`);
    await checkRule(icmpTypeMissing, 'resource "aws_network_acl_rule" "r" {\n  protocol = "tcp"\n}');
    await checkRule(
      icmpTypeMissing,
      'variable "p" {}\nresource "aws_network_acl_rule" "r" {\n  protocol = var.p\n}',
    );
  });

  it('inserts type and code', async () => {
    await checkFix(
      icmpTypeMissing,
      inline(),
      'All of ICMP: opens every type',
      inline('icmp_type  = -1', 'icmp_code  = -1'),
    );
    await checkFix(icmpTypeMissing, inline(), 'Pings: type 8', inline('icmp_type  = 8', 'icmp_code  = 0'));
    await checkFix(
      icmpTypeMissing,
      inline('icmp_type  = -1'),
      'All of ICMP: opens every type',
      inline('icmp_type  = -1', 'icmp_code  = -1'),
    );
  });
});

describe('nacl-all-protocols-with-ports', () => {
  it('finds ports that are refused inline and ignored standalone', async () => {
    await checkRule(
      aclAllProtocolsWithPorts,
      `
      resource "aws_network_acl" "a" {
        ingress {
          protocol  = "-1"
          from_port = 0
          to_port   = «65535»
        }
        egress = [«{ protocol = "all", from_port = 443, to_port = 443 }»]
        dynamic "ingress" {
          for_each = [22]
          content {
            protocol  = -1
            from_port = «ingress.value»
            to_port   = ingress.value
          }
        }
      }
      resource "aws_default_network_acl" "d" {
        egress {
          protocol  = "-1"
          from_port = «1»
          to_port   = 1
        }
      }
      resource "aws_network_acl_rule" "r" {
        protocol    = "-1"
        rule_action = "allow"
        from_port   = «443»
        to_port     = 443
      }
      `,
      'error: must both be 0, not 0 to 65535',
      'error: must both be 0, not 443 to 443',
      'error: must both be 0, not 22 to 22',
      'error: aws_default_network_acl.d',
      'warning: aws_network_acl_rule.r opens every port of every protocol',
    );
  });

  it('finds it once through a module', async () => {
    await checkRule(
      aclAllProtocolsWithPorts,
      `
      --- main.tf
      module "acl" {
        for_each = toset(["a", "b"])
        source   = "./acl"
      }
      --- acl/main.tf
      resource "aws_network_acl_rule" "r" {
        protocol    = "all"
        rule_action = "deny"
        from_port   = «25»
        to_port     = 25
      }
      `,
      'warning: denies every port',
    );
  });

  it('is silent without ports, with zeros, with TCP and on unknowns', async () => {
    await checkRule(aclAllProtocolsWithPorts, acl(ingress(100, 'allow', '-1', '0', '0.0.0.0/0')));
    await checkRule(aclAllProtocolsWithPorts, acl(ingress(100, 'allow', 'tcp', '443', '0.0.0.0/0')));
    await checkRule(
      aclAllProtocolsWithPorts,
      'variable "p" {}\nresource "aws_network_acl_rule" "r" {\n  protocol = "-1"\n  from_port = var.p\n}',
    );
    await checkRule(aclAllProtocolsWithPorts, 'resource "aws_network_acl_rule" "r" {\n  protocol = "-1"\n}');
  });

  it('means TCP, or all', async () => {
    const before = acl(ingress(100, 'allow', '-1', '443', '10.0.0.0/8'));
    await checkFix(
      aclAllProtocolsWithPorts,
      before,
      'These ports of TCP only',
      acl(ingress(100, 'allow', 'tcp', '443', '10.0.0.0/8')),
    );
    await checkFix(
      aclAllProtocolsWithPorts,
      before,
      'All protocols: opens every port',
      acl(ingress(100, 'allow', '-1', '0', '10.0.0.0/8')),
    );
  });
});

describe('nacl-rule-number-out-of-range', () => {
  it('finds numbers that AWS does not take, in every flavour', async () => {
    await checkRule(
      ruleNumberOutOfRange,
      `
      resource "aws_network_acl" "a" {
        ingress {
          rule_no = «0»
        }
        egress = [«{ rule_no = 32767, action = "deny" }»]
        dynamic "ingress" {
          for_each = { a = 40000 }
          content {
            rule_no = «ingress.value»
          }
        }
      }
      resource "aws_network_acl_rule" "r" {
        rule_number = «-5»
      }
      `,
      'error: AWS refuses entry 0 of aws_network_acl.a: numbers go from 1 to 32766',
      'error: AWS refuses entry 32767',
      'error: AWS refuses entry 40000',
      'error: AWS refuses entry -5',
    );
  });

  it('counts what a module makes of its input', async () => {
    await checkRule(
      ruleNumberOutOfRange,
      `
      --- main.tf
      module "acl" {
        for_each = { a = 100, b = 32766 }
        source   = "./acl"
        base     = each.value
      }
      --- acl/main.tf
      variable "base" {}
      resource "aws_default_network_acl" "d" {
        ingress {
          rule_no = «var.base + 1»
        }
      }
      `,
      'error: AWS refuses entry 32767 of module.acl["b"].aws_default_network_acl.d',
    );
  });

  it('is silent at the ends of the range, and on unknowns', async () => {
    await checkRule(ruleNumberOutOfRange, acl(ingress(1, 'allow', '-1', '0', '10.0.0.0/8')));
    await checkRule(ruleNumberOutOfRange, acl(ingress(32766, 'deny', '-1', '0', '10.0.0.0/8')));
    await checkRule(
      ruleNumberOutOfRange,
      'variable "n" {}\nresource "aws_network_acl_rule" "r" {\n  rule_number = var.n\n}',
    );
  });

  it('renumbers to the nearest free place', async () => {
    const first = ingress(100, 'allow', '-1', '0', '10.0.0.0/8');
    await checkFix(
      ruleNumberOutOfRange,
      acl(first, ingress(32767, 'deny', '-1', '0', '0.0.0.0/0')),
      'Renumber to 110',
      acl(first, ingress(110, 'deny', '-1', '0', '0.0.0.0/0')),
    );
    await checkFix(
      ruleNumberOutOfRange,
      acl(first, ingress(0, 'deny', '-1', '0', '0.0.0.0/0')),
      'Renumber to 10',
      acl(first, ingress(10, 'deny', '-1', '0', '0.0.0.0/0')),
    );
  });
});

describe('nacl-duplicate-rule-number', () => {
  it('finds numbers that are taken, across flavours', async () => {
    await checkRule(
      duplicateRuleNumber,
      acl(
        ingress(100, 'allow', 'tcp', '443', '10.0.0.0/8'),
        ingress('«100»', 'allow', 'tcp', '80', '10.0.0.0/8'),
        egress(100, 'allow', 'tcp', '80', '10.0.0.0/8'),
      ) + rule('r', 'egress', '«100»', 'deny', 'tcp', '25', '0.0.0.0/0'),
      'error: AWS refuses entry 100 of aws_network_acl.main: it already has a rule 100 for ingress',
      'error: AWS refuses entry 100 of aws_network_acl_rule.r: aws_network_acl.main already has a rule 100 for egress',
    );
  });

  it('finds them after expansion: dynamic blocks, lists, count', async () => {
    await checkRule(
      duplicateRuleNumber,
      `
      resource "aws_default_network_acl" "d" {
        dynamic "ingress" {
          for_each = [80, 443]
          content {
            rule_no   = «100»
            from_port = ingress.value
          }
        }
        egress = [{ rule_no = 1, protocol = "6" }, { rule_no = «1», protocol = "17" }]
      }
      resource "aws_network_acl_rule" "r" {
        count          = 2
        network_acl_id = aws_default_network_acl.d.id
        rule_number    = «200»
      }
      `,
      'error: entry 100',
      'error: entry 1 ',
      'error: entry 200',
    );
  });

  it('is silent on the same number in the other direction, in another ACL, and in instances of a module', async () => {
    await checkRule(
      duplicateRuleNumber,
      `
--- main.tf
module "acl" {
  for_each = toset(["a", "b"])
  source   = "./acl"
}
--- acl/main.tf
${acl(ingress(100, 'allow', '-1', '0', '10.0.0.0/8'), egress(100, 'allow', '-1', '0', '10.0.0.0/8'))}
`,
    );
  });

  it('is silent on equal blocks, which are one in a set, and on unknowns', async () => {
    const same = ingress(100, 'allow', '-1', '0', '10.0.0.0/8');
    await checkRule(duplicateRuleNumber, acl(same, same));
    await checkRule(
      duplicateRuleNumber,
      `variable "n" {}\n${acl(ingress('var.n', 'allow', '-1', '0', '10.0.0.0/8'), ingress('var.n', 'deny', '-1', '0', '10.0.0.0/8'))}`,
    );
  });

  it('renumbers the second, behind the first where there is room', async () => {
    const [first, third] = [
      ingress(100, 'allow', 'tcp', '443', '10.0.0.0/8'),
      ingress(110, 'deny', '-1', '0', '0.0.0.0/0'),
    ];
    const second = (number: number): string => ingress(number, 'allow', 'tcp', '80', '10.0.0.0/8');
    await checkFix(duplicateRuleNumber, acl(first, second(100)), 'Renumber to 110', acl(first, second(110)));
    await checkFix(
      duplicateRuleNumber,
      acl(first, second(100), third),
      'Renumber to 101',
      acl(first, second(101), third),
    );
  });

  it('has no fix where one text makes both', async () => {
    await checkFixTitles(
      duplicateRuleNumber,
      'resource "aws_network_acl_rule" "r" {\n  count = 2\n  network_acl_id = "acl-1"\n  rule_number = 1\n}',
    );
  });
});
