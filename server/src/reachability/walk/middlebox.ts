import type { Id, NetworkInterface, Subnet, Vpc } from '../../network/model';
import { referencesLost } from '../groupRules';
import { addressOf, interfaceHost } from '../hosts';
import { lookUpRoute } from '../routeLookup';
import { crossAcl } from './acls';
import type { Branch } from './branch';
import { crossGroups } from './groups';
import { block, end, next, pass, stranger, uncertainty, wonder } from './hops';
import { lose } from './lose';
import { visiting, type Packet, type State, type Walk } from './packet';

/**
 * To an interface that a route names: a NAT instance, a router, a firewall. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
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
    return lose(walk, branch, packet, 'middlebox', 'out', stranger(id), [index.missing('interfaces', id)]);
  }
  const { to } = packet;
  if (to.kind === 'interface' && to.interface.id === id)
    return next(branch, packet, { at: 'arrive', vpc, subnet: from });
  if (walk.watch !== undefined) walk.watch.hasMiddlebox = true;
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

/**
 * The box sends it on. Towards an internet gateway it gives the packet its own address, as a NAT instance does; on any
 * other way it passes packets as they are, as a router or firewall does. Its groups know nothing of who sent it.
 */
function forward(walk: Walk, branch: Branch, packet: Packet, one: NetworkInterface): readonly State[] {
  const address = addressOf(one, packet.family);
  pass(walk, branch, packet, 'middlebox', 'out', one);
  const onward = { ...visiting(packet, one.id), references: referencesLost(one.name) };
  const translates =
    !packet.reply && packet.family === 4 && address !== undefined && leadsToInternet(walk, packet, one);
  if (walk.trace) {
    branch.assumptions.push(
      translates
        ? `The software of ${one.name} forwards packets and translates addresses, as a NAT instance does.`
        : `The software of ${one.name} forwards packets, and lets these pass.`,
    );
  }
  if (!translates) return next(branch, onward, { at: 'leave', interface: one });
  const translated: Packet = {
    ...onward,
    from: interfaceHost(walk.index, one, address),
    translations: { kind: 'instance', interface: one, original: packet.from, below: packet.translations },
  };
  return next(branch, translated, { at: 'leave', interface: one });
}

function leadsToInternet(walk: Walk, packet: Packet, one: NetworkInterface): boolean {
  const { index } = walk;
  const subnet = index.subnetOf(one);
  const vpc = index.vpcOf(one);
  if (subnet === undefined || vpc === undefined) return true;
  const table = subnet.routeTable.known ? index.network.routeTables.get(subnet.routeTable.value) : undefined;
  const { ways } = lookUpRoute(index, table, vpc, packet.to, { value: subnet.id, why: '' });
  return (
    ways.some(
      (way) =>
        way.kind !== 'route' || !way.route.target.known || way.route.target.value.kind === 'internetGateway',
    ) && packet.to.kind !== 'interface'
  );
}
