import { igwAttachment } from '../../../../server/src/rules/gateways/igwAttachment';
import { sourceDestCheck } from '../../../../server/src/rules/gateways/sourceDestCheck';
import { tgwAutoAccept } from '../../../../server/src/rules/gateways/tgwAutoAccept';
import { vgwPropagationTwice } from '../../../../server/src/rules/gateways/vgwPropagationTwice';
import { inlineRoute, resource, subnet, table, toInternet, vpc } from '../../../support/routeTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const header = (text: string): string => text.replace(/resource "\w+" "\w+"/, '«$&»');

describe('nat-instance-source-dest-check', () => {
  const route = table(
    't',
    inlineRoute({
      cidr_block: '"0.0.0.0/0"',
      network_interface_id: 'aws_instance.nat.primary_network_interface_id',
    }),
  );
  const instance = (more: Readonly<Record<string, string>> = {}): string =>
    resource('aws_instance', 'nat', { ami: '"ami-1"', subnet_id: 'aws_subnet.a.id', ...more });
  const place = vpc() + subnet('a', '10.0.1.0/24');

  it('finds an instance that still checks', async () => {
    await checkRule(
      sourceDestCheck,
      place + route + header(instance()),
      'error: AWS drops what is routed to aws_instance.nat for 0.0.0.0/0: with source_dest_check on, an interface takes only what is addressed to itself.',
    );
    await checkRule(
      sourceDestCheck,
      place + route + instance({ source_dest_check: '«true»' }),
      'error: aws_instance.nat',
    );
  });

  it('finds an interface of its own, by a route resource', async () => {
    await checkRule(
      sourceDestCheck,
      place +
        header(resource('aws_network_interface', 'eni', { subnet_id: 'aws_subnet.a.id' })) +
        table('t') +
        resource('aws_route', 'r', {
          route_table_id: 'aws_route_table.t.id',
          destination_cidr_block: '"10.9.0.0/16"',
          network_interface_id: 'aws_network_interface.eni.id',
        }),
      'error: AWS drops what is routed to aws_network_interface.eni for 10.9.0.0/16',
    );
  });

  it('is silent where it is off, where it is unknown, and where no route leads', async () => {
    await checkRule(sourceDestCheck, place + route + instance({ source_dest_check: 'false' }));
    await checkRule(
      sourceDestCheck,
      `variable "c" {}\n${place}${route}${instance({ source_dest_check: 'var.c' })}`,
    );
    await checkRule(sourceDestCheck, place + table('t', toInternet) + instance());
  });

  it('switches the check off', async () => {
    await checkFix(
      sourceDestCheck,
      place + route + instance({ source_dest_check: 'true' }),
      'Switch the check off: lets it pass on what is for others',
      place + route + instance({ source_dest_check: 'false' }),
    );
    await checkFix(
      sourceDestCheck,
      place + route + instance(),
      'Switch the check off: lets it pass on what is for others',
      place + route + instance().replace(/\n\}/, '\n\n  source_dest_check = false\n}'),
    );
  });
});

describe('vgw-propagation-twice', () => {
  const gateways = ['v', 'w']
    .map((name) => `${resource('aws_vpn_gateway', name, { vpc_id: 'aws_vpc.main.id' })}\n`)
    .join('');
  const listing = (list: string): string =>
    `${resource('aws_route_table', 't', { vpc_id: 'aws_vpc.main.id', propagating_vgws: list })}\n`;
  const propagation = (gateway: string, tableId = 'aws_route_table.t.id'): string =>
    resource('aws_vpn_gateway_route_propagation', 'p', {
      vpn_gateway_id: `aws_vpn_gateway.${gateway}.id`,
      route_table_id: tableId,
    });

  it('finds a gateway that the table does not list, and one that it does', async () => {
    await checkRule(
      vgwPropagationTwice,
      vpc() + gateways + listing('[aws_vpn_gateway.v.id]') + propagation('w', '«aws_route_table.t.id»'),
      'warning: aws_route_table.t and aws_vpn_gateway_route_propagation.p undo each other at every apply',
    );
    await checkRule(
      vgwPropagationTwice,
      vpc() + gateways + listing('[aws_vpn_gateway.v.id]') + propagation('v', '«aws_route_table.t.id»'),
      'warning: aws_route_table.t propagates the routes of aws_vpn_gateway.v already',
    );
  });

  it('is silent on another table, on an empty list and on unknowns', async () => {
    await checkRule(vgwPropagationTwice, vpc() + gateways + table('t') + propagation('v'));
    await checkRule(vgwPropagationTwice, vpc() + gateways + listing('[]') + propagation('v'));
    await checkRule(
      vgwPropagationTwice,
      `variable "l" {}\n${vpc()}${gateways}${listing('var.l')}${propagation('v')}`,
    );
  });

  it('lists the gateway, or takes the resource out', async () => {
    await checkFix(
      vgwPropagationTwice,
      vpc() + gateways + listing('[aws_vpn_gateway.v.id]') + propagation('w'),
      'List the gateway in aws_route_table.t instead',
      (vpc() + gateways + listing('[aws_vpn_gateway.v.id, aws_vpn_gateway.w.id]')).replace(/\n$/, ''),
    );
    await checkFixTitles(
      vgwPropagationTwice,
      vpc() + gateways + listing('[aws_vpn_gateway.v.id]') + propagation('v'),
      '*Remove aws_vpn_gateway_route_propagation.p',
    );
  });
});

