import { isSame } from '../../network/maybe';
import type { Id, Subnet, TransitGatewayAttachment, Unknown, Vpc } from '../../network/model';
import { referencesLost, type References } from '../groupRules';
import type { Way } from '../routeLookup';
import { lookUpTransitRoute, type TransitWay } from '../transitRoutes';
import { crossAcl } from './acls';
import { copyBranch, type Branch } from './branch';
import { addHop, block, end, next, pass, stranger, uncertainty, wonder } from './hops';
import { lose } from './lose';
import { visiting, type Packet, type State, type Walk } from './packet';
import { throughTransitGateway } from './referencesOnTheWay';

/**
 * Into a transit gateway by the VPC's attachment, which needs a subnet in the sender's zone.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export function enterTransitGateway(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  from: Subnet | undefined,
  id: Id,
): readonly State[] {
  const { index } = walk;
  const gateway = index.network.transitGateways.get(id) ?? stranger(id);
  const [attachment] = index.attachmentsOf(id, vpc.id);
  if (attachment === undefined) {
    const unsure = unsureAttachment(walk, id);
    if (unsure === undefined) {
      const why = `${vpc.name} is not attached to it`;
      block(walk, branch, packet, 'transitGateway', 'out', gateway, 'BAD_STATE_ROUTE', { why });
    } else wonder(walk, branch, packet, 'transitGateway', 'out', gateway, [unsure]);
    return end(branch, packet);
  }
  const facts = { attachment: attachment.name };
  const zone = from?.zone.known === true ? from.zone.value : undefined;
  if (from !== undefined) checkZone(walk, branch, packet, attachment, from);
  const entered = attachmentSubnet(walk, attachment, from, zone);
  // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
  if (entered !== undefined && from !== undefined) crossAcl(walk, branch, packet, entered, 'in');
  if (!attachment.available.known) {
    wonder(walk, branch, packet, 'transitGateway', 'out', gateway, [attachment.available.unknown], facts);
  } else if (!attachment.available.value) {
    block(walk, branch, packet, 'transitGateway', 'out', gateway, 'BAD_STATE_ATTACHMENT', facts);
  } else if (attachment.uncertain !== undefined) {
    wonder(walk, branch, packet, 'transitGateway', 'out', gateway, uncertainty(attachment), facts);
  } else pass(walk, branch, packet, 'transitGateway', 'out', gateway, () => facts);
  return next(branch, packet, { at: 'transit', attachment, zone });
}

function unsureAttachment(walk: Walk, gateway: Id): Unknown | undefined {
  const { network } = walk.index;
  if (network.notCollected.transitGatewayAttachments !== undefined)
    return network.notCollected.transitGatewayAttachments;
  for (const one of network.transitGatewayAttachments.values()) {
    if (one.kind !== 'vpc') continue;
    const mayBeHere = !one.transitGateway.known || one.transitGateway.value === gateway;
    if (mayBeHere && one.vpc?.known === false) return one.vpc.unknown;
    if (!one.transitGateway.known) return one.transitGateway.unknown;
  }
  return undefined;
}

function checkZone(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  attachment: TransitGatewayAttachment,
  from: Subnet,
): void {
  const unknowns: Unknown[] = [];
  for (const id of attachment.subnets) {
    if (!id.known) {
      unknowns.push(id.unknown);
      continue;
    }
    if (id.value === from.id) return;
    const subnet = walk.index.network.subnets.get(id.value);
    if (subnet === undefined) unknowns.push(walk.index.missing('subnets', id.value));
    else if (isSame(subnet.zone, from.zone) === true) return;
    else if (!subnet.zone.known) unknowns.push(subnet.zone.unknown);
  }
  if (!from.zone.known) unknowns.push(from.zone.unknown);
  const facts = {
    attachment: attachment.name,
    zone: from.zone.known ? from.zone.value : from.zone.unknown.value,
  };
  if (unknowns.length > 0) wonder(walk, branch, packet, 'transitGateway', 'out', attachment, unknowns, facts);
  else block(walk, branch, packet, 'transitGateway', 'out', attachment, 'TGW_ROUTE_AZ_RESTRICTION', facts);
}

/** The attachment's subnet that traffic of a zone goes through: the sender's own, that of its zone, else the first. */
function attachmentSubnet(
  walk: Walk,
  attachment: TransitGatewayAttachment,
  from: Subnet | undefined,
  zone: string | undefined,
): Subnet | undefined {
  const subnets = knownSubnets(walk, attachment);
  const own = subnets.find((subnet) => subnet.id === from?.id);
  return own ?? subnets.find((subnet) => subnet.zone.known && subnet.zone.value === zone) ?? subnets[0];
}

function knownSubnets(walk: Walk, attachment: TransitGatewayAttachment): readonly Subnet[] {
  const { index } = walk;
  return index.remember('subnets', attachment, () =>
    attachment.subnets.flatMap((id) => (id.known ? (index.network.subnets.get(id.value) ?? []) : [])),
  );
}

