import { defaultResourceEmptied } from '../../../../server/src/rules/networkAcls/defaultResourceEmptied';
import { egress, ingress, place } from '../../../support/networkAcls';
import { checkFix, checkRule } from '../../../support/rules';

const acl = (...blocks: readonly string[]): string =>
  `resource "aws_default_network_acl" "d" {\n  default_network_acl_id = aws_vpc.main.default_network_acl_id\n${blocks.map((block) => `\n${block}`).join('')}}\n`;
const group = (body = ''): string =>
  `resource "aws_default_security_group" "d" {\n  vpc_id = aws_vpc.main.id\n${body}}\n`;
const instance = (groups = ''): string =>
  `resource "aws_instance" "web" {\n  ami       = "ami-1"\n  subnet_id = aws_subnet.a.id\n${groups}}\n`;
const mark = (text: string): string => text.replace(/resource "aws_default_\w+" "d"/, '«$&»');

describe('default-resource-emptied', () => {
  it('finds an empty default ACL that subnets have', async () => {
    await checkRule(
      defaultResourceEmptied,
      mark(place + acl()),
      'warning: Nothing enters or leaves aws_subnet.a: adopted by aws_default_network_acl.d without entries',
    );
  });

  it('finds an empty default group that interfaces have', async () => {
    await checkRule(
      defaultResourceEmptied,
      mark(place + group() + instance()),
      'warning: Nothing reaches aws_instance.web, and nothing can be reached from there: adopted by aws_default_security_group.d without rules',
    );
    await checkRule(
      defaultResourceEmptied,
      mark(place + group('  ingress = []\n  egress  = []\n') + instance()),
      'warning: aws_instance.web',
    );
  });

  it('finds an empty table, which has lost something in the default VPC only', async () => {
    const table = (vpc: string): string =>
      `resource "aws_default_route_table" "d" {\n  default_route_table_id = ${vpc}.default_route_table_id\n}\n`;
    await checkRule(
      defaultResourceEmptied,
      mark(place + table('aws_vpc.main')),
      'hint: aws_subnet.a can reach their own VPC only',
    );
    await checkRule(
      defaultResourceEmptied,
      mark(
        `resource "aws_default_vpc" "main" {}\nresource "aws_default_subnet" "a" {\n  availability_zone = "eu-west-1a"\n}\n${table('aws_default_vpc.main')}`,
      ),
      'warning: aws_default_subnet.a can not reach the internet',
    );
  });

  it('finds it once for all instances of a module', async () => {
    await checkRule(
      defaultResourceEmptied,
      `
--- main.tf
module "net" {
  for_each = toset(["a", "b"])
  source   = "./net"
}
--- net/main.tf
${mark(place + acl())}`,
      'warning: adopted by module.net["a"].aws_default_network_acl.d and module.net["b"].aws_default_network_acl.d',
    );
  });

  it('is silent where nothing relies on it', async () => {
    const own =
      'resource "aws_network_acl" "own" {\n  vpc_id     = aws_vpc.main.id\n  subnet_ids = [aws_subnet.a.id]\n}\n';
    await checkRule(defaultResourceEmptied, place + acl() + own);
    await checkRule(
      defaultResourceEmptied,
      `${place}${group()}resource "aws_security_group" "own" {\n  vpc_id = aws_vpc.main.id\n}\n${instance('  vpc_security_group_ids = [aws_security_group.own.id]\n')}`,
    );
    await checkRule(defaultResourceEmptied, place + group());
  });

  it('is silent where it has rules, or may have them', async () => {
    await checkRule(defaultResourceEmptied, place + acl(ingress(100, 'allow', '-1', '0', '0.0.0.0/0')));
    await checkRule(
      defaultResourceEmptied,
      `variable "e" {}\n${place}${acl('  dynamic "ingress" {\n    for_each = var.e\n    content {\n      rule_no = 1\n    }\n  }\n')}`,
    );
    await checkRule(
      defaultResourceEmptied,
      `${place}${group()}${instance()}resource "aws_vpc_security_group_egress_rule" "all" {\n  security_group_id = aws_default_security_group.d.id\n  ip_protocol       = "-1"\n  cidr_ipv4         = "0.0.0.0/0"\n}\n`,
    );
    await checkRule(
      defaultResourceEmptied,
      `variable "g" {}\n${place}${group()}${instance('  vpc_security_group_ids = var.g\n')}`,
    );
  });

  it('inserts what AWS has in a default ACL', async () => {
    await checkFix(
      defaultResourceEmptied,
      place + acl(),
      'Allow everything, as AWS does: opens all IPv4 traffic in and out',
      place +
        acl(ingress(100, 'allow', '-1', '0', '0.0.0.0/0'), egress(100, 'allow', '-1', '0', '0.0.0.0/0')),
    );
  });

  it('inserts what AWS has in a default group', async () => {
    await checkFix(
      defaultResourceEmptied,
      place + group() + instance(),
      'The rules that AWS makes: opens everything between its members, and out',
      place +
        group(`
  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    self      = true
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
`) +
        instance(),
    );
  });
});
