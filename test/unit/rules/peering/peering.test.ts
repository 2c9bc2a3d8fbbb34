import { peeringOptionsTwice } from '../../../../server/src/rules/peering/optionsTwice';
import { peeringRouteMissingBack } from '../../../../server/src/rules/peering/routeMissingBack';
import { peeringRouteOutsidePeer } from '../../../../server/src/rules/peering/routeOutsidePeer';
import { peeringRouteTooWide } from '../../../../server/src/rules/peering/routeTooWide';
import { inlineRoute, resource, toInternet, vpc } from '../../../support/routeTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const connection = (name = 'ab', more: Readonly<Record<string, string>> = {}, ...blocks: string[]): string =>
  `${resource('aws_vpc_peering_connection', name, { vpc_id: 'aws_vpc.a.id', peer_vpc_id: 'aws_vpc.b.id', auto_accept: 'true', ...more }, ...blocks)}\n`;

/** A VPC with one subnet and its own table. */
const side = (name: string, cidr: string, ...routes: readonly string[]): string =>
  `${vpc(name, cidr)}${resource('aws_subnet', name, { vpc_id: `aws_vpc.${name}.id`, cidr_block: `"${cidr.replace('/16', '/24')}"` })}
${resource('aws_route_table', name, { vpc_id: `aws_vpc.${name}.id` }, ...routes)}
${resource('aws_route_table_association', name, { subnet_id: `aws_subnet.${name}.id`, route_table_id: `aws_route_table.${name}.id` })}
`;

const over = (destination: string, target = 'aws_vpc_peering_connection.ab.id'): string =>
  inlineRoute({ cidr_block: destination, vpc_peering_connection_id: target });

const toB = over('aws_vpc.b.cidr_block');
const toA = over('aws_vpc.a.cidr_block');
const marked = '«aws_vpc_peering_connection.ab.id»';

describe('peering-route-missing-back', () => {
  it('finds a route without one back', async () => {
    await checkRule(
      peeringRouteMissingBack,
      connection() + side('a', '10.0.0.0/16', over('"10.1.0.0/16"', marked)) + side('b', '10.1.0.0/16'),
      'warning: Nothing comes back from aws_vpc.b to aws_vpc.a: no route table of its subnets leads 10.0.0.0/16 to aws_vpc_peering_connection.ab.',
    );
  });

  it('finds it for route resources, an accepter and the main table, from either side', async () => {
    await checkRule(
      peeringRouteMissingBack,
      `${connection()}${side('a', '10.0.0.0/16')}${vpc('b', '10.1.0.0/16')}resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.b.id
  cidr_block = "10.1.0.0/24"
}
resource "aws_vpc_peering_connection_accepter" "ab" {
  vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
}
resource "aws_route" "to_a" {
  route_table_id            = aws_vpc.b.main_route_table_id
  destination_cidr_block    = aws_vpc.a.cidr_block
  vpc_peering_connection_id = «aws_vpc_peering_connection_accepter.ab.id»
}`,
      'warning: Nothing comes back from aws_vpc.a to aws_vpc.b: no route table of its subnets leads 10.1.0.0/16',
    );
  });

  it('is silent with a route back, a wider one, another way back, and without any route', async () => {
    await checkRule(
      peeringRouteMissingBack,
      connection() + side('a', '10.0.0.0/16', toB) + side('b', '10.1.0.0/16', toA),
    );
    await checkRule(
      peeringRouteMissingBack,
      connection() + side('a', '10.0.0.0/16', toB) + side('b', '10.1.0.0/16', over('"10.0.0.0/8"')),
    );
    await checkRule(
      peeringRouteMissingBack,
      connection() +
        side('a', '10.0.0.0/16', toB) +
        side(
          'b',
          '10.1.0.0/16',
          inlineRoute({ cidr_block: '"0.0.0.0/0"', transit_gateway_id: '"tgw-0123456789abcdef0"' }),
        ),
    );
    await checkRule(
      peeringRouteMissingBack,
      connection() + side('a', '10.0.0.0/16') + side('b', '10.1.0.0/16'),
    );
  });

  it('is silent where the other side is not known', async () => {
    const data = 'data "aws_vpc" "b" {\n  id = "vpc-0123456789abcdef0"\n}\n';
    await checkRule(
      peeringRouteMissingBack,
      data +
        connection('ab', { peer_vpc_id: 'data.aws_vpc.b.id' }) +
        side('a', '10.0.0.0/16', over('"10.1.0.0/16"')),
    );
    await checkRule(
      peeringRouteMissingBack,
      connection() + side('a', '10.0.0.0/16', toB) + vpc('b', '10.1.0.0/16'),
    );
    await checkRule(
      peeringRouteMissingBack,
      `variable "t" {}
${connection()}${side('a', '10.0.0.0/16', toB)}${side('b', '10.1.0.0/16')}${resource('aws_route', 'x', {
        route_table_id: 'var.t',
        destination_cidr_block: '"10.0.0.0/16"',
        vpc_peering_connection_id: 'aws_vpc_peering_connection.ab.id',
      })}`,
    );
  });

  it('still finds it where the internet is the only other way', async () => {
    await checkRule(
      peeringRouteMissingBack,
      connection() +
        side('a', '10.0.0.0/16', over('"10.1.0.0/16"', marked)) +
        side('b', '10.1.0.0/16', toInternet.replace('main', 'b')),
      'warning: Nothing comes back',
    );
  });

  it('adds the route back, in the flavour of its table', async () => {
    const internet = toInternet.replace('main', 'b');
    const title = 'Lead 10.0.0.0/16 back from aws_vpc.b (aws_route_table.b): lets it answer aws_vpc.a';
    await checkFix(
      peeringRouteMissingBack,
      connection() + side('a', '10.0.0.0/16', toB) + side('b', '10.1.0.0/16', internet),
      title,
      connection() + side('a', '10.0.0.0/16', toB) + side('b', '10.1.0.0/16', internet, toA),
    );
  });
});

