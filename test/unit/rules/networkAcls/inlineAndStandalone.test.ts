import { aclInlineAndStandalone } from '../../../../server/src/rules/networkAcls/inlineAndStandalone';
import { acl, egress, ingress, rule } from '../../../support/networkAcls';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const ssh = (direction: 'ingress' | 'egress', aclId = '«aws_network_acl.main.id»'): string =>
  rule('ssh', direction, 200, 'allow', 'tcp', '22', '10.0.0.0/8').replace('aws_network_acl.main.id', aclId);
const web = ingress(100, 'allow', 'tcp', '443', '10.0.0.0/8');

describe('nacl-inline-and-standalone-rules', () => {
  it('is an error in one direction, a warning across directions', async () => {
    await checkRule(
      aclInlineAndStandalone,
      acl(web) + ssh('ingress'),
      'error: aws_network_acl.main and aws_network_acl_rule.ssh undo each other at every apply',
    );
    await checkRule(
      aclInlineAndStandalone,
      acl(web) + ssh('egress'),
      'warning: aws_network_acl.main has its ingress entries inline and aws_network_acl_rule.ssh beside it',
    );
  });

  it('takes every form of inline: a dynamic block, a list, an empty list', async () => {
    const main = (body: string): string =>
      `resource "aws_network_acl" "main" {\n${body}\n}\n${ssh('ingress')}`;
    const dynamic =
      'dynamic "ingress" {\n    for_each = var.on\n    content {\n      rule_no = 1\n    }\n  }';
    await checkRule(aclInlineAndStandalone, `variable "on" {}\n${main(dynamic)}`, 'error: undo each other');
    await checkRule(aclInlineAndStandalone, main('  ingress = []'), 'error: undo each other');
    await checkRule(aclInlineAndStandalone, main('  ingress = [{ rule_no = 1 }]'), 'error: undo each other');
  });

  it('is an error for anything beside an adopted default ACL, however it is named', async () => {
    await checkRule(
      aclInlineAndStandalone,
      `
      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_default_network_acl" "d" {
        default_network_acl_id = aws_vpc.main.default_network_acl_id
      }
      ${ssh('ingress', '«aws_vpc.main.default_network_acl_id»')}
      ${ssh('egress', '«aws_default_network_acl.d.id»').replace('"ssh"', '"out"')}
      `,
      'error: aws_default_network_acl.d removes aws_network_acl_rule.ssh at every apply',
      'error: aws_default_network_acl.d removes aws_network_acl_rule.out at every apply',
    );
  });

  it('follows the id through modules and for_each', async () => {
    await checkRule(
      aclInlineAndStandalone,
      `
--- main.tf
${acl(web)}
module "rules" {
  for_each = { ssh = 22, rdp = 3389 }
  source   = "./rules"
  acl      = aws_network_acl.main.id
}
--- rules/main.tf
variable "acl" {}
resource "aws_network_acl_rule" "this" {
  network_acl_id = «var.acl»
  egress         = false
}
`,
      'error: aws_network_acl.main and module.rules["rdp"].aws_network_acl_rule.this and module.rules["ssh"].aws_network_acl_rule.this undo',
    );
  });

  it('is silent on one kind only, on null, on other ACLs and on unknowns', async () => {
    await checkRule(aclInlineAndStandalone, acl(web, egress(100, 'allow', '-1', '0', '0.0.0.0/0')));
    await checkRule(aclInlineAndStandalone, acl() + ssh('ingress', 'aws_network_acl.main.id'));
    await checkRule(
      aclInlineAndStandalone,
      `resource "aws_network_acl" "main" {\n  ingress = null\n}\n${ssh('ingress', 'aws_network_acl.main.id')}`,
    );
    await checkRule(aclInlineAndStandalone, acl(web) + ssh('ingress', '"acl-0123456789abcdef0"'));
    await checkRule(aclInlineAndStandalone, `variable "a" {}\n${acl(web)}${ssh('ingress', 'var.a')}`);
    await checkRule(
      aclInlineAndStandalone,
      `variable "e" {}\n${acl(web)}${ssh('ingress', 'aws_network_acl.main.id').replace('= false', '= var.e')}`,
    );
  });

  it('moves the entry into the ACL, and keeps it in AWS meanwhile', async () => {
    await checkFix(
      aclInlineAndStandalone,
      acl(web) + ssh('ingress', 'aws_network_acl.main.id'),
      'Move the entry into aws_network_acl.main',
      `${acl(web, ingress(200, 'allow', 'tcp', '22', '10.0.0.0/8'))}removed {
  from = aws_network_acl_rule.ssh

  lifecycle {
    destroy = false
  }
}
`,
    );
  });

  it('makes the inline entries resources, and imports them', async () => {
    const own = (direction: 'ingress' | 'egress', number: number): string =>
      `${rule(`main_${direction}_${number}`, direction, number, 'allow', 'tcp', '443', '10.0.0.0/8')}
import {
  to = aws_network_acl_rule.main_${direction}_${number}
  id = "\${aws_network_acl.main.id}:${number}:tcp:${String(direction === 'egress')}"
}
`;
    await checkFix(
      aclInlineAndStandalone,
      `${acl(web, egress(100, 'allow', 'tcp', '443', '10.0.0.0/8'))}\n${ssh('ingress', 'aws_network_acl.main.id')}`,
      'Make the inline entries of aws_network_acl.main resources, and import them',
      `${acl()}\n${own('ingress', 100)}\n${own('egress', 100)}\n${ssh('ingress', 'aws_network_acl.main.id')}`,
    );
  });

  it('moves them where no text would be lost, and only in the root module', async () => {
    const fold = 'Move the entry into aws_network_acl.main';
    const standalone = ssh('ingress', 'aws_network_acl.main.id');
    const commented = web.replace('from_port', '# The web.\n    from_port');
    await checkFixTitles(aclInlineAndStandalone, acl(commented) + standalone, fold);
    await checkFixTitles(
      aclInlineAndStandalone,
      `--- main.tf\nmodule "m" {\n  source = "./m"\n}\n--- m/main.tf\n${acl(web)}${standalone}`,
      'Move the entry into module.m.aws_network_acl.main',
    );
  });

  it('has no fix where one text makes several entries', async () => {
    await checkFixTitles(
      aclInlineAndStandalone,
      acl('  dynamic "ingress" {\n    for_each = [1]\n    content {\n      rule_no = 1\n    }\n  }\n') +
        ssh('ingress', 'aws_network_acl.main.id').replace('{\n', '{\n  count = 2\n\n'),
    );
  });
});
