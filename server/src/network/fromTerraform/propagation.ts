import { addTo } from './addTo';
import type { SourceRange } from '../../terraform/source';
import type { UnknownCause } from '../../terraform/value';
import { mapMaybe, known, unknown } from '../maybe';
import type { Id, Maybe, Route, RouteDestination } from '../model';
import { withOrigin, withUncertain, type Context } from './context';
import { readId, readList, toId } from './read';
import { vpnRoutes } from './vpnConnections';

/**
 * Routes that virtual private gateways propagate into tables: static ones of their VPN connections, and, with BGP,
 * whatever the other side announces. https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-static-dynamic.html
 */
export function propagatedRoutes(context: Context): ReadonlyMap<Id, readonly Route[]> {
  const routes = new Map<Id, Route[]>();
  for (const { table, gateway, source, uncertain } of propagations(context)) {
    if (!table.known) continue;
    const destinations: readonly Maybe<RouteDestination>[] = gateway.known
      ? destinationsBehind(context, gateway.value)
      : [unknown(gateway.unknown)];
    const own = destinations.map((destination): Route => ({
      destination,
      target: mapMaybe(gateway, (id) => ({ kind: 'vpnGateway', id })),
      state: 'active',
      kind: 'propagated',
      ...withOrigin(context.origin(source)),
      ...withUncertain(context, uncertain),
    }));
    addTo(routes, table.value, ...own);
  }
  return routes;
}

interface Propagation {
  readonly table: Maybe<Id>;
  readonly gateway: Maybe<Id>;
  readonly source: SourceRange;
  readonly uncertain: UnknownCause | undefined;
}

function propagations(context: Context): Propagation[] {
  const lists = context.of('aws_route_table', 'aws_default_route_table').flatMap((table) => {
    const fields = context.fields(table);
    const gateways = readList(context, fields, 'propagating_vgws', (_context, one) =>
      toId(context, one, 'vpnGateways'),
    );
    return gateways.map(({ value, source }) => ({
      table: known(table.address),
      gateway: value,
      source,
      uncertain: undefined,
    }));
  });
  const resources = context.of('aws_vpn_gateway_route_propagation').flatMap((resource) => {
    const fields = context.fields(resource);
    const table = readId(context, fields, 'route_table_id', 'routeTables');
    const gateway = readId(context, fields, 'vpn_gateway_id', 'vpnGateways');
    if (table === undefined || gateway === undefined) return [];
    return [{ table, gateway, source: resource.source, uncertain: resource.uncertain }];
  });
  return [...lists, ...resources];
}

function destinationsBehind(context: Context, gateway: Id): Maybe<RouteDestination>[] {
  const connections = context
    .once(vpnRoutes)
    .filter((one) => one.gateway.known && one.gateway.value === gateway);
  const fixed = connections.flatMap((one) =>
    one.routes.map((cidr) => mapMaybe(cidr, (value): RouteDestination => ({ kind: 'cidr', cidr: value }))),
  );
  const open = connections.find((one) => one.routesIncomplete !== undefined)?.routesIncomplete;
  const nothing = { value: `the routes that ${gateway} learns`, why: 'no connection of it is in the code' };
  if (connections.length === 0) return [unknown(nothing)];
  return open === undefined ? fixed : [...fixed, unknown(open)];
}
