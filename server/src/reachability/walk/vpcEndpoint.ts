import { unite } from '../../ip/ranges';
import { echoRequest, protocolTraffic } from '../../ip/traffic';
import type { Id, Vpc } from '../../network/model';
import { hostName } from '../hosts';
import { filter, type Branch } from './branch';
import { addHop, block, end, next, pass, stranger, uncertainty, wonder } from './hops';
import type { Packet, State, Walk } from './packet';

/** Gateway endpoints take TCP and pings, says Reachability Analyzer (VPCE_GATEWAY_PROTOCOL_RESTRICTION). */
const gatewayTraffic = unite(protocolTraffic(6), echoRequest(1));

/**
 * A route leads to an endpoint: a gateway endpoint delivers to its service, from its own VPC only; behind a Gateway Load
 * Balancer endpoint stands a middlebox. https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export function passEndpoint(walk: Walk, branch: Branch, packet: Packet, vpc: Vpc, id: Id): readonly State[] {
  const endpoint = walk.index.network.endpoints.get(id);
  if (endpoint === undefined) {
    wonder(walk, branch, packet, 'endpoint', 'out', stranger(id), [walk.index.missing('endpoints', id)]);
    return end(branch, packet);
  }
  if (!endpoint.type.known) {
    wonder(walk, branch, packet, 'endpoint', 'out', endpoint, [endpoint.type.unknown]);
    return end(branch, packet);
  }
  if (endpoint.type.value !== 'gateway') {
    const why = 'the firewall behind this endpoint is not part of the network';
    wonder(walk, branch, packet, 'middlebox', 'out', endpoint, [{ value: endpoint.name, why }]);
    return end(branch, packet);
  }
  if (endpoint.vpc.known && endpoint.vpc.value !== vpc.id) {
    block(walk, branch, packet, 'endpoint', 'out', endpoint, 'BAD_STATE_ROUTE', {
      why: 'it belongs to another VPC',
    });
    return end(branch, packet);
  }
  if (!endpoint.available.known)
    wonder(walk, branch, packet, 'endpoint', 'out', endpoint, [endpoint.available.unknown]);
  else if (!endpoint.available.value) block(walk, branch, packet, 'endpoint', 'out', endpoint, 'BAD_STATE');
  else if (endpoint.uncertain !== undefined)
    wonder(walk, branch, packet, 'endpoint', 'out', endpoint, uncertainty(endpoint));
  const sender = packet.from.kind === 'interface' ? walk.index.vpcOf(packet.from.interface) : undefined;
  if (sender?.id !== vpc.id) {
    block(walk, branch, packet, 'endpoint', 'out', endpoint, 'NO_POSSIBLE_DESTINATION', {
      why: 'a gateway endpoint serves its own VPC only',
    });
    return end(branch, packet);
  }
  const verdict = filter(branch, { must: gatewayTraffic, may: gatewayTraffic, unknowns: [] }, walk.required);
  const service = endpoint.service.known ? endpoint.service.value : endpoint.service.unknown.value;
  addHop(walk, branch, packet, () => ({
    component: endpoint,
    kind: 'endpoint',
    direction: 'out',
    verdict,
    code: 'VPCE_GATEWAY_PROTOCOL_RESTRICTION',
    facts: { service },
  }));
  pass(walk, branch, packet, 'service', 'in', { id: `service:${service}`, name: hostName(packet.to) });
  // Whoever asked for an address of the service is answered by the endpoint as well.
  const host = { kind: 'service' as const, service, party: packet.to.party };
  return next(branch, { ...packet, to: host }, { at: 'received' });
}
