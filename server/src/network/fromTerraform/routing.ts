import { addTo } from './addTo';
import type { ResourceInstance } from '../../terraform/configuration';
import type { UnknownCause } from '../../terraform/value';
import { known, mapMaybe, unknown } from '../maybe';
import type { Id, Maybe, Route, RouteDestination, RouteTable, Vpc } from '../model';
import { indexAssociations, type Association, type Associations } from './associations';
import { anyIpv4, belongingTo } from './belonging';
import { withOrigin, withUncertain, type Context } from './context';
import { adoptedTables, adoptedVpc, defaultTableOf } from './defaults';
import { defaultInternetGatewayOf } from './defaultVpcs';
import { endpointRoutes } from './endpointRoutes';
import type { Fields } from './fields';
import { propagatedRoutes } from './propagation';
import { readId, toCidr, toId } from './read';
import { routeTarget } from './routeTargets';

/** The route tables of the code. */
export function buildRouteTables(context: Context): RouteTable[] {
  return context.of('aws_route_table', 'aws_default_route_table').map((table) => buildTable(context, table));
}

/** The tables that VPCs come with, where no resource adopts them. */
export function buildDefaultTables(context: Context, vpcs: readonly Vpc[]): RouteTable[] {
  const adopted = context.once(adoptedTables);
  return vpcs.filter((vpc) => !adopted.has(vpc.id)).map((vpc) => defaultTable(context, vpc));
}

function buildTable(context: Context, resource: ResourceInstance): RouteTable {
  const fields = context.fields(resource);
  const id = resource.address;
  const { items, incomplete } = fields.blocks('route');
  return {
    ...context.component(resource),
    vpc: readId(context, fields, 'vpc_id', 'vpcs') ?? adoptedVpc(context.once(adoptedTables), id),
    routes: [...items.flatMap((route) => routesOf(context, route, '')), ...addedRoutes(context, id)],
    ...(incomplete === undefined
      ? {}
      : { routesIncomplete: context.reason({ source: fields.source, ...incomplete }) }),
    gateways: context.once(edgeAssociations).get(id) ?? [],
  };
}

/** The table that a VPC comes with: nothing but local, unless others add to it. A default VPC's leads to its internet gateway. */
function defaultTable(context: Context, vpc: Vpc): RouteTable {
  const id = defaultTableOf(context, vpc.id);
  const internet: Route = {
    destination: known(cidrDestination(anyIpv4)),
    target: known({ kind: 'internetGateway', id: defaultInternetGatewayOf(vpc.id) }),
    state: 'active',
    kind: 'static',
  };
  return {
    ...belongingTo(vpc),
    id,
    name: `${vpc.name}'s main route table`,
    vpc: known(vpc.id),
    routes: [...(vpc.isDefault ? [internet] : []), ...addedRoutes(context, id)],
    gateways: context.once(edgeAssociations).get(id) ?? [],
  };
}

/** Routes that do not stand in the table: of resources of their own, of gateway endpoints, propagated. */
export function addedRoutes(context: Context, table: Id): Route[] {
  return [
    ...(context.once(standaloneRoutes).get(table) ?? []),
    ...(context.once(endpointRoutes).get(table) ?? []),
    ...(context.once(propagatedRoutes).get(table) ?? []),
  ];
}

/** `aws_route`s, by table. */
function standaloneRoutes(context: Context): ReadonlyMap<Id, readonly Route[]> {
  const routes = new Map<Id, Route[]>();
  for (const resource of context.of('aws_route')) {
    const fields = context.fields(resource);
    const table = readId(context, fields, 'route_table_id', 'routeTables');
    if (table?.known !== true) continue;
    routes.set(table.value, [
      ...(routes.get(table.value) ?? []),
      ...routesOf(context, fields, 'destination_'),
    ]);
  }
  return routes;
}

/** One route; `prefix` is what the CIDR arguments' names start with. */
function routesOf(context: Context, fields: Fields, prefix: '' | 'destination_'): Route[] {
  const ipv4 = fields.argument(`${prefix}cidr_block`);
  const ipv6 = fields.argument(`${prefix}ipv6_cidr_block`);
  const list = fields.argument('destination_prefix_list_id');
  const destinations: Maybe<RouteDestination>[] = [
    ...(ipv4 === undefined ? [] : [mapMaybe(toCidr(context, ipv4, 4), cidrDestination)]),
    ...(ipv6 === undefined ? [] : [mapMaybe(toCidr(context, ipv6, 6), cidrDestination)]),
    ...(list === undefined ? [] : [mapMaybe(toId(context, list, 'prefixLists'), listDestination)]),
  ];
  const target = routeTarget(context, fields);
  return destinations.map((destination) => ({
    destination,
    target,
    state: 'active',
    kind: 'static',
    ...withOrigin(context.origin(fields.source)),
    ...withUncertain(context, fields.uncertain),
  }));
}

function cidrDestination(cidr: Extract<RouteDestination, { kind: 'cidr' }>['cidr']): RouteDestination {
  return { kind: 'cidr', cidr };
}

function listDestination(prefixList: Id): RouteDestination {
  return { kind: 'prefixList', prefixList };
}

/** Which subnets have which table. */
export function tableAssociations(context: Context): Associations {
  const all = context.of('aws_route_table_association').flatMap((association): Association[] => {
    const fields = context.fields(association);
    const subnet = readId(context, fields, 'subnet_id', 'subnets');
    const to = readId(context, fields, 'route_table_id', 'routeTables');
    if (subnet === undefined || to === undefined) return [];
    return [{ subnet, to, uncertain: association.uncertain, source: association.source }];
  });
  return indexAssociations(all);
}

/** Which tables route what comes in by a gateway. https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html */
function edgeAssociations(context: Context): ReadonlyMap<Id, readonly Maybe<Id>[]> {
  const gateways = new Map<Id, Maybe<Id>[]>();
  for (const association of context.of('aws_route_table_association')) {
    const fields = context.fields(association);
    const gateway = readId(context, fields, 'gateway_id', 'internetGateways', 'vpnGateways');
    const table = readId(context, fields, 'route_table_id', 'routeTables');
    if (gateway === undefined || table?.known !== true) continue;
    const sure = doubted(context, gateway, association.uncertain);
    addTo(gateways, table.value, sure);
  }
  return gateways;
}

function doubted(context: Context, id: Maybe<Id>, cause: UnknownCause | undefined): Maybe<Id> {
  return cause === undefined ? id : unknown(context.reason(cause));
}
