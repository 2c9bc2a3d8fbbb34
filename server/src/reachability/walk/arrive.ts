import type { NatGateway, NetworkInterface, Subnet, Unknown, Vpc } from '../../network/model';
import { hostName, type Host } from '../hosts';
import { endpointOf } from '../ends';
import { isWithinVpc } from '../routeLookup';
import { crossAcl } from './acls';
import type { Branch } from './branch';
import { crossGroups } from './groups';
import { block, end, next, pass, wonder } from './hops';
import { lose } from './lose';
import { natOf } from './natInterface';
import type { Packet, State, Walk } from './packet';

/** A packet is in the VPC that it is addressed to: into the receiver's subnet, past its groups. */
export function arriveInVpc(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  from: Subnet | undefined,
): readonly State[] {
  const { to } = packet;
  const regional = to.kind === 'interface' ? regionalNat(walk, to.interface, vpc) : undefined;
  if (regional !== undefined && to.kind === 'interface')
    return enterInterface(walk, branch, packet, to.interface);
  const place = to.kind === 'interface' ? placeUnknown(walk, to.interface) : undefined;
  if (to.kind === 'interface' && place !== undefined) {
    return lose(walk, branch, packet, 'interface', 'in', to.interface, [place], {
      why: `nobody knows the subnet of ${to.interface.name}`,
    });
  }
  const subnet = to.kind === 'interface' ? walk.index.subnetOf(to.interface) : undefined;
  if (to.kind !== 'interface' || subnet === undefined || !isWithinVpc(walk.index, to, vpc)) {
    const doubt = to.kind === 'interface' ? undefined : blockUnknown(walk, packet, vpc);
    if (doubt !== undefined) {
      const why = 'nobody knows whether one of its subnets has the address';
      return lose(walk, branch, packet, 'vpc', 'in', vpc, [doubt], { why });
    }
    const why = 'the address belongs to this VPC, and none of its interfaces has it';
    block(walk, branch, packet, 'vpc', 'in', vpc, 'VPC_LOCAL_ROUTE_CIDR_RESTRICTION', { why });
    return end(branch, packet);
  }
  const one = to.interface;
  if (from?.id !== subnet.id) crossAcl(walk, branch, packet, subnet, 'in');
  return enterInterface(walk, branch, packet, one);
}

/** Why nobody knows in which VPC an interface is; undefined where it is known. */
function placeUnknown({ index }: Walk, one: NetworkInterface): Unknown | undefined {
  if (!one.subnet.known) return one.subnet.unknown;
  const subnet = index.subnetOf(one);
  if (subnet === undefined) return index.missing('subnets', one.subnet.value);
  if (!subnet.vpc.known) return subnet.vpc.unknown;
  return index.vpcOf(one) === undefined ? index.missing('vpcs', subnet.vpc.value) : undefined;
}

/** Why an address that no subnet of the VPC is known to have may be of one all the same. */
function blockUnknown({ index }: Walk, { family }: Packet, vpc: Vpc): Unknown | undefined {
  const blocks = index.subnetsOfVpc(vpc.id).flatMap(({ cidrs }) => cidrs);
  const open = blocks.find((block) => !block.known && (block.unknown.family ?? family) === family);
  return open?.known === false ? open.unknown : index.network.notCollected.subnets;
}

/** A NAT gateway of this VPC that stands in no subnet. */
function regionalNat(walk: Walk, one: NetworkInterface, vpc: Vpc): NatGateway | undefined {
  const nat = natOf(walk.index, one);
  if (nat === undefined || !nat.vpc.known || nat.vpc.value !== vpc.id) return undefined;
  return nat.subnet.known && nat.subnet.value === undefined ? nat : undefined;
}

function enterInterface(walk: Walk, branch: Branch, packet: Packet, one: NetworkInterface): readonly State[] {
  const nat = natOf(walk.index, one);
  const { translations } = packet;
  if (packet.reply && translations !== undefined) {
    if (translations.kind === 'nat' && translations.gateway.id === nat?.id) {
      pass(walk, branch, packet, 'natGateway', 'in', nat);
      const back = writtenBack(packet, translations.original);
      const vpc = nat.vpc.known ? walk.index.network.vpcs.get(nat.vpc.value) : undefined;
      if (vpc === undefined || regionalNat(walk, one, vpc) === undefined || nat.routeTable === undefined) {
        return next(branch, back, { at: 'leave', interface: one });
      }
      return next(branch, back, { at: 'route', vpc, table: nat.routeTable, subnet: undefined });
    }
    if (translations.kind === 'instance' && translations.interface.id === one.id) {
      crossGroups(walk, branch, packet, one, 'in');
      pass(walk, branch, packet, 'middlebox', 'in', one);
      const back = writtenBack(packet, translations.original);
      return next(branch, back, { at: 'leave', interface: one });
    }
    block(walk, branch, packet, 'interface', 'in', one, 'RETURN_PATH_ADDRESS_MISMATCH', {
      why: 'the reply comes from another address than the one that was asked',
    });
    return end(branch, packet);
  }
  if (one.kind === 'natGateway' && !packet.reply) {
    block(walk, branch, packet, 'natGateway', 'in', nat ?? one, 'NGW_REJECTS_INGRESS');
    return end(branch, packet);
  }
  if (!packet.reply) {
    walk.watch?.arrivals.push(packet);
    checkAccepted(walk, branch, packet, one);
  }
  crossGroups(walk, branch, packet, one, 'in', () => packet.references);
  pass(walk, branch, packet, packet.reply ? 'source' : 'destination', 'in', one);
  return next(branch, packet, { at: 'received' });
}

/**
 * An endpoint has its interfaces from the start, and takes connections once the service's owner has accepted it.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests
 */
function checkAccepted(walk: Walk, branch: Branch, packet: Packet, one: NetworkInterface): void {
  const endpoint = endpointOf(walk.index, one);
  if (endpoint === undefined) return;
  if (!endpoint.available.known)
    wonder(walk, branch, packet, 'endpoint', 'in', endpoint, [endpoint.available.unknown]);
  else if (!endpoint.available.value) block(walk, branch, packet, 'endpoint', 'in', endpoint, 'BAD_STATE');
}

/** The reply with the rewritten address put back. */
function writtenBack(packet: Packet, original: Host): Packet {
  return { ...packet, to: original, translations: packet.translations?.below, visited: [] };
}

/** The receiver has it: a request is answered, a reply ends the walk. */
export function receive(walk: Walk, branch: Branch, packet: Packet): readonly State[] {
  if (packet.reply) return end(branch, packet);
  const reply: Packet = { ...packet, reply: true, from: packet.to, to: packet.from, visited: [] };
  const { from } = reply;
  switch (from.kind) {
    case 'interface':
    case 'public':
      return next(branch, reply, { at: 'leave', interface: from.interface });
    case 'onPremises':
      return next(branch, reply, { at: 'outside' });
    case 'internet':
      return next(branch, reply, { at: 'internet' });
    case 'service': {
      const asker =
        reply.to.kind === 'interface' && reply.family === 4
          ? walk.index.vpcOf(reply.to.interface)
          : undefined;
      if (asker === undefined) return next(branch, reply, { at: 'internet' });
      pass(walk, branch, reply, 'service', 'in', { id: `service:${from.service}`, name: hostName(from) });
      return next(branch, reply, { at: 'arrive', vpc: asker, subnet: undefined });
    }
  }
}