describe('igw-attachment', () => {
  const loose = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_internet_gateway" "main" {
}
`;

  it('finds a gateway that routes lead to and no VPC has', async () => {
    await checkRule(
      igwAttachment,
      loose.replace('resource "aws_internet_gateway" "main"', '«$&»') + table('t', toInternet),
      'error: Nothing gets to the internet through aws_internet_gateway.main: no VPC has it',
    );
  });

  it('finds a second one for a VPC', async () => {
    await checkRule(
      igwAttachment,
      vpc() + resource('aws_internet_gateway', 'two', { vpc_id: '«aws_vpc.main.id»' }),
      'error: AWS does not attach aws_internet_gateway.two: aws_vpc.main has aws_internet_gateway.main already',
    );
  });

  it('is silent on an attachment, on a gateway without routes, and on unknowns', async () => {
    const attachment = (gateway: string): string =>
      resource('aws_internet_gateway_attachment', 'a', {
        internet_gateway_id: gateway,
        vpc_id: 'aws_vpc.main.id',
      });
    await checkRule(
      igwAttachment,
      loose + table('t', toInternet) + attachment('aws_internet_gateway.main.id'),
    );
    await checkRule(igwAttachment, loose);
    await checkRule(
      igwAttachment,
      `variable "g" {}\n${loose}${table('t', toInternet)}${attachment('var.g')}`,
    );
    await checkRule(
      igwAttachment,
      `variable "v" {}\n${vpc()}${resource('aws_internet_gateway', 'x', { vpc_id: 'var.v' })}${table('t', inlineRoute({ cidr_block: '"0.0.0.0/0"', gateway_id: 'aws_internet_gateway.x.id' }))}`,
    );
    await checkRule(igwAttachment, vpc() + vpc('b', '10.1.0.0/16'));
  });

  it('attaches it, or takes the second one out', async () => {
    await checkFix(
      igwAttachment,
      loose + table('t', toInternet),
      'Attach it to aws_vpc.main: its routes then lead to the internet',
      loose.replace(
        '"aws_internet_gateway" "main" {\n',
        '"aws_internet_gateway" "main" {\n  vpc_id = aws_vpc.main.id\n',
      ) + table('t', toInternet),
    );
    await checkFix(
      igwAttachment,
      vpc() + resource('aws_internet_gateway', 'two', { vpc_id: 'aws_vpc.main.id' }),
      'Remove aws_internet_gateway.two',
      vpc().replace(/\n$/, ''),
    );
  });
});

describe('tgw-auto-accept', () => {
  const gateway = (value: string): string =>
    resource('aws_ec2_transit_gateway', 'hub', { auto_accept_shared_attachments: value });

  it('finds a gateway that accepts every attachment', async () => {
    await checkRule(
      tgwAutoAccept,
      gateway('«"enable"»'),
      'warning: Every account that aws_ec2_transit_gateway.hub is shared with can attach its VPCs to it unasked.',
    );
  });

  it('is silent where it asks, and on unknowns', async () => {
    await checkRule(tgwAutoAccept, gateway('"disable"'));
    await checkRule(tgwAutoAccept, 'resource "aws_ec2_transit_gateway" "hub" {}');
    await checkRule(tgwAutoAccept, `variable "a" {}\n${gateway('var.a')}`);
  });

  it('has it ask', async () => {
    await checkFix(tgwAutoAccept, gateway('"enable"'), 'Accept attachments one by one', gateway('"disable"'));
  });
});
