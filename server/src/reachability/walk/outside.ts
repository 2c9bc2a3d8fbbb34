import type { Id, Vpc } from '../../network/model';
import { hostName } from '../hosts';
import { isWithinVpc } from '../routeLookup';
import type { Branch } from './branch';
import { block, end, next, pass, stranger, uncertainty, wonder } from './hops';
import { visiting, type Packet, type State, type Walk } from './packet';
import { routeAtEdge } from './internet';

/** Out by a virtual private gateway, to the customer's own network behind a VPN or Direct Connect. */
export function leaveByVpnGateway(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  id: Id,
): readonly State[] {
  const gateway = walk.index.network.vpnGateways.get(id);
  if (gateway === undefined) {
    wonder(walk, branch, packet, 'vpnGateway', 'out', stranger(id), [walk.index.missing('vpnGateways', id)]);
    return end(branch, packet);
  }
  if (!gateway.vpc.known) wonder(walk, branch, packet, 'vpnGateway', 'out', gateway, [gateway.vpc.unknown]);
  else if (gateway.vpc.value !== vpc.id) {
    block(walk, branch, packet, 'vpnGateway', 'out', gateway, 'BAD_STATE_ATTACHMENT', {
      why: 'it is not attached to this VPC',
    });
  } else if (gateway.uncertain !== undefined) {
    wonder(walk, branch, packet, 'vpnGateway', 'out', gateway, uncertainty(gateway));
  } else if (!isWithinVpc(walk.index, packet.from, vpc)) {
    const why = 'the sender is not an interface of this VPC';
    block(walk, branch, packet, 'vpnGateway', 'out', gateway, 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS', {
      why,
    });
  } else pass(walk, branch, packet, 'vpnGateway', 'out', gateway);
  return next(
    branch,
    { ...visiting(packet, id), door: { kind: 'vpnGateway', gateway, vpc } },
    { at: 'outside' },
  );
}

/** A packet is in the customer's own network: it is received there, or comes from there through the door that is noted. */
export function beOutside(walk: Walk, branch: Branch, packet: Packet): readonly State[] {
  const { to, from, door } = packet;
  if (from.kind === 'onPremises' && door !== undefined) {
    if (door.kind === 'attachment')
      return next(branch, packet, { at: 'transit', attachment: door.attachment, zone: undefined });
    pass(walk, branch, packet, 'vpnGateway', 'in', door.gateway);
    return routeAtEdge(walk, branch, packet, door.vpc, door.gateway.id);
  }
  const place = { id: 'on-premises', name: hostName(to) };
  if (to.kind !== 'onPremises') {
    // A public or private address that AWS hands to the VPN: what the other side does with it, nobody can tell.
    const why = 'what the network at the other end of the VPN does with it is not part of this network';
    wonder(walk, branch, packet, 'onPremises', 'in', place, [{ value: 'the network on premises', why }]);
    return end(branch, packet);
  }
  pass(walk, branch, packet, 'onPremises', 'in', place);
  if (walk.trace)
    branch.assumptions.push(
      `The network behind the VPN lets the traffic to ${hostName(to)} pass, and answers the same way.`,
    );
  return next(branch, packet, { at: 'received' });
}
