import type { EndpointService, Unknown, VpcEndpoint } from '../network/model';
import type { Front } from './balancers/front';
import { httpsTraffic, listenerTraffic, type OwnTraffic } from './ends';
import type { NetworkIndex } from './networkIndex';

/** What stands behind an interface endpoint. */
export interface ServiceBehind {
  readonly own: OwnTraffic | undefined;
  readonly front: Front | undefined;
  /** Why nobody knows what takes the connections. */
  readonly nowhere: Unknown | undefined;
  readonly assumptions: readonly string[];
}

/**
 * AWS's own services answer on HTTPS. A service of this network leads to its Network Load Balancer, whose listeners are
 * the endpoint's ports. Somebody else's service is not part of the network: that it answers is taken for granted.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html
 */
export function serviceBehind(index: NetworkIndex, endpoint: VpcEndpoint): ServiceBehind {
  const plain = { own: httpsTraffic, front: undefined, nowhere: undefined, assumptions: [] };
  const { service } = endpoint;
  if (!service.known) return plain;
  const own = servicesByName(index).get(service.value);
  if (own === undefined) {
    if (!service.value.includes('vpce-svc-')) return plain;
    return {
      ...plain,
      own: undefined,
      assumptions: [`What stands behind ${service.value} takes the connections and answers.`],
    };
  }
  const [id] = own.loadBalancers;
  const balancer = id?.known === true ? index.network.loadBalancers.get(id.value) : undefined;
  if (balancer === undefined) {
    const nowhere =
      id === undefined
        ? { value: own.name, why: 'nothing tells which load balancer stands behind it' }
        : id.known
          ? index.missing('loadBalancers', id.value)
          : id.unknown;
    return { ...plain, own: undefined, nowhere };
  }
  const interfaces = endpoint.interfaces.flatMap((one) => index.network.interfaces.get(one) ?? []);
  const carriesGroups = balancer.interfaces.some(
    (one) => (index.network.interfaces.get(one)?.securityGroups.length ?? 0) > 0,
  );
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html#security-groups-private-link
  const why = 'whether they filter what comes from endpoints is a setting of the balancer that is not read';
  const doubts = carriesGroups ? [{ value: `the security groups of ${balancer.name}`, why }] : [];
  return {
    ...plain,
    own: listenerTraffic(balancer),
    front: { balancer, privateLink: { interfaces, doubts } },
  };
}

function servicesByName(index: NetworkIndex): ReadonlyMap<string, EndpointService> {
  return index.remember('endpoint services by name', index.network.endpointServices, () => {
    const services = new Map<string, EndpointService>();
    for (const one of index.network.endpointServices.values()) {
      services.set(one.id, one);
      if (one.service.known) services.set(one.service.value, one);
    }
    return services;
  });
}
