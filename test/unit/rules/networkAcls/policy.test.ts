import { allPortsOpen } from '../../../../server/src/rules/networkAcls/allPortsOpen';
import { entryQuota } from '../../../../server/src/rules/networkAcls/entryQuota';
import { aclOpenToInternet } from '../../../../server/src/rules/networkAcls/openToInternet';
import { acl, egress, ingress, rule } from '../../../support/networkAcls';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const open = (cidr: string): string => `"${cidr}"`;
const marked = (text: string, cidr = '0.0.0.0/0'): string => text.replace(open(cidr), `«${open(cidr)}»`);

describe('nacl-open-to-internet', () => {
  it('finds the entry that lets everyone in, in both families', async () => {
    await checkRule(
      aclOpenToInternet,
      acl(
        marked(ingress(100, 'allow', 'tcp', '22', '0.0.0.0/0')),
        marked(ingress(110, 'allow', '6', '20-443', '::/0'), '::/0'),
      ),
      'warning: aws_network_acl.main lets everyone on the internet in to SSH (port 22): entry 100 (allow tcp 22 from 0.0.0.0/0) is the first',
      'warning: FTP data (port 20), FTP (port 21) and SSH (port 22)',
    );
  });

  it('sees every flavour', async () => {
    await checkRule(
      aclOpenToInternet,
      `
      resource "aws_network_acl" "list" {
        ingress = [«{ rule_no = 1, action = "allow", protocol = "tcp", from_port = 3389, to_port = 3389, cidr_block = "0.0.0.0/0" }»]
      }
      resource "aws_default_network_acl" "d" {
        dynamic "ingress" {
          for_each = [22]
          content {
            rule_no    = 1
            action     = "allow"
            protocol   = "tcp"
            from_port  = ingress.value
            to_port    = ingress.value
            cidr_block = «"0.0.0.0/0"»
          }
        }
      }
      `,
      'warning: RDP (port 3389)',
      'warning: aws_default_network_acl.d',
    );
    await checkRule(
      aclOpenToInternet,
      acl() + marked(rule('ssh', 'ingress', 1, 'allow', 'tcp', '22', '0.0.0.0/0')),
      'warning: aws_network_acl_rule.ssh',
    );
  });

  it('finds it once for all instances of a module', async () => {
    await checkRule(
      aclOpenToInternet,
      `
--- main.tf
module "acl" {
  for_each = toset(["a", "b"])
  source   = "./acl"
  office   = "0.0.0.0/0"
}
--- acl/main.tf
variable "office" {}
${acl(ingress(100, 'allow', 'tcp', '22', 'var.office').replace('var.office', '«var.office»'))}
`,
      'warning: module.acl["a"].aws_network_acl.main and module.acl["b"].aws_network_acl.main',
    );
  });

  it('is a hint where the entry is for all ports, or for those of replies', async () => {
    await checkRule(
      aclOpenToInternet,
      acl(marked(ingress(100, 'allow', '-1', '0', '0.0.0.0/0'))),
      'hint: SSH (port 22)',
    );
    await checkRule(
      aclOpenToInternet,
      acl(marked(ingress(100, 'allow', 'tcp', '1024-65535', '0.0.0.0/0'))),
      'hint: RDP (port 3389)',
    );
  });

  it('is silent where a lower entry denies, where others are let in, on the way out, and on unknowns', async () => {
    await checkRule(
      aclOpenToInternet,
      acl(
        ingress(90, 'deny', 'tcp', '20-22', '0.0.0.0/0'),
        ingress(100, 'allow', 'tcp', '0-1023', '0.0.0.0/0'),
        ingress(110, 'allow', 'tcp', '3389', '203.0.113.0/24'),
        ingress(120, 'allow', 'udp', '22', '0.0.0.0/0'),
        ingress(130, 'allow', 'tcp', '443', '0.0.0.0/0'),
        egress(100, 'allow', 'tcp', '22', '0.0.0.0/0'),
      ),
    );
    await checkRule(aclOpenToInternet, `variable "c" {}\n${acl(ingress(1, 'allow', 'tcp', '22', 'var.c'))}`);
  });

  it('denies the ports in front', async () => {
    const all = ingress(100, 'allow', 'tcp', '22', '0.0.0.0/0');
    await checkFix(
      aclOpenToInternet,
      acl(all),
      'Deny TCP 22 from 0.0.0.0/0 before entry 100',
      acl(all, ingress(10, 'deny', 'tcp', '22', '0.0.0.0/0')),
    );
  });
});

