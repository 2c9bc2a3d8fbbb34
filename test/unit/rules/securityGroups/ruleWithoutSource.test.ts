import { ruleWithoutSource } from '../../../../server/src/rules/securityGroups/ruleWithoutSource';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const check = (text: string, ...messages: readonly string[]): Promise<void> =>
  checkRule(ruleWithoutSource, text, ...messages);

const ports = 'from_port = 443\n    to_port = 443\n    protocol = "tcp"';

const inline = (source: string, word = '«ingress»'): string => `
resource "aws_security_group" "web" {
  ${word} {
    ${ports}
    ${source}
  }
}
`;

describe('sg-rule-without-source', () => {
  describe('finds', () => {
    it('an inline block', () =>
      check(
        inline(''),
        'warning: Nobody can get in by this rule of aws_security_group.web: it names no source (cidr_blocks, ipv6_cidr_blocks, prefix_list_ids, security_groups, self).',
      ));
    it('outbound rules', () =>
      check(
        inline('', '«egress»'),
        'warning: Nobody can be reached by this rule of aws_security_group.web: it names no destination',
      ));
    it('an empty list, at the list', () =>
      check(inline('cidr_blocks = «[]»', 'ingress'), 'warning: Nobody can get in'));
    it('a list that comes to nothing', () =>
      check(
        `${inline('cidr_blocks = «var.allowed»', 'ingress')}\nvariable "allowed" { default = [] }`,
        'warning: Nobody can get in',
      ));
    it('self that is off', () => check(inline('self = «false»', 'ingress'), 'warning: Nobody can get in'));
    it('null, which is as good as nothing', () =>
      check(inline('cidr_blocks = «null»', 'ingress'), 'warning: Nobody can get in'));
    it('the content of a dynamic block', () =>
      check(
        `
resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = [80, 443]
    «content» {
      from_port = ingress.value
      to_port   = ingress.value
      protocol  = "tcp"
    }
  }
}`,
        'warning: Nobody can get in',
      ));
    it('an element of an attribute as blocks', () =>
      check(
        `
resource "aws_security_group" "web" {
  ingress = [
    «{ from_port = 1, to_port = 1, protocol = "tcp", cidr_blocks = [], ipv6_cidr_blocks = [], prefix_list_ids = [], security_groups = [], self = false, description = "" }»,
    { from_port = 2, to_port = 2, protocol = "tcp", cidr_blocks = ["10.0.0.0/8"], ipv6_cidr_blocks = [], prefix_list_ids = [], security_groups = [], self = false, description = "" },
  ]
}`,
        'warning: Nobody can get in',
      ));
    it('aws_default_security_group', () =>
      check(
        inline('').replace('aws_security_group', 'aws_default_security_group'),
        'warning: aws_default_security_group.web',
      ));
    it('aws_security_group_rule, which Terraform refuses', () =>
      check(
        `
«resource "aws_security_group_rule" "web"» {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  ${ports}
}`,
        'error: Terraform refuses aws_security_group_rule.web: it names no source (cidr_blocks, ipv6_cidr_blocks, prefix_list_ids, source_security_group_id, self).',
      ));
    it('aws_vpc_security_group_egress_rule', () =>
      check(
        `
«resource "aws_vpc_security_group_egress_rule" "web"» {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "-1"
}`,
        'error: Terraform refuses aws_vpc_security_group_egress_rule.web: it names no destination (cidr_ipv4, cidr_ipv6, prefix_list_id, referenced_security_group_id).',
      ));
  });

  describe('is silent on', () => {
    for (const source of [
      'cidr_blocks = ["10.0.0.0/8"]',
      'ipv6_cidr_blocks = ["::/0"]',
      'prefix_list_ids = ["pl-12345678"]',
      'security_groups = ["sg-0123456789abcdef0"]',
      'self = true',
    ]) {
      it(source, () => check(inline(source, 'ingress')));
    }
    it('a list that nobody knows', () =>
      check(`${inline('cidr_blocks = var.allowed', 'ingress')}\nvariable "allowed" { type = list(string) }`));
    it('an element that nobody knows', () =>
      check(`${inline('cidr_blocks = [var.office]', 'ingress')}\nvariable "office" {}`));
    it('self that nobody knows', () => check(`${inline('self = var.s', 'ingress')}\nvariable "s" {}`));
    it('what a data source gives', () =>
      check(
        `${inline('prefix_list_ids = [data.aws_prefix_list.s3.id]', 'ingress')}\ndata "aws_prefix_list" "s3" { name = "s3" }`,
      ));
    it('a dynamic block over something unknown', () =>
      check(`
variable "rules" {}
resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port = 1
      to_port   = 1
      protocol  = "tcp"
    }
  }
}`));
    it('an attribute as blocks that is empty', () =>
      check('resource "aws_security_group" "web" {\n  ingress = []\n}'));
    it('an attribute as blocks that nobody knows', () =>
      check('variable "rules" {}\nresource "aws_security_group" "web" {\n  ingress = var.rules\n}'));
  });

  describe('mends', () => {
    const network = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
`;
    const before = `${network}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }
}
`;

    it('with the addresses of the VPC', () =>
      checkFix(
        ruleWithoutSource,
        before,
        'Let it in from every address of aws_vpc.main',
        `${network}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}
`,
      ));

    it('with the group itself', () =>
      checkFix(
        ruleWithoutSource,
        before,
        'Let it in from whatever carries aws_security_group.web itself',
        `${network}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    self      = true
  }
}
`,
      ));

    it('an empty list in its place', () =>
      checkFix(
        ruleWithoutSource,
        before.replace('protocol  = "tcp"', 'protocol  = "tcp"\n    cidr_blocks = []'),
        'Let it in from every address of aws_vpc.main',
        before.replace('protocol  = "tcp"', 'protocol  = "tcp"\n    cidr_blocks = [aws_vpc.main.cidr_block]'),
      ));

    it('a rule of its own with the argument of its flavour', () =>
      checkFix(
        ruleWithoutSource,
        `${network}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_egress_rule" "web" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "-1"
}
`,
        'Let it out to every address of aws_vpc.main',
        `${network}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_egress_rule" "web" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "-1"
  cidr_ipv4         = aws_vpc.main.cidr_block
}
`,
      ));

    it('by taking the rule out', () =>
      checkFix(
        ruleWithoutSource,
        before,
        'Remove the rule, which lets nobody through',
        `${network}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress = []
}
`,
      ));

    it('never by itself: each of these is a choice', () =>
      checkFixTitles(
        ruleWithoutSource,
        before,
        'Let it in from every address of aws_vpc.main',
        'Let it in from whatever carries aws_security_group.web itself',
        'Remove the rule, which lets nobody through',
      ));
  });
});
