import assert from 'node:assert/strict';
import { formatCidr } from '../../../../server/src/ip/cidr';
import type { TransitGatewayRouteTable } from '../../../../server/src/network/model';
import { networkOf, show } from './support';

const gateway = (id: string, options: object = {}): object => ({
  TransitGatewayId: id,
  OwnerId: '1',
  Options: options,
});

function routesOf(table: TransitGatewayRouteTable | undefined): string[] | undefined {
  return table?.routes.map((route) => {
    const to = show(route.destination, (value) =>
      value.kind === 'cidr' ? formatCidr(value.cidr) : value.prefixList,
    );
    return `${to} ${show(route.attachment)} ${route.kind}`;
  });
}

describe('transit gateways of a snapshot', () => {
  it('keep group references only where that is turned on', () => {
    const { transitGateways } = networkOf({
      'tgws.json': {
        TransitGateways: [
          gateway('tgw-1', { SecurityGroupReferencingSupport: 'enable' }),
          gateway('tgw-2', { SecurityGroupReferencingSupport: 'disable' }),
          gateway('tgw-3'),
        ],
      },
    });
    assert.deepEqual(
      [...transitGateways.values()].map((each) => show(each.securityGroupReferencing)),
      ['true', 'false', 'false'],
    );
  });

  it('VPC attachments are put together from the general list and their own', () => {
    const network = networkOf({
      'tgws.json': { TransitGateways: [gateway('tgw-1')] },
      'attachments.json': {
        TransitGatewayAttachments: [
          {
            TransitGatewayAttachmentId: 'tgw-attach-1',
            TransitGatewayId: 'tgw-1',
            ResourceType: 'vpc',
            ResourceId: 'vpc-1',
            State: 'available',
            Association: { TransitGatewayRouteTableId: 'tgw-rtb-1', State: 'associated' },
          },
          {
            TransitGatewayAttachmentId: 'tgw-attach-2',
            TransitGatewayId: 'tgw-1',
            ResourceType: 'vpn',
            ResourceId: 'vpn-1',
            State: 'available',
          },
          {
            TransitGatewayAttachmentId: 'tgw-attach-3',
            TransitGatewayId: 'tgw-1',
            ResourceType: 'vpc',
            ResourceId: 'vpc-3',
            State: 'pendingAcceptance',
          },
          {
            TransitGatewayAttachmentId: 'tgw-attach-4',
            TransitGatewayId: 'tgw-1',
            ResourceType: 'vpc',
            ResourceId: 'vpc-4',
            State: 'deleted',
          },
        ],
      },
      'vpc-attachments.json': {
        TransitGatewayVpcAttachments: [
          {
            TransitGatewayAttachmentId: 'tgw-attach-1',
            TransitGatewayId: 'tgw-1',
            VpcId: 'vpc-1',
            SubnetIds: ['subnet-1', 'subnet-2'],
            State: 'available',
            Options: { ApplianceModeSupport: 'enable', DnsSupport: 'enable' },
          },
        ],
      },
    });
    const texts = [...network.transitGatewayAttachments.values()].map((each) =>
      [
        each.id,
        each.kind,
        show(each.vpc),
        each.subnets.map((one) => show(one, String).replace(/unknown.*/, '?')).join('+'),
        show(each.routeTable),
        show(each.available),
        show(each.applianceMode).replace(/unknown.*/, '?'),
        show(each.securityGroupReferencing).replace(/unknown.*/, '?'),
      ].join(' '),
    );
    assert.deepEqual(texts, [
      'tgw-attach-1 vpc vpc-1 subnet-1+subnet-2 tgw-rtb-1 true true true',
      'tgw-attach-2 vpn absent  undefined true ? ?',
      'tgw-attach-3 vpc vpc-3 ? undefined false ? ?',
    ]);
    assert.equal(network.transitGatewayAttachments.get('tgw-attach-2')?.vpnConnection, 'vpn-1');
  });

  it('attachments of which only the kind was collected take their table from the associations of the tables', () => {
    const files = {
      'tgws.json': { TransitGateways: [gateway('tgw-1', { AssociationDefaultRouteTableId: 'tgw-rtb-9' })] },
      'vpc-attachments.json': {
        TransitGatewayVpcAttachments: [
          {
            TransitGatewayAttachmentId: 'tgw-attach-1',
            TransitGatewayId: 'tgw-1',
            VpcId: 'vpc-1',
            SubnetIds: [],
            State: 'available',
          },
        ],
      },
    };
    const wrapped = {
      TransitGatewayAssociations: [
        {
          TransitGatewayRouteTableId: 'tgw-rtb-1',
          Associations: [{ TransitGatewayAttachmentId: 'tgw-attach-1', State: 'associated' }],
        },
      ],
    };
    const tableOf = (more: Record<string, unknown>, assumeDefaults = false): string =>
      show(
        networkOf({ ...files, ...more }, assumeDefaults).transitGatewayAttachments.get('tgw-attach-1')
          ?.routeTable,
      );
    assert.equal(tableOf({ 'associations.json': wrapped }), 'tgw-rtb-1');
    assert.equal(
      tableOf({
        'associations-tgw-rtb-0a1.json': {
          Associations: [{ TransitGatewayAttachmentId: 'tgw-attach-1', State: 'associated' }],
        },
      }),
      'tgw-rtb-0a1',
    );
    assert.match(tableOf({}), /^unknown/);
    assert.equal(tableOf({}, true), 'tgw-rtb-9');
  });

  it('tables have routes, blackholes, prefix lists and propagations as collectors wrap them', () => {
    const attachment = (id: string): object => ({ TransitGatewayAttachmentId: id, ResourceType: 'vpc' });
    const { transitGatewayRouteTables } = networkOf({
      'tables.json': {
        TransitGatewayRouteTables: [
          { TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayId: 'tgw-1', State: 'available' },
        ],
      },
      'routes.json': {
        TransitGatewayStaticRoutes: [
          {
            TransitGatewayRouteTableId: 'tgw-rtb-1',
            Routes: [
              {
                DestinationCidrBlock: '0.0.0.0/0',
                Type: 'static',
                State: 'active',
                TransitGatewayAttachments: [attachment('tgw-attach-1')],
              },
              { DestinationCidrBlock: '10.9.0.0/16', Type: 'static', State: 'blackhole' },
              {
                DestinationCidrBlock: '10.2.0.0/16',
                Type: 'propagated',
                State: 'active',
                TransitGatewayAttachments: [attachment('tgw-attach-2')],
              },
            ],
          },
        ],
      },
      'propagations.json': {
        TransitGatewayPropagations: [
          {
            TransitGatewayRouteTableId: 'tgw-rtb-1',
            TransitGatewayRouteTablePropagations: [
              { ...attachment('tgw-attach-2'), State: 'enabled' },
              { ...attachment('tgw-attach-3'), State: 'disabled' },
            ],
          },
        ],
      },
      'references.json': {
        TransitGatewayPrefixListReferences: [
          {
            TransitGatewayRouteTableId: 'tgw-rtb-1',
            PrefixListId: 'pl-1',
            State: 'available',
            Blackhole: false,
            TransitGatewayAttachment: attachment('tgw-attach-1'),
          },
          {
            TransitGatewayRouteTableId: 'tgw-rtb-1',
            PrefixListId: 'pl-2',
            State: 'available',
            Blackhole: true,
          },
        ],
      },
    });
    const table = transitGatewayRouteTables.get('tgw-rtb-1');
    assert.deepEqual(routesOf(table), [
      '0.0.0.0/0 tgw-attach-1 static',
      '10.9.0.0/16 undefined static',
      '10.2.0.0/16 tgw-attach-2 propagated',
      'pl-1 tgw-attach-1 static',
      'pl-2 undefined static',
    ]);
    assert.deepEqual(
      table?.propagations.map((each) => show(each)),
      ['tgw-attach-2'],
    );
    assert.equal(table?.routesIncomplete, undefined);
  });

  it('tables whose routes nobody collected are incomplete; so are static routes without propagations', () => {
    const table = {
      'tables.json': {
        TransitGatewayRouteTables: [{ TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayId: 'tgw-1' }],
      },
    };
    const incomplete = (more: Record<string, unknown>): string | undefined =>
      networkOf({ ...table, ...more }).transitGatewayRouteTables.get('tgw-rtb-1')?.routesIncomplete?.value;
    const routes = [{ TransitGatewayRouteTableId: 'tgw-rtb-1', Routes: [] }];
    assert.equal(incomplete({}), 'the routes of tgw-rtb-1');
    assert.equal(
      incomplete({ 'routes.json': { TransitGatewayStaticRoutes: routes } }),
      'the propagated routes of tgw-rtb-1',
    );
    assert.equal(incomplete({ 'routes.json': { TransitGatewayRoutes: routes } }), undefined);
    assert.equal(
      incomplete({ 'search-tgw-rtb-1.json': { Routes: [], AdditionalRoutesAvailable: false } }),
      undefined,
    );
  });

  it('a peering between two gateways of the snapshot is one attachment at each', () => {
    const peering = {
      TransitGatewayAttachmentId: 'tgw-attach-p',
      RequesterTgwInfo: { TransitGatewayId: 'tgw-1', Region: 'eu-west-1' },
      AccepterTgwInfo: { TransitGatewayId: 'tgw-2', Region: 'us-east-1' },
      State: 'available',
    };
    const general = (own: string, other: string, table: string): object => ({
      TransitGatewayAttachmentId: 'tgw-attach-p',
      TransitGatewayId: own,
      ResourceType: 'peering',
      ResourceId: other,
      State: 'available',
      Association: { TransitGatewayRouteTableId: table, State: 'associated' },
    });
    const network = networkOf({
      'a/tgws.json': { TransitGateways: [gateway('tgw-1'), gateway('tgw-2')] },
      'a/peerings.json': { TransitGatewayPeeringAttachments: [peering] },
      'a/attachments.json': {
        TransitGatewayAttachments: [
          general('tgw-1', 'tgw-2', 'tgw-rtb-1'),
          general('tgw-2', 'tgw-1', 'tgw-rtb-2'),
        ],
      },
      'a/tables.json': {
        TransitGatewayRouteTables: [{ TransitGatewayRouteTableId: 'tgw-rtb-2', TransitGatewayId: 'tgw-2' }],
      },
      'a/routes.json': {
        TransitGatewayRoutes: [
          {
            TransitGatewayRouteTableId: 'tgw-rtb-2',
            Routes: [
              {
                DestinationCidrBlock: '10.0.0.0/8',
                Type: 'static',
                State: 'active',
                TransitGatewayAttachments: [{ TransitGatewayAttachmentId: 'tgw-attach-p' }],
              },
            ],
          },
        ],
      },
    });
    const texts = [...network.transitGatewayAttachments.values()].map((each) =>
      [each.id, show(each.transitGateway), show(each.peer), show(each.routeTable)].join(' '),
    );
    assert.deepEqual(texts, [
      'tgw-attach-p tgw-1 tgw-2 tgw-rtb-1',
      'tgw-attach-p@tgw-2 tgw-2 tgw-1 tgw-rtb-2',
    ]);
    assert.deepEqual(routesOf(network.transitGatewayRouteTables.get('tgw-rtb-2')), [
      '10.0.0.0/8 tgw-attach-p@tgw-2 static',
    ]);
  });
});
