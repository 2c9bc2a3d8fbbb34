import type { Maybe, NetworkInterface, Route, RouteTable, Subnet, Vpc } from '../../network/model';
import { routeFacts } from '../facts';
import type { References } from '../groupRules';
import type { NetworkIndex } from '../networkIndex';
import { lookUpRoute, type Way } from '../routeLookup';
import { crossAcl } from './acls';
import { copyBranch, type Branch } from './branch';
import { crossGroups } from './groups';
import { block, addHop, end, next } from './hops';
import { lose } from './lose';
import { wayOnIfMended } from './mended';
import type { Packet, State, Step, Walk } from './packet';
import { referencesOnTheWay } from './referencesOnTheWay';

/** A packet leaves an interface: past its groups, out of its subnet, to the VPC's router. */
export function leaveInterface(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  one: NetworkInterface,
): readonly State[] {
  const subnet = walk.index.subnetOf(one);
  crossGroups(walk, branch, packet, one, 'out', () => referencesWhenLeaving(walk, packet, one));
  if (subnet === undefined) return placeUnknown(walk, branch, packet, one);
  const vpc = walk.index.vpcOfSubnet(subnet);
  if (vpc === undefined) {
    const unknown = subnet.vpc.known ? walk.index.missing('vpcs', subnet.vpc.value) : subnet.vpc.unknown;
    return lose(walk, branch, packet, 'subnet', 'out', subnet, [unknown]);
  }
  if (isInSubnet(packet, subnet)) {
    // Within a subnet nothing is routed and no ACL is crossed, save by a Classic Load Balancer.
    if (!isOfClassicBalancer(walk, packet, one)) return next(branch, packet, { at: 'arrive', vpc, subnet });
    crossAcl(walk, branch, packet, subnet, 'out', 'ELB_ACL_RESTRICTION');
    crossAcl(walk, branch, packet, subnet, 'in', 'ELB_ACL_RESTRICTION');
    return next(branch, packet, { at: 'arrive', vpc, subnet });
  }
  return next(branch, packet, { at: 'route', vpc, table: subnet.routeTable, subnet });
}

function referencesWhenLeaving(walk: Walk, packet: Packet, one: NetworkInterface): References {
  return referencesOnTheWay(walk.index, one, packet.to);
}

/** Whether a Classic Load Balancer opened the connection. */
function isOfClassicBalancer(walk: Walk, packet: Packet, one: NetworkInterface): boolean {
  const opener = packet.reply && packet.to.kind === 'interface' ? packet.to.interface : one;
  const balancer =
    opener.owner === undefined ? undefined : walk.index.network.loadBalancers.get(opener.owner);
  return balancer?.kind === 'classic' && (packet.reply || opener === one);
}

function isInSubnet(packet: Packet, subnet: Subnet): boolean {
  const { to } = packet;
  return to.kind === 'interface' && to.interface.subnet.known && to.interface.subnet.value === subnet.id;
}

function placeUnknown(walk: Walk, branch: Branch, packet: Packet, one: NetworkInterface): readonly State[] {
  const unknown = one.subnet.known ? walk.index.missing('subnets', one.subnet.value) : one.subnet.unknown;
  return lose(walk, branch, packet, 'interface', 'out', one, [unknown], {
    why: `nobody knows the subnet of ${one.name}`,
  });
}

/** The VPC's router looks the packet up, and sends it by each way that the unknowns leave open. */
export function routePacket(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  tableId: Maybe<string>,
  subnet: Subnet | undefined,
): readonly State[] {
  const { index } = walk;
  // A route for its own subnet does not catch what is in it already (it came by a transit gateway's subnet).
  if (subnet !== undefined && isInSubnet(packet, subnet))
    return next(branch, packet, { at: 'arrive', vpc, subnet });
  const table = tableId.known ? index.network.routeTables.get(tableId.value) : undefined;
  const tableUnknown = tableId.known ? index.missing('routeTables', tableId.value) : tableId.unknown;
  const { ways, unknowns } = lookUpRoute(index, table, vpc, packet.to, tableUnknown);
  if (ways.length > 1) walk.forks.push(...unknowns);
  return ways.flatMap((way, place) => {
    const mine = place === ways.length - 1 ? branch : copyBranch(branch);
    return takeWay(walk, mine, packet, vpc, subnet, table, way, ways.length > 1);
  });
}

