import { formatCidr, type Cidr } from '../../ip/cidr';
import type { Id, Network, Route, RouteTable, Vpc } from '../../network/model';
import { markdownCode } from '../escape';
import { named, table, told, unknownText } from './page';
import { targetText } from './words';

/** One line of a route table as it counts: also the local routes, which are written nowhere. */
export interface RouteRow {
  /** As Markdown. */
  readonly destination: string;
  /** As Markdown. */
  readonly target: string;
  /** Of a block of addresses. */
  readonly cidr: Cidr | undefined;
  readonly route: Route | 'local';
}

/** The VPC of a table, where it is known. */
export function vpcOfTable(network: Network, { vpc }: RouteTable): Vpc | undefined {
  return vpc.known ? network.vpcs.get(vpc.value) : undefined;
}

/** The routes of a table, the most specific first; prefix lists, whose entries can have any length, before all. */
export function routeRows(network: Network, routes: RouteTable): readonly RouteRow[] {
  const local = (vpcOfTable(network, routes)?.cidrs ?? []).map((cidr): RouteRow => ({
    destination: told(cidr, (known) => markdownCode(formatCidr(known))),
    target: 'the VPC itself',
    cidr: cidr.known ? cidr.value : undefined,
    route: 'local',
  }));
  const rows = routes.routes
    .filter(({ target }) => !(target.known && target.value.kind === 'local'))
    .map((route) => rowOf(network, route));
  return [...local, ...rows].sort((a, b) => length(b) - length(a));
}

function length({ cidr, route }: RouteRow): number {
  return cidr?.prefixLength ?? (route === 'local' ? 0 : 200);
}

function rowOf(network: Network, route: Route): RouteRow {
  const { destination, target, state, uncertain } = route;
  const drops = state === 'blackhole' ? ', which is gone: what goes there is dropped' : '';
  const doubt = uncertain === undefined ? '' : `, if it exists: that hangs on ${unknownText(uncertain)}`;
  return {
    destination: told(destination, (to) =>
      to.kind === 'cidr' ? markdownCode(formatCidr(to.cidr)) : listText(network, to.prefixList),
    ),
    target: `${told(target, (to) => targetText(network, to))}${drops}${doubt}`,
    cidr: destination.known && destination.value.kind === 'cidr' ? destination.value.cidr : undefined,
    route,
  };
}

function listText(network: Network, id: Id): string {
  const service = network.prefixLists.get(id)?.service;
  return service === undefined ? `prefix list ${named(network, id)}` : `AWS's addresses of ${service}`;
}

/** The table for people, with what may be missing in it. */
export function routesText(network: Network, routes: RouteTable): string[] {
  const rows = routeRows(network, routes).map(({ destination, target }) => [destination, target]);
  const incomplete = routes.routesIncomplete;
  return [
    ...table(['a packet to', 'goes to'], rows),
    ...(incomplete === undefined
      ? []
      : [`There may be more routes: that hangs on ${unknownText(incomplete)}.`]),
  ];
}
