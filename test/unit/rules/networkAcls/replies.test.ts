import { deniesDirection } from '../../../../server/src/rules/networkAcls/deniesDirection';
import { noReturnPath } from '../../../../server/src/rules/networkAcls/noReturnPath';
import { acl, egress, ingress, place, rule } from '../../../support/networkAcls';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const web = (port: string): string => ingress(100, 'allow', 'tcp', port, '0.0.0.0/0');
const replies = (ports: string, number = 100, cidr = '0.0.0.0/0'): string =>
  egress(number, 'allow', 'tcp', ports, cidr);

describe('nacl-no-return-path', () => {
  it('finds connections in whose replies can not get out, and the ports that are missing', async () => {
    await checkRule(
      noReturnPath,
      acl(web('«443»'), replies('«443»')),
      'warning: Replies to what aws_network_acl.main lets in by entry 100 (allow tcp 443 from 0.0.0.0/0) are dropped: egress does not allow TCP 1024-65535 to 0.0.0.0/0',
      'warning: Replies to what aws_network_acl.main lets out by entry 100',
    );
  });

  it('finds connections out whose replies can not get in', async () => {
    await checkRule(
      noReturnPath,
      acl(ingress(100, 'allow', 'tcp', '49152-65535', '0.0.0.0/0'), replies('«443»')),
      'warning: ingress does not allow TCP 1024-49151 from 0.0.0.0/0',
    );
  });

  it('finds addresses that only one direction has', async () => {
    await checkRule(
      noReturnPath,
      acl(
        ingress(100, 'allow', 'tcp', '«443»', '10.0.0.0/8'),
        egress(100, 'allow', 'tcp', '1024-65535', '10.0.0.0/9'),
      ),
      'warning: egress does not allow TCP 1024-65535 to 10.128.0.0/9',
    );
  });

  it('is info where Linux clients get their replies', async () => {
    await checkRule(
      noReturnPath,
      acl(web('«443»'), replies('32768-65535')),
      'info: does not allow TCP 1024-32767 to 0.0.0.0/0, which load balancers, NAT gateways, Lambda and Windows use',
    );
  });

  it('names the entry that drops them', async () => {
    await checkRule(
      noReturnPath,
      acl(
        web('«443»'),
        egress(90, 'deny', 'tcp', '0-65535', '0.0.0.0/0'),
        egress(100, 'allow', 'icmp', '0', '10.0.0.2/32'),
      ),
      'warning: 1024-65535',
    );
  });

  it('sees UDP, IPv6, and every flavour', async () => {
    await checkRule(
      noReturnPath,
      `
      resource "aws_network_acl" "list" {
        ingress = [«{ rule_no = 1, action = "allow", protocol = "17", from_port = 53, to_port = 53, cidr_block = "10.0.0.0/8" }»]
        egress  = [{ rule_no = 1, action = "allow", protocol = "6", from_port = 0, to_port = 65535, cidr_block = "10.0.0.0/8" }]
      }
      resource "aws_default_network_acl" "d" {
        dynamic "ingress" {
          for_each = [80, 443]
          content {
            rule_no         = ingress.value
            action          = "allow"
            protocol        = "tcp"
            from_port       = ingress.value
            to_port         = «ingress.value»
            ipv6_cidr_block = "::/0"
          }
        }
        egress {
          rule_no    = 100
          action     = "allow"
          protocol   = "-1"
          from_port  = 0
          to_port    = 0
          cidr_block = "0.0.0.0/0"
        }
      }
      `,
      'warning: egress does not allow UDP 1024-65535 to 10.0.0.0/8',
      'warning: egress does not allow TCP 1024-65535 to ::/0',
    );
    await checkRule(
      noReturnPath,
      acl() +
        rule('in', 'ingress', 1, 'allow', 'tcp', '«22»', '10.0.0.0/8') +
        rule('out', 'egress', 1, 'allow', 'tcp', '«22»', '10.0.0.0/8'),
      'warning: aws_network_acl_rule.in',
      'warning: aws_network_acl_rule.out',
    );
  });

  it('finds it once for all instances of a module', async () => {
    await checkRule(
      noReturnPath,
      `
--- main.tf
module "acl" {
  for_each = toset(["a", "b"])
  source   = "./acl"
  port     = 8080
}
--- acl/main.tf
variable "port" {}
${acl(ingress(100, 'allow', 'tcp', '«var.port»', '10.0.0.0/8'), egress(100, 'allow', 'icmp', '0', '10.0.0.0/8'))}
`,
      'warning: module.acl["a"].aws_network_acl.main and module.acl["b"].aws_network_acl.main',
    );
  });

  it('is silent where replies pass, also by several entries together', async () => {
    await checkRule(noReturnPath, acl(web('443'), replies('1024-65535')));
    await checkRule(noReturnPath, acl(web('443'), egress(100, 'allow', '-1', '0', '0.0.0.0/0')));
    await checkRule(noReturnPath, acl(web('443'), replies('1024-40000'), replies('40001-65535', 110)));
  });

  it('is silent on entries for replies, on whole protocols, and on what is never allowed', async () => {
    await checkRule(
      noReturnPath,
      acl(
        ingress(90, 'deny', 'tcp', '22', '0.0.0.0/0'),
        ingress(100, 'allow', 'tcp', '22', '10.0.0.0/8'),
        ingress(110, 'allow', 'tcp', '1024-65535', '0.0.0.0/0'),
        replies('443'),
      ),
    );
    await checkRule(noReturnPath, acl(ingress(100, 'allow', '-1', '0', '0.0.0.0/0'), replies('443')));
  });

  it('is silent on addresses that somebody denied, on UDP that is not answered, and on NTP', async () => {
    await checkRule(
      noReturnPath,
      acl(web('443'), egress(90, 'deny', '-1', '0', '203.0.113.0/24'), replies('1024-65535')),
    );
    const udp = (port: string): string => ingress(100, 'allow', 'udp', port, '10.0.0.0/8');
    await checkRule(noReturnPath, acl(udp('514'), replies('443', 100, '10.0.0.0/8').replace(/tcp/, 'icmp')));
    await checkRule(noReturnPath, acl(udp('123'), egress(100, 'allow', 'udp', '123', '0.0.0.0/0')));
  });

  it('is silent where a list may have more entries', async () => {
    await checkRule(
      noReturnPath,
      `variable "e" {}\n${acl(web('443'), `  dynamic "egress" {\n    for_each = var.e\n    content {\n      rule_no = 1\n    }\n  }\n`)}`,
    );
    await checkRule(
      noReturnPath,
      `variable "a" {}\n${acl()}${rule('in', 'ingress', 1, 'allow', 'tcp', '22', '10.0.0.0/8')}${rule('out', 'egress', 1, 'allow', '-1', '0', '0.0.0.0/0').replace('aws_network_acl.main.id', 'var.a')}`,
    );
    await checkRule(
      noReturnPath,
      `${acl().replace('  subnet_ids = [aws_subnet.a.id]\n', '')}${rule('in', 'ingress', 1, 'allow', 'tcp', '22', '10.0.0.0/8')}output "acl" {\n  value = aws_network_acl.main.id\n}`,
    );
  });

  it('inserts the entry for replies, in front of what would deny them', async () => {
    await checkFix(
      noReturnPath,
      acl(web('443'), replies('443')),
      'Allow replies: opens TCP 1024-65535 to 0.0.0.0/0 (egress)',
      acl(web('443'), replies('443'), replies('1024-65535', 110)),
    );
    const deny = egress(110, 'deny', '-1', '0', '0.0.0.0/0');
    await checkFix(
      noReturnPath,
      acl(web('443'), replies('443'), deny),
      'Allow replies: opens TCP 1024-65535 to 0.0.0.0/0 (egress)',
      acl(web('443'), replies('443'), deny, replies('1024-65535', 101)),
    );
  });
});