function takeWay(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  subnet: Subnet | undefined,
  table: RouteTable | undefined,
  way: Way<Route>,
  isOneOfSeveral: boolean,
): readonly State[] {
  const component = table ?? {
    id: `${vpc.id}/route-table`,
    name: `route table of ${subnet?.name ?? vpc.name}`,
  };
  const facts = { vpc: vpc.name, ...(subnet === undefined ? {} : { subnet: subnet.name }) };
  if (subnet !== undefined && !staysInSubnet(walk.index, subnet, way, packet)) {
    crossAcl(walk, branch, packet, subnet, 'out');
  }
  switch (way.kind) {
    case 'hidden':
      return lose(walk, branch, packet, 'routeTable', 'out', component, [way.unknown], facts);
    case 'none':
      return noRoute(walk, branch, packet, vpc, subnet, component, facts);
    case 'local':
      addHop(walk, branch, packet, () => ({
        component,
        kind: 'routeTable',
        direction: 'out',
        verdict: 'allowed',
        rule: { destination: way.destination, target: 'local', kind: 'static', state: 'active' },
        facts: { ...facts, route: way.destination, target: 'local' },
      }));
      return next(branch, packet, { at: 'arrive', vpc, subnet });
    case 'route': {
      const { route, destination } = way;
      const { target } = route;
      if (!target.known) {
        return lose(walk, branch, packet, 'routeTable', 'out', component, [target.unknown], {
          ...facts,
          route: destination,
        });
      }
      const targetName = target.value.kind === 'local' ? 'local' : target.value.id;
      const step: Step = { at: 'target', vpc, subnet, target: target.value };
      if (route.state === 'blackhole') {
        const more = { rule: routeFacts(route), origin: route.origin };
        const why = `the target ${targetName} is gone`;
        block(
          walk,
          branch,
          packet,
          'routeTable',
          'out',
          component,
          'BAD_STATE_ROUTE',
          { ...facts, why, route: destination },
          more,
        );
        const mended = wayOnIfMended(walk, packet, vpc, subnet);
        return mended === undefined ? end(branch, packet) : next(branch, packet, mended);
      }
      addHop(walk, branch, packet, () => ({
        component,
        kind: 'routeTable',
        direction: 'out',
        verdict: isOneOfSeveral ? 'unknown' : 'allowed',
        rule: routeFacts(route),
        facts: { ...facts, route: destination, target: targetName },
        unknowns: isOneOfSeveral ? walk.forks : [],
        origin: route.origin,
      }));
      return next(branch, packet, step);
    }
  }
}

/** No border is crossed to a receiver, a NAT gateway or a middlebox in the same subnet. */
function staysInSubnet(index: NetworkIndex, subnet: Subnet, way: Way<Route>, packet: Packet): boolean {
  if (subnet.several === true) return false;
  const isHere = (one: NetworkInterface | undefined): boolean =>
    one?.subnet.known === true && one.subnet.value === subnet.id;
  if (way.kind === 'local') return packet.to.kind === 'interface' && isHere(packet.to.interface);
  if (way.kind !== 'route' || !way.route.target.known) return false;
  const target = way.route.target.value;
  if (target.kind === 'interface') return isHere(index.network.interfaces.get(target.id));
  const gateway = target.kind === 'natGateway' ? index.network.natGateways.get(target.id) : undefined;
  return gateway?.subnet.known === true && gateway.subnet.value === subnet.id;
}

function noRoute(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  subnet: Subnet | undefined,
  component: { id: string; name: string },
  facts: Readonly<Record<string, string>>,
): readonly State[] {
  const mended = wayOnIfMended(walk, packet, vpc, subnet);
  const there = packet.to.kind === 'interface' ? walk.index.vpcOf(packet.to.interface) : undefined;
  const isApart = there !== undefined && there.id !== vpc.id && mended?.at === 'arrive';
  const code = isApart ? 'DISCONNECTED_VPCS' : 'NO_ROUTE_TO_DESTINATION';
  const names = there === undefined ? {} : { fromVpc: vpc.name, toVpc: there.name };
  block(walk, branch, packet, 'routeTable', 'out', component, code, { ...facts, ...names });
  return mended === undefined ? end(branch, packet) : next(branch, packet, mended);
}
