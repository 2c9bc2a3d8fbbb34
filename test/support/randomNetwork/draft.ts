import type { Cidr } from '../../../server/src/ip/cidr';
import type {
  Component,
  EgressOnlyInternetGateway,
  InternetGateway,
  LoadBalancer,
  Maybe,
  NatGateway,
  Network,
  NetworkAcl,
  NetworkInterface,
  PeeringConnection,
  PrefixList,
  RouteTable,
  SecurityGroup,
  Subnet,
  TargetGroup,
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRouteTable,
  Vpc,
  VpcEndpoint,
} from '../../../server/src/network/model';

/** A network while it is drawn: lists that grow. */
export interface Draft {
  readonly vpcs: Vpc[];
  readonly subnets: Subnet[];
  readonly interfaces: NetworkInterface[];
  readonly securityGroups: SecurityGroup[];
  readonly prefixLists: PrefixList[];
  readonly networkAcls: NetworkAcl[];
  readonly routeTables: RouteTable[];
  readonly internetGateways: InternetGateway[];
  readonly egressOnlyInternetGateways: EgressOnlyInternetGateway[];
  readonly natGateways: NatGateway[];
  readonly peeringConnections: PeeringConnection[];
  readonly transitGateways: TransitGateway[];
  readonly transitGatewayAttachments: TransitGatewayAttachment[];
  readonly transitGatewayRouteTables: TransitGatewayRouteTable[];
  readonly endpoints: VpcEndpoint[];
  readonly loadBalancers: LoadBalancer[];
  readonly targetGroups: TargetGroup[];
}

export function emptyDraft(): Draft {
  return {
    vpcs: [],
    subnets: [],
    interfaces: [],
    securityGroups: [],
    prefixLists: [],
    networkAcls: [],
    routeTables: [],
    internetGateways: [],
    egressOnlyInternetGateways: [],
    natGateways: [],
    peeringConnections: [],
    transitGateways: [],
    transitGatewayAttachments: [],
    transitGatewayRouteTables: [],
    endpoints: [],
    loadBalancers: [],
    targetGroups: [],
  };
}

/** The finished network. */
export function networkOf(draft: Draft): Network {
  const byId = <T extends Component>(list: readonly T[]): ReadonlyMap<string, T> =>
    new Map(list.map((each) => [each.id, each]));
  return {
    vpcs: byId(draft.vpcs),
    subnets: byId(draft.subnets),
    interfaces: byId(draft.interfaces),
    securityGroups: byId(draft.securityGroups),
    prefixLists: byId(draft.prefixLists),
    networkAcls: byId(draft.networkAcls),
    routeTables: byId(draft.routeTables),
    internetGateways: byId(draft.internetGateways),
    egressOnlyInternetGateways: byId(draft.egressOnlyInternetGateways),
    natGateways: byId(draft.natGateways),
    vpnGateways: new Map(),
    carrierGateways: new Map(),
    vpnConnections: new Map(),
    peeringConnections: byId(draft.peeringConnections),
    transitGateways: byId(draft.transitGateways),
    transitGatewayAttachments: byId(draft.transitGatewayAttachments),
    transitGatewayRouteTables: byId(draft.transitGatewayRouteTables),
    endpoints: byId(draft.endpoints),
    endpointServices: new Map(),
    loadBalancers: byId(draft.loadBalancers),
    targetGroups: byId(draft.targetGroups),
    workloads: new Map(),
    notCollected: {},
    problems: [],
  };
}

/** A value that is known. */
export function is<T>(value: T): Maybe<T> {
  return { known: true, value };
}

/** `block(0x0a000000n, 16)`: 10.0.0.0/16. */
export function block(address: bigint, prefixLength: number): Cidr {
  return { family: 4, address, prefixLength };
}

/** An IPv6 block. */
export function block6(address: bigint, prefixLength: number): Cidr {
  return { family: 6, address, prefixLength };
}

export const anywhere = block(0n, 0);
export const anywhere6 = block6(0n, 0);

/** Hosts on the internet that questions are about: 93.184.216.34, and 2a00:1450::200e. */
export const internetHost = block(0x5db8d822n, 32);
export const internetHost6 = block6((0x2a001450n << 96n) | 0x200en, 128);
/** A block of S3 in some Region, and a host in it. */
export const serviceBlock = block(0x34da0000n, 17);
export const serviceHost = block(0x34da0101n, 32);

/** The value of a draft's `Maybe`: nothing in a draft is unknown. */
export function valueIn<T>(maybe: Maybe<T>): T {
  if (!maybe.known) throw new Error('nothing in a draft is unknown');
  return maybe.value;
}
