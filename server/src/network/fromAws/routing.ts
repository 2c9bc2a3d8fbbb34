import type { Id, Maybe, Origin, Route, RouteDestination, RouteTable, RouteTarget } from '../model';
import { known, mapMaybe, unknown } from '../maybe';
import { cidr, flag, type JsonRecord, records, stateOf, text } from './record';
import { assumedId, component, items, said, type Source } from './source';
import type { TablesBySubnet } from './vpcs';

/** Route tables. `instanceInterface` tells the primary interface of an instance that a route names. */
export function readRouteTables(
  source: Source,
  instanceInterface: (instance: Id) => Id | undefined,
): RouteTable[] {
  if (source.assumeDefaults && !source.collected.items.has('RouteTables')) {
    return items(source, 'Vpcs').map(({ record }) => {
      const vpc = text(record, 'VpcId') ?? '';
      const id = assumedId(vpc, 'main route table');
      return { id, name: id, vpc: known(vpc), routes: [], gateways: [] };
    });
  }
  return items(source, 'RouteTables').map((item): RouteTable => {
    const id = text(item.record, 'RouteTableId') ?? '';
    const base = component(item, id, 'route-table');
    const edges = standing(item.record).map((association) => text(association, 'GatewayId'));
    return {
      ...base,
      vpc: said(text(item.record, 'VpcId'), `the VPC of ${id}`),
      routes: records(item.record, 'Routes').map((route) =>
        readRoute(id, route, base.origin, instanceInterface),
      ),
      gateways: edges.filter((gateway) => gateway !== undefined).map(known),
    };
  });
}

/** Which subnet has which table, and which table is the main one of a VPC: subnets without an association have that. */
export function tableAssociations(source: Source): TablesBySubnet {
  const bySubnet = new Map<Id, Maybe<Id>>();
  const main = new Map<Id, Maybe<Id>>();
  for (const { record } of items(source, 'RouteTables')) {
    const id = text(record, 'RouteTableId');
    const vpc = text(record, 'VpcId');
    if (id === undefined) continue;
    for (const association of standing(record)) {
      const subnet = text(association, 'SubnetId');
      if (subnet !== undefined) bySubnet.set(subnet, known(id));
      if (flag(association, 'Main') === true && vpc !== undefined) main.set(vpc, known(id));
    }
  }
  return { bySubnet, main };
}

function standing(table: JsonRecord): readonly JsonRecord[] {
  return records(table, 'Associations').filter((each) =>
    [undefined, 'associated', 'associating'].includes(stateOf(each, 'AssociationState')),
  );
}

function readRoute(
  table: Id,
  route: JsonRecord,
  origin: Origin | undefined,
  instanceInterface: (instance: Id) => Id | undefined,
): Route {
  const state = text(route, 'State') === 'blackhole' ? 'blackhole' : 'active';
  return {
    destination: routeDestination(`a route of ${table}`, route),
    target: routeTarget(table, route, state, instanceInterface),
    state,
    kind: text(route, 'Origin') === 'EnableVgwRoutePropagation' ? 'propagated' : 'static',
    ...(origin === undefined ? {} : { origin }),
  };
}

/** Where a route leads: a block or a prefix list; transit gateway routes say it the same way. */
export function routeDestination(what: string, route: JsonRecord): Maybe<RouteDestination> {
  const block = text(route, 'DestinationCidrBlock') ?? text(route, 'DestinationIpv6CidrBlock');
  if (block !== undefined) {
    return mapMaybe(cidr(what, block), (value): RouteDestination => ({ kind: 'cidr', cidr: value }));
  }
  const prefixList = text(route, 'DestinationPrefixListId') ?? text(route, 'PrefixListId');
  if (prefixList !== undefined) return known({ kind: 'prefixList', prefixList });
  return said<RouteDestination>(undefined, `the destination of ${what}`);
}

const gatewayKinds: readonly (readonly [string, Exclude<RouteTarget['kind'], 'local' | 'other'>])[] = [
  ['igw-', 'internetGateway'],
  ['vgw-', 'vpnGateway'],
  ['vpce-', 'endpoint'],
  ['nat-', 'natGateway'],
  ['eigw-', 'egressOnlyInternetGateway'],
  ['cagw-', 'carrierGateway'],
  ['tgw-', 'transitGateway'],
  ['pcx-', 'peeringConnection'],
  ['eni-', 'interface'],
];

/** Members that hold a target; the id's prefix tells the kind (an internet gateway's member holds endpoints, too). */
const targetMembers = [
  'NetworkInterfaceId',
  'NatGatewayId',
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'EgressOnlyInternetGatewayId',
  'CarrierGatewayId',
  'GatewayId',
] as const;

const otherMembers = ['LocalGatewayId', 'CoreNetworkArn', 'OdbNetworkArn', 'IpAddress'] as const;

function routeTarget(
  table: Id,
  route: JsonRecord,
  state: Route['state'],
  instanceInterface: (instance: Id) => Id | undefined,
): Maybe<RouteTarget> {
  for (const member of targetMembers) {
    const id = text(route, member);
    if (id === 'local') return known({ kind: 'local' });
    const kind = gatewayKinds.find(([prefix]) => id?.startsWith(prefix))?.[1];
    if (id !== undefined)
      return known(kind === undefined ? { kind: 'other', type: member, id } : { kind, id });
  }
  const instance = text(route, 'InstanceId');
  const viaInstance = instance === undefined ? undefined : instanceInterface(instance);
  if (viaInstance !== undefined) return known({ kind: 'interface', id: viaInstance });
  for (const member of [...otherMembers, 'InstanceId']) {
    const id = text(route, member);
    if (id !== undefined) return known({ kind: 'other', type: member, id });
  }
  // A blackhole's target may be gone without a trace; that the route drops is known all the same.
  if (state === 'blackhole') return known({ kind: 'other', type: 'deleted', id: 'deleted' });
  return unknown({
    value: `the target of a route of ${table}`,
    why: 'the snapshot shows none that is known here',
  });
}