describe('peering-route-outside-peer', () => {
  it('finds a route for what the peer does not have', async () => {
    await checkRule(
      peeringRouteOutsidePeer,
      connection() + side('a', '10.0.0.0/16', over('«"10.2.0.0/16"»')) + side('b', '10.1.0.0/16'),
      'error: Nothing gets anywhere by this route of aws_route_table.a: 10.2.0.0/16 is not in aws_vpc.b (10.1.0.0/16)',
    );
  });

  it('finds a peering of VPCs that overlap', async () => {
    await checkRule(
      peeringRouteOutsidePeer,
      connection('ab', { peer_vpc_id: '«aws_vpc.b.id»' }) + vpc('a', '10.0.0.0/16') + vpc('b', '10.0.0.0/18'),
      'error: AWS refuses aws_vpc_peering_connection.ab: 10.0.0.0/16 of aws_vpc.a and 10.0.0.0/18 of aws_vpc.b overlap',
    );
  });

  it('is silent on parts and wholes of the peer, on everything, and on blocks that are not known', async () => {
    await checkRule(
      peeringRouteOutsidePeer,
      connection() +
        side('a', '10.0.0.0/16', toB, over('"10.1.4.0/24"'), over('"10.0.0.0/8"'), over('"0.0.0.0/0"')) +
        side('b', '10.1.0.0/16', toA),
    );
    await checkRule(
      peeringRouteOutsidePeer,
      `variable "c" {}
${connection()}${side('a', '10.0.0.0/16', over('"10.2.0.0/16"'))}${side('b', '10.1.0.0/16')}${resource(
        'aws_vpc_ipv4_cidr_block_association',
        'more',
        { vpc_id: 'aws_vpc.b.id', cidr_block: 'var.c' },
      )}`,
    );
  });

  it('leads to the peer’s block', async () => {
    await checkFix(
      peeringRouteOutsidePeer,
      connection() + side('a', '10.0.0.0/16', over('"10.2.0.0/16"')) + side('b', '10.1.0.0/16'),
      'Lead 10.1.0.0/16, the block of aws_vpc.b: opens the way there',
      connection() + side('a', '10.0.0.0/16', toB) + side('b', '10.1.0.0/16'),
    );
  });
});

