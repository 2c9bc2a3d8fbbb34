import type { Id, NetworkInterface, Subnet, Vpc } from '../../network/model';
import { referencesLost } from '../groupRules';
import { addressOf, interfaceHost } from '../hosts';
import { crossAcl } from './acls';
import type { Branch } from './branch';
import { crossGroups } from './groups';
import { block, end, next, pass, stranger, uncertainty, wonder } from './hops';
import { visiting, type Packet, type State, type Walk } from './packet';

/**
 * To an interface that a route names: a NAT instance where the packet is for the internet, else a middlebox whose
 * software nobody knows. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
 */
export function passInterface(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  from: Subnet | undefined,
  id: Id,
): readonly State[] {
  const { index } = walk;
  const one = index.network.interfaces.get(id);
  if (one === undefined) {
    wonder(walk, branch, packet, 'middlebox', 'out', stranger(id), [index.missing('interfaces', id)]);
    return end(branch, packet);
  }
  const { to } = packet;
  if (to.kind === 'interface' && to.interface.id === id)
    return next(branch, packet, { at: 'arrive', vpc, subnet: from });
  const subnet = index.subnetOf(one);
  if (index.vpcOf(one)?.id !== vpc.id) {
    block(walk, branch, packet, 'middlebox', 'out', one, 'BAD_STATE_ROUTE', {
      why: 'the interface is not in this VPC',
    });
    return end(branch, packet);
  }
  if (packet.visited.includes(id)) {
    block(walk, branch, packet, 'middlebox', 'out', one, 'ROUTE_LOOP');
    return end(branch, packet);
  }
  if (subnet !== undefined && subnet.id !== from?.id) crossAcl(walk, branch, packet, subnet, 'in');
  if (one.uncertain !== undefined) wonder(walk, branch, packet, 'middlebox', 'in', one, uncertainty(one));
  if (!one.sourceDestinationCheck.known) {
    wonder(walk, branch, packet, 'middlebox', 'in', one, [one.sourceDestinationCheck.unknown]);
  } else if (one.sourceDestinationCheck.value) {
    block(walk, branch, packet, 'middlebox', 'in', one, 'ENI_SOURCE_DEST_CHECK_RESTRICTION');
  }
  crossGroups(walk, branch, packet, one, 'in', () => packet.references);
  return forward(walk, branch, packet, one);
}

function forward(walk: Walk, branch: Branch, packet: Packet, one: NetworkInterface): readonly State[] {
  const { to } = packet;
  const address = addressOf(one, packet.family);
  const isForInternet = to.kind === 'internet' || to.kind === 'public' || to.kind === 'service';
  if (packet.reply || !isForInternet || packet.family === 6 || address === undefined) {
    const why = 'what the software behind this interface does with the packet is not part of the network';
    wonder(walk, branch, packet, 'middlebox', 'out', one, [{ value: one.name, why, ...placeOf(one) }]);
    return end(branch, packet);
  }
  pass(walk, branch, packet, 'middlebox', 'out', one);
  if (walk.trace)
    branch.assumptions.push(
      `The software of ${one.name} forwards and translates addresses, as a NAT instance does.`,
    );
  const translated: Packet = {
    ...visiting(packet, one.id),
    from: interfaceHost(walk.index, one, address),
    references: referencesLost(one.name),
    translations: { kind: 'instance', interface: one, original: packet.from, below: packet.translations },
  };
  return next(branch, translated, { at: 'leave', interface: one });
}

function placeOf(one: NetworkInterface) {
  return one.origin === undefined ? {} : { origin: one.origin };
}
