import { addressSet, type AddressSet } from '../ip/addresses';
import { formatCidr, sameCidr, type Cidr } from '../ip/cidr';
import type { Id, Route, RouteTable, Unknown, Vpc } from '../network/model';
import { addressUnknown, type Host } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { isIn, type Certainty } from './parties';
import { compilePrefixList, isInPrefixList, type CompiledPrefixList } from './prefixLists';

/**
 * Which way a table may send a packet. Exactly one of the ways is real: where all is known there is one, else one for each
 * way that the unknowns leave open.
 */
export interface Lookup<T> {
  readonly ways: readonly Way<T>[];
  /** Why there is more than one way. */
  readonly unknowns: readonly Unknown[];
}

export type Way<T> =
  | { readonly kind: 'route'; readonly route: T; readonly destination: string }
  | { readonly kind: 'local'; readonly destination: string }
  | { readonly kind: 'none' }
  /** A route that the source does not show may lead anywhere. */
  | { readonly kind: 'hidden'; readonly unknown: Unknown };

/** A route as the lookup sees it; the one that `rank`s lower wins among those of one length. */
export interface Candidate<T> {
  readonly route: T | 'local';
  readonly destination: string;
  readonly length: number;
  readonly rank: number;
  readonly match: (host: Host) => Certainty;
  /** Set where it may not be there, or not be meant. */
  readonly doubt: Unknown | undefined;
  readonly beatsLocal: boolean;
}

const ranks = { overLocal: 0, local: 1, static: 2, prefixList: 3, propagated: 4 } as const;

/** Longer than any prefix: what may match anything has to be thought of first. */
const anyLength = 200;

/** Sorted as routers prefer them: the longest prefix, then by rank. */
export function inOrder<T>(candidates: readonly Candidate<T>[]): readonly Candidate<T>[] {
  return candidates.toSorted((a, b) => b.length - a.length || a.rank - b.rank);
}

/** Walks candidates in order up to the first that surely matches. */
export function chooseWays<T>(
  candidates: readonly Candidate<T>[],
  host: Host,
  hidden: Unknown | undefined,
): Lookup<T> {
  const ways: Way<T>[] = [];
  const unknowns: Unknown[] = [];
  let found = false;
  for (const candidate of candidates) {
    const match = candidate.match(host);
    if (match === 'no') continue;
    const way: Way<T> =
      candidate.route === 'local'
        ? { kind: 'local', destination: candidate.destination }
        : { kind: 'route', route: candidate.route, destination: candidate.destination };
    ways.push(way);
    if (match === 'yes' && candidate.doubt === undefined) {
      found = true;
      break;
    }
    unknowns.push(candidate.doubt ?? addressUnknown(host));
  }
  if (hidden !== undefined) {
    ways.push({ kind: 'hidden', unknown: hidden });
    unknowns.push(hidden);
  }
  if (!found) ways.push({ kind: 'none' });
  return { ways, unknowns };
}

/**
 * Where a route table of a VPC sends packets for a host: the longest prefix wins, then static routes, then prefix lists,
 * then propagated ones. The local route stands for all blocks of the VPC; only a static route to an interface, a NAT
 * gateway or a Gateway Load Balancer endpoint, for a whole subnet, goes before it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html#route-tables-priority
 */
export function lookUpRoute(
  index: NetworkIndex,
  table: RouteTable | undefined,
  vpc: Vpc,
  host: Host,
  tableUnknown: Unknown,
): Lookup<Route> {
  const candidates =
    table === undefined ? [] : index.remember('routes', table, () => compileTable(index, table, vpc));
  const hidden = table === undefined ? tableUnknown : (table.routesIncomplete ?? table.uncertain);
  if (isWithinVpc(index, host, vpc)) {
    const before = candidates.filter((candidate) => candidate.beatsLocal);
    const { ways, unknowns } = chooseWays(before, host, mayForward(index, vpc) ? hidden : undefined);
    return { ways: ways.map((way) => (way.kind === 'none' ? localWay(vpc) : way)), unknowns };
  }
  const blocks = index.vpcBlocks(vpc);
  const local: Candidate<Route>[] = vpc.cidrs.flatMap((cidr) =>
    cidr.known ? [localCandidate(cidr.value, formatCidr(cidr.value))] : [],
  );
  if (blocks.incomplete !== undefined && host.kind === 'interface') {
    // Another VPC's address might lie in a block that nobody knows. A public one does not: VPCs use private blocks.
    local.push({ ...localCandidate(undefined, 'local'), length: anyLength, doubt: blocks.incomplete });
  }
  return chooseWays(local.length === 0 ? candidates : inOrder([...candidates, ...local]), host, hidden);
}

/**
 * Whether a VPC has something that passes on what is not for itself: only then may a route that nobody sees lead traffic
 * inside the VPC another way. (One to something that would drop it is legal, but nobody's purpose.)
 */