describe('peering-route-too-wide', () => {
  it('finds default routes of both families, whoever the peer is', async () => {
    await checkRule(
      peeringRouteTooWide,
      connection() + side('a', '10.0.0.0/16', over('«"0.0.0.0/0"»')) + side('b', '10.1.0.0/16'),
      'warning: Nothing gets to the internet by this route of aws_route_table.a',
    );
    await checkRule(
      peeringRouteTooWide,
      `variable "peer" {}
resource "aws_route" "x" {
  route_table_id              = "rtb-0123456789abcdef0"
  destination_ipv6_cidr_block = «"::/0"»
  vpc_peering_connection_id   = var.peer
}`,
      'warning: this route of aws_route.x',
    );
  });

  it('is silent on narrower routes and other targets', async () => {
    await checkRule(
      peeringRouteTooWide,
      connection() +
        side('a', '10.0.0.0/16', toB, toInternet.replace('main', 'a')) +
        side('b', '10.1.0.0/16'),
    );
    await checkRule(
      peeringRouteTooWide,
      `variable "c" {}\n${connection()}${side('a', '10.0.0.0/16', over('var.c'))}`,
    );
  });

  it('narrows it to the peer’s block', async () => {
    await checkFix(
      peeringRouteTooWide,
      connection() + side('a', '10.0.0.0/16', over('"0.0.0.0/0"')) + side('b', '10.1.0.0/16'),
      'Lead 10.1.0.0/16 only, the block of aws_vpc.b',
      connection() + side('a', '10.0.0.0/16', toB) + side('b', '10.1.0.0/16'),
    );
  });
});

describe('peering-options-twice', () => {
  const block = (name: string): string => `  ${name} {\n    allow_remote_vpc_dns_resolution = true\n  }\n`;
  const options = (id: string, ...blocks: readonly string[]): string =>
    resource('aws_vpc_peering_connection_options', 'o', { vpc_peering_connection_id: id }, ...blocks);
  const vpcs = vpc('a', '10.0.0.0/16') + vpc('b', '10.1.0.0/16');
  const id = 'aws_vpc_peering_connection.ab.id';

  it('finds options in the connection and beside it', async () => {
    await checkRule(
      peeringOptionsTwice,
      vpcs +
        connection('ab', {}, block('requester').replace(/requester \{[^}]*\}/, '«$&»')) +
        options(id, block('requester')),
      "warning: aws_vpc_peering_connection.ab and aws_vpc_peering_connection_options.o both set the requester's options",
    );
  });

  it('finds them through an accepter', async () => {
    await checkRule(
      peeringOptionsTwice,
      vpcs +
        connection() +
        resource(
          'aws_vpc_peering_connection_accepter',
          'acc',
          { vpc_peering_connection_id: id },
          block('accepter').replace(/accepter \{[^}]*\}/, '«$&»'),
        ) +
        options('aws_vpc_peering_connection_accepter.acc.id', block('accepter')),
      "warning: aws_vpc_peering_connection_accepter.acc and aws_vpc_peering_connection_options.o both set the accepter's options",
    );
  });

  it('finds a second connection of two VPCs, in either direction', async () => {
    await checkRule(
      peeringOptionsTwice,
      vpcs + connection() + connection('ba', { vpc_id: 'aws_vpc.b.id', peer_vpc_id: '«aws_vpc.a.id»' }),
      'error: AWS refuses aws_vpc_peering_connection.ba: aws_vpc_peering_connection.ab connects aws_vpc.a and aws_vpc.b already',
    );
  });

  it('is silent on one place for each side, and on unknowns', async () => {
    await checkRule(
      peeringOptionsTwice,
      vpcs + connection('ab', {}, block('requester')) + options(id, block('accepter')),
    );
    await checkRule(
      peeringOptionsTwice,
      `variable "p" {}\n${vpcs}${connection('ab', {}, block('requester'))}${options('var.p', block('requester'))}`,
    );
    await checkRule(
      peeringOptionsTwice,
      `variable "v" {}\n${vpcs}${connection()}${connection('x', { peer_vpc_id: 'var.v' })}`,
    );
  });

  it('takes the inner block out, or the second connection', async () => {
    await checkFix(
      peeringOptionsTwice,
      vpcs + connection('ab', {}, block('requester')) + options(id, block('requester')),
      'Leave them to aws_vpc_peering_connection_options.o',
      vpcs + connection() + options(id, block('requester')),
    );
    await checkFixTitles(
      peeringOptionsTwice,
      vpcs + connection() + connection('ba'),
      'Remove aws_vpc_peering_connection.ba',
    );
  });
});
