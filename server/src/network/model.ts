import type { Cidr, Family } from '../ip/cidr';
import type { Range } from '../util/text';

/**
 * The network as the engine sees it: every component that moves or filters a packet, wherever it was read from
 * (Terraform code, state, a plan, an AWS snapshot, a live account). Plain immutable data; components name each other
 * by id. An id is an AWS id (`subnet-0abc`) or a Terraform address (`aws_subnet.app[0]`); what exists without a
 * resource of its own (a VPC's default group) has an id made from its owner's (`aws_vpc.main/default-security-group`).
 *
 * Two kinds of ignorance are told apart everywhere:
 * - a value that nobody knows is `Maybe`, with the reason;
 * - a thing that may or may not exist has `uncertain` set, and a list that may have more members than are known has an
 *   `…Incomplete` beside it.
 */
export interface Network {
  readonly vpcs: ReadonlyMap<Id, Vpc>;
  readonly subnets: ReadonlyMap<Id, Subnet>;
  readonly interfaces: ReadonlyMap<Id, NetworkInterface>;
  readonly securityGroups: ReadonlyMap<Id, SecurityGroup>;
  readonly prefixLists: ReadonlyMap<Id, PrefixList>;
  readonly networkAcls: ReadonlyMap<Id, NetworkAcl>;
  readonly routeTables: ReadonlyMap<Id, RouteTable>;
  readonly internetGateways: ReadonlyMap<Id, InternetGateway>;
  readonly egressOnlyInternetGateways: ReadonlyMap<Id, EgressOnlyInternetGateway>;
  readonly natGateways: ReadonlyMap<Id, NatGateway>;
  readonly vpnGateways: ReadonlyMap<Id, VpnGateway>;
  readonly carrierGateways: ReadonlyMap<Id, CarrierGateway>;
  readonly vpnConnections: ReadonlyMap<Id, VpnConnection>;
  readonly peeringConnections: ReadonlyMap<Id, PeeringConnection>;
  readonly transitGateways: ReadonlyMap<Id, TransitGateway>;
  readonly transitGatewayAttachments: ReadonlyMap<Id, TransitGatewayAttachment>;
  readonly transitGatewayRouteTables: ReadonlyMap<Id, TransitGatewayRouteTable>;
  readonly endpoints: ReadonlyMap<Id, VpcEndpoint>;
  readonly endpointServices: ReadonlyMap<Id, EndpointService>;
  readonly loadBalancers: ReadonlyMap<Id, LoadBalancer>;
  readonly targetGroups: ReadonlyMap<Id, TargetGroup>;
  readonly workloads: ReadonlyMap<Id, Workload>;
  /**
   * Kinds of components that the source does not tell about (a snapshot without `describe-network-acls`): what is
   * missing there is unknown, not absent.
   */
  readonly notCollected: Readonly<Partial<Record<ComponentKind, Unknown>>>;
  /** What could not be read or made sense of, for people; the rest of the model stands. */
  readonly problems: readonly NetworkProblem[];
}

export type Id = string;

/** The members of `Network` that hold components. */
export type ComponentKind = Exclude<keyof Network, 'notCollected' | 'problems'>;

/** What a verdict hangs on: the value's name (`var.office_cidrs`, `NetworkAcls of eu-west-1`), why nobody knows it, where it stands. */
export interface Unknown {
  readonly value: string;
  readonly why: string;
  readonly origin?: Origin;
  /** For an unknown address or CIDR block whose family is certain (`ipv6_cidr_blocks`, a generated IPv6 block). */
  readonly family?: Family;
  /** Equal texts are one value, though nobody knows which: two subnets in the first zone of one list. */
  readonly same?: string;
}

/** A value, or the reason why it is not known. */
export type Maybe<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly unknown: Unknown };

/** Where a component, a rule or a value comes from: a place in a file, or a thing in AWS. */
export type Origin = { readonly file: string; readonly range: Range } | { readonly arn: string };