function mayForward(index: NetworkIndex, vpc: Vpc): boolean {
  return index.remember('may forward', vpc, () => {
    const { interfaces, endpoints } = index.network.notCollected;
    if (interfaces !== undefined || endpoints !== undefined) return true;
    return index
      .subnetsOfVpc(vpc.id)
      .flatMap((subnet) => index.interfacesOfSubnet(subnet.id))
      .some(({ kind, sourceDestinationCheck: check }) => {
        if (kind === 'gatewayLoadBalancerEndpoint') return true;
        return (kind === 'interface' || kind === 'other') && !(check.known && check.value);
      });
  });
}

/** Whether the packet is addressed to a private address of this VPC's own interfaces. */
export function isWithinVpc(index: NetworkIndex, host: Host, vpc: Vpc): boolean {
  return host.kind === 'interface' && index.vpcOf(host.interface)?.id === vpc.id;
}

function localWay(vpc: Vpc): Way<Route> {
  const [first] = vpc.cidrs;
  return { kind: 'local', destination: first?.known === true ? formatCidr(first.value) : 'local' };
}

function localCandidate(cidr: Cidr | undefined, destination: string): Candidate<Route> {
  const set = cidr === undefined ? undefined : addressSet([cidr]);
  return {
    route: 'local',
    destination,
    length: cidr?.prefixLength ?? 0,
    rank: ranks.local,
    match: (host) => (set === undefined ? 'maybe' : isIn(host.party, set)),
    doubt: undefined,
    beatsLocal: false,
  };
}

function compileTable(index: NetworkIndex, table: RouteTable, vpc: Vpc): readonly Candidate<Route>[] {
  const candidates: Candidate<Route>[] = [];
  const { whole, unsure } = subnetBlocks(index, vpc);
  const { addresses } = index.vpcBlocks(vpc);
  for (const route of table.routes) {
    const { destination } = route;
    if (route.target.known && route.target.value.kind === 'local') continue;
    const doubt = route.uncertain ?? table.uncertain;
    const mayBeatLocal =
      route.kind === 'static' && (!route.target.known || canBeatLocal.has(route.target.value.kind));
    if (!destination.known) {
      candidates.push({
        route,
        destination: destination.unknown.value,
        length: anyLength,
        rank: ranks.static,
        match: () => 'maybe',
        doubt: destination.unknown,
        beatsLocal: mayBeatLocal,
      });
      continue;
    }
    if (destination.value.kind === 'prefixList') {
      const list = compilePrefixList(index, destination.value.prefixList);
      candidates.push(...prefixListCandidates(route, list, destination.value.prefixList, doubt));
      continue;
    }
    const { cidr } = destination.value;
    const set = addressSet([cidr]);
    const inside = isIn({ mode: 'oneOf', addresses: set }, addresses) === 'yes';
    const isWhole = whole.some((block) => sameCidr(block, cidr));
    // AWS refuses any other route within the VPC's own blocks; what is written there in code can not come to be.
    if (inside && !(mayBeatLocal && (isWhole || unsure !== undefined))) continue;
    candidates.push({
      route,
      destination: formatCidr(cidr),
      length: cidr.prefixLength,
      rank: inside ? ranks.overLocal : route.kind === 'static' ? ranks.static : ranks.propagated,
      match: (host) => isIn(host.party, set),
      doubt: doubt ?? (inside && !isWhole ? unsure : undefined),
      beatsLocal: inside,
    });
  }
  return inOrder(candidates);
}

const canBeatLocal: ReadonlySet<string> = new Set(['interface', 'natGateway', 'endpoint']);

function subnetBlocks(
  index: NetworkIndex,
  vpc: Vpc,
): { whole: readonly Cidr[]; unsure: Unknown | undefined } {
  const whole: Cidr[] = [];
  let unsure: Unknown | undefined = index.network.notCollected.subnets;
  for (const cidr of [...vpc.cidrs, ...index.subnetsOfVpc(vpc.id).flatMap((subnet) => subnet.cidrs)]) {
    if (cidr.known) whole.push(cidr.value);
    else unsure ??= cidr.unknown;
  }
  return { whole, unsure };
}

/** A prefix list's routes: one for each length that its entries have, and one for what may be in it besides. */
function prefixListCandidates(
  route: Route,
  list: CompiledPrefixList,
  id: Id,
  doubt: Unknown | undefined,
): Candidate<Route>[] {
  const base = { route, destination: id, rank: ranks.prefixList, doubt, beatsLocal: false };
  if (list.service !== undefined) {
    return [{ ...base, length: 32, match: (host) => isInPrefixList(host, list) }];
  }
  const sure = [...list.byLength].map(([length, set]: [number, AddressSet]) => ({
    ...base,
    length,
    match: (host: Host) => isIn(host.party, set),
  }));
  const [unknown] = list.unknowns;
  if (unknown === undefined) return sure;
  return [
    ...sure,
    {
      ...base,
      length: anyLength,
      doubt: unknown,
      match: (host) => (isIn(host.party, list.possible) === 'no' ? 'no' : 'maybe'),
    },
  ];
}
