import assert from 'node:assert/strict';
import { formatCidr } from '../../../../server/src/ip/cidr';
import type { InterfaceAddress } from '../../../../server/src/network/model';
import { networkInterface, networkOf, show } from './support';

function addressText(address: InterfaceAddress): string {
  const within = show(address.within, (blocks) => blocks.map(formatCidr).join(' '));
  const publicly = show(address.publicAddress, (value) =>
    value?.address === undefined ? 'no public' : formatCidr(value.address),
  );
  return `${within}, ${publicly}`;
}

/** An interface's kind and owner, from what `describe-network-interfaces` prints of it. */
function checkOwner(
  members: object,
  kind: string,
  owner: string | undefined,
  more: Record<string, unknown> = {},
): void {
  const { interfaces } = networkOf({
    'enis.json': { NetworkInterfaces: [networkInterface('eni-1', members)] },
    ...more,
  });
  const found = interfaces.get('eni-1');
  assert.deepEqual([found?.kind, found?.owner], [kind, owner]);
}

describe('interfaces of a snapshot', () => {
  it('have their addresses, the primary first, with public ones, IPv6 and delegated prefixes', () => {
    const { interfaces } = networkOf({
      'enis.json': {
        NetworkInterfaces: [
          networkInterface('eni-1', {
            PrivateIpAddresses: [
              { Primary: false, PrivateIpAddress: '10.0.1.11' },
              {
                Primary: true,
                PrivateIpAddress: '10.0.1.10',
                Association: { PublicIp: '192.0.2.1', IpOwnerId: 'amazon' },
              },
            ],
            Ipv6Addresses: [{ Ipv6Address: '2001:db8::10' }],
            Ipv4Prefixes: [{ Ipv4Prefix: '10.0.1.16/28' }],
          }),
        ],
      },
    });
    assert.deepEqual(interfaces.get('eni-1')?.addresses.map(addressText), [
      '10.0.1.10/32, 192.0.2.1/32',
      '10.0.1.11/32, no public',
      '2001:db8::10/128, no public',
      '10.0.1.16/28, no public',
    ]);
  });

  it('have the Elastic IPs that only describe-addresses shows', () => {
    const { interfaces } = networkOf({
      'enis.json': { NetworkInterfaces: [networkInterface('eni-1')] },
      'eips.json': {
        Addresses: [
          {
            PublicIp: '192.0.2.9',
            AllocationId: 'eipalloc-1',
            NetworkInterfaceId: 'eni-1',
            PrivateIpAddress: '10.0.1.10',
          },
          { PublicIp: '192.0.2.10', AllocationId: 'eipalloc-2' },
        ],
      },
    });
    assert.deepEqual(interfaces.get('eni-1')?.addresses.map(addressText), ['10.0.1.10/32, 192.0.2.9/32']);
  });

  it('come from instances where only those were collected', () => {
    const { interfaces, workloads } = networkOf({
      'instances.json': {
        Reservations: [
          {
            ReservationId: 'r-1',
            OwnerId: '1',
            Instances: [
              {
                InstanceId: 'i-1',
                Tags: [{ Key: 'Name', Value: 'app' }],
                NetworkInterfaces: [
                  {
                    NetworkInterfaceId: 'eni-1',
                    SubnetId: 'subnet-1',
                    VpcId: 'vpc-1',
                    PrivateIpAddress: '10.0.1.10',
                    Groups: [{ GroupId: 'sg-1' }],
                    SourceDestCheck: true,
                  },
                ],
              },
            ],
          },
        ],
      },
    });
    assert.deepEqual(interfaces.get('eni-1')?.addresses.map(addressText), ['10.0.1.10/32, no public']);
    assert.equal(interfaces.get('eni-1')?.owner, 'i-1');
    assert.equal(workloads.get('i-1')?.name, 'app');
  });

  it('that say nothing of their groups have an unknown one; NAT gateways have none', () => {
    const { interfaces } = networkOf({
      'enis.json': {
        NetworkInterfaces: [
          networkInterface('eni-1', { Groups: undefined, SourceDestCheck: undefined }),
          networkInterface('eni-2', { Groups: undefined, InterfaceType: 'nat_gateway' }),
          networkInterface('eni-3', { Groups: [] }),
        ],
      },
    });
    assert.deepEqual(
      ['eni-1', 'eni-2', 'eni-3'].map((id) => interfaces.get(id)?.securityGroups.map((each) => show(each))),
      [['unknown: the snapshot does not say'], [], []],
    );
    assert.match(show(interfaces.get('eni-1')?.sourceDestinationCheck), /^unknown/);
  });

  it('of instances belong to them', () => {
    checkOwner(
      { Description: 'Primary network interface', Attachment: { InstanceId: 'i-1', DeviceIndex: 0 } },
      'interface',
      'i-1',
    );
    checkOwner(
      { Description: 'aws-K8S-i-1', Attachment: { InstanceId: 'i-1', DeviceIndex: 1 } },
      'interface',
      'i-1',
    );
  });

  it('of NAT gateways are told in the spelling of the wire and of the SDK, by description, and by the gateway', () => {
    const managed = { RequesterManaged: true, Attachment: { InstanceOwnerId: 'amazon-aws' } };
    checkOwner(
      { ...managed, InterfaceType: 'nat_gateway', Description: 'Interface for NAT Gateway nat-0a1' },
      'natGateway',
      'nat-0a1',
    );
    checkOwner(
      { ...managed, InterfaceType: 'natGateway', Description: 'Interface for NAT Gateway nat-0a1' },
      'natGateway',
      'nat-0a1',
    );
    checkOwner({ Description: 'Interface for NAT Gateway nat-0a1' }, 'natGateway', 'nat-0a1');
    checkOwner({ InterfaceType: 'nat_gateway' }, 'natGateway', 'nat-0b2', {
      'nats.json': {
        NatGateways: [
          {
            NatGatewayId: 'nat-0b2',
            VpcId: 'vpc-1',
            SubnetId: 'subnet-1',
            NatGatewayAddresses: [{ NetworkInterfaceId: 'eni-1' }],
          },
        ],
      },
    });
  });

  it('of endpoints and transit gateways belong to endpoint and attachment', () => {
    checkOwner(
      { InterfaceType: 'vpc_endpoint', Description: 'VPC Endpoint Interface vpce-0a1' },
      'vpcEndpoint',
      'vpce-0a1',
    );
    checkOwner(
      { InterfaceType: 'gateway_load_balancer_endpoint', Description: 'VPC Endpoint Interface vpce-0a1' },
      'gatewayLoadBalancerEndpoint',
      'vpce-0a1',
    );
    checkOwner(
      {
        InterfaceType: 'transit_gateway',
        Description: 'Network Interface for Transit Gateway Attachment tgw-attach-0a1',
        RequesterManaged: false,
      },
      'transitGateway',
      'tgw-attach-0a1',
    );
  });

  it('of balancers belong to the balancer, described or not', () => {
    const place = { AvailabilityZone: 'eu-west-1a', OwnerId: '1' };
    const arn = 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/web/50dc6c495c0c9188';
    checkOwner(
      { ...place, Description: 'ELB app/web/50dc6c495c0c9188', RequesterId: 'amazon-elb' },
      'loadBalancer',
      arn,
    );
    checkOwner({ ...place, Description: 'ELB app/web/50dc6c495c0c9188' }, 'loadBalancer', arn, {
      'lbs.json': { LoadBalancers: [{ LoadBalancerArn: arn, LoadBalancerName: 'web', Type: 'application' }] },
    });
    checkOwner(
      { ...place, InterfaceType: 'network_load_balancer', Description: 'ELB net/tcp/6d0ecf831eec9f09' },
      'networkLoadBalancer',
      'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/tcp/6d0ecf831eec9f09',
    );
    checkOwner(
      { ...place, Description: 'ELB old-one' },
      'loadBalancer',
      'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/old-one',
    );
  });

  it('of services that name themselves belong to a workload', () => {
    checkOwner({ Description: 'Amazon EKS main' }, 'interface', 'eks_cluster/main');
    checkOwner(
      { Description: 'EFS mount target for fs-0a1 (fsmt-0a1)' },
      'interface',
      'efs_file_system/fs-0a1',
    );
    checkOwner({ Description: 'ElastiCache sessions-001' }, 'interface', 'elasticache_cluster/sessions-001');
  });

  it('are named after their owner where they have no name of their own', () => {
    const { interfaces } = networkOf({
      'enis.json': {
        NetworkInterfaces: [
          networkInterface('eni-1', { Description: 'Amazon EKS main' }),
          networkInterface('eni-2', {
            Description: 'Amazon EKS main',
            TagSet: [{ Key: 'Name', Value: 'left' }],
          }),
          networkInterface('eni-3'),
        ],
      },
    });
    assert.deepEqual(
      [...interfaces.values()].map(({ name }) => name),
      ['main (eni-1)', 'left', 'eni-3'],
    );
  });

  it('of nobody known have no owner', () => {
    checkOwner({ Description: 'made by hand', Status: 'available' }, 'interface', undefined);
    checkOwner({ Description: 'some new service', RequesterManaged: true }, 'other', undefined);
    checkOwner({ InterfaceType: 'evs' }, 'other', undefined);
  });
});