export interface NetworkProblem {
  readonly message: string;
  readonly origin?: Origin;
}

/** What all components share. */
export interface Component {
  readonly id: Id;
  /** For people: the Terraform address, or the Name tag, or the id. */
  readonly name: string;
  readonly origin?: Origin;
  /** Account and Region where the source tells them; two providers in code are two pairs. */
  readonly account?: string;
  readonly region?: string;
  /** Set where it is unknown whether this exists at all (`count` over an unknown). */
  readonly uncertain?: Unknown;
}

export interface Vpc extends Component {
  /** IPv4 and IPv6 blocks, the primary first. */
  readonly cidrs: readonly Maybe<Cidr>[];
  readonly isDefault: boolean;
  readonly dnsSupport: Maybe<boolean>;
  readonly dnsHostnames: Maybe<boolean>;
  readonly mainRouteTable: Maybe<Id>;
  readonly defaultNetworkAcl: Maybe<Id>;
  readonly defaultSecurityGroup: Maybe<Id>;
  readonly blockPublicAccess: Maybe<BlockPublicAccess>;
}

/** VPC Block Public Access as it applies here after exclusions: `bidirectional` stops both ways, `ingress` lets only outbound connections of NAT and egress-only gateways through. */
export type BlockPublicAccess = 'off' | 'ingress' | 'bidirectional';

export interface Subnet extends Component {
  readonly vpc: Maybe<Id>;
  readonly cidrs: readonly Maybe<Cidr>[];
  /** The Availability Zone's name or id; equal texts are equal zones. */
  readonly zone: Maybe<string>;
  /** The effective one: by association, or the VPC's main table. */
  readonly routeTable: Maybe<Id>;
  /** The effective one: by association, or the VPC's default ACL. */
  readonly networkAcl: Maybe<Id>;
  readonly mapPublicIpOnLaunch: Maybe<boolean>;
  readonly blockPublicAccess: Maybe<BlockPublicAccess>;
  /** Set where it stands for several (`count` over an unknown, a list that a data source finds): two interfaces in it may be in two. */
  readonly several?: true;
}

export interface NetworkInterface extends Component {
  readonly subnet: Maybe<Id>;
  readonly kind: InterfaceKind;
  /** Private IPv4 and global IPv6 addresses, the primary first. */
  readonly addresses: readonly InterfaceAddress[];
  /** A group that nobody knows is an unknown element. Without groups (`[]`) nothing is filtered: NAT gateways, some NLBs. */
  readonly securityGroups: readonly Maybe<Id>[];
  readonly sourceDestinationCheck: Maybe<boolean>;
  /** The workload, balancer, gateway or endpoint that it belongs to. */
  readonly owner?: Id;
}

export type InterfaceKind =
  | 'interface'
  | 'natGateway'
  | 'vpcEndpoint'
  | 'gatewayLoadBalancerEndpoint'
  | 'transitGateway'
  | 'loadBalancer'
  | 'networkLoadBalancer'
  | 'gatewayLoadBalancer'
  | 'lambda'
  | 'other';

export interface InterfaceAddress {
  readonly family: Family;
  /** One address where it is known (a /32 or /128 in `within`), else one, or several, out of these blocks (its subnet's). */
  readonly within: Maybe<readonly Cidr[]>;
  /** IPv4 only: the public address associated with it; `undefined` as the value: none. */
  readonly publicAddress: Maybe<PublicAddress | undefined>;
}

export interface PublicAddress {
  /** Undefined before apply. */
  readonly address: Cidr | undefined;
  readonly origin?: Origin;
}

export interface SecurityGroup extends Component {
  readonly vpc: Maybe<Id>;
  readonly rules: readonly SecurityGroupRule[];
  /** Set where there may be rules that the source does not show (a group known by id only). */
  readonly rulesIncomplete: { readonly ingress?: Unknown; readonly egress?: Unknown };
  /** Other VPCs it is associated with (`aws_vpc_security_group_vpc_association`). */
  readonly associatedVpcs: readonly Maybe<Id>[];
}

