import type {
  Network,
  Route,
  RouteDestination,
  RouteTable,
  RouteTarget,
  TransitGatewayRouteTable,
  Vpc,
} from '../../../server/src/network/model';
import { type Address, holds, sure } from './addresses';

/** Which route a router takes. */

/** The length of the longest block of `destination` that holds the address; -1: none does. */
function matchLength(network: Network, destination: RouteDestination, address: Address): number {
  const cidrs =
    destination.kind === 'cidr'
      ? [destination.cidr]
      : (network.prefixLists.get(destination.prefixList)?.entries ?? []).map((entry) => sure(entry.cidr));
  return Math.max(-1, ...cidrs.filter((cidr) => holds(cidr, address)).map((cidr) => cidr.prefixLength));
}

/** Longest prefix, then static, then prefix list, then propagated. */
function rank(length: number, route: Pick<Route, 'kind' | 'destination'>): number {
  const order = route.kind === 'propagated' ? 0 : sure(route.destination).kind === 'prefixList' ? 1 : 2;
  return length * 3 + order;
}

/** May beat the local route where it is more specific than that. */
const beatsLocal: readonly RouteTarget['kind'][] = ['interface', 'natGateway', 'endpoint'];

/**
 * Where a VPC's router sends a packet for `address` by `table`; undefined: no route; `'blackhole'`: the route's target
 * is gone (https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html).
 */
export function nextTarget(
  network: Network,
  vpc: Vpc,
  table: RouteTable,
  address: Address,
): RouteTarget | 'blackhole' | undefined {
  const local = Math.max(
    -1,
    ...vpc.cidrs
      .map(sure)
      .filter((cidr) => holds(cidr, address))
      .map((cidr) => cidr.prefixLength),
  );
  let best: Route | undefined;
  let bestRank = -1;
  for (const route of table.routes) {
    const length = matchLength(network, sure(route.destination), address);
    if (length < 0) continue;
    if (
      local >= 0 &&
      (route.kind === 'propagated' || length <= local || !beatsLocal.includes(sure(route.target).kind))
    ) {
      continue;
    }
    if (rank(length, route) > bestRank) {
      best = route;
      bestRank = rank(length, route);
    }
  }
  if (best === undefined) return local >= 0 ? { kind: 'local' } : undefined;
  return best.state === 'blackhole' ? 'blackhole' : sure(best.target);
}

/** The attachment that a transit gateway's table sends a packet for `address` to; undefined: none, or a blackhole. */
export function nextAttachment(
  network: Network,
  table: TransitGatewayRouteTable,
  address: Address,
): string | undefined {
  let best: string | undefined;
  let bestRank = -1;
  const offer = (attachment: string | undefined, rankOfIt: number): void => {
    if (rankOfIt <= bestRank) return;
    best = attachment;
    bestRank = rankOfIt;
  };
  for (const route of table.routes) {
    const length = matchLength(network, sure(route.destination), address);
    if (length >= 0) offer(sure(route.attachment), rank(length, route));
  }
  for (const propagation of table.propagations) {
    const id = sure(propagation);
    const attachment = network.transitGatewayAttachments.get(id);
    if (attachment?.vpc === undefined || !sure(attachment.available)) continue;
    const vpc = network.vpcs.get(sure(attachment.vpc));
    for (const cidr of vpc?.cidrs.map(sure) ?? []) {
      if (holds(cidr, address)) offer(id, cidr.prefixLength * 3);
    }
  }
  return best;
}
