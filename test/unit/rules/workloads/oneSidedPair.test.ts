import { oneSidedPair } from '../../../../server/src/rules/workloads/oneSidedPair';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const vpc = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
`;

function group(name: string): string {
  return `
resource "aws_security_group" "${name}" {
  vpc_id = aws_vpc.main.id
}
`;
}

/** A rule resource: `rule('egress', 'app', 'db', 5432)`. */
function rule(
  direction: string,
  own: string,
  peer: string,
  port: string | number,
  name = `${own}_${peer}`,
): string {
  const side = peer.includes('/')
    ? `cidr_ipv4 = "${peer}"`
    : `referenced_security_group_id = aws_security_group.${peer}.id`;
  return `
resource "aws_vpc_security_group_${direction}_rule" "${name}" {
  security_group_id = aws_security_group.${own}.id
  ip_protocol       = "tcp"
  from_port         = ${port}
  to_port           = ${port}
  ${side}
}
`;
}

const marked = (text: string): string => text.replace(/aws_security_group\.\w+\.id(?=\n})/, '«$&»');
const out = rule('egress', 'app', 'db', 5432);
const into = rule('ingress', 'db', 'app', 5432);
const groups = vpc + group('app') + group('db');

describe('sg-one-sided-pair', () => {
  it('finds a way out that the other side does not let in', async () => {
    await checkRule(
      oneSidedPair,
      groups + marked(out),
      'warning: aws_security_group.app lets tcp/5432 out to aws_security_group.db, which does not let it in: it has no ingress rule for that from there.',
    );
  });

  it('finds a way in that the other side does not let out', async () => {
    await checkRule(
      oneSidedPair,
      groups + marked(into) + rule('egress', 'app', '203.0.113.0/24', 443),
      'warning: aws_security_group.db lets tcp/5432 in from aws_security_group.app, which does not let it out: none of its egress rules leads there.',
    );
  });

  it('finds a port that is off by one', async () => {
    await checkRule(
      oneSidedPair,
      groups + marked(out) + marked(into.replace(/5432/g, '5433')),
      'warning: lets tcp/5432 out',
      'warning: lets tcp/5433 in',
    );
  });

  it('finds it inline, in older rules, and in loops', async () => {
    const inline = group('app').replace(
      '}\n',
      '\n  egress {\n    from_port       = 5432\n    to_port         = 5432\n    protocol        = "tcp"\n    security_groups = [«aws_security_group.db.id»]\n  }\n}\n',
    );
    await checkRule(
      oneSidedPair,
      vpc + inline + group('db'),
      'warning: aws_security_group.app lets tcp/5432 out',
    );
    const legacy = `
resource "aws_security_group_rule" "app" {
  for_each                 = toset(["5432", "6432"])
  type                     = "egress"
  security_group_id        = aws_security_group.app.id
  protocol                 = "tcp"
  from_port                = each.value
  to_port                  = each.value
  source_security_group_id = «aws_security_group.db.id»
}
`;
    await checkRule(
      oneSidedPair,
      groups + into + legacy,
      'warning: aws_security_group.app lets tcp/6432 out',
    );
  });

  it('finds it between modules, once', async () => {
    await checkRule(
      oneSidedPair,
      `
--- main.tf
${vpc}
module "app" {
  count  = 2
  source = "./app"
  vpc    = aws_vpc.main.id
}
--- app/main.tf
variable "vpc" {}
${(group('app') + group('db') + marked(out)).replace(/aws_vpc\.main\.id/g, 'var.vpc')}`,
      'warning: module.app[0].aws_security_group.app and module.app[1].aws_security_group.app lets tcp/5432 out',
    );
  });

  it('is silent on pairs, and where an address block answers', async () => {
    await checkRule(oneSidedPair, groups + out + into);
    await checkRule(oneSidedPair, groups + out + rule('ingress', 'db', '10.0.0.0/8', 5432));
    await checkRule(oneSidedPair, groups + into + rule('egress', 'app', '0.0.0.0/0', 5432));
  });

  it('is silent where another group of those who carry it answers', async () => {
    const instance = (name: string, ...own: readonly string[]): string => `
resource "aws_subnet" "${name}" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.${own.length}.0/24"
}
resource "aws_instance" "${name}" {
  subnet_id              = aws_subnet.${name}.id
  vpc_security_group_ids = [${own.map((one) => `aws_security_group.${one}.id`).join(', ')}]
}
`;
    const more = group('more') + rule('ingress', 'more', 'app', 5432);
    await checkRule(
      oneSidedPair,
      groups + out + more + instance('db', 'db', 'more') + rule('egress', 'app', 'more', 5432),
    );
    await checkRule(
      oneSidedPair,
      groups + marked(out) + more + instance('db', 'db') + rule('egress', 'app', 'more', 5432),
      'warning: lets tcp/5432 out to aws_security_group.db',
    );
  });

  it('is silent where the other side has no rules at all for that direction out', async () => {
    await checkRule(oneSidedPair, groups + into);
  });

  it('is silent on wide rules that seem meant for replies', async () => {
    const replies = rule('egress', 'db', 'app', '0', 'replies').replace(
      'to_port           = 0',
      'to_port           = 65535',
    );
    await checkRule(oneSidedPair, groups + out + into + replies);
  });

  it('is silent on unknowns', async () => {
    const unknown = `variable "x" {}\n${groups}`;
    await checkRule(oneSidedPair, unknown + out + into.replace(/= 5432/g, '= var.x'));
    await checkRule(oneSidedPair, unknown + out.replace(/= 5432/g, '= var.x'));
    await checkRule(
      oneSidedPair,
      unknown + out + rule('ingress', 'db', '9.9.9.9/32', 5432).replace('"9.9.9.9/32"', 'var.x'),
    );
    await checkRule(
      oneSidedPair,
      unknown +
        out +
        into.replace(
          'aws_security_group.db.id',
          'var.x ? aws_security_group.db.id : aws_security_group.app.id',
        ),
    );
    await checkRule(
      oneSidedPair,
      `${vpc}${group('app')}${out.replace('aws_security_group.db.id', 'data.aws_security_group.db.id')}
data "aws_security_group" "db" {
  name = "db"
}
`,
    );
  });

  it('adds the rule that answers', async () => {
    const title =
      'Add a rule to aws_security_group.db: opens tcp/5432 from aws_security_group.app to aws_security_group.db';
    await checkFixTitles(oneSidedPair, groups + out, title);
    const answer = `
resource "aws_vpc_security_group_ingress_rule" "db_from_app" {
  security_group_id            = aws_security_group.db.id
  description                  = "From app"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.app.id
}
`;
    await checkFix(oneSidedPair, groups + out, title, groups + answer + out);
  });
});
