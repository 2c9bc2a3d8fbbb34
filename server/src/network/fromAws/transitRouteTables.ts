import type {
  Id,
  TransitGatewayAttachment,
  TransitGatewayRoute,
  TransitGatewayRouteTable,
  Unknown,
} from '../model';
import { known } from '../maybe';
import { type JsonRecord, records, text } from './record';
import { routeDestination } from './routing';
import type { Key } from './kinds';
import { component, items, said, type Source, unknownFor } from './source';
import { attachmentIdAt } from './transitGateways';

/**
 * Route tables of transit gateways. Their routes and propagations are answers of one call a table, that collectors wrap
 * with the table's id; a table whose routes nobody collected is incomplete.
 */
export function readTransitGatewayRouteTables(
  source: Source,
  attachments: ReadonlyMap<Id, TransitGatewayAttachment>,
): TransitGatewayRouteTable[] {
  return items(source, 'TransitGatewayRouteTables').map((item) => {
    const id = text(item.record, 'TransitGatewayRouteTableId') ?? '';
    const gateway = text(item.record, 'TransitGatewayId');
    const own = (attachment: Id): Id => attachmentIdAt(attachments, attachment, gateway);
    const base = component(item, id, 'transit-gateway-route-table');
    const routes = [
      ...wrapped(source, 'TransitGatewayRoutes', id),
      ...wrapped(source, 'TransitGatewayStaticRoutes', id),
    ];
    const references = wrapped(source, 'TransitGatewayPrefixListReferences', id);
    const propagations = wrapped(source, 'TransitGatewayPropagations', id);
    const incomplete = whatIsMissing(source, id, routes.length > 0, propagations.length > 0);
    const read = [
      ...routes.flatMap((holder) => records(holder, 'Routes')),
      ...references.flatMap((holder) => [holder, ...records(holder, 'TransitGatewayPrefixListReferences')]),
    ].filter((route) => text(route, 'State') !== 'deleted' && routeDestination(id, route).known);
    return {
      ...base,
      transitGateway: said(gateway, `the transit gateway of ${id}`),
      routes: once(
        read.map((route): TransitGatewayRoute => ({
          destination: routeDestination(`a route of ${id}`, route),
          attachment: known(attachmentOf(route, own)),
          kind: text(route, 'Type') === 'propagated' ? 'propagated' : 'static',
          ...(base.origin === undefined ? {} : { origin: base.origin }),
        })),
      ),
      propagations: propagated(propagations).map((attachment) => known(own(attachment))),
      ...(incomplete === undefined ? {} : { routesIncomplete: incomplete }),
    };
  });
}

/** What a wrapping key says of one table: `{TransitGatewayRouteTableId, …}`. */
function wrapped(source: Source, key: Key, table: Id): JsonRecord[] {
  return items(source, key)
    .map(({ record }) => record)
    .filter((record) => text(record, 'TransitGatewayRouteTableId') === table);
}

/**
 * `search-transit-gateway-routes` lists propagated routes, too; collectors that kept the static ones only have the
 * propagations beside them.
 */
function whatIsMissing(
  source: Source,
  table: Id,
  hasRoutes: boolean,
  hasPropagations: boolean,
): Unknown | undefined {
  if (!hasRoutes) return unknownFor(source, 'TransitGatewayRoutes', `the routes of ${table}`);
  const complete = hasPropagations || wrapped(source, 'TransitGatewayRoutes', table).length > 0;
  return complete
    ? undefined
    : unknownFor(source, 'TransitGatewayPropagations', `the propagated routes of ${table}`);
}

/** A blackhole has no attachment. Of several (equal paths of one VPN) the first stands for all. */
function attachmentOf(route: JsonRecord, own: (id: Id) => Id): Id | undefined {
  if (text(route, 'State') === 'blackhole' || route['Blackhole'] === true) return undefined;
  const [first] = records(route, 'TransitGatewayAttachments');
  const reference = route['TransitGatewayAttachment'];
  const holder =
    first ?? (typeof reference === 'object' && reference !== null ? (reference as JsonRecord) : route);
  const id = text(holder, 'TransitGatewayAttachmentId');
  return id === undefined ? undefined : own(id);
}

function propagated(holders: readonly JsonRecord[]): readonly Id[] {
  const entries = holders.flatMap((holder) => [
    holder,
    ...records(holder, 'TransitGatewayRouteTablePropagations'),
    ...records(holder, 'Propagations'),
  ]);
  const enabled = entries.filter((entry) =>
    [undefined, 'enabled', 'enabling'].includes(text(entry, 'State')),
  );
  return [
    ...new Set(
      enabled.map((entry) => text(entry, 'TransitGatewayAttachmentId')).filter((id) => id !== undefined),
    ),
  ];
}

/** Routes that two calls list. */
function once(routes: readonly TransitGatewayRoute[]): readonly TransitGatewayRoute[] {
  const textOf = (route: TransitGatewayRoute): string =>
    JSON.stringify(route, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return [...new Map(routes.map((route) => [textOf(route), route])).values()];
}
