import { inlineAndStandalone } from '../../../../server/src/rules/securityGroups/inlineAndStandalone';
import { inlineReferenceCycle } from '../../../../server/src/rules/securityGroups/inlineReferenceCycle';
import { mixedRuleResources } from '../../../../server/src/rules/securityGroups/mixedRuleResources';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

/** The text as a module that is called for two keys; the root module's own text behind the call. */
const inModule = (text: string, root = ''): string =>
  `--- main.tf
module "app" {
  for_each = { a = 1, b = 2 }
  source   = "./app"
}
${root}
--- app/main.tf
${text}`;

/** A group with this body. */
const group = (body: string, name = 'app'): string => `
  resource "aws_security_group" "${name}" {
    ${body}
  }
`;

const ingress = `ingress {
      from_port   = 443
      to_port     = 443
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }`;

/** A rule resource of the current kind for a group; marks may stand in it. */
const current = (target: string, direction = 'ingress', name = 'ssh'): string => `
  resource "aws_vpc_security_group_${direction}_rule" "${name}" {
    security_group_id = ${target}
    ip_protocol       = "tcp"
    from_port         = 22
    to_port           = 22
    cidr_ipv4         = "10.0.0.0/8"
  }
`;

const legacy = (target: string, type = '"ingress"'): string => `
  resource "aws_security_group_rule" "old" {
    type              = ${type}
    security_group_id = ${target}
    from_port         = 22
    to_port           = 22
    protocol          = "tcp"
    cidr_blocks       = ["10.0.0.0/8"]
  }
`;