/** One permission: one protocol and range, one peer. A Terraform block with three CIDRs is three rules with one origin each. */
export interface SecurityGroupRule {
  /** `sgr-…` or a Terraform address. */
  readonly id?: Id;
  readonly direction: 'ingress' | 'egress';
  readonly traffic: Maybe<TrafficMatch>;
  readonly peer: Maybe<Peer>;
  readonly description?: string;
  readonly origin?: Origin;
  readonly uncertain?: Unknown;
}

export type Peer =
  | { readonly kind: 'cidr'; readonly cidr: Cidr }
  | { readonly kind: 'securityGroup'; readonly securityGroup: Id }
  | { readonly kind: 'prefixList'; readonly prefixList: Id };

/**
 * What a rule or entry matches. `all`: every protocol and port. `ports`: TCP (6) or UDP (17) destination ports.
 * `icmp`: ICMP (1) or ICMPv6 (58), undefined type or code is any. `protocol`: any other number; it has no ports.
 */
export type TrafficMatch =
  | { readonly kind: 'all' }
  | { readonly kind: 'ports'; readonly protocol: 6 | 17; readonly from: number; readonly to: number }
  | {
      readonly kind: 'icmp';
      readonly protocol: 1 | 58;
      readonly type: number | undefined;
      readonly code: number | undefined;
    }
  | { readonly kind: 'protocol'; readonly protocol: number };

export interface PrefixList extends Component {
  readonly family: Maybe<Family>;
  readonly entries: readonly PrefixListEntry[];
  readonly entriesIncomplete?: Unknown;
  readonly maximumEntries: Maybe<number>;
  /** `s3`, `dynamodb`, `cloudfront.origin-facing`: for lists that AWS manages. */
  readonly service?: string;
}

export interface PrefixListEntry {
  readonly cidr: Maybe<Cidr>;
  readonly origin?: Origin;
  readonly uncertain?: Unknown;
}

export interface NetworkAcl extends Component {
  readonly vpc: Maybe<Id>;
  /** Without the implicit deny (`*`, 32767), in any order. */
  readonly entries: readonly NetworkAclEntry[];
  readonly entriesIncomplete: { readonly ingress?: Unknown; readonly egress?: Unknown };
}

export interface NetworkAclEntry {
  readonly direction: 'ingress' | 'egress';
  readonly number: Maybe<number>;
  readonly action: Maybe<'allow' | 'deny'>;
  readonly traffic: Maybe<TrafficMatch>;
  readonly cidr: Maybe<Cidr>;
  readonly origin?: Origin;
  readonly uncertain?: Unknown;
}

export interface RouteTable extends Component {
  readonly vpc: Maybe<Id>;
  /** Local routes may be left out: the VPC's blocks are always routed locally. */
  readonly routes: readonly Route[];
  readonly routesIncomplete?: Unknown;
  /** Edge associations: the internet or virtual private gateways whose inbound traffic this table routes. */
  readonly gateways: readonly Maybe<Id>[];
}

export interface Route {
  readonly destination: Maybe<RouteDestination>;
  readonly target: Maybe<RouteTarget>;
  /** A route whose target is gone still wins, and drops. */
  readonly state: 'active' | 'blackhole';
  readonly kind: 'static' | 'propagated';
  readonly origin?: Origin;
  readonly uncertain?: Unknown;
}

export type RouteDestination =
  { readonly kind: 'cidr'; readonly cidr: Cidr } | { readonly kind: 'prefixList'; readonly prefixList: Id };

export type RouteTarget =
  | { readonly kind: 'local' }
  | {
      readonly kind:
        | 'internetGateway'
        | 'egressOnlyInternetGateway'
        | 'natGateway'
        | 'vpnGateway'
        | 'carrierGateway'
        | 'peeringConnection'
        | 'transitGateway'
        | 'interface'
        | 'endpoint';
      readonly id: Id;
    }
  /** A kind that the model does not follow (local gateway, Cloud WAN core network, …): the answer is unknown there. */
  | { readonly kind: 'other'; readonly type: string; readonly id: Id };

