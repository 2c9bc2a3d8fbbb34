import type { NetworkInterface, Vpc, VpcEndpoint } from '../network/model';
import { interfaceEnd, type End, type EndHost } from './ends';
import type { NetworkIndex } from './networkIndex';
import { both, type Certainty } from './parties';

/**
 * What a service's name means to a caller: the interfaces of an endpoint in its own VPC where private DNS is on and works, else
 * the service's public addresses. Other ends mean the same to everybody.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html#vpce-private-dns
 */
export function asCalledBy(index: NetworkIndex, from: End, to: End): End {
  if (to.kind !== 'service') return to;
  const service = to.name.slice('service:'.length);
  const hosts: EndHost[] = [];
  for (const vpc of vpcsOf(index, from)) {
    const found = endpointFor(index, vpc, service);
    if (found.certainty !== 'no')
      hosts.push(...found.interfaces.map((one) => interfaceEnd(index, one, 'private')));
    // Where nobody knows which of the two it is, both have to do.
    if (found.certainty !== 'yes') hosts.push(...to.hosts);
  }
  return hosts.length === 0 ? to : { ...to, hosts: [...new Set(hosts)] };
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
  readonly interfaces: readonly NetworkInterface[];
}

function endpointFor(index: NetworkIndex, vpc: Vpc, service: string): FoundEndpoint {
  for (const endpoint of index.endpointsOfVpc(vpc.id)) {
    const certainty = answersByName(endpoint, vpc, service);
    if (certainty === 'no') continue;
    const interfaces = endpoint.interfaces.flatMap((id) => index.network.interfaces.get(id) ?? []);
    if (interfaces.length > 0) return { certainty, interfaces };
  }
  return { certainty: 'no', interfaces: [] };
}

function answersByName(endpoint: VpcEndpoint, vpc: Vpc, service: string): Certainty {
  const { type, privateDns, available } = endpoint;
  let certainty: Certainty = endpoint.uncertain === undefined ? 'yes' : 'maybe';
  if (!type.known || type.value !== 'interface') return 'no';
  if (!endpoint.service.known || endpoint.service.value !== service) return 'no';
  for (const condition of [privateDns, vpc.dnsSupport, vpc.dnsHostnames, available]) {
    certainty = both(certainty, !condition.known ? 'maybe' : condition.value ? 'yes' : 'no');
  }
  return certainty;
}