describe('sg-inline-and-standalone-rules', () => {
  const own = '«aws_security_group.app.id»';
  const undo = 'error: undo each other at every apply';

  it('finds a rule resource beside inline rules of its direction, in every form', async () => {
    await checkRule(inlineAndStandalone, group(ingress) + current(own), undo);
    await checkRule(inlineAndStandalone, group(ingress) + legacy(own), undo);
    await checkRule(inlineAndStandalone, group('ingress = []') + current(own), undo);
    await checkRule(inlineAndStandalone, group('egress = []') + current(own, 'egress'), undo);
    await checkRule(
      inlineAndStandalone,
      group(`dynamic "ingress" {
        for_each = ["10.0.0.0/8"]
        content {
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = [ingress.value]
        }
      }`) + legacy(own),
      undo,
    );
  });

  it('warns where only the other direction is inline', async () => {
    await checkRule(
      inlineAndStandalone,
      group(ingress) + current(own, 'egress'),
      'warning: does not support both on one group',
    );
  });

  it('finds any rule resource of an adopted default group', async () => {
    await checkRule(
      inlineAndStandalone,
      `resource "aws_default_security_group" "default" {}
      ${current('«aws_default_security_group.default.id»')}`,
      'error: aws_default_security_group.default removes aws_vpc_security_group_ingress_rule.ssh at every apply',
    );
  });

  it('follows the group through a module that is called several times, and tells it once', async () => {
    await checkRule(
      inlineAndStandalone,
      inModule(
        `
      ${group(ingress)}
      ${legacy('«aws_security_group.app.id»')}
      output "group" { value = aws_security_group.app.id }
      `,
        current('«module.app["a"].group»'),
      ),
      'error: module.app["a"].aws_security_group.app and module.app["a"].aws_security_group_rule.old',
      'error: module.app["a"].aws_security_group.app and aws_vpc_security_group_ingress_rule.ssh',
    );
  });

  it('is silent on groups with one kind of rules, on dynamic blocks without elements, and on unknowns', async () => {
    await checkRule(
      inlineAndStandalone,
      `
      variable "rules" {}
      variable "type" {}
      variable "group" {}
      variable "create" { type = bool }
      ${group(ingress, 'inline')}
      ${group('', 'standalone')}
      ${group('dynamic "ingress" {\n for_each = []\n content {}\n}', 'empty')}
      ${group('dynamic "ingress" {\n for_each = var.rules\n content {}\n}', 'unknown')}
      ${group('ingress = var.rules', 'list')}
      ${current('aws_security_group.standalone.id', 'ingress', 'a')}
      ${current('aws_security_group.empty.id', 'ingress', 'b')}
      ${current('aws_security_group.unknown.id', 'ingress', 'c')}
      ${current('aws_security_group.list.id', 'ingress', 'd')}
      ${current('var.group', 'ingress', 'e')}
      ${current('aws_security_group.inline.id\n count = var.create ? 1 : 0', 'ingress', 'f')}
      ${legacy('aws_security_group.inline.id', 'var.type')}
      `,
    );
  });

  const mixed = `
    resource "aws_security_group" "app" {
      name = "app"

      ingress {
        description = "Clients"
        from_port   = 443
        to_port     = 443
        protocol    = "tcp"
        cidr_blocks = ["10.0.0.0/8", aws_vpc.main.cidr_block]
        self        = true
      }

      egress {
        from_port        = 0
        to_port          = 0
        protocol         = "all"
        cidr_blocks      = var.networks
        ipv6_cidr_blocks = ["::/0"]
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "ssh" {
      security_group_id = aws_security_group.app.id
      ip_protocol       = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_ipv4         = "10.0.0.0/8"
    }
  `;

  it('makes the inline rules resources of their own, one for each source', async () => {
    await checkFix(
      inlineAndStandalone,
      mixed,
      'Make the inline rules of aws_security_group.app resources of their own; import those that are applied',
      `
      resource "aws_security_group" "app" {
        name = "app"
      }

      resource "aws_vpc_security_group_ingress_rule" "app_from_10_0_0_0_8" {
        security_group_id = aws_security_group.app.id
        description       = "Clients"
        ip_protocol       = "tcp"
        from_port         = 443
        to_port           = 443
        cidr_ipv4         = "10.0.0.0/8"
      }

      resource "aws_vpc_security_group_ingress_rule" "app_from_main" {
        security_group_id = aws_security_group.app.id
        description       = "Clients"
        ip_protocol       = "tcp"
        from_port         = 443
        to_port           = 443
        cidr_ipv4         = aws_vpc.main.cidr_block
      }

      resource "aws_vpc_security_group_ingress_rule" "app_from_itself" {
        security_group_id            = aws_security_group.app.id
        description                  = "Clients"
        ip_protocol                  = "tcp"
        from_port                    = 443
        to_port                      = 443
        referenced_security_group_id = aws_security_group.app.id
      }

      resource "aws_vpc_security_group_egress_rule" "app_to_networks" {
        for_each = toset(var.networks)

        security_group_id = aws_security_group.app.id
        ip_protocol       = "-1"
        cidr_ipv4         = each.value
      }

      resource "aws_vpc_security_group_egress_rule" "app_to_ipv6" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "-1"
        cidr_ipv6         = "::/0"
      }

      # Import what is applied already. The ids: aws ec2 describe-security-group-rules
      # import {
      #   to = aws_vpc_security_group_ingress_rule.app_from_10_0_0_0_8
      #   id = "sgr-…"
      # }
      # import {
      #   to = aws_vpc_security_group_ingress_rule.app_from_main
      #   id = "sgr-…"
      # }
      # import {
      #   to = aws_vpc_security_group_ingress_rule.app_from_itself
      #   id = "sgr-…"
      # }
      # import {
      #   to = aws_vpc_security_group_egress_rule.app_to_networks[…]
      #   id = "sgr-…"
      # }
      # import {
      #   to = aws_vpc_security_group_egress_rule.app_to_ipv6
      #   id = "sgr-…"
      # }

      resource "aws_vpc_security_group_ingress_rule" "ssh" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "tcp"
        from_port         = 22
        to_port           = 22
        cidr_ipv4         = "10.0.0.0/8"
      }
      `,
    );
  });

  it('moves the rule into the group, and deletes nothing in AWS', async () => {
    await checkFix(
      inlineAndStandalone,
      `
      resource "aws_security_group" "app" {
        egress = null

        ingress {
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["10.0.0.0/8"]
        }
      }

      resource "aws_vpc_security_group_ingress_rule" "all" {
        security_group_id            = aws_security_group.app.id
        description                  = "Everything from the other group"
        ip_protocol                  = "-1"
        referenced_security_group_id = aws_security_group.other.id
      }
      `.replace('        egress = null\n\n', ''),
      'Move the rule into aws_security_group.app',
      `
      resource "aws_security_group" "app" {
        ingress {
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["10.0.0.0/8"]
        }

        ingress {
          description     = "Everything from the other group"
          from_port       = 0
          to_port         = 0
          protocol        = "-1"
          security_groups = [aws_security_group.other.id]
        }
      }

      removed {
        from = aws_security_group_rule.all

        lifecycle {
          destroy = false
        }
      }
      `.replace('aws_security_group_rule.all', 'aws_vpc_security_group_ingress_rule.all'),
    );
  });

  it('does not move a rule that would close a cycle, or that other code names', async () => {
    const title =
      'Make the inline rules of aws_security_group.app resources of their own; import those that are applied';
    await checkFixTitles(
      inlineAndStandalone,
      group(ingress) +
        current('aws_security_group.app.id').replace(
          'cidr_ipv4         = "10.0.0.0/8"',
          'referenced_security_group_id = aws_security_group.other.id',
        ) +
        group(
          `ingress {
          from_port       = 1
          to_port         = 1
          protocol        = "tcp"
          security_groups = [aws_security_group.app.id]
        }`,
          'other',
        ),
      title,
    );
    await checkFixTitles(
      inlineAndStandalone,
      `${group(ingress)}${current('aws_security_group.app.id')}
      output "rule" { value = aws_vpc_security_group_ingress_rule.ssh.id }`,
      title,
    );
  });

  it('extracts nothing where the text does not tell the rules apart', async () => {
    await checkFixTitles(inlineAndStandalone, group('ingress = []') + current('aws_security_group.app.id'));
    await checkFixTitles(
      inlineAndStandalone,
      group(ingress.replace('cidr_blocks = ["10.0.0.0/8"]', 'security_groups = var.groups')) +
        current('aws_security_group.app.id'),
      'Move the rule into aws_security_group.app',
    );
  });
});

