import { associatedTwice } from '../../../../server/src/rules/networkAcls/associatedTwice';
import { unassociated } from '../../../../server/src/rules/networkAcls/unassociated';
import { rule } from '../../../support/networkAcls';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const place = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
`;

const acl = (name: string, subnets: string): string =>
  `resource "aws_network_acl" "${name}" {\n  vpc_id     = aws_vpc.main.id\n  subnet_ids = [${subnets}]\n}\n`;
const association = (name: string, subnet: string, to = 'main'): string =>
  `resource "aws_network_acl_association" "${name}" {\n  subnet_id      = ${subnet}\n  network_acl_id = aws_network_acl.${to}.id\n}\n`;
describe('nacl-associated-twice', () => {
  it('finds a list with an association, two lists, two associations, and the default ACL', async () => {
    await checkRule(
      associatedTwice,
      `${place}${association('one', '«aws_subnet.a.id»')}${acl('main', 'aws_subnet.a.id')}`,
      'error: aws_network_acl_association.one gives aws_subnet.a a network ACL, and aws_network_acl.main does so too',
    );
    await checkRule(
      associatedTwice,
      place + acl('main', 'aws_subnet.a.id, aws_subnet.b.id') + acl('other', '«aws_subnet.b.id»'),
      'error: aws_network_acl.main and aws_network_acl.other take it from each other',
    );
    await checkRule(
      associatedTwice,
      association('one', '"subnet-0123456789abcdef0"') +
        association('two', '«"subnet-0123456789abcdef0"»', 'other'),
      'error: aws_network_acl_association.two gives subnet-0123456789abcdef0',
    );
    await checkRule(
      associatedTwice,
      `${place}resource "aws_default_network_acl" "d" {\n  subnet_ids = [aws_subnet.a.id]\n}\n${acl('main', '«aws_subnet.a.id»')}`,
      'error: aws_default_network_acl.d and aws_network_acl.main',
    );
  });

  it('follows ids through modules and for_each', async () => {
    await checkRule(
      associatedTwice,
      `
--- main.tf
${place}
module "acl" {
  for_each = toset(["x", "y"])
  source   = "./acl"
  subnets  = [aws_subnet.a.id]
}
--- acl/main.tf
variable "subnets" {}
resource "aws_network_acl" "main" {
  subnet_ids = «var.subnets»
}
`,
      'error: module.acl["y"].aws_network_acl.main gives aws_subnet.a a network ACL, and module.acl["x"].aws_network_acl.main does so too',
    );
  });

  it('is silent where every subnet is there once, on repetitions in one list, and on unknowns', async () => {
    await checkRule(
      associatedTwice,
      place + acl('main', 'aws_subnet.a.id') + association('b', 'aws_subnet.b.id') + acl('empty', ''),
    );
    await checkRule(associatedTwice, place + acl('main', 'aws_subnet.a.id, aws_subnet.a.id'));
    await checkRule(
      associatedTwice,
      `variable "s" {}\n${acl('main', 'var.s')}${association('b', 'var.s')}${association('c', 'var.s')}`,
    );
  });

  it('removes the association, or the element', async () => {
    await checkFix(
      associatedTwice,
      `${place}${acl('main', 'aws_subnet.a.id')}\n${association('one', 'aws_subnet.a.id')}`,
      'Remove aws_network_acl_association.one',
      place + acl('main', 'aws_subnet.a.id'),
    );
    await checkFix(
      associatedTwice,
      place + acl('main', 'aws_subnet.a.id') + acl('other', 'aws_subnet.a.id, aws_subnet.b.id'),
      'Take aws_subnet.a out of aws_network_acl.other',
      place + acl('main', 'aws_subnet.a.id') + acl('other', 'aws_subnet.b.id'),
    );
    await checkFix(
      associatedTwice,
      place + acl('main', 'aws_subnet.b.id') + acl('other', 'aws_subnet.a.id, aws_subnet.b.id'),
      'Take aws_subnet.b out of aws_network_acl.other',
      place + acl('main', 'aws_subnet.b.id') + acl('other', 'aws_subnet.a.id'),
    );
  });
});

describe('nacl-unassociated', () => {
  it('finds an ACL that no subnet has, in modules too', async () => {
    await checkRule(
      unassociated,
      `
      --- main.tf
      module "acl" {
        for_each = toset(["a", "b"])
        source   = "./acl"
      }
      resource «"aws_network_acl" "main"» {
        subnet_ids = []
      }
      --- acl/main.tf
      resource «"aws_network_acl" "this"» {}
      `.replace(/resource «("aws_network_acl" "\w+")»/g, '«resource $1»'),
      'hint: No subnet has module.acl["a"].aws_network_acl.this and module.acl["b"].aws_network_acl.this',
      'hint: No subnet has aws_network_acl.main: its entries filter nothing',
    );
  });

  it('is silent where a list or an association gives it to one, or where that is unknown', async () => {
    await checkRule(unassociated, acl('main', 'aws_subnet.a.id'));
    await checkRule(unassociated, acl('main', '') + association('a', '"subnet-0123456789abcdef0"'));
    await checkRule(
      unassociated,
      'variable "s" {}\nresource "aws_network_acl" "m" {\n  subnet_ids = var.s\n}',
    );
    await checkRule(
      unassociated,
      `variable "acl" {}\n${acl('main', '')}resource "aws_network_acl_association" "a" {\n  network_acl_id = var.acl\n}`,
    );
  });

  it('is silent where the id is handed out', async () => {
    await checkRule(
      unassociated,
      `${acl('main', '')}output "acl" {\n  value = { id = aws_network_acl.main.id }\n}`,
    );
  });

  it('gives it to a subnet of its VPC that has none', async () => {
    const before = `${place}${acl('main', '')}`;
    await checkFixTitles(
      unassociated,
      before,
      'Give it to aws_subnet.a: filters its traffic',
      'Give it to aws_subnet.b: filters its traffic',
      'Remove aws_network_acl.main',
    );
    await checkFix(
      unassociated,
      before,
      'Give it to aws_subnet.a: filters its traffic',
      `${place}${acl('main', 'aws_subnet.a.id')}`,
    );
  });

  it('removes it with its entries, unless something else speaks of it', async () => {
    const entry = rule('ssh', 'ingress', 100, 'allow', 'tcp', '22', '10.0.0.0/8');
    const vpc = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n';
    await checkFix(
      unassociated,
      `${vpc}\n${acl('main', '')}\n${entry}`,
      'Remove aws_network_acl.main and its 1 entry',
      vpc,
    );
    await checkFixTitles(
      unassociated,
      `${vpc}${acl('main', '')}${entry}locals {\n  tags = { acl = aws_network_acl.main.arn }\n}\n`,
    );
  });
});
