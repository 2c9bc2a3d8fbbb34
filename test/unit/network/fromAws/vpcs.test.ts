import assert from 'node:assert/strict';
import { formatCidr } from '../../../../server/src/ip/cidr';
import { networkOf, show, subnet, vpc } from './support';

describe('VPCs and subnets of a snapshot', () => {
  it('have their blocks, the primary first, without those that are taken off', () => {
    const { vpcs } = networkOf({
      'vpcs.json': {
        Vpcs: [
          vpc('vpc-1', {
            CidrBlockAssociationSet: [
              { CidrBlock: '100.64.0.0/16', CidrBlockState: { State: 'associated' } },
              { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
              { CidrBlock: '10.9.0.0/16', CidrBlockState: { State: 'disassociated' } },
            ],
            Ipv6CidrBlockAssociationSet: [
              { Ipv6CidrBlock: '2001:db8:1::/56', Ipv6CidrBlockState: { State: 'associated' } },
              { Ipv6CidrBlock: '2001:db8:2::/56', Ipv6CidrBlockState: "{'State': 'associated'}" },
              { Ipv6CidrBlock: '2001:db8:3::/56', Ipv6CidrBlockState: "{'State': 'disassociated'}" },
            ],
          }),
        ],
      },
    });
    assert.deepEqual(
      vpcs.get('vpc-1')?.cidrs.map((each) => show(each, formatCidr)),
      ['10.0.0.0/16', '100.64.0.0/16', '2001:db8:1::/56', '2001:db8:2::/56'],
    );
  });

  it('are named by their Name tags, placed by their owner and zone, and told by ARN', () => {
    const { subnets } = networkOf({
      'subnets.json': {
        Subnets: [subnet('subnet-1', { Tags: [{ Key: 'Name', Value: 'app' }] }), subnet('subnet-2')],
      },
    });
    const first = subnets.get('subnet-1');
    assert.deepEqual(
      [first?.name, first?.account, first?.region, first?.origin, subnets.get('subnet-2')?.name],
      [
        'app',
        '111122223333',
        'eu-west-1',
        { arn: 'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1' },
        'subnet-2',
      ],
    );
  });

  it('take the main route table and the default ACL where no association says otherwise', () => {
    const { subnets, vpcs } = networkOf({
      'vpcs.json': { Vpcs: [vpc('vpc-1')] },
      'subnets.json': { Subnets: [subnet('subnet-1'), subnet('subnet-2')] },
      'tables.json': {
        RouteTables: [
          { RouteTableId: 'rtb-main', VpcId: 'vpc-1', Associations: [{ Main: true }], Routes: [] },
          {
            RouteTableId: 'rtb-2',
            VpcId: 'vpc-1',
            Associations: [{ Main: false, SubnetId: 'subnet-2', AssociationState: { State: 'associated' } }],
            Routes: [],
          },
        ],
      },
      'acls.json': {
        NetworkAcls: [
          { NetworkAclId: 'acl-default', VpcId: 'vpc-1', IsDefault: true, Associations: [], Entries: [] },
          {
            NetworkAclId: 'acl-2',
            VpcId: 'vpc-1',
            IsDefault: false,
            Associations: [{ SubnetId: 'subnet-2' }],
            Entries: [],
          },
        ],
      },
    });
    assert.deepEqual(
      ['subnet-1', 'subnet-2'].map((id) => [
        show(subnets.get(id)?.routeTable),
        show(subnets.get(id)?.networkAcl),
      ]),
      [
        ['rtb-main', 'acl-default'],
        ['rtb-2', 'acl-2'],
      ],
    );
    assert.equal(show(vpcs.get('vpc-1')?.mainRouteTable), 'rtb-main');
  });

  it('say that nobody knows the route table and the ACL where those were not collected', () => {
    const { subnets, notCollected } = networkOf({
      'vpcs.json': { Vpcs: [vpc('vpc-1')] },
      'subnets.json': { Subnets: [subnet('subnet-1')] },
    });
    assert.match(show(subnets.get('subnet-1')?.routeTable), /^unknown: the snapshot has no RouteTables/);
    assert.match(show(subnets.get('subnet-1')?.networkAcl), /^unknown: the snapshot has no NetworkAcls/);
    assert.equal(notCollected.networkAcls?.value, 'NetworkAcls');
    assert.equal(notCollected.vpcs, undefined);
  });

  it('have AWS defaults where those are to be assumed, and the network says that it assumes', () => {
    const network = networkOf(
      { 'vpcs.json': { Vpcs: [vpc('vpc-1')] }, 'subnets.json': { Subnets: [subnet('subnet-1')] } },
      true,
    );
    const acl = network.networkAcls.get(show(network.subnets.get('subnet-1')?.networkAcl));
    const table = network.routeTables.get(show(network.subnets.get('subnet-1')?.routeTable));
    assert.deepEqual(
      acl?.entries.map((entry) => `${entry.direction} ${show(entry.action)} ${show(entry.cidr, formatCidr)}`),
      ['ingress allow 0.0.0.0/0', 'ingress allow ::/0', 'egress allow 0.0.0.0/0', 'egress allow ::/0'],
    );
    assert.deepEqual(table?.routes, []);
    assert.equal(network.notCollected.networkAcls, undefined);
    assert.ok(
      network.problems.some(({ message }) =>
        message.startsWith("Assumed: nothing but AWS's defaults for NetworkAcls"),
      ),
    );
  });

  it('read DNS attributes from the one-attribute answers of describe-vpc-attribute', () => {
    const { vpcs } = networkOf({
      'vpcs.json': { Vpcs: [vpc('vpc-1'), vpc('vpc-2')] },
      'dns-support.json': { VpcId: 'vpc-1', EnableDnsSupport: { Value: true } },
      'dns-hostnames.json': { VpcId: 'vpc-1', EnableDnsHostnames: { Value: false } },
    });
    assert.deepEqual(
      [show(vpcs.get('vpc-1')?.dnsSupport), show(vpcs.get('vpc-1')?.dnsHostnames)],
      ['true', 'false'],
    );
    assert.match(show(vpcs.get('vpc-2')?.dnsSupport), /^unknown/);
  });

  it('know the Block Public Access that is in force in each, and take a silent one as off, aloud', () => {
    const network = networkOf({
      'vpcs.json': {
        Vpcs: [
          vpc('vpc-1', { BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-bidirectional' } }),
        ],
      },
      'subnets.json': {
        Subnets: [
          subnet('subnet-1'),
          subnet('subnet-2', { BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-ingress' } }),
          subnet('subnet-3', { BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' } }),
        ],
      },
    });
    assert.deepEqual(
      ['subnet-1', 'subnet-2', 'subnet-3'].map((id) => show(network.subnets.get(id)?.blockPublicAccess)),
      ['bidirectional', 'ingress', 'off'],
    );
    const silent = networkOf({
      'vpcs.json': { Vpcs: [vpc('vpc-1', { BlockPublicAccessStates: undefined })] },
    });
    assert.equal(show(silent.vpcs.get('vpc-1')?.blockPublicAccess), 'off');
    assert.match(silent.problems[0]?.message ?? '', /^Assumed: VPC Block Public Access is off/);
  });
});
