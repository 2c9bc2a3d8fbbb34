import type {
  ComponentKind,
  Maybe,
  Network,
  NetworkAcl,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  TransitGatewayAttachment,
  TransitGatewayRouteTable,
  Unknown,
} from '../../../server/src/network/model';
import { holds } from '../oracle/addresses';
import type { Dice } from './dice';

/**
 * A network in which some of what `truth` knows is unknown: values, members of lists that are then incomplete, things that
 * are there and uncertain, uncertain things that are not there, whole components of kinds that were not collected. Whatever an engine
 * says for sure about it has to hold in `truth`, which is one of the networks that it may be.
 */
export function blur(truth: Network, dice: Dice): Network {
  const plain = new Set(
    [...truth.routeTables.values()].filter((table) => isPlain(truth, table)).map(({ id }) => id),
  );
  const percent = dice.pick([1, 3, 8]);
  const blurred: Network = {
    ...truth,
    vpcs: each(truth.vpcs, (vpc) => ({
      ...vpc,
      blockPublicAccess: hide(dice, percent, vpc.blockPublicAccess),
    })),
    subnets: each(truth.subnets, (subnet) => blurSubnet(dice, percent, subnet, plain)),
    interfaces: each(truth.interfaces, (one) => blurInterface(dice, percent, one)),
    securityGroups: each(truth.securityGroups, (group) => blurGroup(dice, percent, group)),
    prefixLists: each(truth.prefixLists, (list) => {
      // The engine takes it that an address which nobody lists is not a service's.
      if (list.service !== undefined) return list;
      const kept = list.entries.filter(() => !dice.chance(percent));
      const entries = kept.map((entry) => ({ ...entry, cidr: hide(dice, percent, entry.cidr) }));
      return { ...list, entries, ...incomplete(kept.length < list.entries.length, 'entriesIncomplete') };
    }),
    networkAcls: each(truth.networkAcls, (acl) => blurAcl(dice, percent, acl)),
    routeTables: each(truth.routeTables, (table) => blurTable(dice, percent, table, plain.has(table.id))),
    internetGateways: each(truth.internetGateways, (one) => ({ ...one, vpc: hide(dice, percent, one.vpc) })),
    natGateways: each(truth.natGateways, (one) => ({
      ...one,
      connectivity: hide(dice, percent, one.connectivity),
      hasElasticIp: hide(dice, percent, one.hasElasticIp),
    })),
    peeringConnections: each(truth.peeringConnections, (one) => ({
      ...one,
      active: hide(dice, percent, one.active),
    })),
    transitGateways: each(truth.transitGateways, (one) => ({
      ...one,
      securityGroupReferencing: hide(dice, percent, one.securityGroupReferencing),
    })),
    transitGatewayAttachments: each(truth.transitGatewayAttachments, (one) =>
      blurAttachment(dice, percent, one),
    ),
    transitGatewayRouteTables: each(truth.transitGatewayRouteTables, (one) =>
      blurTransitTable(dice, percent, one),
    ),
  };
  return dice.chance(15) ? forget(dice, blurred, plain) : blurred;
}

function each<T>(map: ReadonlyMap<string, T>, change: (value: T) => T): ReadonlyMap<string, T> {
  return new Map([...map].map(([id, value]) => [id, change(value)]));
}

function why(value: string): Unknown {
  return { value, why: 'it was blurred' };
}

function hide<T>(dice: Dice, percent: number, maybe: Maybe<T>): Maybe<T> {
  return dice.chance(percent) ? { known: false, unknown: why('a value') } : maybe;
}

function incomplete<K extends string>(is: boolean, key: K): Partial<Record<K, Unknown>> {
  const out: Partial<Record<K, Unknown>> = {};
  if (is) out[key] = why('the rest of a list');
  return out;
}

/** Some members are marked as uncertain; now and then an uncertain one is there that the truth does not have. */
function doubt<T extends object>(dice: Dice, percent: number, list: readonly T[]): T[] {
  const marked = list.map((one) => (dice.chance(percent) ? { ...one, uncertain: why('a member') } : one));
  const [first] = list;
  return first !== undefined && dice.chance(percent)
    ? [...marked, { ...dice.pick(list), uncertain: why('an extra') }]
    : marked;
}

function blurSubnet(dice: Dice, percent: number, subnet: Subnet, plain: ReadonlySet<string>): Subnet {
  const table = subnet.routeTable;
  return {
    ...subnet,
    routeTable: table.known && plain.has(table.value) ? hide(dice, percent, table) : table,
    networkAcl: hide(dice, percent, subnet.networkAcl),
    zone: hide(dice, percent, subnet.zone),
    blockPublicAccess: hide(dice, percent, subnet.blockPublicAccess),
  };
}

/** Public addresses stay where they are: questions are asked by them. */
function blurInterface(dice: Dice, percent: number, one: NetworkInterface): NetworkInterface {
  return {
    ...one,
    securityGroups: one.securityGroups.map((group) => hide(dice, percent, group)),
    sourceDestinationCheck: hide(dice, percent, one.sourceDestinationCheck),
    addresses: one.addresses.map((address) =>
      address.publicAddress.known && address.publicAddress.value === undefined && address.family === 4
        ? { ...address, publicAddress: hide(dice, percent, address.publicAddress) }
        : address,
    ),
  };
}

