import type { NetworkInterface, Unknown, Vpc, VpcEndpoint } from '../network/model';
import { interfaceEnd, type End, type EndHost } from './ends';
import type { NetworkIndex } from './networkIndex';
import type { Certainty } from './parties';

/**
 * What a service's name means to a caller: the interfaces of an endpoint in its own VPC where private DNS is on and works, else
 * the service's public addresses. Other ends mean the same to everybody.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html#vpce-private-dns
 */
export function asCalledBy(index: NetworkIndex, from: End, to: End): End {
  if (to.kind !== 'service') return to;
  const service = to.name.slice('service:'.length);
  const hosts: EndHost[] = [];
  const chosenBy: Unknown[] = [];
  for (const vpc of vpcsOf(index, from)) {
    const found = endpointFor(index, vpc, service);
    if (found.certainty !== 'no')
      hosts.push(...found.interfaces.map((one) => interfaceEnd(index, one, 'private')));
    // Where nobody knows which of the two it is, both have to do.
    if (found.certainty !== 'yes') hosts.push(...to.hosts);
    chosenBy.push(...found.unknowns);
  }
  if (hosts.length === 0) return to;
  return { ...to, hosts: [...new Set(hosts)], ...(chosenBy.length > 0 ? { chosenBy } : {}) };
}

function vpcsOf(index: NetworkIndex, from: End): ReadonlySet<Vpc> {
  const vpcs = new Set<Vpc>();
  for (const host of from.hosts) {
    const vpc = host.kind === 'interface' ? index.vpcOf(host.interface) : undefined;
    if (vpc !== undefined) vpcs.add(vpc);
  }
  return vpcs;
}

interface FoundEndpoint {
  readonly certainty: Certainty;
  /** What the certainty hangs on. */
  readonly unknowns: readonly Unknown[];
  readonly interfaces: readonly NetworkInterface[];
}

function endpointFor(index: NetworkIndex, vpc: Vpc, service: string): FoundEndpoint {
  for (const endpoint of index.endpointsOfVpc(vpc.id)) {
    const { certainty, unknowns } = answersByName(endpoint, vpc, service);
    if (certainty === 'no') continue;
    const interfaces = endpoint.interfaces.flatMap((id) => index.network.interfaces.get(id) ?? []);
    if (interfaces.length > 0) return { certainty, unknowns, interfaces };
  }
  return { certainty: 'no', unknowns: [], interfaces: [] };
}

function answersByName(
  endpoint: VpcEndpoint,
  vpc: Vpc,
  service: string,
): Pick<FoundEndpoint, 'certainty' | 'unknowns'> {
  const { type, privateDns, available, uncertain } = endpoint;
  const isMeant = type.known && type.value === 'interface' && endpoint.service.known;
  const conditions = [privateDns, vpc.dnsSupport, vpc.dnsHostnames, available];
  if (!isMeant || endpoint.service.value !== service) return { certainty: 'no', unknowns: [] };
  if (conditions.some((one) => one.known && !one.value)) return { certainty: 'no', unknowns: [] };
  const open = conditions.flatMap((one) => (one.known ? [] : [one.unknown]));
  const unknowns = [...(uncertain === undefined ? [] : [uncertain]), ...open];
  return { certainty: unknowns.length === 0 ? 'yes' : 'maybe', unknowns };
}
