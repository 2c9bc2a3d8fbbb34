import type { Cidr } from '../../../server/src/ip/cidr';
import type {
  Route,
  RouteDestination,
  RouteTable,
  RouteTarget,
  Vpc,
} from '../../../server/src/network/model';
import { drawDestination } from './between';
import type { Dice } from './dice';
import { anywhere, anywhere6, type Draft, internetHost, is, valueIn } from './draft';

/** Fills the route tables, once all targets are there: overlapping destinations, blackholes, edge tables. */
export function drawRoutes(dice: Dice, draft: Draft): void {
  draft.routeTables.forEach((table, index) => {
    const vpc = draft.vpcs.find((each) => each.id === valueIn(table.vpc));
    if (vpc !== undefined) draft.routeTables[index] = { ...table, routes: drawTable(dice, draft, vpc) };
  });
  for (const gateway of draft.internetGateways) {
    const vpc = valueIn(gateway.vpc);
    if (vpc !== undefined && dice.chance(8)) drawEdgeTable(dice, draft, vpc, gateway.id);
  }
}

function drawTable(dice: Dice, draft: Draft, vpc: Vpc): Route[] {
  const routes = new Map<string, Route>();
  const add = (destination: RouteDestination, target: RouteTarget | undefined): void => {
    if (target === undefined) return;
    const key =
      destination.kind === 'prefixList'
        ? destination.prefixList
        : `${destination.cidr.family} ${destination.cidr.address} ${destination.cidr.prefixLength}`;
    const state = dice.chance(4) ? 'blackhole' : 'active';
    if (!routes.has(key))
      routes.set(key, { destination: is(destination), target: is(target), state, kind: 'static' });
  };
  const toBlock = (cidr: Cidr): RouteDestination => ({ kind: 'cidr', cidr });
  if (dice.chance(80)) add(toBlock(anywhere), drawDefaultTarget(dice, draft, vpc));
  if (dice.chance(60)) add(toBlock(anywhere6), drawSixTarget(dice, draft, vpc));
  if (dice.chance(25))
    add(toBlock({ ...internetHost, prefixLength: 32 }), drawDefaultTarget(dice, draft, vpc));
  for (const other of draft.vpcs) {
    if (other.id === vpc.id) continue;
    for (const cidr of other.cidrs.map(valueIn))
      if (dice.chance(75)) add(toBlock(cidr), drawWayTo(dice, draft, vpc, other));
    if (dice.chance(30)) add(toBlock(drawDestination(dice, draft)), drawWayTo(dice, draft, vpc, other));
    if (dice.chance(10))
      add({ kind: 'prefixList', prefixList: 'pl-own' }, drawWayTo(dice, draft, vpc, other));
  }
  const service = draft.endpoints.find(
    (each) => valueIn(each.vpc) === vpc.id && valueIn(each.type) === 'gateway',
  );
  if (service !== undefined && dice.chance(70)) {
    add({ kind: 'prefixList', prefixList: 'pl-s3' }, { kind: 'endpoint', id: service.id });
  }
  if (dice.chance(12)) drawDetour(dice, draft, vpc, add);
  return [...routes.values()].filter((route) => isLegal(draft, vpc, route));
}

/** More specific than local: a whole subnet, to an interface or a NAT gateway. */
function drawDetour(
  dice: Dice,
  draft: Draft,
  vpc: Vpc,
  add: (to: RouteDestination, target: RouteTarget | undefined) => void,
): void {
  const own = draft.subnets.filter((subnet) => valueIn(subnet.vpc) === vpc.id);
  const cidr = valueIn(dice.pick(dice.pick(own).cidrs));
  add({ kind: 'cidr', cidr }, dice.chance(75) ? middlebox(dice, draft, vpc) : natGateway(dice, draft, vpc));
}

/** AWS refuses other routes into the VPC's own blocks. */
function isLegal(draft: Draft, vpc: Vpc, route: Route): boolean {
  const destination = valueIn(route.destination);
  if (destination.kind === 'prefixList') return true;
  const { cidr } = destination;
  const inside = vpc.cidrs
    .map(valueIn)
    .some((own) => own.family === cidr.family && own.prefixLength <= cidr.prefixLength && holds(own, cidr));
  if (!inside) return true;
  const wholeSubnet = draft.subnets.some(
    (subnet) =>
      valueIn(subnet.vpc) === vpc.id &&
      subnet.cidrs
        .map(valueIn)
        .some(
          (own) =>
            own.family === cidr.family &&
            own.address === cidr.address &&
            own.prefixLength === cidr.prefixLength,
        ),
  );
  return wholeSubnet && ['interface', 'natGateway'].includes(valueIn(route.target).kind);
}

