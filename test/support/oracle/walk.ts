import type { NetworkInterface, RouteTarget, Subnet, Vpc } from '../../../server/src/network/model';
import { holds, privateAddress, sameAddress, sure } from './addresses';
import { aclAllows, carriesOneOf, groupsDecide } from './filters';
import { enterEgressOnlyGateway, enterInternetGateway } from './internet';
import { choose, dropped, type End, type Travel, type Walk } from './journey';
import { holderOf, inVpc, must, publicFor, subnetOf, tableOf, vpcOf } from './lookup';
import { natPort, undoTranslation } from './nat';
import { nextTarget } from './routes';
import { enterTransitGateway } from './transit';

/** A packet's way through subnets: out of interfaces, along routes, into interfaces. */

const hopLimit = 60;

/** An interface sends: its groups, then its subnet's routes. */
export function send(walk: Walk, from: NetworkInterface, travel: Travel): End {
  const decision = decide(walk, from, 'egress', travel);
  if (decision === 'drop') return dropped(`egress groups of ${from.id}`);
  const onlyTo = decision === 'pass' ? undefined : decision.ifPeerCarries;
  return route(walk, subnetOf(walk.network, from), { ...travel, onlyTo });
}

/**
 * A packet stands in a subnet and follows its route table; what stays in the subnet is never routed. Whether that holds
 * for what a transit gateway hands over in that subnet (`handedOver`) is not documented.
 */
export function route(walk: Walk, subnet: Subnet, travel: Travel, handedOver = false): End {
  if (walk.trace.length > hopLimit) return dropped('a loop');
  const vpc = vpcOf(walk.network, subnet);
  const byTable = nextTarget(walk.network, vpc, tableOf(walk.network, subnet), travel.packet.destination);
  const inSubnet = subnet.cidrs.some((cidr) => holds(sure(cidr), travel.packet.destination));
  const isDetour = typeof byTable === 'object' && byTable.kind !== 'local';
  const stays =
    inSubnet && (!handedOver || !isDetour || choose(walk, `detour in ${subnet.id}`, [0, 1]) === 0);
  const target = stays ? { kind: 'local' as const } : byTable;
  walk.trace.push(`${subnet.id}:${typeof target === 'object' ? target.kind : (target ?? 'no route')}`);
  if (target === undefined) return dropped(`no route in ${subnet.id}`);
  if (target === 'blackhole') return dropped(`a blackhole in ${subnet.id}`);
  if (target.kind === 'local') return deliver(walk, vpc, travel, subnet);
  if (target.kind === 'interface') return forward(walk, vpc, target.id, travel, subnet);
  if (target.kind === 'natGateway') return translate(walk, vpc, target.id, travel, subnet);
  if (!aclAllows(walk.network, subnet, 'egress', travel.packet)) return dropped(`egress ACL of ${subnet.id}`);
  // Back into the sender's own VPC by a transit gateway, and out by that VPC's gateway: nothing is documented.
  const isEdge = ['internetGateway', 'egressOnlyInternetGateway', 'endpoint'].includes(target.kind);
  if (handedOver && isEdge && choose(walk, `${subnet.id} leads on to its gateway`, [0, 1]) === 0) {
    return dropped('an edge behind a transit gateway');
  }
  return leave(walk, vpc, subnet, target, travel);
}

/** The target is outside the subnet's VPC, or a gateway at its edge. */
function leave(walk: Walk, vpc: Vpc, subnet: Subnet, target: RouteTarget, travel: Travel): End {
  switch (target.kind) {
    case 'internetGateway':
      return enterInternetGateway(walk, vpc, target.id, travel);
    case 'egressOnlyInternetGateway':
      return enterEgressOnlyGateway(walk, vpc, target.id, travel);
    case 'peeringConnection':
      return crossPeering(walk, vpc, target.id, travel);
    case 'transitGateway':
      return enterTransitGateway(walk, vpc, subnet, target.id, travel);
    case 'endpoint':
      return enterGatewayEndpoint(walk, vpc, target.id, travel);
    default:
      throw new Error(`the oracle does not know the target ${target.kind}`);
  }
}

