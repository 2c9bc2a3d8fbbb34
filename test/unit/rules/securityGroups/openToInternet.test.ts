import assert from 'node:assert/strict';
import { openToInternet } from '../../../../server/src/rules/securityGroups/openToInternet';
import { modelOf } from '../../../../server/src/features/model';
import { runRules } from '../../../../server/src/rules/runRules';
import { defaultRuleSettings } from '../../../../server/src/rules/settings';
import { parseFixture } from '../../../support/fixture';
import { checkFix, checkFixTitles, checkRule, configurationOf } from '../../../support/rules';

const check = (text: string, ...messages: readonly string[]): Promise<void> =>
  checkRule(openToInternet, text, ...messages);

const inline = (cidrs: string, ports = 'from_port = 22\n    to_port = 22\n    protocol = "tcp"'): string => `
resource "aws_security_group" "web" {
  ingress {
    ${ports}
    ${cidrs}
  }
}
`;

const sshIsOpen =
  'error: Anyone on the internet can reach SSH (port 22) of what carries aws_security_group.web: 0.0.0.0/0 is every IPv4 address.';

describe('sg-open-to-internet', () => {
  describe('finds', () => {
    it('an inline block', () => check(inline('cidr_blocks = [«"0.0.0.0/0"»]'), sshIsOpen));

    it('IPv6', () =>
      check(
        inline('ipv6_cidr_blocks = [«"::/0"»]'),
        'error: of what carries aws_security_group.web: ::/0 is every IPv6 address.',
      ));

    it('RDP, and both in one range', () =>
      check(
        inline('cidr_blocks = [«"0.0.0.0/0"»]', 'from_port = 0\n    to_port = 65535\n    protocol = "tcp"'),
        'error: SSH (port 22) and RDP (port 3389)',
      ));

    it('all protocols', () =>
      check(
        inline('cidr_blocks = [«"0.0.0.0/0"»]', 'from_port = 0\n    to_port = 0\n    protocol = "-1"'),
        'error: SSH (port 22) and RDP',
      ));

    it('UDP, which RDP uses too', () =>
      check(
        inline('cidr_blocks = [«"0.0.0.0/0"»]', 'from_port = 3389\n    to_port = 3389\n    protocol = 17'),
        'error: RDP (port 3389)',
      ));

    it('a source among others, though self and groups stand beside it', () =>
      check(inline('self = true\n    cidr_blocks = ["10.0.0.0/8", «"0.0.0.0/0"»]'), sshIsOpen));

    it('a value through a variable, at the place where it is used', () =>
      check(
        `${inline('cidr_blocks = «var.allowed»')}\nvariable "allowed" { default = ["0.0.0.0/0"] }`,
        sshIsOpen,
      ));

    it('a dynamic block', () =>
      check(
        `
resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = [22, 443]
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = [«"0.0.0.0/0"»]
    }
  }
}`,
        sshIsOpen,
      ));

    it('an attribute as blocks', () =>
      check(
        `
resource "aws_security_group" "web" {
  ingress = [«{
    from_port        = 22
    to_port          = 22
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
    description      = ""
  }»]
}`,
        sshIsOpen,
      ));

    it('aws_security_group_rule', () =>
      check(
        `
resource "aws_security_group" "web" {}
resource "aws_security_group_rule" "ssh" {
  type              = "ingress"
  security_group_id = aws_security_group.web.id
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = [«"0.0.0.0/0"»]
}`,
        sshIsOpen,
      ));

    it('aws_vpc_security_group_ingress_rule', () =>
      check(
        `
resource "aws_security_group" "web" {}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "-1"
  cidr_ipv6         = «"::/0"»
}`,
        'error: SSH (port 22) and RDP (port 3389) of what carries aws_security_group.web: ::/0 is every IPv6 address',
      ));

    it('aws_default_security_group', () =>
      check(
        `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_default_security_group" "default" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [«"0.0.0.0/0"»]
  }
}`,
        'error: aws_default_security_group.default',
      ));

    it('two halves of the internet, each with the other', () =>
      check(
        inline('cidr_blocks = [«"0.0.0.0/1"», «"128.0.0.0/1"»]'),
        'error: 0.0.0.0/1 and 128.0.0.0/1 are together every IPv4 address',
        'error: 128.0.0.0/1 and 0.0.0.0/1 are together every IPv4 address',
      ));

    it('halves in two rules of one group', () =>
      check(
        `${inline('cidr_blocks = [«"0.0.0.0/1"»]')}
resource "aws_vpc_security_group_ingress_rule" "other" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "tcp"
  from_port         = 20
  to_port           = 30
  cidr_ipv4         = «"128.0.0.0/1"»
}`,
        'error: together',
        'error: together',
      ));

    it('a block of the size of the internet with host bits', () =>
      check(inline('cidr_blocks = [«"1.2.3.4/0"»]'), 'error: 1.2.3.4/0 is every IPv4 address'));

    it('a prefix list that holds everything', () =>
      check(
        `${inline('prefix_list_ids = [«aws_ec2_managed_prefix_list.all.id»]')}
resource "aws_ec2_managed_prefix_list" "all" {
  name           = "all"
  address_family = "IPv4"
  max_entries    = 1
  entry { cidr = "0.0.0.0/0" }
}`,
        'error: aws_ec2_managed_prefix_list.all is every IPv4 address',
      ));

    it('instances of one block together', () =>
      check(
        `
resource "aws_security_group" "web" {
  for_each = toset(["a", "b"])
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [«"0.0.0.0/0"»]
  }
}`,
        'error: of what carries aws_security_group.web["a"] and aws_security_group.web["b"]',
      ));
  });

  describe('is silent on', () => {
    it('half of the internet', () => check(inline('cidr_blocks = ["0.0.0.0/1"]')));
    it('private networks', () => check(inline('cidr_blocks = ["10.0.0.0/8"]')));
    it('other ports', () =>
      check(
        inline('cidr_blocks = ["0.0.0.0/0"]', 'from_port = 443\n    to_port = 443\n    protocol = "tcp"'),
      ));
    it('a range that ends before', () =>
      check(inline('cidr_blocks = ["0.0.0.0/0"]', 'from_port = 0\n    to_port = 21\n    protocol = "tcp"')));
    it('ICMP types of that number', () =>
      check(
        inline('cidr_blocks = ["0.0.0.0/0"]', 'from_port = 22\n    to_port = 22\n    protocol = "icmp"'),
      ));
    it('groups as sources', () => check(inline('self = true')));
    it('what goes out', () => check(inline('cidr_blocks = ["0.0.0.0/0"]').replace('ingress', 'egress')));
    it('halves in different groups', () =>
      check(
        `${inline('cidr_blocks = ["0.0.0.0/1"]')}${inline('cidr_blocks = ["128.0.0.0/1"]').replace('"web"', '"other"')}`,
      ));
    it('halves for different ports', () =>
      check(`${inline('cidr_blocks = ["0.0.0.0/1"]')}
resource "aws_vpc_security_group_ingress_rule" "other" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "tcp"
  from_port         = 3389
  to_port           = 3389
  cidr_ipv4         = "128.0.0.0/1"
}`));
    it('an unknown source', () => check(`${inline('cidr_blocks = [var.office]')}\nvariable "office" {}`));
    it('unknown ports', () =>
      check(
        `${inline('cidr_blocks = ["0.0.0.0/0"]', 'from_port = var.p\n    to_port = var.p\n    protocol = "tcp"')}\nvariable "p" {}`,
      ));
    it('an unknown protocol', () =>
      check(
        `${inline('cidr_blocks = ["0.0.0.0/0"]', 'from_port = 22\n    to_port = 22\n    protocol = var.p')}\nvariable "p" {}`,
      ));
    it('a rule that may not exist', () =>
      check(`
variable "enabled" {}
resource "aws_security_group_rule" "ssh" {
  count             = var.enabled ? 1 : 0
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}`));
    it('a source that is no CIDR', () => check(inline('cidr_blocks = ["everyone"]')));
  });

  describe('weighs', () => {
    const instance = (publicAddress: boolean, route: boolean): string => `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_route_table" "app" {
  vpc_id = aws_vpc.main.id
${route ? '  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }' : ''}
}
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_route_table_association" "app" {
  subnet_id      = aws_subnet.app.id
  route_table_id = aws_route_table.app.id
}
resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.app.id
  associate_public_ip_address = ${publicAddress}
  vpc_security_group_ids      = [aws_security_group.web.id]
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [«"0.0.0.0/0"»]
  }
}`;

    it('a group on something public as an error', () =>
      check(instance(true, true), 'error: Anyone on the internet'));
    it('a group on something without a public address as a note', () =>
      check(instance(false, true), 'info: nothing that carries it can be reached from there today'));
    it('a group on something without a route as a note', () =>
      check(instance(true, false), 'info: nothing that carries it'));
  });

  it('takes more ports from the settings', async () => {
    const { files } = parseFixture(
      inline('cidr_blocks = ["0.0.0.0/0"]', 'from_port = 5432\n    to_port = 5432\n    protocol = "tcp"'),
    );
    const configuration = await configurationOf(files);
    const { network, index } = modelOf(configuration);
    const settings = { ...defaultRuleSettings, options: { sensitivePorts: [22, 5432] } };
    const [finding] = runRules({ configuration, network, index }, settings, [openToInternet]);
    assert.match(finding?.message ?? '', /PostgreSQL \(port 5432\)/);
  });

  describe('mends', () => {
    const title = 'Admit only the networks of var.allowed_ssh_cidrs';

    it('a list of one with a variable', () =>
      checkFix(
        openToInternet,
        inline('cidr_blocks = ["0.0.0.0/0"]'),
        title,
        `${inline('cidr_blocks = var.allowed_ssh_cidrs').trimEnd()}

variable "allowed_ssh_cidrs" {
  description = "Networks that may use SSH"
  type        = list(string)
}
`,
      ));

    it('a list with other networks, which stay', () =>
      checkFix(
        openToInternet,
        `${inline('cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]')}\nvariable "allowed_ssh_cidrs" {}\n`,
        title,
        `${inline('cidr_blocks = concat(["10.0.0.0/8"], var.allowed_ssh_cidrs)')}\nvariable "allowed_ssh_cidrs" {}\n`,
      ));

    it('a rule with one source with a rule for each network', () =>
      checkFix(
        openToInternet,
        `
variable "allowed_ssh_cidrs" {}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}
`,
        title,
        `
variable "allowed_ssh_cidrs" {}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  for_each = toset(var.allowed_ssh_cidrs)

  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = each.value
}
`,
      ));

    it('the source with the bastion of the module, in the columns that terraform fmt uses', () =>
      checkFix(
        openToInternet,
        `
resource "aws_security_group" "bastion" {}
resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
        'Admit only aws_security_group.bastion',
        `
resource "aws_security_group" "bastion" {}
resource "aws_security_group" "web" {
  ingress {
    from_port       = 22
    to_port         = 22
    protocol        = "tcp"
    security_groups = [aws_security_group.bastion.id]
  }
}
`,
      ));

    it('the rule by taking it out, where Terraform goes on to manage the direction', () =>
      checkFix(
        openToInternet,
        `
resource "aws_security_group" "web" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
        'Remove the rule, and connect through Session Manager instead',
        `
resource "aws_security_group" "web" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      ));

    it('the only rule with an empty list: without it Terraform would leave the rule in AWS', () =>
      checkFix(
        openToInternet,
        inline('cidr_blocks = ["0.0.0.0/0"]'),
        'Remove the rule, and connect through Session Manager instead',
        `
resource "aws_security_group" "web" {
  ingress = []
}
`,
      ));

    it('nothing that is not written out here', () =>
      checkFixTitles(
        openToInternet,
        `${inline('cidr_blocks = var.allowed')}\nvariable "allowed" { default = ["0.0.0.0/0"] }`,
        'Remove the rule, and connect through Session Manager instead',
      ));
  });
});
