import { duplicateDestination } from '../../../../server/src/rules/routes/duplicateDestination';
import { targetCount } from '../../../../server/src/rules/routes/targetCount';
import { inlineRoute, nat, resource, subnet, table, toInternet, vpc } from '../../../support/routeTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const gateway = 'aws_internet_gateway.main.id';
const own = (name: string, items: Readonly<Record<string, string>>): string =>
  resource('aws_route', name, { route_table_id: 'aws_route_table.a.id', ...items });

describe('route-duplicate-destination', () => {
  const natted = inlineRoute({ cidr_block: '«"0.0.0.0/0"»', nat_gateway_id: 'aws_nat_gateway.main.id' });

  it('finds a second route, inline or its own', async () => {
    await checkRule(
      duplicateDestination,
      vpc() + subnet('a', '10.0.1.0/24') + nat('aws_subnet.a.id') + table('a', toInternet, natted),
      'error: AWS refuses this route of aws_route_table.a: aws_route_table.a has one for 0.0.0.0/0 already',
    );
    await checkRule(
      duplicateDestination,
      vpc() +
        table('a') +
        own('one', { destination_ipv6_cidr_block: '"::/0"', gateway_id: gateway }) +
        own('two', { destination_ipv6_cidr_block: '«"0::/0"»', gateway_id: gateway }),
      'error: AWS refuses this route of aws_route.two: aws_route_table.a has one for 0::/0 already',
    );
    await checkRule(
      duplicateDestination,
      vpc() +
        table('a', toInternet) +
        own('two', { destination_cidr_block: '«"0.0.0.0/0"»', gateway_id: gateway }),
      'error: AWS refuses this route of aws_route.two',
    );
  });

  it('finds routes that one text makes, by count and by a list', async () => {
    await checkRule(
      duplicateDestination,
      `${vpc()}${table('a')}resource "aws_route" "own" {
  count                  = 2
  route_table_id         = aws_route_table.a.id
  destination_cidr_block = «"10.9.0.0/16"»
  gateway_id             = aws_internet_gateway.main.id
}`,
      'error: AWS refuses this route of aws_route.own[1]',
    );
    await checkRule(
      duplicateDestination,
      `${vpc()}resource "aws_route_table" "a" {
  vpc_id = aws_vpc.main.id
  route = [
    { cidr_block = "10.9.0.0/16", gateway_id = "igw-0123456789abcdef0" },
    «{ cidr_block = "10.9.0.0/16", gateway_id = "vgw-0123456789abcdef0" }»,
  ]
}`,
      'error: aws_route_table.a has one for 10.9.0.0/16 already',
    );
  });

  it('finds a route for addresses of the VPC itself', async () => {
    await checkRule(
      duplicateDestination,
      vpc() +
        table('a') +
        own('in', { destination_cidr_block: '«aws_vpc.main.cidr_block»', gateway_id: gateway }),
      "error: 10.0.0.0/16 is in aws_vpc.main's own block 10.0.0.0/16, which is always routed locally",
    );
    await checkRule(
      duplicateDestination,
      vpc() +
        table(
          'a',
          inlineRoute({ cidr_block: '«"10.0.4.0/24"»', transit_gateway_id: '"tgw-0123456789abcdef0"' }),
        ),
      "error: 10.0.4.0/24 is in aws_vpc.main's own block",
    );
  });

  it('is silent on other tables, wider routes, the local route and middleboxes', async () => {
    await checkRule(duplicateDestination, vpc() + table('a', toInternet) + table('b', toInternet));
    await checkRule(
      duplicateDestination,
      vpc() +
        table(
          'a',
          inlineRoute({ cidr_block: '"10.0.0.0/8"', transit_gateway_id: '"tgw-0123456789abcdef0"' }),
          inlineRoute({ cidr_block: '"10.0.0.0/16"', gateway_id: '"local"' }),
          inlineRoute({ cidr_block: '"10.0.1.0/24"', network_interface_id: '"eni-0123456789abcdef0"' }),
        ),
    );
    await checkRule(duplicateDestination, vpc() + table('a', toInternet, toInternet));
  });

  it('is silent on unknown destinations, tables and targets', async () => {
    await checkRule(
      duplicateDestination,
      `variable "c" {}
variable "n" {}
${vpc()}${table('a', toInternet, inlineRoute({ cidr_block: 'var.c', gateway_id: gateway }))}${own('two', {
        destination_cidr_block: '"10.0.0.0/16"',
        gateway_id: 'var.c',
      })}
resource "aws_route" "many" {
  count                  = var.n
  route_table_id         = aws_route_table.a.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}`,
    );
  });

  it('takes either of the two out', async () => {
    const text = `${vpc()}${table('a')}${own('one', { destination_cidr_block: '"10.9.0.0/16"', gateway_id: gateway })}\n${own(
      'two',
      { destination_cidr_block: '"10.9.0.0/16"', vpc_peering_connection_id: '"pcx-0123456789abcdef0"' },
    )}`;
    await checkFixTitles(
      duplicateDestination,
      text,
      'Remove the route to pcx-0123456789abcdef0',
      'Remove the route to aws_internet_gateway.main',
    );
    await checkFix(
      duplicateDestination,
      text,
      'Remove the route to pcx-0123456789abcdef0',
      `${vpc()}${table('a')}${own('one', { destination_cidr_block: '"10.9.0.0/16"', gateway_id: gateway })}`,
    );
    await checkFix(
      duplicateDestination,
      vpc() + subnet('a', '10.0.1.0/24') + nat('aws_subnet.a.id') + table('a', toInternet, natted),
      'Remove the route to aws_nat_gateway.main',
      vpc() + subnet('a', '10.0.1.0/24') + nat('aws_subnet.a.id') + table('a', toInternet),
    );
  });
});