function blurGroup(dice: Dice, percent: number, group: SecurityGroup): SecurityGroup {
  const kept = group.rules.filter(() => !dice.chance(percent));
  const lost = new Set(group.rules.filter((rule) => !kept.includes(rule)).map((rule) => rule.direction));
  const hidden = kept.map((rule) => ({
    ...rule,
    traffic: hide(dice, percent, rule.traffic),
    peer: hide(dice, percent, rule.peer),
  }));
  return {
    ...group,
    rules: doubt(dice, percent, hidden),
    rulesIncomplete: {
      ...incomplete(lost.has('ingress'), 'ingress'),
      ...incomplete(lost.has('egress'), 'egress'),
    },
  };
}

function blurAcl(dice: Dice, percent: number, acl: NetworkAcl): NetworkAcl {
  const kept = acl.entries.filter(() => !dice.chance(percent));
  const lost = new Set(acl.entries.filter((entry) => !kept.includes(entry)).map((entry) => entry.direction));
  const hidden = kept.map((entry) => ({
    ...entry,
    number: hide(dice, percent, entry.number),
    action: hide(dice, percent, entry.action),
    traffic: hide(dice, percent, entry.traffic),
    cidr: hide(dice, percent, entry.cidr),
  }));
  return {
    ...acl,
    entries: doubt(dice, percent, hidden),
    entriesIncomplete: {
      ...incomplete(lost.has('ingress'), 'ingress'),
      ...incomplete(lost.has('egress'), 'egress'),
    },
  };
}

/**
 * Whether no route of the table leads traffic inside the VPC to what drops it. Such a table is never hidden: the engine
 * takes it that nobody writes one.
 */
function isPlain(truth: Network, table: RouteTable): boolean {
  return table.routes.every(({ destination, target }) => {
    if (!destination.known || destination.value.kind !== 'cidr' || !target.known) return true;
    const { cidr } = destination.value;
    const vpc = table.vpc.known ? truth.vpcs.get(table.vpc.value) : undefined;
    const inside = vpc?.cidrs.some(
      (own) => own.known && holds(own.value, { family: cidr.family, value: cidr.address }),
    );
    if (inside !== true || cidr.prefixLength === 0 || target.value.kind === 'local') return true;
    const box = target.value.kind === 'interface' ? truth.interfaces.get(target.value.id) : undefined;
    return box?.sourceDestinationCheck.known === true && !box.sourceDestinationCheck.value;
  });
}

function blurTable(dice: Dice, percent: number, table: RouteTable, plain: boolean): RouteTable {
  const kept = table.routes.filter(() => !plain || !dice.chance(percent));
  const hidden = kept.map((route) => ({
    ...route,
    destination: hide(dice, percent, route.destination),
    target: hide(dice, percent, route.target),
  }));
  const lost = kept.length < table.routes.length;
  return { ...table, routes: doubt(dice, percent, hidden), ...incomplete(lost, 'routesIncomplete') };
}

function blurAttachment(
  dice: Dice,
  percent: number,
  one: TransitGatewayAttachment,
): TransitGatewayAttachment {
  return {
    ...one,
    subnets: one.subnets.map((subnet) => hide(dice, percent, subnet)),
    securityGroupReferencing: hide(dice, percent, one.securityGroupReferencing),
    applianceMode: hide(dice, percent, one.applianceMode),
    routeTable: hide(dice, percent, one.routeTable),
    available: hide(dice, percent, one.available),
  };
}

function blurTransitTable(
  dice: Dice,
  percent: number,
  table: TransitGatewayRouteTable,
): TransitGatewayRouteTable {
  const kept = table.routes.filter(() => !dice.chance(percent));
  const hidden = kept.map((route) => ({
    ...route,
    destination: hide(dice, percent, route.destination),
    attachment: hide(dice, percent, route.attachment),
  }));
  const lost = kept.length < table.routes.length;
  return {
    ...table,
    routes: doubt(dice, percent, hidden),
    propagations: table.propagations.map((propagation) => hide(dice, percent, propagation)),
    ...incomplete(lost, 'routesIncomplete'),
  };
}

/** A kind of which a part was not collected. */
function forget(dice: Dice, network: Network, plain: ReadonlySet<string>): Network {
  const kinds = [
    'networkAcls',
    'routeTables',
    'securityGroups',
    'prefixLists',
    'internetGateways',
    'natGateways',
    'peeringConnections',
    'transitGateways',
    'transitGatewayAttachments',
    'transitGatewayRouteTables',
  ] as const satisfies readonly ComponentKind[];
  const kind = dice.pick(kinds);
  const stays = (id: string): boolean =>
    (kind === 'routeTables' && !plain.has(id)) || (kind === 'prefixLists' && id === 'pl-s3');
  const kept = new Map<string, unknown>([...network[kind]].filter(([id]) => stays(id) || !dice.chance(50)));
  return { ...network, [kind]: kept, notCollected: { [kind]: why(kind) } };
}
