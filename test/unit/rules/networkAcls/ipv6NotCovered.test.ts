import { ipv6NotCovered } from '../../../../server/src/rules/networkAcls/ipv6NotCovered';
import { acl, egress, ingress, rule } from '../../../support/networkAcls';
import { checkFix, checkRule } from '../../../support/rules';

const dualStack = `resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}
resource "aws_subnet" "a" {
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.0.1.0/24"
  ipv6_cidr_block = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 1)
}
`;
const ipv4Only = dualStack.replace(/ {2}(ipv6_cidr_block|assign_).*\n/g, '');
const all = (direction: typeof ingress, cidr = '0.0.0.0/0', number = 100): string =>
  direction(number, 'allow', '-1', '0', cidr);
const header = (text: string): string =>
  text.replace('resource "aws_network_acl" "main"', '«resource "aws_network_acl" "main"»');

describe('nacl-ipv6-not-covered', () => {
  it('finds an ACL for IPv4 only on a subnet with IPv6', async () => {
    await checkRule(
      ipv6NotCovered,
      header(dualStack + acl(all(ingress), all(egress))),
      'warning: aws_network_acl.main denies all IPv6 (ingress and egress): its entries are for IPv4 only, and aws_subnet.a has IPv6',
    );
    await checkRule(
      ipv6NotCovered,
      header(
        dualStack +
          acl() +
          rule('in', 'ingress', 1, 'allow', '-1', '0', '0.0.0.0/0') +
          rule('out', 'egress', 1, 'allow', '-1', '0', '0.0.0.0/0') +
          rule('out6', 'egress', 2, 'allow', '-1', '0', '::/0'),
      ),
      'warning: denies all IPv6 (ingress)',
    );
  });

  it('finds it once for all instances of a module, and in default ACLs', async () => {
    await checkRule(
      ipv6NotCovered,
      `
--- main.tf
module "net" {
  for_each = toset(["a", "b"])
  source   = "./net"
}
--- net/main.tf
${header(dualStack + acl(all(ingress), all(egress)))}`,
      'warning: module.net["a"].aws_network_acl.main and module.net["b"].aws_network_acl.main',
    );
    await checkRule(
      ipv6NotCovered,
      `${dualStack}«resource "aws_default_network_acl" "d"» {
  default_network_acl_id = aws_vpc.main.default_network_acl_id
  dynamic "ingress" {
    for_each = [1]
    content {
      rule_no    = 1
      action     = "allow"
      protocol   = "-1"
      from_port  = 0
      to_port    = 0
      cidr_block = "0.0.0.0/0"
    }
  }
}`,
      'warning: aws_default_network_acl.d denies all IPv6 (ingress)',
    );
  });

  it('finds what is denied to IPv4 and comes by IPv6', async () => {
    await checkRule(
      ipv6NotCovered,
      acl(
        ingress(90, 'deny', 'tcp', '22', '0.0.0.0/0').replace('"0.0.0.0/0"', '«"0.0.0.0/0"»'),
        all(ingress),
        all(ingress, '::/0', 110),
      ),
      'warning: What entry 90 (deny tcp 22 from 0.0.0.0/0) of aws_network_acl.main keeps out comes by IPv6: 0.0.0.0/0 is no IPv6 address, and entry 110',
    );
    await checkRule(
      ipv6NotCovered,
      `resource "aws_network_acl" "list" {
  egress = [
    «{ rule_no = 1, action = "deny", protocol = "tcp", from_port = 25, to_port = 25, cidr_block = "0.0.0.0/0" }»,
    { rule_no = 2, action = "allow", protocol = "-1", from_port = 0, to_port = 0, ipv6_cidr_block = "::/0" },
  ]
}`,
      'warning: keeps out comes by IPv6',
    );
  });

  it('is silent without IPv6, with entries for it, and where the deny has its like', async () => {
    await checkRule(ipv6NotCovered, ipv4Only + acl(all(ingress), all(egress)));
    await checkRule(
      ipv6NotCovered,
      dualStack +
        acl(all(ingress), all(egress), all(ingress, '::/0', 110), all(egress, '2001:db8::/32', 110)),
    );
    await checkRule(
      ipv6NotCovered,
      acl(
        ingress(90, 'deny', 'tcp', '22', '0.0.0.0/0'),
        ingress(91, 'deny', 'tcp', '22', '::/0'),
        all(ingress, '::/0'),
      ),
    );
  });

  it('is silent on the deny at the end, on denied networks, and on unknowns', async () => {
    const web = ingress(100, 'allow', 'tcp', '443', '0.0.0.0/0');
    await checkRule(
      ipv6NotCovered,
      acl(web, ingress(110, 'allow', 'tcp', '443', '::/0'), ingress(32766, 'deny', '-1', '0', '0.0.0.0/0')),
    );
    await checkRule(
      ipv6NotCovered,
      acl(ingress(90, 'deny', '-1', '0', '203.0.113.0/24'), all(ingress, '::/0')),
    );
    await checkRule(
      ipv6NotCovered,
      `variable "c" {}\n${dualStack}${acl(all(ingress), ingress(110, 'allow', '-1', '0', '::/0').replace('"::/0"', 'var.c'), all(egress), egress(110, 'allow', '-1', '0', '::/0').replace('"::/0"', 'var.c'))}`,
    );
  });

  it('repeats the entries for everywhere with ::/0', async () => {
    await checkFix(
      ipv6NotCovered,
      dualStack + acl(all(ingress), all(egress)),
      'Repeat the entries for 0.0.0.0/0 with ::/0: opens the same to every IPv6 address',
      dualStack + acl(all(ingress), all(ingress, '::/0', 110), all(egress), all(egress, '::/0', 110)),
    );
  });

  it('denies it by IPv6 too', async () => {
    const deny = ingress(90, 'deny', 'tcp', '22', '0.0.0.0/0');
    await checkFix(
      ipv6NotCovered,
      acl(deny, all(ingress, '::/0')),
      'Deny it for ::/0 too, before entry 100',
      acl(deny, all(ingress, '::/0'), ingress(91, 'deny', 'tcp', '22', '::/0')),
    );
  });
});