export interface InternetGateway extends Component {
  /** `undefined` as the value: not attached. */
  readonly vpc: Maybe<Id | undefined>;
}

export interface EgressOnlyInternetGateway extends Component {
  readonly vpc: Maybe<Id>;
}

export interface NatGateway extends Component {
  readonly vpc: Maybe<Id>;
  readonly connectivity: Maybe<'public' | 'private'>;
  readonly availability: Maybe<'zonal' | 'regional'>;
  /** Its subnet; a regional one has none. */
  readonly subnet: Maybe<Id | undefined>;
  /** Its own table; a regional one only. */
  readonly routeTable?: Maybe<Id>;
  readonly interfaces: readonly Id[];
  /** Whether it has an Elastic IP; a public one without can not translate. */
  readonly hasElasticIp: Maybe<boolean>;
  readonly publicAddresses: readonly Cidr[];
  readonly state: 'available' | 'unavailable';
}

export interface VpnGateway extends Component {
  readonly vpc: Maybe<Id | undefined>;
}

export interface CarrierGateway extends Component {
  readonly vpc: Maybe<Id>;
}

/** A site-to-site VPN or Direct Connect: what lies behind is outside the model. */
export interface VpnConnection extends Component {
  /** The virtual private gateway or transit gateway at this end. */
  readonly gateway: Maybe<Id>;
  readonly kind: 'vpn' | 'directConnect';
  /** Blocks that are reached through it by static routes; with BGP nobody knows. */
  readonly routes: readonly Maybe<Cidr>[];
  readonly routesIncomplete?: Unknown;
}

export interface PeeringConnection extends Component {
  readonly requester: PeeringSide;
  readonly accepter: PeeringSide;
  /** Only an active one carries traffic. */
  readonly active: Maybe<boolean>;
}

export interface PeeringSide {
  readonly vpc: Maybe<Id>;
  readonly account?: string;
  readonly region?: string;
  /** For a VPC that is not in the model. */
  readonly cidrs: readonly Cidr[];
}

export interface TransitGateway extends Component {
  readonly securityGroupReferencing: Maybe<boolean>;
}

export interface TransitGatewayAttachment extends Component {
  readonly transitGateway: Maybe<Id>;
  readonly kind: 'vpc' | 'peering' | 'vpn' | 'directConnect' | 'connect' | 'other';
  /** Kind `vpc` only. */
  readonly vpc?: Maybe<Id>;
  /** Kind `vpc` only: one subnet a zone that it is in. */
  readonly subnets: readonly Maybe<Id>[];
  /** Kind `peering` only: the transit gateway at the other end. */
  readonly peer?: Maybe<Id>;
  /** Kind `vpn` only. */
  readonly vpnConnection?: Id;
  readonly securityGroupReferencing: Maybe<boolean>;
  readonly applianceMode: Maybe<boolean>;
  /** The table that routes what comes in here; `undefined` as the value: none, which drops everything. */
  readonly routeTable: Maybe<Id | undefined>;
  readonly available: Maybe<boolean>;
}

export interface TransitGatewayRouteTable extends Component {
  readonly transitGateway: Maybe<Id>;
  /** Static routes, and propagated ones where the source lists them. */
  readonly routes: readonly TransitGatewayRoute[];
  readonly routesIncomplete?: Unknown;
  /** Attachments that propagate into it: a VPC's blocks become routes, a VPN's what its other side announces. */
  readonly propagations: readonly Maybe<Id>[];
}

export interface TransitGatewayRoute {
  readonly destination: Maybe<RouteDestination>;
  /** `undefined` as the value: a blackhole. */
  readonly attachment: Maybe<Id | undefined>;
  readonly kind: 'static' | 'propagated';
  readonly origin?: Origin;
  readonly uncertain?: Unknown;
}