describe('sg-mixed-rule-resources', () => {
  const old = legacy('aws_security_group.app.id').replace(
    'resource "aws_security_group_rule" "old"',
    '«resource "aws_security_group_rule" "old"»',
  );

  it('finds an old rule beside a current one on one group', async () => {
    await checkRule(
      mixedRuleResources,
      group('') + old + current('aws_security_group.app.id', 'egress'),
      'warning: aws_security_group_rule.old and aws_vpc_security_group_egress_rule.ssh are rules of aws_security_group.app',
    );
  });

  it('tells it once for a module that is called twice', async () => {
    await checkRule(
      mixedRuleResources,
      inModule(`
      ${group('')}
      ${old}
      ${current('aws_security_group.app.id')}
      `),
      'warning: module.app["a"].aws_security_group_rule.old and module.app["b"].aws_security_group_rule.old',
    );
  });

  it('is silent on rules of different groups, and on unknown groups', async () => {
    await checkRule(
      mixedRuleResources,
      `variable "group" {}
      ${group('')}
      ${group('', 'other')}
      ${legacy('aws_security_group.app.id')}
      ${current('aws_security_group.other.id')}
      ${current('var.group', 'egress')}`,
    );
  });

  it('rewrites the old rule, one for each source', async () => {
    await checkFix(
      mixedRuleResources,
      `
      resource "aws_security_group_rule" "old" {
        count = 2

        type              = "egress"
        security_group_id = aws_security_group.app.id
        from_port         = 22
        to_port           = 22 + count.index
        protocol          = "tcp"
        cidr_blocks       = ["10.0.0.0/8", "192.168.0.0/16"]
      }
      `
        .replace('        count = 2\n\n', '')
        .replace(' + count.index', '') +
        `
      resource "aws_vpc_security_group_ingress_rule" "new" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "-1"
        cidr_ipv4         = "10.0.0.0/8"
      }

      resource "aws_security_group" "app" {}
      `,
      'Rewrite it as rules of the current kind; import them where it is applied',
      `
      resource "aws_vpc_security_group_egress_rule" "old_to_10_0_0_0_8" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "tcp"
        from_port         = 22
        to_port           = 22
        cidr_ipv4         = "10.0.0.0/8"
      }

      resource "aws_vpc_security_group_egress_rule" "old_to_192_168_0_0_16" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "tcp"
        from_port         = 22
        to_port           = 22
        cidr_ipv4         = "192.168.0.0/16"
      }

      removed {
        from = aws_security_group_rule.old

        lifecycle {
          destroy = false
        }
      }

      # Import what is applied already. The ids: aws ec2 describe-security-group-rules
      # import {
      #   to = aws_vpc_security_group_egress_rule.old_to_10_0_0_0_8
      #   id = "sgr-…"
      # }
      # import {
      #   to = aws_vpc_security_group_egress_rule.old_to_192_168_0_0_16
      #   id = "sgr-…"
      # }

      resource "aws_vpc_security_group_ingress_rule" "new" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "-1"
        cidr_ipv4         = "10.0.0.0/8"
      }

      resource "aws_security_group" "app" {}
      `,
    );
  });

  it('keeps the loop of an old rule with one source', async () => {
    const current = `
      resource "aws_vpc_security_group_ingress_rule" "new" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "-1"
        cidr_ipv4         = "10.0.0.0/8"
      }
    `;
    await checkFix(
      mixedRuleResources,
      `
      resource "aws_security_group_rule" "old" {
        for_each = { ssh = 22, web = 80 }

        type              = "ingress"
        security_group_id = aws_security_group.app.id
        from_port         = each.value
        to_port           = each.value
        protocol          = "tcp"
        self              = true
      }

      resource "aws_security_group" "app" {}
      ${current}`,
      'Rewrite it as rules of the current kind; import them where it is applied',
      `
      resource "aws_vpc_security_group_ingress_rule" "old" {
        for_each = { ssh = 22, web = 80 }

        security_group_id            = aws_security_group.app.id
        ip_protocol                  = "tcp"
        from_port                    = each.value
        to_port                      = each.value
        referenced_security_group_id = aws_security_group.app.id
      }

      removed {
        from = aws_security_group_rule.old

        lifecycle {
          destroy = false
        }
      }

      # Import what is applied already. The ids: aws ec2 describe-security-group-rules
      # import {
      #   to = aws_vpc_security_group_ingress_rule.old[…]
      #   id = "sgr-…"
      # }

      resource "aws_security_group" "app" {}
      ${current}`,
    );
  });
});

