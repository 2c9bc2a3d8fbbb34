import { formatCidr } from '../../../../server/src/ip/cidr';
import { networkFromSnapshot, type SnapshotFile } from '../../../../server/src/network/fromAws';
import type { Maybe, Network, SecurityGroupRule, TrafficMatch } from '../../../../server/src/network/model';

/** The one door of these tests: JSON as the CLI prints it, by file name, in; the network out. */
export function networkOf(files: Readonly<Record<string, unknown>>, assumeDefaults = false): Network {
  const list = Object.entries(files).map(([path, value]): SnapshotFile => ({
    path,
    text: typeof value === 'string' ? value : JSON.stringify(value, undefined, 4),
  }));
  return networkFromSnapshot(list, { assumeDefaults });
}

/** A value, or `unknown: why`, as text. */
export function show<T>(maybe: Maybe<T> | undefined, format: (value: T) => string = String): string {
  if (maybe === undefined) return 'absent';
  return maybe.known ? format(maybe.value) : `unknown: ${maybe.unknown.why}`;
}

/** `tcp 443`, `all`, `icmp 8/*`. */
export function trafficText(traffic: TrafficMatch): string {
  switch (traffic.kind) {
    case 'all':
      return 'all';
    case 'ports':
      return `${traffic.protocol === 6 ? 'tcp' : 'udp'} ${traffic.from}-${traffic.to}`;
    case 'icmp':
      return `${traffic.protocol === 1 ? 'icmp' : 'icmpv6'} ${traffic.type ?? '*'}/${traffic.code ?? '*'}`;
    case 'protocol':
      return `protocol ${traffic.protocol}`;
  }
}

/** `ingress tcp 443-443 from 10.0.0.0/16`, in one line a rule. */
export function ruleText(rule: SecurityGroupRule): string {
  const peer = show(rule.peer, (value) =>
    value.kind === 'cidr'
      ? formatCidr(value.cidr)
      : value.kind === 'securityGroup'
        ? value.securityGroup
        : value.prefixList,
  );
  return `${rule.direction} ${show(rule.traffic, trafficText)} ${rule.direction === 'ingress' ? 'from' : 'to'} ${peer}`;
}

export const account = '111122223333';

/** A VPC as `describe-vpcs` prints it. */
export function vpc(id: string, members: object = {}): object {
  return {
    VpcId: id,
    OwnerId: account,
    CidrBlock: '10.0.0.0/16',
    IsDefault: false,
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    ...members,
  };
}

/** A subnet as `describe-subnets` prints it. */
export function subnet(id: string, members: object = {}): object {
  return {
    SubnetId: id,
    VpcId: 'vpc-1',
    OwnerId: account,
    CidrBlock: '10.0.1.0/24',
    AvailabilityZone: 'eu-west-1a',
    MapPublicIpOnLaunch: false,
    ...members,
  };
}

/** An interface as `describe-network-interfaces` prints it. */
export function networkInterface(id: string, members: object = {}): object {
  return {
    NetworkInterfaceId: id,
    SubnetId: 'subnet-1',
    VpcId: 'vpc-1',
    OwnerId: account,
    AvailabilityZone: 'eu-west-1a',
    Description: '',
    Groups: [{ GroupId: 'sg-1', GroupName: 'app' }],
    InterfaceType: 'interface',
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.1.10' }],
    RequesterManaged: false,
    SourceDestCheck: true,
    Status: 'in-use',
    ...members,
  };
}
