import assert from 'node:assert/strict';
import { formatCidr } from '../../../../server/src/ip/cidr';
import type { Route } from '../../../../server/src/network/model';
import { networkInterface, networkOf, show } from './support';

function routeText(route: Route): string {
  const to = show(route.destination, (value) =>
    value.kind === 'cidr' ? formatCidr(value.cidr) : value.prefixList,
  );
  const target = show(route.target, (value) =>
    value.kind === 'local'
      ? 'local'
      : value.kind === 'other'
        ? `other ${value.type} ${value.id}`
        : `${value.kind} ${value.id}`,
  );
  return `${to} ${target} ${route.state} ${route.kind}`;
}

function checkRoutes(
  routes: readonly object[],
  expected: readonly string[],
  extra: Record<string, unknown> = {},
): void {
  const { routeTables } = networkOf({
    'tables.json': {
      RouteTables: [{ RouteTableId: 'rtb-1', VpcId: 'vpc-1', Associations: [], Routes: routes }],
    },
    ...extra,
  });
  assert.deepEqual(routeTables.get('rtb-1')?.routes.map(routeText), expected);
}

describe('route tables of a snapshot', () => {
  it('tell the kind of a target by its id: a gateway id may be an endpoint, or a NAT gateway', () => {
    checkRoutes(
      [
        {
          DestinationCidrBlock: '10.0.0.0/16',
          GatewayId: 'local',
          State: 'active',
          Origin: 'CreateRouteTable',
        },
        { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active', Origin: 'CreateRoute' },
        { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', State: 'active', Origin: 'CreateRoute' },
        { DestinationCidrBlock: '10.1.0.0/16', GatewayId: 'nat-1', State: 'active', Origin: 'CreateRoute' },
        { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1', State: 'active' },
        { DestinationCidrBlock: '10.2.0.0/16', TransitGatewayId: 'tgw-1', State: 'active' },
        { DestinationCidrBlock: '10.3.0.0/16', VpcPeeringConnectionId: 'pcx-1', State: 'active' },
        { DestinationCidrBlock: '10.4.0.0/16', CarrierGatewayId: 'cagw-1', State: 'active' },
      ],
      [
        '10.0.0.0/16 local active static',
        '0.0.0.0/0 internetGateway igw-1 active static',
        'pl-1 endpoint vpce-1 active static',
        '10.1.0.0/16 natGateway nat-1 active static',
        '::/0 egressOnlyInternetGateway eigw-1 active static',
        '10.2.0.0/16 transitGateway tgw-1 active static',
        '10.3.0.0/16 peeringConnection pcx-1 active static',
        '10.4.0.0/16 carrierGateway cagw-1 active static',
      ],
    );
  });

  it('keep blackholes, also those whose target left no trace', () => {
    checkRoutes(
      [
        { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-gone', State: 'blackhole' },
        { DestinationCidrBlock: '10.8.0.0/16', State: 'blackhole' },
      ],
      [
        '0.0.0.0/0 natGateway nat-gone blackhole static',
        '10.8.0.0/16 other deleted deleted blackhole static',
      ],
    );
  });

  it('know propagated routes by their origin', () => {
    checkRoutes(
      [
        {
          DestinationCidrBlock: '192.168.0.0/16',
          GatewayId: 'vgw-1',
          State: 'active',
          Origin: 'EnableVgwRoutePropagation',
        },
      ],
      ['192.168.0.0/16 vpnGateway vgw-1 active propagated'],
    );
  });

  it('lead to the primary interface of an instance that they name', () => {
    const interfaces = [
      networkInterface('eni-second', { Attachment: { InstanceId: 'i-1', DeviceIndex: 1 } }),
      networkInterface('eni-first', { Attachment: { InstanceId: 'i-1', DeviceIndex: 0 } }),
    ];
    checkRoutes(
      [
        { DestinationCidrBlock: '0.0.0.0/0', InstanceId: 'i-1', State: 'active' },
        { DestinationCidrBlock: '10.1.0.0/16', InstanceId: 'i-2', State: 'active' },
      ],
      ['0.0.0.0/0 interface eni-first active static', '10.1.0.0/16 other InstanceId i-2 active static'],
      { 'interfaces.json': { NetworkInterfaces: interfaces } },
    );
  });

  it('name what the model does not follow, and say what they do not know', () => {
    checkRoutes(
      [
        {
          DestinationCidrBlock: '10.9.0.0/16',
          CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/core-1',
          State: 'active',
        },
        { DestinationCidrBlock: '10.9.0.0/16', LocalGatewayId: 'lgw-1', State: 'active' },
        { DestinationCidrBlock: '10.9.0.0/16', State: 'active', SomethingNewId: 'new-1' },
        { GatewayId: 'igw-1', State: 'active' },
        { DestinationCidrBlock: '10.9.0.0', GatewayId: 'igw-1', State: 'active' },
      ],
      [
        '10.9.0.0/16 other CoreNetworkArn arn:aws:networkmanager::1:core-network/core-1 active static',
        '10.9.0.0/16 other LocalGatewayId lgw-1 active static',
        '10.9.0.0/16 unknown: the snapshot shows none that is known here active static',
        'unknown: the snapshot does not say internetGateway igw-1 active static',
        'unknown: "10.9.0.0" has no prefix length, as in /24 internetGateway igw-1 active static',
      ],
    );
  });

  it('know the gateways whose inbound traffic they route', () => {
    const { routeTables } = networkOf({
      'tables.json': {
        RouteTables: [
          {
            RouteTableId: 'rtb-1',
            VpcId: 'vpc-1',
            Associations: [{ GatewayId: 'igw-1', AssociationState: { State: 'associated' } }],
            Routes: [],
          },
        ],
      },
    });
    assert.deepEqual(
      routeTables.get('rtb-1')?.gateways.map((each) => show(each)),
      ['igw-1'],
    );
  });
});
