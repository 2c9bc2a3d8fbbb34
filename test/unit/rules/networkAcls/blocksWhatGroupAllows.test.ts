import { blocksWhatGroupAllows } from '../../../../server/src/rules/networkAcls/blocksWhatGroupAllows';
import { acl, egress, ingress, place, rule } from '../../../support/networkAcls';
import { checkFix, checkRule } from '../../../support/rules';

const group = (cidr: string, port = '443', direction = 'ingress'): string =>
  `resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id

  ${direction} {
    from_port   = ${port}
    to_port     = ${port}
    protocol    = "tcp"
    cidr_blocks = [${cidr}]
  }
}
`;
const instance = `resource "aws_instance" "app" {
  ami                    = "ami-0123456789abcdef0"
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
`;
const allOut = egress(100, 'allow', '-1', '0', '0.0.0.0/0');
const ssh = ingress(100, 'allow', 'tcp', '22', '10.0.0.0/8');

describe('nacl-blocks-what-sg-allows', () => {
  it('finds a rule that no entry of the ACL allows', async () => {
    await checkRule(
      blocksWhatGroupAllows,
      place + acl(ssh, allOut) + group('«"203.0.113.0/24"»') + instance,
      'warning: aws_security_group.app admits tcp/443 from 203.0.113.0/24, but nothing of it works at aws_instance.app: no ingress entry of aws_network_acl.main allows it',
    );
  });

  it('names the entry that denies it', async () => {
    await checkRule(
      blocksWhatGroupAllows,
      place +
        acl(
          ingress(90, 'deny', 'tcp', '0-65535', '203.0.113.0/24'),
          ingress(100, 'allow', '-1', '0', '0.0.0.0/0'),
          allOut,
        ) +
        group('«"203.0.113.7/32"»') +
        instance,
      'warning: entry 90 (deny tcp from 203.0.113.0/24) of aws_network_acl.main denies it',
    );
  });

  it('finds replies that are denied, and the way out', async () => {
    await checkRule(
      blocksWhatGroupAllows,
      place +
        acl(ingress(100, 'allow', '-1', '0', '0.0.0.0/0'), egress(100, 'allow', 'tcp', '443', '0.0.0.0/0')) +
        group('«"203.0.113.0/24"»', '8080') +
        instance,
      'warning: no egress entry of aws_network_acl.main allows the replies',
    );
    await checkRule(
      blocksWhatGroupAllows,
      place +
        acl(ingress(100, 'allow', '-1', '0', '0.0.0.0/0'), egress(100, 'allow', 'tcp', '443', '0.0.0.0/0')) +
        group('«"198.51.100.0/24"»', '5432', 'egress') +
        instance,
      'warning: aws_security_group.app lets tcp/5432 out to 198.51.100.0/24, but nothing of it works at aws_instance.app: no egress entry',
    );
  });

  it('sees rules and entries as resources', async () => {
    await checkRule(
      blocksWhatGroupAllows,
      `${place}${acl()}${rule('in', 'ingress', 1, 'allow', 'tcp', '22', '0.0.0.0/0')}${rule('out', 'egress', 1, 'allow', '-1', '0', '0.0.0.0/0')}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = «"0.0.0.0/0"»
}
${instance}`,
      'warning: admits tcp/443 from 0.0.0.0/0',
    );
  });

  it('finds it once for all instances of a module', async () => {
    await checkRule(
      blocksWhatGroupAllows,
      `
--- main.tf
module "app" {
  for_each = toset(["a", "b"])
  source   = "./app"
}
--- app/main.tf
${place}${acl(ssh, allOut)}${group('«"203.0.113.0/24"»')}${instance}`,
      'warning: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
    );
  });

  it('is silent where some of it passes, within the subnet, and where nobody carries the group', async () => {
    const entries = acl(ingress(100, 'allow', 'tcp', '443', '203.0.113.0/28'), allOut);
    await checkRule(blocksWhatGroupAllows, place + entries + group('"203.0.113.0/24"') + instance);
    await checkRule(blocksWhatGroupAllows, place + acl(ssh, allOut) + group('"10.0.1.0/25"') + instance);
    await checkRule(blocksWhatGroupAllows, place + acl(ssh, allOut) + group('"203.0.113.0/24"'));
  });

  it('is silent where another subnet lets it through', async () => {
    await checkRule(
      blocksWhatGroupAllows,
      `${place}${acl(ssh, allOut)}${group('"203.0.113.0/24"')}${instance}
resource "aws_subnet" "open" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.9.0/24"
}
resource "aws_instance" "open" {
  ami                    = "ami-0123456789abcdef0"
  subnet_id              = aws_subnet.open.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
`,
    );
  });

  it('is silent on default ACLs, on ACLs without any entry, and on unknowns', async () => {
    await checkRule(blocksWhatGroupAllows, place + group('"203.0.113.0/24"') + instance);
    await checkRule(blocksWhatGroupAllows, place + acl() + group('"203.0.113.0/24"') + instance);
    await checkRule(
      blocksWhatGroupAllows,
      `variable "c" {}\n${place}${acl(ssh, ingress(110, 'allow', 'tcp', '443', 'var.c'), allOut)}${group('"203.0.113.0/24"')}${instance}`,
    );
    await checkRule(
      blocksWhatGroupAllows,
      `variable "c" {}\n${place}${acl(ssh, allOut)}${group('var.c')}${instance}`,
    );
  });

  it('adds the entry', async () => {
    const after = group('"203.0.113.0/24"') + instance;
    await checkFix(
      blocksWhatGroupAllows,
      place + acl(ssh, allOut) + after,
      'Allow it in aws_network_acl.main: opens TCP 443 from 203.0.113.0/24',
      place + acl(ssh, ingress(110, 'allow', 'tcp', '443', '203.0.113.0/24'), allOut) + after,
    );
  });
});
