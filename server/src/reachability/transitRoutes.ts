import { addressSet, type AddressSet } from '../ip/addresses';
import { formatCidr } from '../ip/cidr';
import type {
  Id,
  Maybe,
  TransitGatewayAttachment,
  TransitGatewayRoute,
  TransitGatewayRouteTable,
  Unknown,
} from '../network/model';
import type { Host } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { isIn } from './parties';
import { compilePrefixList } from './prefixLists';
import { chooseWays, inOrder, type Candidate, type Lookup } from './routeLookup';

/** Where a transit gateway's route leads: an attachment, or nowhere (a blackhole). */
export interface TransitWay {
  readonly attachment: Maybe<Id | undefined>;
  /** The written route; undefined for one that a propagation makes. */
  readonly route: TransitGatewayRoute | undefined;
}

/**
 * Where a transit gateway's table sends packets for a host: the longest prefix, then static routes, then propagated ones of
 * VPCs, Direct Connect, Connect and VPN, in that order.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
export function lookUpTransitRoute(
  index: NetworkIndex,
  table: TransitGatewayRouteTable,
  host: Host,
): Lookup<TransitWay> {
  const { candidates, hidden } = index.remember('transit routes', table, () => compile(index, table));
  return chooseWays(candidates, host, hidden);
}

const propagatedRanks: Readonly<Record<TransitGatewayAttachment['kind'], number>> = {
  vpc: 1,
  directConnect: 2,
  connect: 3,
  vpn: 4,
  peering: 5,
  other: 5,
};

interface Compiled {
  readonly candidates: readonly Candidate<TransitWay>[];
  readonly hidden: Unknown | undefined;
}

function compile(index: NetworkIndex, table: TransitGatewayRouteTable): Compiled {
  const candidates = table.routes.flatMap((route) => routeCandidates(index, route));
  let hidden = table.routesIncomplete ?? table.uncertain;
  for (const id of table.propagations) {
    if (!id.known) {
      hidden ??= id.unknown;
      continue;
    }
    const attachment = index.network.transitGatewayAttachments.get(id.value);
    if (attachment === undefined) {
      hidden ??= index.missing('transitGatewayAttachments', id.value);
      continue;
    }
    const announced = announcedBy(index, attachment);
    hidden ??= announced.hidden;
    const way: TransitWay = { attachment: { known: true, value: attachment.id }, route: undefined };
    for (const cidr of announced.cidrs) {
      const rank = propagatedRanks[attachment.kind];
      candidates.push(
        candidate(way, formatCidr(cidr), cidr.prefixLength, rank, addressSet([cidr]), attachment.uncertain),
      );
    }
  }
  return { candidates: inOrder(candidates), hidden };
}

/** What an attachment announces to the tables that it propagates into. Peerings announce nothing. */
function announcedBy(index: NetworkIndex, attachment: TransitGatewayAttachment) {
  const vpc = attachment.vpc?.known === true ? index.network.vpcs.get(attachment.vpc.value) : undefined;
  const connection =
    attachment.vpnConnection === undefined
      ? undefined
      : index.network.vpnConnections.get(attachment.vpnConnection);
  const blocks = vpc?.cidrs ?? connection?.routes ?? [];
  const why = `nobody knows what ${attachment.name} announces`;
  let hidden: Unknown | undefined = connection?.routesIncomplete;
  if (vpc === undefined && connection === undefined && attachment.kind !== 'peering') {
    hidden = attachment.vpc?.known === false ? attachment.vpc.unknown : { value: attachment.name, why };
  }
  return {
    cidrs: blocks.flatMap((block) => (block.known ? [block.value] : [])),
    hidden: hidden ?? blocks.flatMap((block) => (block.known ? [] : [block.unknown]))[0],
  };
}

function routeCandidates(index: NetworkIndex, route: TransitGatewayRoute): Candidate<TransitWay>[] {
  const way: TransitWay = { attachment: route.attachment, route };
  const target = route.attachment.known ? route.attachment.value : undefined;
  const attachment = target === undefined ? undefined : index.network.transitGatewayAttachments.get(target);
  if (route.kind === 'propagated' && attachment?.kind === 'peering') return [];
  const rank = route.kind === 'static' ? 0 : propagatedRanks[attachment?.kind ?? 'other'];
  if (!route.destination.known) {
    return [
      { ...candidate(way, route.destination.unknown.value, 200, rank, undefined, route.destination.unknown) },
    ];
  }
  const destination = route.destination.value;
  if (destination.kind === 'cidr') {
    const { cidr } = destination;
    return [candidate(way, formatCidr(cidr), cidr.prefixLength, rank, addressSet([cidr]), route.uncertain)];
  }
  const list = compilePrefixList(index, destination.prefixList);
  const sure = [...list.byLength].map(([length, set]) =>
    candidate(way, destination.prefixList, length, rank, set, route.uncertain),
  );
  const [unknown] = list.unknowns;
  return unknown === undefined
    ? sure
    : [...sure, candidate(way, destination.prefixList, 200, rank, list.possible, unknown)];
}

function candidate(
  route: TransitWay,
  destination: string,
  length: number,
  rank: number,
  set: AddressSet | undefined,
  doubt: Unknown | undefined,
): Candidate<TransitWay> {
  return {
    route,
    destination,
    length,
    rank,
    match: (host) => (set === undefined ? 'maybe' : isIn(host.party, set)),
    doubt,
    beatsLocal: false,
  };
}
