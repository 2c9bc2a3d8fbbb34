import type { Id, RouteTarget, Subnet, Vpc } from '../../network/model';
import { isWithinVpc } from '../routeLookup';
import type { NetworkIndex } from '../networkIndex';
import type { Packet, Step, Walk } from './packet';

/**
 * Where a packet would most likely go from a VPC's router if the route that it lacks were there: so that the components
 * behind a missing route are looked at too. Undefined where nothing suggests itself.
 */
export function wayOnIfMended(
  walk: Walk,
  packet: Packet,
  vpc: Vpc,
  subnet: Subnet | undefined,
): Step | undefined {
  const { index } = walk;
  const to = (target: RouteTarget): Step => ({ at: 'target', vpc, subnet, target });
  if (isWithinVpc(index, packet.to, vpc)) return { at: 'arrive', vpc, subnet };
  switch (packet.to.kind) {
    case 'interface': {
      const there = index.vpcOf(packet.to.interface);
      if (there === undefined) return undefined;
      const connection = connectionBetween(index, vpc.id, there.id);
      return connection === undefined ? { at: 'arrive', vpc: there, subnet: undefined } : to(connection);
    }
    case 'public':
    case 'internet':
    case 'service': {
      const gateway = wayToInternet(index, packet, vpc);
      return gateway === undefined ? undefined : to(gateway);
    }
    case 'onPremises': {
      for (const gateway of index.network.vpnGateways.values()) {
        if (gateway.vpc.known && gateway.vpc.value === vpc.id)
          return to({ kind: 'vpnGateway', id: gateway.id });
      }
      return undefined;
    }
  }
}

/** A peering between two VPCs (an active one first), or a transit gateway that both are attached to. */
export function connectionBetween(index: NetworkIndex, here: Id, there: Id): RouteTarget | undefined {
  const peerings = index.peeringsOfVpc(here).filter(({ requester, accepter }) => {
    const sides = [requester.vpc, accepter.vpc];
    return sides.some((side) => side.known && side.value === there);
  });
  const peering = peerings.find(({ active }) => active.known && active.value) ?? peerings[0];
  if (peering !== undefined) return { kind: 'peeringConnection', id: peering.id };
  for (const { transitGateway } of index.attachmentsOfVpc(here)) {
    if (transitGateway.known && index.attachmentsOf(transitGateway.value, there).length > 0) {
      return { kind: 'transitGateway', id: transitGateway.value };
    }
  }
  return undefined;
}

/** An internet gateway for who has a public address or answers one, else a NAT gateway of the VPC. */
function wayToInternet(index: NetworkIndex, packet: Packet, vpc: Vpc): RouteTarget | undefined {
  const gateway = index.internetGatewayOf(vpc.id);
  const direct: RouteTarget | undefined =
    gateway === undefined ? undefined : { kind: 'internetGateway', id: gateway.id };
  const { from } = packet;
  const publicAddress = from.kind === 'interface' ? from.address.publicAddress : undefined;
  const isPublic = publicAddress?.known === true && publicAddress.value !== undefined;
  if (packet.reply || isPublic || packet.family === 6) return direct;
  if (packet.visited.length > 0) return direct; // Already translated once.
  for (const nat of index.network.natGateways.values()) {
    if (nat.vpc.known && nat.vpc.value === vpc.id) return { kind: 'natGateway', id: nat.id };
  }
  return direct;
}
