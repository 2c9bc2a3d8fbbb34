import { networkFromSnapshot } from '../../../server/src/network/fromAws';
import { indexNetwork, type NetworkIndex } from '../../../server/src/reachability';

/**
 * Three subnets of one VPC, made for flow logs:
 *
 * - `public` (default ACL): `web` at 10.0.1.10 = 203.0.113.10, and `lonely` at 10.0.1.11, whose group has no rules
 * - `app` (ACL `acl-app`): `app` at 10.0.2.20 with a secondary address 10.0.2.21, and `app2` at 10.0.2.22
 * - `db` (ACL `acl-db`): `db` at 10.0.3.30
 */
export function flowLogNetwork(without: readonly string[] = []): NetworkIndex {
  const lists: Record<string, unknown[]> = {
    Vpcs: [
      {
        VpcId: 'vpc-1',
        CidrBlock: '10.0.0.0/16',
        BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-ingress' },
      },
    ],
    Subnets: [
      subnet('subnet-public', '10.0.1.0/24'),
      subnet('subnet-app', '10.0.2.0/24'),
      subnet('subnet-db', '10.0.3.0/24'),
    ],
    NetworkAcls: [
      acl('acl-default', 'subnet-public', [
        entry('in', 100, 'allow', '-1', '0.0.0.0/0'),
        entry('out', 100, 'allow', '-1', '0.0.0.0/0'),
      ]),
      acl('acl-app', 'subnet-app', [
        entry('in', 100, 'allow', '-1', '10.0.0.0/16'),
        entry('in', 200, 'deny', '6', '0.0.0.0/0', [22, 22]),
        entry('in', 300, 'allow', '6', '0.0.0.0/0', [1024, 65535]),
        entry('out', 90, 'deny', '17', '10.0.1.0/24', [514, 514]),
        entry('out', 100, 'allow', '-1', '10.0.0.0/16'),
        entry('out', 110, 'allow', '6', '0.0.0.0/0', [443, 443]),
      ]),
      acl('acl-db', 'subnet-db', [
        entry('in', 100, 'allow', '6', '10.0.2.0/24', [5432, 5432]),
        entry('out', 100, 'allow', '6', '10.0.2.0/24', [1024, 32767]),
      ]),
    ],
    SecurityGroups: [
      group(
        'sg-web',
        [
          permission('tcp', 443, { cidr: '0.0.0.0/0' }),
          permission('tcp', 22, { cidr: '198.51.100.0/24' }),
          { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '198.51.100.0/24' }] },
        ],
        [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      ),
      group(
        'sg-app',
        [
          permission('tcp', 8080, { group: 'sg-web' }),
          permission('tcp', 9090, { group: 'sg-app' }),
          permission('udp', 53, { list: 'pl-dns' }),
          permission('tcp', 22, { cidr: '0.0.0.0/0' }),
        ],
        [
          permission('tcp', 5432, { group: 'sg-db' }),
          permission('tcp', 443, { cidr: '0.0.0.0/0' }),
          permission('tcp', 80, { cidr: '0.0.0.0/0' }),
          permission('udp', 514, { cidr: '0.0.0.0/0' }),
        ],
      ),
      group('sg-db', [permission('tcp', 5432, { group: 'sg-app' })], []),
      group('sg-none', [], []),
    ],
    PrefixLists: [{ PrefixListId: 'pl-dns', PrefixListName: 'dns', AddressFamily: 'IPv4' }],
    ManagedPrefixListEntries: [{ PrefixListId: 'pl-dns', Entries: [{ Cidr: '10.0.1.10/32' }] }],
    NetworkInterfaces: [
      eni('eni-web', 'subnet-public', ['10.0.1.10'], 'sg-web', '203.0.113.10'),
      eni('eni-lonely', 'subnet-public', ['10.0.1.11'], 'sg-none'),
      eni('eni-app', 'subnet-app', ['10.0.2.20', '10.0.2.21'], 'sg-app'),
      eni('eni-app2', 'subnet-app', ['10.0.2.22'], 'sg-app'),
      eni('eni-db', 'subnet-db', ['10.0.3.30'], 'sg-db'),
    ],
    RouteTables: [],
  };
  const files = Object.entries(lists)
    .filter(([key]) => !without.includes(key))
    .map(([key, list]) => ({ path: `${key}.json`, text: JSON.stringify({ [key]: list }) }));
  return indexNetwork(networkFromSnapshot(files, { assumeDefaults: false }));
}

function subnet(SubnetId: string, CidrBlock: string): object {
  return { SubnetId, CidrBlock, VpcId: 'vpc-1', AvailabilityZone: 'eu-west-1a', MapPublicIpOnLaunch: false };
}

function acl(NetworkAclId: string, SubnetId: string, Entries: readonly object[]): object {
  return { NetworkAclId, VpcId: 'vpc-1', Associations: [{ SubnetId, NetworkAclId }], Entries };
}

function entry(
  direction: 'in' | 'out',
  RuleNumber: number,
  RuleAction: string,
  Protocol: string,
  CidrBlock: string,
  ports?: readonly [number, number],
): object {
  return {
    Egress: direction === 'out',
    RuleNumber,
    RuleAction,
    Protocol,
    CidrBlock,
    ...(ports === undefined ? {} : { PortRange: { From: ports[0], To: ports[1] } }),
  };
}

function group(
  GroupId: string,
  IpPermissions: readonly object[],
  IpPermissionsEgress: readonly object[],
): object {
  return { GroupId, GroupName: GroupId, VpcId: 'vpc-1', IpPermissions, IpPermissionsEgress };
}

function permission(
  IpProtocol: string,
  port: number,
  peer: { readonly cidr?: string; readonly group?: string; readonly list?: string },
): object {
  return {
    IpProtocol,
    FromPort: port,
    ToPort: port,
    ...(peer.cidr === undefined ? {} : { IpRanges: [{ CidrIp: peer.cidr }] }),
    ...(peer.group === undefined ? {} : { UserIdGroupPairs: [{ GroupId: peer.group }] }),
    ...(peer.list === undefined ? {} : { PrefixListIds: [{ PrefixListId: peer.list }] }),
  };
}

function eni(
  NetworkInterfaceId: string,
  SubnetId: string,
  addresses: readonly string[],
  GroupId: string,
  PublicIp?: string,
): object {
  return {
    NetworkInterfaceId,
    SubnetId,
    VpcId: 'vpc-1',
    InterfaceType: 'interface',
    PrivateIpAddress: addresses[0],
    PrivateIpAddresses: addresses.map((PrivateIpAddress, index) => ({
      PrivateIpAddress,
      Primary: index === 0,
      ...(index === 0 && PublicIp !== undefined ? { Association: { PublicIp } } : {}),
    })),
    Groups: [{ GroupId }],
    SourceDestCheck: true,
    TagSet: [{ Key: 'Name', Value: NetworkInterfaceId.slice(4) }],
  };
}
