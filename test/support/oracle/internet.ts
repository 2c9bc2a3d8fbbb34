import type { Subnet, Vpc } from '../../../server/src/network/model';
import { isPrivate, sure } from './addresses';
import { choose, dropped, type End, type Travel, type Walk } from './journey';
import { holderOf, holderOfPublic, must, publicFor, subnetOf, vpcOf, vpcOfGlobal } from './lookup';
import type { Packet } from './packet';
import { nextTarget } from './routes';
import { deliver, forward } from './walk';

/** Out to the internet, and in from it. */

/** What Block Public Access lets through: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html. */
function publicAccessBlocked(subnet: Subnet, outboundOnly: boolean): boolean {
  const mode = sure(subnet.blockPublicAccess);
  return mode === 'bidirectional' || (mode === 'ingress' && !outboundOnly);
}

/** Out by an internet gateway: IPv4 under the public address of the source, IPv6 as it is. */
export function enterInternetGateway(walk: Walk, vpc: Vpc, id: string, travel: Travel): End {
  const gateway = must(walk.network.internetGateways.get(id), id);
  const { packet } = travel;
  if (sure(gateway.vpc) !== vpc.id) return dropped(`${id} is not attached to ${vpc.id}`);
  if (travel.onlyTo !== undefined) return dropped('egress groups by reference, to the internet');
  const source = holderOf(walk.network, vpc, packet.source);
  if (source === undefined) return dropped(`${id} knows no interface with the source address`);
  if (publicAccessBlocked(subnetOf(walk.network, source), source.kind === 'natGateway'))
    return dropped('Block Public Access');
  walk.trace.push(id);
  if (packet.source.family === 6) return internet(walk, packet);
  const publicly = publicFor(walk.network, vpc, packet.source);
  if (publicly === undefined) return dropped('no public address');
  if (isPrivate(packet.destination)) return dropped(`${id} refuses private addresses`);
  return internet(walk, { ...packet, source: publicly });
}

/** IPv6, outbound only. */
export function enterEgressOnlyGateway(walk: Walk, vpc: Vpc, id: string, travel: Travel): End {
  const gateway = must(walk.network.egressOnlyInternetGateways.get(id), id);
  if (travel.packet.source.family !== 6) return dropped(`${id} is for IPv6`);
  if (sure(gateway.vpc) !== vpc.id) return dropped(`${id} is not attached to ${vpc.id}`);
  if (travel.onlyTo !== undefined) return dropped('egress groups by reference, to the internet');
  const source = holderOf(walk.network, vpc, travel.packet.source);
  if (source === undefined) return dropped(`${id} knows no interface with the source address`);
  if (publicAccessBlocked(subnetOf(walk.network, source), true)) return dropped('Block Public Access');
  walk.trace.push(id);
  // A reply to what came in by an internet gateway: nothing is documented.
  if (walk.isReply && choose(walk, 'an egress-only gateway passes replies', [0, 1]) === 0) return dropped(id);
  if (!walk.isReply) walk.connection.leftByEgressOnly.add(vpc.id);
  return internet(walk, travel.packet);
}

/** A packet on the internet: to a host there, or into a VPC of the network that has its destination address. */
export function internet(walk: Walk, packet: Packet): End {
  if (packet.destination.family === 6) {
    const vpc = vpcOfGlobal(walk.network, packet.destination);
    return vpc === undefined ? { kind: 'internet', packet } : comeIn(walk, vpc, packet);
  }
  const found = holderOfPublic(walk.network, packet.destination);
  if (found === undefined) return { kind: 'internet', packet };
  const vpc = vpcOf(walk.network, subnetOf(walk.network, found.holder));
  return comeIn(walk, vpc, { ...packet, destination: found.privately });
}

function comeIn(walk: Walk, vpc: Vpc, packet: Packet): End {
  const travel: Travel = { packet, sender: undefined, onlyTo: undefined };
  const receiver = holderOf(walk.network, vpc, packet.destination);
  if (receiver === undefined) return dropped(`nobody in ${vpc.id} has the address`);
  const answersEgressOnly = walk.isReply && walk.connection.leftByEgressOnly.has(vpc.id);
  const outboundOnly = receiver.kind === 'natGateway' || answersEgressOnly;
  if (publicAccessBlocked(subnetOf(walk.network, receiver), outboundOnly))
    return dropped('Block Public Access');
  if (answersEgressOnly) {
    walk.connection.returnedByEgressOnly.add(vpc.id);
    return deliver(walk, vpc, travel, undefined);
  }
  const gateway = [...walk.network.internetGateways.values()].find((each) => sure(each.vpc) === vpc.id);
  if (gateway === undefined) return dropped(`${vpc.id} has no internet gateway`);
  walk.trace.push(gateway.id);
  const edge = [...walk.network.routeTables.values()].find((table) =>
    table.gateways.map(sure).includes(gateway.id),
  );
  const target =
    edge === undefined ? { kind: 'local' as const } : nextTarget(walk.network, vpc, edge, packet.destination);
  if (target === undefined || target === 'blackhole') return dropped(`the edge route table of ${gateway.id}`);
  if (target.kind === 'interface') return forward(walk, vpc, target.id, travel, undefined);
  if (target.kind === 'local') return deliver(walk, vpc, travel, undefined);
  throw new Error(`the oracle does not know the edge target ${target.kind}`);
}
