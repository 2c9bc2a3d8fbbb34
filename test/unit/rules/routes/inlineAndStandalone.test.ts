import { routeInlineAndStandalone } from '../../../../server/src/rules/routes/inlineAndStandalone';
import { mainTableTwice } from '../../../../server/src/rules/routes/mainTableTwice';
import { resource, table, toInternet, vpc } from '../../../support/routeTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const own = (tableId = 'aws_route_table.a.id'): string =>
  resource('aws_route', 'own', {
    route_table_id: tableId,
    destination_cidr_block: '"10.9.0.0/16"',
    gateway_id: 'aws_internet_gateway.main.id',
  });

describe('route-inline-and-standalone', () => {
  it('finds a route resource beside a route block', async () => {
    await checkRule(
      routeInlineAndStandalone,
      vpc() + table('a', toInternet) + own('«aws_route_table.a.id»'),
      'error: aws_route_table.a and aws_route.own undo each other at every apply',
    );
  });

  it('finds one beside a list, an empty list, and a dynamic block', async () => {
    const list = (value: string): string =>
      resource('aws_route_table', 'a', { vpc_id: 'aws_vpc.main.id', route: value });
    await checkRule(
      routeInlineAndStandalone,
      vpc() +
        list('[{ cidr_block = "0.0.0.0/0", gateway_id = aws_internet_gateway.main.id }]') +
        own('«aws_route_table.a.id»'),
      'error: undo each other',
    );
    await checkRule(
      routeInlineAndStandalone,
      vpc() + list('[]') + own('«aws_route_table.a.id»'),
      'error: undo each other',
    );
    const dynamic = (values: string): string =>
      `  dynamic "route" {\n    for_each = ${values}\n    content {\n      cidr_block = route.value\n      gateway_id = aws_internet_gateway.main.id\n    }\n  }\n`;
    await checkRule(
      routeInlineAndStandalone,
      vpc() + table('a', dynamic('["0.0.0.0/0"]')) + own('«aws_route_table.a.id»'),
      'error: undo each other',
    );
    await checkRule(routeInlineAndStandalone, vpc() + table('a', dynamic('[]')) + own());
    await checkRule(
      routeInlineAndStandalone,
      `variable "r" {}\n${vpc()}${table('a', dynamic('var.r'))}${own()}`,
    );
  });

  it('finds one beside an adopted table with routes, whichever way it is named', async () => {
    const adopted = resource(
      'aws_default_route_table',
      'd',
      { default_route_table_id: 'aws_vpc.main.default_route_table_id' },
      toInternet,
    );
    await checkRule(
      routeInlineAndStandalone,
      vpc() + adopted + own('«aws_vpc.main.main_route_table_id»'),
      'error: aws_default_route_table.d and aws_route.own undo each other',
    );
    await checkRule(
      routeInlineAndStandalone,
      vpc() + adopted + own('«aws_default_route_table.d.id»'),
      'error: undo each other',
    );
  });

  it('follows modules, and tells routes of one text once', async () => {
    await checkRule(
      routeInlineAndStandalone,
      `
--- main.tf
${vpc()}${table('a', toInternet)}
module "extra" {
  source = "./extra"
  table  = aws_route_table.a.id
  gw     = aws_internet_gateway.main.id
}
--- extra/main.tf
variable "table" {}
variable "gw" {}
resource "aws_route" "own" {
  for_each               = toset(["10.8.0.0/16", "10.9.0.0/16"])
  route_table_id         = «var.table»
  destination_cidr_block = each.key
  gateway_id             = var.gw
}`,
      'error: module.extra.aws_route.own["10.8.0.0/16"] and module.extra.aws_route.own["10.9.0.0/16"] undo',
    );
  });

  it('is silent on one kind alone, on two tables, and on an unknown table', async () => {
    await checkRule(routeInlineAndStandalone, vpc() + table('a') + own());
    await checkRule(
      routeInlineAndStandalone,
      vpc() + table('a', toInternet) + table('b') + own('aws_route_table.b.id'),
    );
    await checkRule(
      routeInlineAndStandalone,
      `variable "t" {}\n${vpc()}${table('a', toInternet)}${own('var.t')}`,
    );
  });

  it('moves the route into the table', async () => {
    await checkFix(
      routeInlineAndStandalone,
      vpc() + table('a', toInternet) + own(),
      'Move the route into aws_route_table.a',
      `${vpc()}${table(
        'a',
        toInternet,
        `  route {\n    cidr_block = "10.9.0.0/16"\n    gateway_id = aws_internet_gateway.main.id\n  }\n`,
      )}removed {\n  from = aws_route.own\n\n  lifecycle {\n    destroy = false\n  }\n}\n`,
    );
  });

  it('makes the inline routes resources', async () => {
    await checkFix(
      routeInlineAndStandalone,
      vpc() + table('a', toInternet) + own(),
      'Make the inline routes of aws_route_table.a resources, and import them',
      `${vpc()}resource "aws_route_table" "a" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "a_to_gateway" {
  route_table_id         = aws_route_table.a.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

import {
  to = aws_route.a_to_gateway
  id = "\${aws_route_table.a.id}_0.0.0.0/0"
}

${own()}`,
    );
  });
});

describe('route-main-table-twice', () => {
  const adopted = resource('aws_default_route_table', 'd', {
    default_route_table_id: 'aws_vpc.main.default_route_table_id',
  });
  const association = (name: string, id: string): string =>
    resource('aws_main_route_table_association', name, {
      vpc_id: id,
      route_table_id: 'aws_route_table.a.id',
    });

  it('finds an association beside an adopted table, and a second association', async () => {
    await checkRule(
      mainTableTwice,
      vpc() + table('a') + adopted + association('m', '«aws_vpc.main.id»'),
      'error: aws_main_route_table_association.m makes another table the main one of aws_vpc.main, and aws_default_route_table.d manages',
    );
    await checkRule(
      mainTableTwice,
      vpc() + table('a') + association('m', 'aws_vpc.main.id') + association('n', '«aws_vpc.main.id»'),
      'error: aws_main_route_table_association.m sets it too',
    );
  });

  it('is silent on two VPCs and on an unknown one', async () => {
    await checkRule(
      mainTableTwice,
      vpc() + vpc('b', '10.1.0.0/16') + table('a') + adopted + association('m', 'aws_vpc.b.id'),
    );
    await checkRule(
      mainTableTwice,
      `variable "v" {}\n${vpc()}${table('a')}${adopted}${association('m', 'var.v')}`,
    );
  });

  it('takes one of the two out', async () => {
    const text = `${vpc()}${table('a')}${adopted}\n${association('m', 'aws_vpc.main.id')}`;
    await checkFixTitles(
      mainTableTwice,
      text,
      'Remove aws_main_route_table_association.m',
      'Remove aws_default_route_table.d',
    );
    await checkFix(
      mainTableTwice,
      text,
      'Remove aws_main_route_table_association.m',
      `${vpc()}${table('a')}${adopted}`,
    );
  });
});