describe('sg-inline-reference-cycle', () => {
  const from = (source: string, direction = 'ingress'): string => `${direction} {
      from_port       = 80
      to_port         = 80
      protocol        = "tcp"
      security_groups = ${source}
    }`;

  it('finds groups whose inline rules name each other, once for the cycle', async () => {
    await checkRule(
      inlineReferenceCycle,
      group(from('[«aws_security_group.b.id»]'), 'a') +
        group(from('[aws_security_group.c.id]', 'egress'), 'b') +
        group(
          `ingress = [{ from_port = 1, to_port = 1, protocol = "tcp", security_groups = [aws_security_group.a.id] }]`,
          'c',
        ),
      'error: Terraform refuses aws_security_group.a, aws_security_group.b and aws_security_group.c',
    );
  });

  it('finds a group that names its own id, also through modules', async () => {
    await checkRule(
      inlineReferenceCycle,
      inModule(`
      ${group(from('[«aws_security_group.app.id»]'))}
      `),
      'error: Terraform refuses module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
    );
  });

  it('is silent on chains, on self, on rules of their own, and on unknowns', async () => {
    await checkRule(
      inlineReferenceCycle,
      `variable "groups" { type = list(string) }` +
        group(from('[aws_security_group.b.id]'), 'a') +
        group(from('var.groups').replace('from_port', 'self = true\n from_port'), 'b') +
        current('aws_security_group.b.id').replace(
          /cidr_ipv4.*/,
          'referenced_security_group_id = aws_security_group.a.id',
        ),
    );
  });

  it('writes self for the own id', async () => {
    const before = (source: string): string => `
      resource "aws_security_group" "app" {
        ingress {
          from_port       = 80
          to_port         = 80
          protocol        = "tcp"
          ${source}
        }
      }
    `;
    await checkFix(
      inlineReferenceCycle,
      before('security_groups = [aws_security_group.app.id, aws_security_group.lb.id]'),
      'Write "self = true"',
      before('security_groups = [aws_security_group.lb.id]\n          self            = true'),
    );
    await checkFix(
      inlineReferenceCycle,
      before('security_groups = [aws_security_group.app.id]'),
      'Write "self = true"',
      before('self            = true').replace(
        /^(\s+\w+) +=/gm,
        (_, name: string) => `${name.trimEnd().padEnd(name.length - name.trimStart().length + 9)} =`,
      ),
    );
  });

  it('takes the rules of one group out of it', async () => {
    const b = `
      resource "aws_security_group" "b" {
        ingress {
          from_port       = 80
          to_port         = 80
          protocol        = "tcp"
          security_groups = [aws_security_group.a.id]
        }
      }
    `;
    await checkFix(
      inlineReferenceCycle,
      `
      resource "aws_security_group" "a" {
        name = "a"

        ingress {
          from_port       = 81
          to_port         = 81
          protocol        = "tcp"
          security_groups = [aws_security_group.b.id]
        }
      }
      ${b}`,
      'Make the inline rules of aws_security_group.a resources of their own; import those that are applied',
      `
      resource "aws_security_group" "a" {
        name = "a"
      }

      resource "aws_vpc_security_group_ingress_rule" "a_from_b" {
        security_group_id            = aws_security_group.a.id
        ip_protocol                  = "tcp"
        from_port                    = 81
        to_port                      = 81
        referenced_security_group_id = aws_security_group.b.id
      }

      # Import what is applied already. The ids: aws ec2 describe-security-group-rules
      # import {
      #   to = aws_vpc_security_group_ingress_rule.a_from_b
      #   id = "sgr-…"
      # }
      ${b}`,
    );
  });
});