describe('route-target-count', () => {
  it('finds several targets, inline and in a resource', async () => {
    await checkRule(
      targetCount,
      vpc() +
        table(
          'a',
          inlineRoute({
            cidr_block: '"0.0.0.0/0"',
            gateway_id: gateway,
            '«nat_gateway_id»': '"nat-0123456789abcdef0"',
          }),
        ),
      'error: This route of aws_route_table.a has 2 targets (gateway_id and nat_gateway_id), and a route has one',
    );
    await checkRule(
      targetCount,
      vpc() +
        table('a') +
        own('x', {
          destination_cidr_block: '"0.0.0.0/0"',
          '«destination_ipv6_cidr_block»': '"::/0"',
          gateway_id: gateway,
        }),
      'error: This route of aws_route.x has 2 destinations (destination_cidr_block and destination_ipv6_cidr_block)',
    );
  });

  it('finds a route without a target or a destination', async () => {
    await checkRule(
      targetCount,
      vpc() + table('a', '  «route» {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = ""\n  }\n'),
      'error: This route of aws_route_table.a leads nowhere: it has no target for 0.0.0.0/0',
    );
    await checkRule(
      targetCount,
      `${vpc()}${table('a')}«resource "aws_route" "x"» {
  route_table_id = aws_route_table.a.id
  gateway_id     = aws_internet_gateway.main.id
}`,
      'error: This route of aws_route.x is for nothing: it has no destination',
    );
    await checkRule(
      targetCount,
      `${vpc()}resource "aws_route_table" "a" {
  vpc_id = aws_vpc.main.id
  route  = [«{ cidr_block = "0.0.0.0/0", gateway_id = null, nat_gateway_id = "" }»]
}`,
      'error: leads nowhere',
    );
  });

  it('is silent on one each, and on what may be null', async () => {
    await checkRule(
      targetCount,
      `variable "g" {}
variable "n" {}
variable "all" {}
${vpc()}${table(
        'a',
        toInternet,
        inlineRoute({ cidr_block: '"10.9.0.0/16"', gateway_id: 'var.g', nat_gateway_id: 'var.n' }),
        inlineRoute({ cidr_block: '"10.8.0.0/16"', gateway_id: gateway, nat_gateway_id: 'null' }),
      )}resource "aws_route_table" "b" {
  vpc_id = aws_vpc.main.id
  route  = var.all
}`,
    );
  });

  it('keeps one of them', async () => {
    const two = inlineRoute({
      cidr_block: '"0.0.0.0/0"',
      gateway_id: gateway,
      nat_gateway_id: '"nat-0123456789abcdef0"',
    });
    await checkFix(
      targetCount,
      vpc() + table('a', two),
      'Keep gateway_id: aws_internet_gateway.main',
      vpc() + table('a', toInternet),
    );
    await checkFix(
      targetCount,
      vpc() + table('a', two),
      'Keep nat_gateway_id: nat-0123456789abcdef0',
      vpc() +
        table('a', inlineRoute({ cidr_block: '"0.0.0.0/0"', nat_gateway_id: '"nat-0123456789abcdef0"' })),
    );
  });
});