export interface VpcEndpoint extends Component {
  readonly type: Maybe<'gateway' | 'interface' | 'gatewayLoadBalancer' | 'other'>;
  readonly vpc: Maybe<Id>;
  /** The service's short name for AWS services (`s3`, `ecr.dkr`), else its full name. */
  readonly service: Maybe<string>;
  /** Gateway type only; the routes themselves are in the tables. */
  readonly routeTables: readonly Maybe<Id>[];
  /** Interface types only: one a subnet. */
  readonly interfaces: readonly Id[];
  readonly privateDns: Maybe<boolean>;
  /** Whether its policy allows everything; a narrower one is above the network and makes no verdict. */
  readonly fullAccessPolicy: Maybe<boolean>;
  readonly available: Maybe<boolean>;
}

export interface EndpointService extends Component {
  readonly service: Maybe<string>;
  readonly loadBalancers: readonly Maybe<Id>[];
  readonly zones: readonly string[];
}

export interface LoadBalancer extends Component {
  readonly kind: 'application' | 'network' | 'gateway' | 'classic';
  readonly scheme: Maybe<'internet-facing' | 'internal'>;
  readonly vpc: Maybe<Id>;
  /** One node a subnet. */
  readonly interfaces: readonly Id[];
  readonly crossZone: Maybe<boolean>;
  readonly listeners: readonly Listener[];
  readonly listenersIncomplete?: Unknown;
}

export interface Listener {
  readonly id?: Id;
  readonly protocol: Maybe<6 | 17 | 'tcp_udp'>;
  readonly port: Maybe<number>;
  /** The default action's and all rules' target groups. Empty: it redirects or answers by itself. */
  readonly targetGroups: readonly Maybe<Id>[];
  readonly origin?: Origin;
}

export interface TargetGroup extends Component {
  readonly vpc: Maybe<Id>;
  readonly targetType: Maybe<'instance' | 'ip' | 'lambda' | 'alb'>;
  readonly protocol: Maybe<6 | 17 | 'tcp_udp'>;
  readonly port: Maybe<number>;
  readonly targets: readonly Target[];
  readonly targetsIncomplete?: Unknown;
  readonly healthCheckPort: Maybe<number | 'traffic-port'>;
  readonly preserveClientAddress: Maybe<boolean>;
  /** Overrides the balancer's where known; `undefined` as the value: as the balancer has it. */
  readonly crossZone: Maybe<boolean | undefined>;
}

export interface Target {
  /** The workload, interface or balancer; an address that belongs to nothing known is a CIDR of one. */
  readonly to: Maybe<{ readonly id: Id } | { readonly address: Cidr }>;
  /** Undefined: the group's port. */
  readonly port?: Maybe<number>;
  readonly origin?: Origin;
  readonly uncertain?: Unknown;
}

/** What runs: it owns interfaces, listens, and opens connections. */
export interface Workload extends Component {
  /** The Terraform type without `aws_` (`ecs_service`, `db_instance`), or a word of that kind for live ones. */
  readonly kind: string;
  readonly interfaces: readonly Id[];
  /**
   * `all`: it is at all its interfaces at once (an instance with two). `any`: it runs behind each of them, now or later
   * (a service's tasks in either subnet), and which is not known.
   */
  readonly placement: 'all' | 'any';
  /** What it answers on, its own port first; empty where nobody can tell. */
  readonly listens: readonly ListeningPort[];
  /** Client ports that its connections start from. */
  readonly clientPorts: 'linux' | 'windows' | 'aws' | 'unknown';
  /** Set where the type is not in the table and the interfaces were told by the names of the arguments. */
  readonly guessed?: string;
  /** Set where it runs outside any VPC (a Lambda function without `vpc_config`). */
  readonly outsideVpc?: boolean;
}

export interface ListeningPort {
  readonly protocol: 6 | 17;
  readonly port: Maybe<number>;
  readonly origin?: Origin;
}