/** The local route: whoever has the address in this VPC. `from` is undefined where the packet comes in from outside. */
export function deliver(walk: Walk, vpc: Vpc, travel: Travel, from: Subnet | undefined): End {
  const receiver = holderOf(walk.network, vpc, travel.packet.destination);
  if (receiver === undefined) return dropped(`nobody in ${vpc.id} has the address`);
  if (!crosses(walk, from, subnetOf(walk.network, receiver), travel))
    return dropped(`ACLs before ${receiver.id}`);
  return arrive(walk, receiver, travel);
}

/** Out of one subnet and into another: two ACLs. Inside one subnet: none. */
function crosses(walk: Walk, from: Subnet | undefined, to: Subnet, travel: Travel): boolean {
  if (from !== undefined && from.id === to.id) return true;
  if (from !== undefined && !aclAllows(walk.network, from, 'egress', travel.packet)) return false;
  return aclAllows(walk.network, to, 'ingress', travel.packet);
}

/** The packet is at the interface that has its destination address. */
function arrive(walk: Walk, receiver: NetworkInterface, travel: Travel): End {
  walk.trace.push(receiver.id);
  if (travel.onlyTo !== undefined && !carriesOneOf(receiver, travel.onlyTo))
    return dropped('egress groups by reference');
  if (!letIn(walk, receiver, travel)) return dropped(`ingress groups of ${receiver.id}`);
  const undone = undoTranslation(walk, receiver, travel);
  if (undone !== undefined) return route(walk, subnetOf(walk.network, receiver), undone);
  if (receiver.kind === 'natGateway') return dropped('a NAT gateway takes no connections');
  const endpoint =
    receiver.kind === 'vpcEndpoint' ? walk.network.endpoints.get(receiver.owner ?? '') : undefined;
  if (!walk.isReply && endpoint !== undefined && !sure(endpoint.available))
    return dropped(`${endpoint.id} is not accepted`);
  return { kind: 'interface', id: receiver.id, packet: travel.packet };
}

/** A route's target is an interface that shall pass the packet on: a NAT instance, a firewall. */
export function forward(walk: Walk, vpc: Vpc, id: string, travel: Travel, from: Subnet | undefined): End {
  const box = must(walk.network.interfaces.get(id), id);
  const subnet = subnetOf(walk.network, box);
  walk.trace.push(`through ${id}`);
  if (sure(subnet.vpc) !== vpc.id) return dropped(`${id} is in another VPC`);
  if (box.addresses.some((own) => sameAddress(privateAddress(own), travel.packet.destination))) {
    return deliver(walk, vpc, travel, from);
  }
  if (sure(box.sourceDestinationCheck)) return dropped(`source/destination check of ${id}`);
  if (travel.onlyTo !== undefined) return dropped('egress groups by reference, through a middlebox');
  if (!crosses(walk, from, subnet, travel)) return dropped(`ACLs before ${id}`);
  if (!letIn(walk, box, travel)) return dropped(`ingress groups of ${id}`);
  return send(walk, box, { ...masquerade(walk, vpc, subnet, box, travel), sender: undefined });
}

/**
 * What sends to the internet for others gives its own address to those that have no public one; whether it does so for
 * those that have one is for its own software to say.
 */
function masquerade(walk: Walk, vpc: Vpc, subnet: Subnet, box: NetworkInterface, travel: Travel): Travel {
  const { packet } = travel;
  const [own] = box.addresses.filter((address) => address.family === 4).map(privateAddress);
  if (own === undefined || packet.source.family !== 4 || walk.isReply) return travel;
  const target = nextTarget(walk.network, vpc, tableOf(walk.network, subnet), packet.destination);
  if (typeof target !== 'object' || target.kind !== 'internetGateway') return travel;
  const hasPublic = publicFor(walk.network, vpc, packet.source) !== undefined;
  if (hasPublic && choose(walk, `${box.id} translates`, [0, 1]) === 0) return travel;
  return { ...travel, packet: natPort(walk, box.id, packet, own) };
}