describe('nacl-denies-direction', () => {
  const header = '«resource "aws_network_acl" "main"»';
  const marked = (text: string): string => text.replace('resource "aws_network_acl" "main"', header);

  it('finds a direction without any allow', async () => {
    await checkRule(
      deniesDirection,
      place + marked(acl(web('443'))),
      'warning: Nothing leaves the subnets of aws_network_acl.main, not even replies to what enters',
    );
    await checkRule(
      deniesDirection,
      place + marked(acl()),
      'warning: Nothing enters or leaves the subnets of aws_network_acl.main',
    );
    await checkRule(
      deniesDirection,
      place + marked(acl(ingress(1, 'deny', '-1', '0', '0.0.0.0/0'), web('443'), replies('443'))),
      'warning: Nothing enters the subnets of aws_network_acl.main',
    );
  });

  it('takes associations, lists, modules and default ACLs', async () => {
    await checkRule(
      deniesDirection,
      `
--- main.tf
${place}
module "acl" {
  for_each = toset(["a", "b"])
  source   = "./acl"
}
resource "aws_network_acl_association" "a" {
  network_acl_id = module.acl["a"].id
  subnet_id      = aws_subnet.a.id
}
--- acl/main.tf
«resource "aws_network_acl" "this"» {
  egress = [{ rule_no = 1, action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" }]
}
output "id" {
  value = aws_network_acl.this.id
}
`,
      'warning: Nothing enters the subnets of module.acl["a"].aws_network_acl.this',
    );
    await checkRule(
      deniesDirection,
      `${place}«resource "aws_default_network_acl" "d"» {\n  default_network_acl_id = aws_vpc.main.default_network_acl_id\n\n${web('443')}}\n`,
      'warning: Nothing leaves the subnets of aws_default_network_acl.d',
    );
  });

  it('is silent without subnets, with entries elsewhere, and on unknowns', async () => {
    await checkRule(deniesDirection, 'resource "aws_network_acl" "main" {}');
    await checkRule(
      deniesDirection,
      place +
        acl() +
        rule('in', 'ingress', 1, 'allow', '-1', '0', '0.0.0.0/0') +
        rule('out', 'egress', 1, 'allow', '-1', '0', '0.0.0.0/0'),
    );
    await checkRule(
      deniesDirection,
      `variable "c" {}\n${place}${acl(web('443'), egress(1, 'allow', '-1', '0', 'var.c'))}`,
    );
    await checkRule(
      deniesDirection,
      'variable "s" {}\nresource "aws_network_acl" "m" {\n  subnet_ids = var.s\n}',
    );
  });

  it('allows replies, or everything', async () => {
    const before = place + acl(web('443'));
    await checkFixTitles(
      deniesDirection,
      before,
      'Allow replies: opens TCP 1024-65535 to everywhere',
      'Allow everything: opens all traffic to everywhere',
    );
    await checkFix(
      deniesDirection,
      before,
      'Allow replies: opens TCP 1024-65535 to everywhere',
      place + acl(web('443'), replies('1024-65535')),
    );
    await checkFix(
      deniesDirection,
      before,
      'Allow everything: opens all traffic to everywhere',
      place + acl(web('443'), egress(100, 'allow', '-1', '0', '0.0.0.0/0')),
    );
  });
});
