import assert from 'node:assert/strict';
import { formatCidr } from '../../../../server/src/ip/cidr';
import { networkOf, show } from './support';

describe('gateways of a snapshot', () => {
  it('know the VPC that they are attached to, or that there is none', () => {
    const network = networkOf({
      'igws.json': {
        InternetGateways: [
          { InternetGatewayId: 'igw-1', OwnerId: '1', Attachments: [{ State: 'available', VpcId: 'vpc-1' }] },
          { InternetGatewayId: 'igw-2', OwnerId: '1', Attachments: [] },
          { InternetGatewayId: 'igw-3', OwnerId: '1', Attachments: [{ State: 'detached', VpcId: 'vpc-1' }] },
        ],
      },
      'vgws.json': {
        VpnGateways: [
          {
            VpnGatewayId: 'vgw-1',
            State: 'available',
            VpcAttachments: [{ State: 'attached', VpcId: 'vpc-1' }],
          },
        ],
      },
      'eigws.json': {
        EgressOnlyInternetGateways: [
          { EgressOnlyInternetGatewayId: 'eigw-1', Attachments: [{ State: 'attached', VpcId: 'vpc-1' }] },
        ],
      },
      'cagws.json': { CarrierGateways: [{ CarrierGatewayId: 'cagw-1', VpcId: 'vpc-1', State: 'available' }] },
    });
    assert.deepEqual(
      ['igw-1', 'igw-2', 'igw-3'].map((id) => show(network.internetGateways.get(id)?.vpc)),
      ['vpc-1', 'undefined', 'undefined'],
    );
    assert.equal(show(network.vpnGateways.get('vgw-1')?.vpc), 'vpc-1');
    assert.equal(show(network.egressOnlyInternetGateways.get('eigw-1')?.vpc), 'vpc-1');
    assert.equal(show(network.carrierGateways.get('cagw-1')?.vpc), 'vpc-1');
  });

  it('NAT gateways: public, private, of before there were private ones, regional, deleted', () => {
    const address = {
      NetworkInterfaceId: 'eni-nat',
      PrivateIp: '10.0.0.5',
      PublicIp: '192.0.2.5',
      AllocationId: 'eipalloc-1',
    };
    const { natGateways } = networkOf({
      'nats.json': {
        NatGateways: [
          {
            NatGatewayId: 'nat-1',
            VpcId: 'vpc-1',
            SubnetId: 'subnet-1',
            State: 'available',
            ConnectivityType: 'public',
            NatGatewayAddresses: [address],
          },
          {
            NatGatewayId: 'nat-2',
            VpcId: 'vpc-1',
            SubnetId: 'subnet-1',
            State: 'available',
            ConnectivityType: 'private',
            NatGatewayAddresses: [{ NetworkInterfaceId: 'eni-2', PrivateIp: '10.0.0.6' }],
          },
          {
            NatGatewayId: 'nat-3',
            VpcId: 'vpc-1',
            SubnetId: 'subnet-1',
            State: 'deleted',
            NatGatewayAddresses: [],
          },
          {
            NatGatewayId: 'nat-4',
            VpcId: 'vpc-1',
            State: 'available',
            AvailabilityMode: 'regional',
            RouteTableId: 'rtb-nat',
            NatGatewayAddresses: [],
          },
        ],
      },
    });
    const texts = [...natGateways.values()].map((each) =>
      [
        each.id,
        show(each.connectivity),
        show(each.availability),
        show(each.subnet),
        show(each.routeTable),
        show(each.hasElasticIp),
        each.state,
      ].join(' '),
    );
    assert.deepEqual(texts, [
      'nat-1 public zonal subnet-1 absent true available',
      'nat-2 private zonal subnet-1 absent false available',
      'nat-3 public zonal subnet-1 absent false unavailable',
      'nat-4 public regional undefined rtb-nat false available',
    ]);
    assert.deepEqual(natGateways.get('nat-1')?.publicAddresses.map(formatCidr), ['192.0.2.5/32']);
    assert.deepEqual(natGateways.get('nat-1')?.interfaces, ['eni-nat']);
  });

  it('VPN connections: static routes are all there is, learned ones nobody lists', () => {
    const { vpnConnections } = networkOf({
      'vpns.json': {
        VpnConnections: [
          {
            VpnConnectionId: 'vpn-1',
            VpnGatewayId: 'vgw-1',
            State: 'available',
            Options: { StaticRoutesOnly: true },
            Routes: [{ DestinationCidrBlock: '192.168.0.0/16', State: 'available' }],
          },
          {
            VpnConnectionId: 'vpn-2',
            TransitGatewayId: 'tgw-1',
            State: 'available',
            Options: { StaticRoutesOnly: false },
          },
          { VpnConnectionId: 'vpn-3', VpnGatewayId: 'vgw-1', State: 'deleted' },
        ],
      },
    });
    const [first, second, ...others] = [...vpnConnections.values()];
    assert.deepEqual(
      [show(first?.gateway), first?.routes.map((each) => show(each, formatCidr)), first?.routesIncomplete],
      ['vgw-1', ['192.168.0.0/16'], undefined],
    );
    assert.equal(show(second?.gateway), 'tgw-1');
    assert.match(second?.routesIncomplete?.why ?? '', /BGP/);
    assert.deepEqual(others, []);
  });

  it('peerings carry traffic only when active, and know both sides', () => {
    const { peeringConnections } = networkOf({
      'peerings.json': {
        VpcPeeringConnections: [
          {
            VpcPeeringConnectionId: 'pcx-1',
            Status: { Code: 'active', Message: 'Active' },
            RequesterVpcInfo: {
              VpcId: 'vpc-1',
              OwnerId: '1',
              Region: 'eu-west-1',
              CidrBlock: '10.0.0.0/16',
              CidrBlockSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '100.64.0.0/16' }],
            },
            AccepterVpcInfo: {
              VpcId: 'vpc-2',
              OwnerId: '2',
              Region: 'us-east-1',
              CidrBlock: '10.1.0.0/16',
              Ipv6CidrBlockSet: [{ Ipv6CidrBlock: '2001:db8::/56' }],
            },
          },
          {
            VpcPeeringConnectionId: 'pcx-2',
            Status: { Code: 'pending-acceptance' },
            RequesterVpcInfo: { VpcId: 'vpc-1' },
            AccepterVpcInfo: { VpcId: 'vpc-3', OwnerId: '3' },
          },
        ],
      },
    });
    const first = peeringConnections.get('pcx-1');
    assert.deepEqual(
      [show(first?.active), show(first?.accepter.vpc), first?.accepter.account, first?.accepter.region],
      ['true', 'vpc-2', '2', 'us-east-1'],
    );
    assert.deepEqual(first?.requester.cidrs.map(formatCidr), ['10.0.0.0/16', '100.64.0.0/16']);
    assert.deepEqual(first?.accepter.cidrs.map(formatCidr), ['10.1.0.0/16', '2001:db8::/56']);
    assert.equal(show(peeringConnections.get('pcx-2')?.active), 'false');
  });
});
