import { addTo } from './addTo';
import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe, unknown } from '../maybe';
import type {
  Id,
  Maybe,
  RouteDestination,
  TransitGateway,
  TransitGatewayRoute,
  TransitGatewayRouteTable,
} from '../model';
import { belongingTo } from './belonging';
import { withOrigin, withUncertain, type Context } from './context';
import { readBoolean, readId, toCidr, toId } from './read';
import { defaultTransitTable, isByDefault, ownEnd, tableByDefault } from './transitGateways';

/** Route tables of transit gateways, the default ones among them. */
export function buildTransitGatewayRouteTables(
  context: Context,
  gateways: readonly TransitGateway[],
): TransitGatewayRouteTable[] {
  const managed = context.of('aws_ec2_transit_gateway_route_table').map((table) => ({
    ...context.component(table),
    transitGateway:
      readId(context, context.fields(table), 'transit_gateway_id', 'transitGateways') ??
      unknown<Id>({ value: `${table.address}.transit_gateway_id`, why: 'not given' }),
    ...transitTableContents(context, table.address),
  }));
  const defaults = gateways
    .filter((gateway) => hasDefaultTable(context, gateway.id))
    .map((gateway) => {
      const id = defaultTransitTable(gateway.id);
      return {
        ...belongingTo(gateway),
        id,
        name: `${gateway.name}'s default route table`,
        transitGateway: known(gateway.id),
        ...transitTableContents(context, id),
      };
    });
  return [...managed, ...defaults];
}

/** With both defaults off, a transit gateway has no table of its own. */
function hasDefaultTable(context: Context, gateway: Id): boolean {
  const resource = context.resource(gateway);
  if (resource === undefined) return false;
  return (['association', 'propagation'] as const).some((what) => {
    const wanted = readBoolean(context, context.fields(resource), `default_route_table_${what}`, true);
    return !wanted.known || wanted.value;
  });
}

/** What resources put in a table. */
export function transitTableContents(
  context: Context,
  id: Id,
): Pick<TransitGatewayRouteTable, 'routes' | 'propagations'> {
  return {
    routes: context.once(staticRoutes).get(id) ?? [],
    propagations: context.once(propagations).get(id) ?? [],
  };
}

function staticRoutes(context: Context): ReadonlyMap<Id, readonly TransitGatewayRoute[]> {
  const routes = new Map<Id, TransitGatewayRoute[]>();
  const types = ['aws_ec2_transit_gateway_route', 'aws_ec2_transit_gateway_prefix_list_reference'];
  for (const resource of context.of(...types)) {
    const fields = context.fields(resource);
    const table = readId(context, fields, 'transit_gateway_route_table_id', 'transitGatewayRouteTables');
    const destination = destinationOf(context, resource);
    if (table?.known !== true || destination === undefined) continue;
    const route: TransitGatewayRoute = {
      destination,
      attachment: attachmentOf(context, resource, table),
      kind: 'static',
      ...withOrigin(context.origin(resource.source)),
      ...withUncertain(context, resource.uncertain),
    };
    addTo(routes, table.value, route);
  }
  return routes;
}

function destinationOf(context: Context, resource: ResourceInstance): Maybe<RouteDestination> | undefined {
  const fields = context.fields(resource);
  const cidr = fields.argument('destination_cidr_block');
  if (cidr !== undefined) return mapMaybe(toCidr(context, cidr), (value) => ({ kind: 'cidr', cidr: value }));
  const list = fields.argument('prefix_list_id');
  if (list === undefined) return undefined;
  return mapMaybe(toId(context, list, 'prefixLists'), (prefixList) => ({ kind: 'prefixList', prefixList }));
}

function attachmentOf(context: Context, resource: ResourceInstance, table: Maybe<Id>): Maybe<Id | undefined> {
  const fields = context.fields(resource);
  const blackhole = readBoolean(context, fields, 'blackhole', false);
  if (!blackhole.known) return blackhole;
  if (blackhole.value) return known(undefined);
  const attachment = readId(context, fields, 'transit_gateway_attachment_id', 'transitGatewayAttachments');
  if (attachment === undefined)
    return unknown({ value: `${resource.address}.transit_gateway_attachment_id`, why: 'not given' });
  return mapMaybe(attachment, (id) => ownEnd(context, id, table));
}

/** Which attachments propagate into which table: told so, or by default. */
function propagations(context: Context): ReadonlyMap<Id, readonly Maybe<Id>[]> {
  const tables = new Map<Id, Maybe<Id>[]>();
  const add = (table: Id, attachment: Maybe<Id>): void => {
    const own = tables.get(table) ?? [];
    const isThere = attachment.known && own.some((one) => one.known && one.value === attachment.value);
    if (!isThere) tables.set(table, [...own, attachment]);
  };
  for (const propagation of context.of('aws_ec2_transit_gateway_route_table_propagation')) {
    const fields = context.fields(propagation);
    const attachment = readId(context, fields, 'transit_gateway_attachment_id', 'transitGatewayAttachments');
    const table = readId(context, fields, 'transit_gateway_route_table_id', 'transitGatewayRouteTables');
    if (attachment === undefined || table?.known !== true) continue;
    const isSure =
      propagation.uncertain === undefined ||
      (attachment.known && context.resource(attachment.value)?.uncertain !== undefined);
    add(table.value, isSure ? attachment : unknown(context.reason(propagation.uncertain)));
  }
  for (const { id, gateway, fields } of defaultPropagators(context)) {
    if (!gateway.known) continue;
    const wanted = isByDefault(context, gateway, fields, 'propagation');
    if (wanted.known && !wanted.value) continue;
    add(
      tableByDefault(context, gateway.value, 'propagation'),
      wanted.known ? known(id) : unknown(wanted.unknown),
    );
  }
  return tables;
}

interface Propagator {
  readonly id: Id;
  readonly gateway: Maybe<Id>;
  readonly fields: ReturnType<Context['fields']>;
}

function defaultPropagators(context: Context): Propagator[] {
  const kinds = [
    ['aws_ec2_transit_gateway_vpc_attachment', 'transit_gateway_id', ''],
    ['aws_ec2_transit_gateway_connect', 'transit_gateway_id', ''],
    ['aws_vpn_connection', 'transit_gateway_id', '/attachment'],
    ['aws_dx_gateway_association', 'associated_gateway_id', '/attachment'],
  ] as const;
  return kinds.flatMap(([type, argument, suffix]) =>
    context.of(type).flatMap((resource): Propagator[] => {
      const fields = context.fields(resource);
      const gateway = readId(context, fields, argument, 'transitGateways', 'vpnGateways');
      if (gateway === undefined) return [];
      return [{ id: `${resource.address}${suffix}`, gateway, fields }];
    }),
  );
}