describe('nacl-all-ports-open', () => {
  const all = (protocol: string, ports: string, cidr = '0.0.0.0/0'): string =>
    acl(ingress(100, 'allow', protocol, ports, cidr).replace(open(protocol), `«${open(protocol)}»`));

  it('finds entries for all protocols or ports', async () => {
    await checkRule(allPortsOpen, all('-1', '0'), 'warning: allows everything from every IPv4 address');
    await checkRule(allPortsOpen, all('tcp', '0-65535', '::/0'), 'warning: every TCP port from every IPv6');
    await checkRule(allPortsOpen, all('udp', '0-65535'), 'warning: every UDP port');
  });

  it('is silent on narrower entries, on what never gets that far, on the way out, and on unknowns', async () => {
    await checkRule(allPortsOpen, acl(ingress(100, 'allow', 'tcp', '1-65535', '0.0.0.0/0')));
    await checkRule(allPortsOpen, acl(ingress(100, 'allow', '-1', '0', '10.0.0.0/8')));
    await checkRule(
      allPortsOpen,
      acl(
        ingress(10, 'deny', '-1', '0', '0.0.0.0/0'),
        ingress(100, 'allow', '-1', '0', '0.0.0.0/0'),
        egress(100, 'allow', '-1', '0', '0.0.0.0/0'),
      ),
    );
    await checkRule(allPortsOpen, `variable "c" {}\n${acl(ingress(100, 'allow', '-1', '0', 'var.c'))}`);
  });
});

describe('nacl-entry-quota', () => {
  const entries = (count: number, cidr = '10.0.0.0/8'): string[] =>
    Array.from({ length: count }, (_, index) => ingress(index + 1, 'allow', 'tcp', String(index), cidr));
  const header = (text: string): string =>
    text.replace('resource "aws_network_acl" "main"', '«resource "aws_network_acl" "main"»');

  it('counts the entries of a direction and family, with the deny at the end', async () => {
    await checkRule(
      entryQuota,
      header(acl(...entries(20))),
      'warning: aws_network_acl.main has 20 ingress entries for IPv4, and the deny at the end: AWS takes 20 by default, and 40 at most',
    );
    await checkRule(
      entryQuota,
      header(acl(...entries(40, '::/0'))),
      'error: has 40 ingress entries for IPv6',
    );
  });

  it('counts what loops and modules make', async () => {
    await checkRule(
      entryQuota,
      `
      --- main.tf
      module "acl" {
        for_each = { a = 19, b = 20 }
        source   = "./acl"
        entries  = each.value
      }
      --- acl/main.tf
      variable "entries" {}
      «resource "aws_network_acl" "this"» {}
      resource "aws_network_acl_rule" "r" {
        count          = var.entries
        network_acl_id = aws_network_acl.this.id
        egress         = true
        rule_number    = count.index + 1
        cidr_block     = cidrsubnet("10.0.0.0/8", 8, count.index)
      }
      `,
      'warning: module.acl["b"].aws_network_acl.this has 20 egress entries',
    );
  });

  it('is silent up to the quota, in each direction and family, and where entries may not exist', async () => {
    await checkRule(
      entryQuota,
      acl(
        ...entries(19),
        ...entries(19, '::/0'),
        ...entries(19).map((entry) => entry.replace('ingress', 'egress')),
      ),
    );
    await checkRule(
      entryQuota,
      `variable "more" {}\n${acl(...entries(19))}resource "aws_network_acl_rule" "r" {\n  count          = var.more\n  network_acl_id = aws_network_acl.main.id\n  cidr_block     = "10.0.0.0/8"\n}`,
    );
  });

  it('merges ports that meet', async () => {
    const rest = Array.from({ length: 18 }, (_, index) =>
      ingress(index + 10, 'allow', 'tcp', String(1000 + 2 * index), '10.0.0.0/8'),
    );
    await checkFix(
      entryQuota,
      acl(
        ingress(1, 'allow', 'tcp', '80', '10.0.0.0/8'),
        ingress(2, 'allow', 'tcp', '81-90', '10.0.0.0/8'),
        ...rest,
      ),
      'Merge entries 1 and 2, which are next to each other',
      acl(ingress(1, 'allow', 'tcp', '80-90', '10.0.0.0/8'), ...rest),
    );
  });

  it('merges the halves of a block, in resources too', async () => {
    const rest = Array.from({ length: 18 }, (_, index) =>
      rule(`r${index}`, 'egress', index + 10, 'allow', 'udp', String(1000 + 2 * index), '10.0.0.0/8'),
    ).join('\n');
    const half = (name: string, number: number, cidr: string): string =>
      rule(name, 'egress', number, 'deny', 'tcp', '443', cidr);
    await checkFix(
      entryQuota,
      `${acl()}\n${half('a', 1, '10.0.2.0/24')}\n${half('b', 2, '10.0.3.0/24')}\n${rest}`,
      'Merge entries 1 and 2, which are next to each other',
      `${acl()}\n${half('a', 1, '10.0.2.0/23')}\n${rest}`,
    );
  });

  it('has no fix where no two neighbours are one', async () => {
    const apart = Array.from({ length: 20 }, (_, index) =>
      ingress(index + 1, index % 2 === 0 ? 'allow' : 'deny', 'tcp', String(index), '10.0.0.0/8'),
    );
    await checkFixTitles(entryQuota, acl(...apart));
  });
});
