import type { Thing, World } from '../support/aws/fakeAws';

/** How large the account of the budgets is. */
const interfaces = 5000;
const groups = 1000;
const rulesPerGroup = 20;
const subnets = 200;
const vpcs = 20;

const account = '111122223333';
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const id = (prefix: string, index: number): string => `${prefix}-${index.toString(16).padStart(17, '0')}`;

/** An account with 5,000 interfaces and 20,000 group rules, as EC2 tells it. Always the same. */
export function bigAccount(): World {
  const vpcOf = (index: number): number => index % vpcs;
  return {
    Vpcs: range(vpcs).map((v) => ({
      VpcId: id('vpc', v),
      OwnerId: account,
      CidrBlock: `10.${v}.0.0/16`,
      CidrBlockAssociationSet: [
        {
          AssociationId: id('vpc-cidr-assoc', v),
          CidrBlock: `10.${v}.0.0/16`,
          CidrBlockState: { State: 'associated' },
        },
      ],
    })),
    Subnets: range(subnets).map((s) => ({
      SubnetId: id('subnet', s),
      OwnerId: account,
      VpcId: id('vpc', vpcOf(s)),
      CidrBlock: `10.${vpcOf(s)}.${Math.floor(s / vpcs)}.0/24`,
      AvailabilityZone: 'eu-west-1a',
      AvailabilityZoneId: 'euw1-az1',
      Tags: name(`subnet-${s}`),
    })),
    RouteTables: range(vpcs).map((v) => ({
      RouteTableId: id('rtb', v),
      VpcId: id('vpc', v),
      OwnerId: account,
      Associations: [
        {
          Main: true,
          RouteTableAssociationId: id('rtbassoc', v),
          RouteTableId: id('rtb', v),
          AssociationState: { State: 'associated' },
        },
      ],
      Routes: [
        {
          DestinationCidrBlock: `10.${v}.0.0/16`,
          GatewayId: 'local',
          State: 'active',
          Origin: 'CreateRouteTable',
        },
      ],
    })),
    NetworkAcls: range(vpcs).map((v) => ({
      NetworkAclId: id('acl', v),
      VpcId: id('vpc', v),
      OwnerId: account,
      IsDefault: true,
      Associations: range(subnets)
        .filter((s) => vpcOf(s) === v)
        .map((s) => ({
          NetworkAclAssociationId: id('aclassoc', s),
          NetworkAclId: id('acl', v),
          SubnetId: id('subnet', s),
        })),
      Entries: [true, false].flatMap((Egress) => [
        { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'allow', RuleNumber: 100 },
        { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'deny', RuleNumber: 32767 },
      ]),
    })),
    SecurityGroups: range(groups).map((g) => ({
      GroupId: id('sg', g),
      GroupName: `service-${g}`,
      Description: `What service ${g} carries`,
      OwnerId: account,
      VpcId: id('vpc', vpcOf(g)),
      Tags: name(`service-${g}`),
      IpPermissions: range(rulesPerGroup - 1).map((r) => permission(g, r)),
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    })),
    SecurityGroupRules: range(groups * rulesPerGroup).map((n) =>
      rule(Math.floor(n / rulesPerGroup), n % rulesPerGroup, n),
    ),
    NetworkInterfaces: range(interfaces).map((n) => networkInterface(n, vpcOf(n))),
  };
}

const name = (value: string): readonly Thing[] => [
  { Key: 'Name', Value: value },
  { Key: 'Team', Value: 'platform' },
];

function permission(group: number, index: number): Thing {
  const ports = { IpProtocol: 'tcp', FromPort: 1000 + index, ToPort: 1000 + index };
  return index % 2 === 0
    ? { ...ports, IpRanges: [{ CidrIp: `10.${index}.0.0/16`, Description: `from ${index}` }] }
    : {
        ...ports,
        UserIdGroupPairs: [{ GroupId: id('sg', (group + vpcs * index) % groups), UserId: account }],
      };
}

function rule(group: number, index: number, n: number): Thing {
  const own = { SecurityGroupRuleId: id('sgr', n), GroupId: id('sg', group), GroupOwnerId: account };
  if (index === rulesPerGroup - 1)
    return { ...own, IsEgress: true, IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIpv4: '0.0.0.0/0' };
  const ports = { IsEgress: false, IpProtocol: 'tcp', FromPort: 1000 + index, ToPort: 1000 + index };
  return index % 2 === 0
    ? { ...own, ...ports, CidrIpv4: `10.${index}.0.0/16`, Description: `from ${index}` }
    : {
        ...own,
        ...ports,
        ReferencedGroupInfo: { GroupId: id('sg', (group + vpcs * index) % groups), UserId: account },
      };
}

function networkInterface(n: number, vpc: number): Thing {
  const subnet = n % subnets;
  const address = `10.${vpc}.${Math.floor(subnet / vpcs)}.${10 + Math.floor(n / subnets)}`;
  const own = { GroupId: id('sg', n % groups), GroupName: `service-${n % groups}` };
  return {
    NetworkInterfaceId: id('eni', n),
    OwnerId: account,
    VpcId: id('vpc', vpc),
    SubnetId: id('subnet', subnet),
    AvailabilityZone: 'eu-west-1a',
    Description: 'Primary network interface',
    InterfaceType: 'interface',
    MacAddress: '02:00:00:00:00:01',
    PrivateIpAddress: address,
    PrivateDnsName: `ip-${address.replaceAll('.', '-')}.eu-west-1.compute.internal`,
    SourceDestCheck: true,
    Status: 'in-use',
    RequesterManaged: false,
    Attachment: {
      AttachmentId: id('eni-attach', n),
      InstanceId: id('i', n),
      InstanceOwnerId: account,
      DeviceIndex: 0,
      Status: 'attached',
      DeleteOnTermination: true,
      AttachTime: '2026-01-02T03:04:05.000Z',
    },
    Groups: [own],
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
    TagSet: name(`node-${n}`),
    Ipv6Addresses: [],
  };
}
