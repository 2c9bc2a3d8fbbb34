import type { Id, Origin, Unknown } from '../network/model';

/**
 * `reachable`: a connection can be opened and answered. `blocked`: nothing lets it. `unknown`: it hangs on a value that
 * the source does not give; `unknowns` names it.
 */
export type Verdict = 'reachable' | 'blocked' | 'unknown';

/** What the engine says to a question. Structure only: `explain/` has the words, `answerJson.ts` there the published shape. */
export interface Answer {
  readonly question: ResolvedQuestion;
  readonly verdict: Verdict;
  /** What surely passes, both ways. */
  readonly traffic: readonly TrafficSet[];
  /** What would pass besides if the unknowns were favourable. */
  readonly possibleTraffic: readonly TrafficSet[];
  /** The way there; ends at the first hop that blocks. */
  readonly path: readonly Hop[];
  /** The replies' way back. */
  readonly returnPath: readonly Hop[];
  /** Every hop, of both ways, that blocks by itself: also those after the first. */
  readonly blockers: readonly Hop[];
  readonly unknowns: readonly Unknown[];
  /** Load balancers through which it is reached, or may be, where the direct way is not open. */
  readonly through?: readonly WayThrough[];
  /** What had to be taken for granted (a NAT instance's own software forwards, defaults were assumed). */
  readonly assumptions: readonly string[];
}

/** A way through a load balancer that has what was asked for among its targets. */
export interface WayThrough {
  readonly balancer: Id;
  readonly name: string;
  readonly verdict: 'reachable' | 'unknown';
  /** What of the balancer is called: its listeners' ports. */
  readonly traffic: readonly TrafficSet[];
  readonly unknowns: readonly Unknown[];
}

export interface ResolvedQuestion {
  readonly from: string;
  readonly to: string;
  /** `tcp`, `udp`, `icmp`, `-1` or a number. */
  readonly protocol: string;
  /** `5432`, `8000-8010`, `0-65535`, or empty for a protocol without ports. */
  readonly ports: string;
}

/** Traffic that can pass; `from` and `to` name part of the ends where it is not the whole of them. */
export interface TrafficSet {
  readonly protocol: string;
  readonly ports: string;
  readonly clientPorts: string;
  readonly from?: string;
  readonly to?: string;
}

/** One component on the way, and what it does to the traffic. */
export interface Hop {
  readonly component: Id;
  readonly name: string;
  readonly kind: HopKind;
  readonly direction: 'out' | 'in';
  readonly verdict: 'allowed' | 'blocked' | 'unknown';
  /** AWS Reachability Analyzer's explanation code where one fits, else one of ours; undefined where nothing is wrong. */
  readonly code: string | undefined;
  /** The facts that decided, for `explain/` to put in words. */
  readonly decision: HopDecision;
  readonly origin: Origin | undefined;
}

export type HopKind =
  | 'source'
  | 'destination'
  | 'interface'
  | 'securityGroup'
  | 'networkAcl'
  | 'subnet'
  | 'routeTable'
  | 'internetGateway'
  | 'egressOnlyInternetGateway'
  | 'natGateway'
  | 'vpnGateway'
  | 'carrierGateway'
  | 'peeringConnection'
  | 'transitGateway'
  | 'transitGatewayRouteTable'
  | 'endpoint'
  | 'loadBalancer'
  | 'listener'
  | 'targetGroup'
  | 'middlebox'
  | 'vpc'
  | 'internet'
  | 'onPremises'
  | 'service'
  | 'unknownComponent';

/** What decided at a hop. `rule` is the group rule, ACL entry or route in words of its own fields, for the JSON answer. */
export interface HopDecision {
  readonly rule?: RuleFacts;
  /** Values to say it with: names, ports, addresses. */
  readonly facts: Readonly<Record<string, string>>;
  readonly unknowns: readonly Unknown[];
}

/** A rule, entry or route as plain fields. */
export type RuleFacts = Readonly<Record<string, string | number | boolean>>;
