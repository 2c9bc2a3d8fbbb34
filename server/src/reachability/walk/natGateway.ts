import { addressSet } from '../../ip/addresses';
import { unite } from '../../ip/ranges';
import { protocolTraffic } from '../../ip/traffic';
import type { Id, NatGateway, Subnet, Vpc } from '../../network/model';
import { referencesLost } from '../groupRules';
import { interfaceHost } from '../hosts';
import { isIn } from '../parties';
import { crossAcl } from './acls';
import { filter, type Branch } from './branch';
import { addHop, block, end, next, stranger, uncertainty, wonder } from './hops';
import { lose } from './lose';
import { wayOnIfMended } from './mended';
import { natInterface } from './natInterface';
import { visiting, type Packet, type State, type Walk } from './packet';

/** 64:ff9b::/96, under which a NAT gateway shows IPv4 to those who have IPv6 only. */
const nat64 = addressSet([{ family: 6, address: 0x64ff9bn << 96n, prefixLength: 96 }]);

const translatable = unite(unite(protocolTraffic(6), protocolTraffic(17)), protocolTraffic(1));

/**
 * Through a NAT gateway: TCP, UDP and ICMP over IPv4, begun inside, on under the gateway's own address by the route table
 * of its own subnet. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
export function passNatGateway(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  from: Subnet | undefined,
  id: Id,
): readonly State[] {
  const { index } = walk;
  const gateway = index.network.natGateways.get(id);
  if (gateway === undefined) {
    return lose(walk, branch, packet, 'natGateway', 'out', stranger(id), [index.missing('natGateways', id)]);
  }
  const stop = (code: Parameters<typeof block>[6], why?: string): void =>
    block(walk, branch, packet, 'natGateway', 'out', gateway, code, why === undefined ? {} : { why });
  if (packet.visited.includes(id)) {
    stop('ROUTE_LOOP');
    return end(branch, packet);
  }
  if (gateway.uncertain !== undefined) {
    wonder(walk, branch, packet, 'natGateway', 'out', gateway, uncertainty(gateway));
  }
  if (gateway.state === 'unavailable') stop('BAD_STATE', 'it is not available');
  if (gateway.vpc.known && gateway.vpc.value !== vpc.id) {
    stop('BAD_STATE_ROUTE', 'it is in another VPC');
    return end(branch, packet);
  }
  if (packet.reply) {
    stop(
      'RETURN_PATH_ADDRESS_MISMATCH',
      'it never saw the request, so it can not send the reply under the right address',
    );
    const mended = wayOnIfMended(walk, packet, vpc, from);
    return mended === undefined ? end(branch, packet) : next(branch, packet, mended);
  }
  if (packet.family === 6) {
    // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
    if (isIn(packet.to.party, nat64) !== 'no') {
      const why = 'translation from IPv6 to IPv4 is not followed';
      wonder(walk, branch, packet, 'natGateway', 'out', gateway, [{ value: gateway.name, why }]);
      return end(branch, packet);
    }
    stop('PROTOCOL_RESTRICTION', 'it translates IPv4 only');
    return end(branch, packet);
  }
  const own = natInterface(index, gateway);
  const subnet = index.subnetOf(own);
  if (subnet !== undefined && subnet.id !== from?.id) crossAcl(walk, branch, packet, subnet, 'in');
  const verdict = filter(branch, { must: translatable, may: translatable, unknowns: [] }, walk.required);
  const [address] = own.addresses;
  if (address === undefined) return end(branch, packet);
  const host = interfaceHost(index, own, address);
  addHop(walk, branch, packet, () => ({
    component: gateway,
    kind: 'natGateway',
    direction: 'out',
    verdict,
    code: 'PROTOCOL_RESTRICTION',
    facts: { ...(subnet === undefined ? {} : { subnet: subnet.name }), interface: own.name },
  }));
  const translated: Packet = {
    ...visiting(packet, id),
    from: host,
    references: referencesLost(gateway.name),
    translations: { kind: 'nat', gateway, original: packet.from, below: packet.translations },
  };
  return leaveNat(walk, branch, translated, vpc, gateway, subnet);
}

/** A regional gateway has no subnet; what it sends goes by its own table. */
function leaveNat(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  gateway: NatGateway,
  subnet: Subnet | undefined,
): readonly State[] {
  if (subnet !== undefined)
    return next(branch, packet, { at: 'leave', interface: natInterface(walk.index, gateway) });
  if (gateway.routeTable !== undefined) {
    return next(branch, packet, { at: 'route', vpc, table: gateway.routeTable, subnet: undefined });
  }
  const unknown = gateway.subnet.known
    ? walk.index.missing('subnets', gateway.subnet.value ?? gateway.id)
    : gateway.subnet.unknown;
  return lose(walk, branch, packet, 'natGateway', 'out', gateway, [unknown]);
}