/** A NAT gateway: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html. */
function translate(walk: Walk, vpc: Vpc, id: string, travel: Travel, from: Subnet): End {
  const gateway = must(walk.network.natGateways.get(id), id);
  const subnet = must(
    walk.network.subnets.get(must(sure(gateway.subnet), `the subnet of ${id}`)),
    `the subnet of ${id}`,
  );
  const [own] = gateway.interfaces.map((each) => must(walk.network.interfaces.get(each), each));
  const { packet } = travel;
  if (gateway.state !== 'available' || own === undefined) return dropped(`${id} is not available`);
  if (sure(subnet.vpc) !== vpc.id) return dropped(`${id} is in another VPC`);
  if (packet.source.family !== 4) return dropped(`${id} does not translate IPv6`);
  if (![1, 6, 17].includes(packet.protocol))
    return dropped(`${id} does not know protocol ${packet.protocol}`);
  if (travel.onlyTo !== undefined) return dropped('egress groups by reference, through a NAT gateway');
  if (!crosses(walk, from, subnet, travel)) return dropped(`ACLs before ${id}`);
  if (walk.isReply) return dropped(`${id} knows nothing of the connection`);
  const [address] = own.addresses.map(privateAddress);
  const translated = natPort(walk, own.id, packet, must(address, `an address of ${id}`));
  return route(walk, subnet, { packet: translated, sender: undefined, onlyTo: undefined });
}

/** Not transitive: from a block of the one VPC to a block of the other (https://docs.aws.amazon.com/vpc/latest/peering/). */
function crossPeering(walk: Walk, vpc: Vpc, id: string, travel: Travel): End {
  const peering = must(walk.network.peeringConnections.get(id), id);
  if (!sure(peering.active)) return dropped(`${id} is not active`);
  const sides = [peering.requester, peering.accepter].map((side) => sure(side.vpc));
  if (!sides.includes(vpc.id)) return dropped(`${id} is not of ${vpc.id}`);
  const otherId = must(
    sides.find((side) => side !== vpc.id),
    `the other side of ${id}`,
  );
  const other = must(walk.network.vpcs.get(otherId), otherId);
  if (!inVpc(vpc, travel.packet.source)) return dropped(`${id} carries only traffic of its own VPCs`);
  if (!inVpc(other, travel.packet.destination)) return dropped(`${id} does not lead on from ${other.id}`);
  walk.trace.push(id);
  if (peering.requester.region === peering.accepter.region) return deliver(walk, other, travel, undefined);
  if (travel.onlyTo !== undefined) return dropped('egress groups by reference, across Regions');
  return deliver(walk, other, { ...travel, sender: undefined }, undefined);
}

/** S3 and DynamoDB, for interfaces of its own VPC only. */
function enterGatewayEndpoint(walk: Walk, vpc: Vpc, id: string, travel: Travel): End {
  const endpoint = must(walk.network.endpoints.get(id), id);
  if (sure(endpoint.type) !== 'gateway') throw new Error(`the oracle does not know endpoint ${id}`);
  if (!sure(endpoint.available) || sure(endpoint.vpc) !== vpc.id) return dropped(`${id} is not available`);
  if (holderOf(walk.network, vpc, travel.packet.source) === undefined)
    return dropped(`${id} serves its own VPC only`);
  if (travel.onlyTo !== undefined) return dropped('egress groups by reference, to a service');
  return { kind: 'service', endpoint: id, packet: travel.packet };
}

function letIn(walk: Walk, receiver: NetworkInterface, travel: Travel): boolean {
  const decision = decide(walk, receiver, 'ingress', travel);
  if (decision === 'pass' || decision === 'drop') return decision === 'pass';
  return travel.sender !== undefined && carriesOneOf(travel.sender, decision.ifPeerCarries);
}

/**
 * Groups are stateful: what they let pass once they let pass back. A reply that comes by where the request did not is a
 * stranger; whether rules that would admit it do so in the middle of a connection is not documented.
 */
function decide(
  walk: Walk,
  carrier: NetworkInterface,
  direction: 'ingress' | 'egress',
  travel: Travel,
): ReturnType<typeof groupsDecide> {
  if (walk.isReply && walk.connection.tracked.has(carrier.id)) return 'pass';
  if (!walk.isReply) walk.connection.tracked.add(carrier.id);
  const decision = groupsDecide(walk.network, carrier, direction, travel.packet);
  const isStranger = walk.isReply && carrier.securityGroups.length > 0 && decision !== 'drop';
  return isStranger && choose(walk, `${carrier.id} admits replies`, [0, 1]) === 0 ? 'drop' : decision;
}
