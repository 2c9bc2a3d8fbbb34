import { NotificationType, RequestType } from 'vscode-languageserver-protocol';
import type { OriginLocation, Problem } from './requests';

/** `reachable/network`: what a root's network consists of, for the tree and the map. */
export interface NetworkParams {
  /** A root's `id`; undefined: the first root. */
  readonly root?: string;
  /** Whether to compute who can reach whom as well: the map needs it, the tree does not. */
  readonly withReaches: boolean;
}

/** The parts of a network, and where each belongs. Names are plain text; ids are what a question takes. */
export interface NetworkOverview {
  readonly root: string;
  readonly rootLabel: string;
  readonly vpcs: readonly OverviewVpc[];
  readonly subnets: readonly OverviewSubnet[];
  readonly nodes: readonly OverviewNode[];
  readonly groups: readonly OverviewGroup[];
  /** Peerings and transit gateways: what connects VPCs. */
  readonly links: readonly OverviewLink[];
  /** Who can reach whom, as classes of ends that nothing tells apart; undefined where it was not asked for. */
  readonly reaches?: OverviewReaches;
}

export interface OverviewPart {
  readonly id: string;
  readonly name: string;
  readonly origin?: OriginLocation;
}

export interface OverviewVpc extends OverviewPart {
  readonly cidrs: string;
}

export interface OverviewSubnet extends OverviewPart {
  readonly vpc: string | undefined;
  readonly cidrs: string;
  readonly zone: string | undefined;
  /** Whether its route table leads to an internet gateway. */
  readonly isPublic: boolean;
}

/** What stands in a network and can be clicked. `internet` has no VPC. */
export interface OverviewNode extends OverviewPart {
  readonly kind:
    | 'workload'
    | 'dataStore'
    | 'loadBalancer'
    | 'endpoint'
    | 'interface'
    | 'internetGateway'
    | 'natGateway'
    | 'vpnGateway'
    | 'internet';
  /** In words: `ECS service`, `NAT gateway`. */
  readonly what: string;
  readonly vpc: string | undefined;
  /** The subnets of its interfaces; several for a service that runs in each of them. */
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  /** Whether something on the internet can open a connection to it; undefined where `reaches` was not asked for. */
  readonly facesInternet?: 'reachable' | 'unknown';
}

export interface OverviewGroup extends OverviewPart {
  readonly vpc: string | undefined;
  /** How many rules let in, and let out. */
  readonly ingress: number;
  readonly egress: number;
}

export interface OverviewLink extends OverviewPart {
  readonly kind: 'peering' | 'transitGateway';
  readonly vpcs: readonly string[];
}

export interface OverviewReaches {
  /** Ends by `OverviewNode.id`; the internet is `internet`. */
  readonly classes: readonly (readonly string[])[];
  readonly cells: readonly {
    readonly from: number;
    readonly to: number;
    readonly verdict: 'reachable' | 'unknown';
    readonly traffic: string;
  }[];
}

/** Asks for a network. Cancellable. */
export const networkRequest = new RequestType<NetworkParams, NetworkOverview | Problem, never>(
  'reachable/network',
);

/** `reachable/status`: how much of a root could be read, for the status item. */
export interface StatusParams {
  /** A file; its root is meant. */
  readonly uri: string;
}

export interface RootStatus {
  readonly root: string;
  readonly rootLabel: string;
  readonly resources: number;
  /** Module calls that could be read, of all depths. */
  readonly modules: number;
  /** Variables of the root that nothing gives a value: `var.office_cidrs`. */
  readonly unknownInputs: readonly string[];
  /** What is wrong with the installation, one sentence each: modules that `terraform init` has not fetched. */
  readonly installation: readonly string[];
}

/** Asks for a root's status; null where the file belongs to no root. */
export const statusRequest = new RequestType<StatusParams, RootStatus | null, never>('reachable/status');

/** `reachable/changed`, from the server: what was said of these roots may not hold any more. */
export interface ChangedParams {
  /** `id`s of roots. */
  readonly roots: readonly string[];
}

export const changedNotification = new NotificationType<ChangedParams>('reachable/changed');