/** The transit gateway looks the packet up in the table of the attachment that it came in by. */
export function routeInTransit(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  from: TransitGatewayAttachment,
  zone: string | undefined,
): readonly State[] {
  const { index } = walk;
  if (!from.routeTable.known) {
    return lose(walk, branch, packet, 'transitGateway', 'out', from, [from.routeTable.unknown]);
  }
  const id = from.routeTable.value;
  if (id === undefined) {
    block(walk, branch, packet, 'transitGateway', 'out', from, 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION');
    return goOnIfMended(walk, branch, packet, from, zone);
  }
  const table = index.network.transitGatewayRouteTables.get(id);
  if (table === undefined) {
    const unknown = index.missing('transitGatewayRouteTables', id);
    return lose(walk, branch, packet, 'transitGatewayRouteTable', 'out', stranger(id), [unknown]);
  }
  if (packet.visited.includes(id)) {
    block(walk, branch, packet, 'transitGatewayRouteTable', 'out', table, 'ROUTE_LOOP');
    return end(branch, packet);
  }
  const { ways, unknowns } = lookUpTransitRoute(index, table, packet.to);
  if (ways.length > 1) walk.forks.push(...unknowns);
  return ways.flatMap((way, place) => {
    const mine = place === ways.length - 1 ? branch : copyBranch(branch);
    return takeTransitWay(walk, mine, visiting(packet, id), from, zone, table, way);
  });
}

function takeTransitWay(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  from: TransitGatewayAttachment,
  zone: string | undefined,
  table: { id: Id; name: string },
  way: Way<TransitWay>,
): readonly State[] {
  const kind = 'transitGatewayRouteTable';
  if (way.kind === 'hidden') {
    return lose(walk, branch, packet, kind, 'out', table, [way.unknown]);
  }
  if (way.kind !== 'route') {
    block(walk, branch, packet, kind, 'out', table, 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
    return goOnIfMended(walk, branch, packet, from, zone);
  }
  const { attachment, route } = way.route;
  const facts = { route: way.destination };
  if (!attachment.known) {
    return lose(walk, branch, packet, kind, 'out', table, [attachment.unknown], facts);
  }
  if (attachment.value === undefined) {
    block(
      walk,
      branch,
      packet,
      kind,
      'out',
      table,
      'TGW_RTB_BAD_STATE_ROUTE',
      { ...facts, why: 'the route is a blackhole' },
      { origin: route?.origin },
    );
    return goOnIfMended(walk, branch, packet, from, zone);
  }
  const to = walk.index.network.transitGatewayAttachments.get(attachment.value);
  const target = to?.name ?? attachment.value;
  addHop(walk, branch, packet, () => ({
    component: table,
    kind,
    direction: 'out',
    verdict: 'allowed',
    rule: { destination: way.destination, target, kind: route?.kind ?? 'propagated', state: 'active' },
    facts: { ...facts, target },
    origin: route?.origin,
  }));
  if (to === undefined) {
    const unknown = walk.index.missing('transitGatewayAttachments', attachment.value);
    return lose(walk, branch, packet, 'unknownComponent', 'out', stranger(attachment.value), [unknown]);
  }
  return leaveTransitGateway(walk, branch, packet, from, to, zone);
}

/** Where a transit gateway would send the packet if its table were mended: into the receiver's VPC. */
function goOnIfMended(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  from: TransitGatewayAttachment,
  zone: string | undefined,
): readonly State[] {
  const there = packet.to.kind === 'interface' ? walk.index.vpcOf(packet.to.interface) : undefined;
  if (there === undefined || !from.transitGateway.known) return end(branch, packet);
  const [to] = walk.index.attachmentsOf(from.transitGateway.value, there.id);
  if (to === undefined) return next(branch, packet, { at: 'arrive', vpc: there, subnet: undefined });
  return leaveTransitGateway(walk, branch, packet, from, to, zone);
}

function leaveTransitGateway(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  from: TransitGatewayAttachment,
  to: TransitGatewayAttachment,
  zone: string | undefined,
): readonly State[] {
  if (to.available.known && !to.available.value) {
    block(walk, branch, packet, 'transitGateway', 'in', to, 'BAD_STATE_ATTACHMENT', { attachment: to.name });
  } else if (!to.available.known || to.uncertain !== undefined) {
    const unknowns = to.available.known ? uncertainty(to) : [to.available.unknown];
    wonder(walk, branch, packet, 'transitGateway', 'in', to, unknowns);
  }
  switch (to.kind) {
    case 'vpc':
      return enterVpc(walk, branch, packet, from, to, zone);
    case 'peering':
      return enterPeer(walk, branch, packet, from, to, zone);
    case 'vpn':
    case 'directConnect': {
      const door = { kind: 'attachment' as const, attachment: to };
      return next(branch, { ...packet, door }, { at: 'outside' });
    }
    case 'connect':
    case 'other': {
      const why = `what lies behind an attachment of kind ${to.kind} is not followed`;
      wonder(walk, branch, packet, 'unknownComponent', 'out', to, [{ value: to.name, why }]);
      return end(branch, packet);
    }
  }
}

function enterVpc(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  from: TransitGatewayAttachment,
  to: TransitGatewayAttachment,
  zone: string | undefined,
): readonly State[] {
  const id = to.vpc;
  const vpc = id?.known === true ? walk.index.network.vpcs.get(id.value) : undefined;
  if (vpc === undefined) {
    const unknown =
      id === undefined
        ? { value: to.name, why: 'nothing tells its VPC' }
        : id.known
          ? walk.index.missing('vpcs', id.value)
          : id.unknown;
    return lose(walk, branch, packet, 'unknownComponent', 'in', to, [unknown]);
  }
  const across: Packet = { ...packet, references: referencesBetween(walk, packet, from, to) };
  const exits = exitSubnets(walk, across, vpc, to, zone);
  if (exits.length === 0) return next(branch, across, { at: 'arrive', vpc, subnet: undefined });
  if (exits.length > 1) {
    walk.forks.push({
      value: `the zone that ${to.name} is left by`,
      why: 'AWS picks it, and its subnets differ',
    });
  }
  return exits.flatMap((subnet, place) => {
    const mine = place === exits.length - 1 ? branch : copyBranch(branch);
    return next(mine, across, { at: 'route', vpc, table: subnet.routeTable, subnet });
  });
}

/**
 * Subnets by which traffic may come out of an attachment: the one in the zone that it came from, unless appliance mode
 * or the lack of one leaves the choice to AWS; where not all of its subnets are known, any of the VPC's. Subnets that make
 * no difference count once.
 */
function exitSubnets(
  walk: Walk,
  packet: Packet,
  vpc: Vpc,
  to: TransitGatewayAttachment,
  zone: string | undefined,
): readonly Subnet[] {
  const subnets = knownSubnets(walk, to);
  const inZone = subnets.filter((subnet) => subnet.zone.known && subnet.zone.value === zone);
  const mayBeFree = inZone.length === 0 || !to.applianceMode.known || to.applianceMode.value;
  const isHidden = to.subnets.some((subnet) => !subnet.known);
  const candidates = !mayBeFree ? inZone : isHidden ? walk.index.subnetsOfVpc(vpc.id) : subnets;
  const target = packet.to.kind === 'interface' ? walk.index.subnetOf(packet.to.interface) : undefined;
  const ways = new Map<string, Subnet>();
  for (const subnet of candidates) {
    const { networkAcl, routeTable } = subnet;
    // Unknown ones may differ, and into its own subnet a packet crosses no ACL.
    const isAlone = subnet.id === target?.id || !networkAcl.known || !routeTable.known;
    const key = isAlone ? subnet.id : `${networkAcl.value} ${routeTable.value}`;
    if (!ways.has(key)) ways.set(key, subnet);
  }
  return [...ways.values()];
}

function referencesBetween(
  walk: Walk,
  packet: Packet,
  from: TransitGatewayAttachment,
  to: TransitGatewayAttachment,
): References {
  if (packet.references.kept === 'no') return packet.references;
  const isOneGateway =
    from.kind === 'vpc' &&
    from.transitGateway.known &&
    to.transitGateway.known &&
    from.transitGateway.value === to.transitGateway.value;
  return isOneGateway
    ? throughTransitGateway(walk.index, from, to)
    : referencesLost('a transit gateway peering');
}

/** Over a peering to another transit gateway, whose own side of it has a table of its own. */
function enterPeer(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  from: TransitGatewayAttachment,
  to: TransitGatewayAttachment,
  zone: string | undefined,
): readonly State[] {
  const here = from.transitGateway.known ? from.transitGateway.value : undefined;
  const sides = [to.transitGateway, to.peer];
  const other = sides.find((side) => side?.known === true && side.value !== undefined && side.value !== here);
  const peerId = other?.known === true ? other.value : undefined;
  const theirs = [...walk.index.network.transitGatewayAttachments.values()].find(
    (one) =>
      one.kind === 'peering' &&
      one.id !== to.id &&
      one.transitGateway.known &&
      one.transitGateway.value === peerId,
  );
  if (peerId === undefined || theirs === undefined) {
    const why = 'nothing tells by which table the transit gateway at the other end routes';
    wonder(walk, branch, packet, 'unknownComponent', 'in', to, [{ value: to.name, why }]);
    return end(branch, packet);
  }
  pass(
    walk,
    branch,
    packet,
    'transitGateway',
    'in',
    walk.index.network.transitGateways.get(peerId) ?? stranger(peerId),
  );
  const across: Packet = { ...packet, references: referencesLost('a transit gateway peering') };
  return next(branch, across, { at: 'transit', attachment: theirs, zone });
}