function holds(outer: Cidr, inner: Cidr): boolean {
  const shift = BigInt((outer.family === 4 ? 32 : 128) - outer.prefixLength);
  return outer.address >> shift === inner.address >> shift;
}

function drawDefaultTarget(dice: Dice, draft: Draft, vpc: Vpc): RouteTarget | undefined {
  const kind = dice.below(100);
  if (kind < 45) return internetGateway(dice, draft, vpc);
  if (kind < 70) return natGateway(dice, draft, vpc) ?? internetGateway(dice, draft, vpc);
  if (kind < 82) return middlebox(dice, draft, vpc);
  return transitGateway(dice, draft, vpc) ?? internetGateway(dice, draft, vpc);
}

function drawSixTarget(dice: Dice, draft: Draft, vpc: Vpc): RouteTarget | undefined {
  const egressOnly = draft.egressOnlyInternetGateways.find((each) => valueIn(each.vpc) === vpc.id);
  if (egressOnly !== undefined && dice.chance(50))
    return { kind: 'egressOnlyInternetGateway', id: egressOnly.id };
  return internetGateway(dice, draft, vpc);
}

function drawWayTo(dice: Dice, draft: Draft, vpc: Vpc, other: Vpc): RouteTarget | undefined {
  const peering = draft.peeringConnections.find((each) => {
    const sides = [valueIn(each.requester.vpc), valueIn(each.accepter.vpc)];
    return sides.includes(vpc.id) && (sides.includes(other.id) || dice.chance(5));
  });
  if (peering !== undefined && dice.chance(65)) return { kind: 'peeringConnection', id: peering.id };
  return (
    transitGateway(dice, draft, vpc) ?? (dice.chance(20) ? internetGateway(dice, draft, vpc) : undefined)
  );
}

function internetGateway(dice: Dice, draft: Draft, vpc: Vpc): RouteTarget | undefined {
  const index = vpc.id.slice(4);
  const own = draft.internetGateways.find((each) => each.id === `igw-${index}`);
  return own === undefined || dice.chance(1) ? undefined : { kind: 'internetGateway', id: own.id };
}

function natGateway(dice: Dice, draft: Draft, vpc: Vpc): RouteTarget | undefined {
  const own = draft.natGateways.filter((each) => valueIn(each.vpc) === vpc.id);
  return own.length === 0 ? undefined : { kind: 'natGateway', id: dice.pick(own).id };
}

/** Mostly one that forwards, at times one whose check is still on. */
function middlebox(dice: Dice, draft: Draft, vpc: Vpc): RouteTarget | undefined {
  const inside = new Set(
    draft.subnets.filter((subnet) => valueIn(subnet.vpc) === vpc.id).map((subnet) => subnet.id),
  );
  const own = draft.interfaces.filter(
    (each) => inside.has(valueIn(each.subnet)) && each.kind === 'interface',
  );
  const forwarding = own.filter((each) => !valueIn(each.sourceDestinationCheck));
  if (forwarding.length > 0 && dice.chance(92)) return { kind: 'interface', id: dice.pick(forwarding).id };
  return own.length === 0 ? undefined : { kind: 'interface', id: dice.pick(own).id };
}

function transitGateway(dice: Dice, draft: Draft, vpc: Vpc): RouteTarget | undefined {
  const own = draft.transitGatewayAttachments.filter(
    (each) => each.vpc !== undefined && valueIn(each.vpc) === vpc.id,
  );
  return own.length === 0
    ? undefined
    : { kind: 'transitGateway', id: valueIn(dice.pick(own).transitGateway) };
}

/** A gateway's table: one subnet's inbound traffic goes by a middlebox. */
function drawEdgeTable(dice: Dice, draft: Draft, vpcId: string, gateway: string): void {
  const vpc = draft.vpcs.find((each) => each.id === vpcId);
  const subnet = dice.pick(draft.subnets.filter((each) => valueIn(each.vpc) === vpcId));
  const target = vpc === undefined ? undefined : middlebox(dice, draft, vpc);
  const cidr = valueIn(dice.pick(subnet.cidrs));
  if (target === undefined) return;
  const id = `rtb-edge-${gateway}`;
  const route: Route = {
    destination: is({ kind: 'cidr', cidr }),
    target: is(target),
    state: 'active',
    kind: 'static',
  };
  const table: RouteTable = { id, name: id, vpc: is(vpcId), routes: [route], gateways: [is(gateway)] };
  draft.routeTables.push(table);
}
