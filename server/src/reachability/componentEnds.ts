import { addressSet, ofFamily } from '../ip/addresses';
import type { Id, LoadBalancer, NetworkInterface, Unknown, VpcEndpoint, Workload } from '../network/model';
import { serviceBehind } from './endpointServices';
import { interfaceEnd, listenerTraffic, ownTraffic, plainEnd, type End, type EndHost } from './ends';
import { notPublic, publicAddresses } from './hosts';
import { internetEnd } from './internetEnd';
import type { NetworkIndex } from './networkIndex';
import type { Found } from './names';
import { placeEnd } from './placeEnds';

/** A component that was named, as an end. */
export function componentEnd(index: NetworkIndex, found: Found): End {
  const { network } = index;
  const { id, name } = found.component;
  switch (found.kind) {
    case 'workload':
      return workloadEnd(index, found.component);
    case 'loadBalancer':
      return balancerEnd(index, found.component);
    case 'endpoint':
      return endpointEnd(index, found.component);
    case 'interface': {
      const owner = index.workloadOf(found.component);
      const own = owner === undefined ? undefined : ownTraffic(owner.listens);
      return {
        ...plainEnd,
        id,
        name,
        kind: 'interface',
        quantifier: 'some',
        hosts: [interfaceEnd(index, found.component)],
        own,
      };
    }
    case 'subnet':
      return placeEnd(index, id, name, 'subnet', index.interfacesOfSubnet(id), [found.component], []);
    case 'securityGroup': {
      const { vpc } = found.component;
      const subnets = vpc.known ? index.subnetsOfVpc(vpc.value) : [];
      return placeEnd(index, id, name, 'securityGroup', index.interfacesOfGroup(id), subnets, [id]);
    }
    case 'vpc': {
      const subnets = index.subnetsOfVpc(id);
      const inside = subnets.flatMap((subnet) => index.interfacesOfSubnet(subnet.id));
      return placeEnd(index, id, name, 'vpc', inside, subnets, []);
    }
    case 'internet':
      return { ...internetEnd(index, name, 4), id };
    case 'onPremises': {
      const routes = [...network.vpnConnections.values()]
        .filter((one) => one.id === id || (one.gateway.known && one.gateway.value === id))
        .flatMap((one) => one.routes.flatMap((cidr) => (cidr.known ? [cidr.value] : [])));
      const addresses = routes.length > 0 ? addressSet(routes) : { v4: notPublic.v4, v6: [] };
      const host: EndHost = {
        kind: 'onPremises',
        name,
        family: 4,
        mode: routes.length > 0 ? 'each' : 'oneOf',
        addresses,
      };
      return { ...plainEnd, id, name, kind: 'address', quantifier: 'some', hosts: [host] };
    }
  }
}

function interfacesOf(index: NetworkIndex, ids: readonly Id[]): NetworkInterface[] {
  return ids.flatMap((id) => index.network.interfaces.get(id) ?? []);
}

function workloadEnd(index: NetworkIndex, workload: Workload): End {
  const { id, name } = workload;
  const hosts: EndHost[] = interfacesOf(index, workload.interfaces).map((one) => interfaceEnd(index, one));
  const quantifier = workload.placement === 'any' ? 'every' : 'some';
  const own = ownTraffic(workload.listens);
  const assumptions =
    workload.guessed === undefined
      ? []
      : [`${name} is taken to have the network settings that its arguments name: ${workload.guessed}.`];
  if (workload.outsideVpc === true) {
    // AWS runs it; it reaches what the internet reaches.
    const outside: EndHost = {
      kind: 'internet',
      name,
      family: 4,
      mode: 'oneOf',
      addresses: ofFamily(publicAddresses, 4),
    };
    return {
      ...plainEnd,
      id,
      name,
      kind: 'workload',
      quantifier,
      hosts: [outside],
      own,
      assumptions: [...assumptions, `${name} runs outside every VPC.`],
    };
  }
  const nowhere: Unknown | undefined =
    hosts.length > 0
      ? undefined
      : {
          value: name,
          why: 'nothing tells in which subnet it runs',
          ...(workload.origin === undefined ? {} : { origin: workload.origin }),
        };
  return { ...plainEnd, id, name, kind: 'workload', quantifier, hosts, own, nowhere, assumptions };
}

/** A balancer by the one address that its name means: its public one where it faces the internet. */
export function balancerEnd(index: NetworkIndex, balancer: LoadBalancer): End {
  const { id, name } = balancer;
  const dial = balancer.scheme.known && balancer.scheme.value === 'internet-facing' ? 'public' : 'private';
  const hosts = interfacesOf(index, balancer.interfaces).map((one) => interfaceEnd(index, one, dial));
  const nowhere =
    hosts.length > 0 ? undefined : { value: name, why: 'it has no network interfaces that are known' };
  return {
    ...plainEnd,
    id,
    name,
    kind: 'loadBalancer',
    quantifier: 'every',
    hosts,
    own: listenerTraffic(balancer),
    nowhere,
    front: { balancer, privateLink: undefined },
  };
}

/** An endpoint's interfaces; behind one to a service of this network stands that service's balancer. */
function endpointEnd(index: NetworkIndex, endpoint: VpcEndpoint): End {
  const { id, name } = endpoint;
  const interfaces = interfacesOf(index, endpoint.interfaces);
  const behind = serviceBehind(index, endpoint);
  const nowhere =
    behind.nowhere ??
    (interfaces.length > 0 ? undefined : { value: name, why: 'it has no network interfaces that are known' });
  return {
    ...plainEnd,
    id,
    name,
    kind: 'endpoint',
    quantifier: 'every',
    hosts: interfaces.map((one) => interfaceEnd(index, one)),
    own: behind.own,
    front: behind.front,
    nowhere,
    assumptions: behind.assumptions,
  };
}

/** All instances of one resource, each of which has to do. */
export function instancesEnd(index: NetworkIndex, name: string, instances: readonly Workload[]): End {
  const ends = instances.map((workload) => workloadEnd(index, workload));
  const listens = instances.flatMap(({ listens: ports }) => ports);
  return {
    ...plainEnd,
    id: name,
    name,
    kind: 'workload',
    quantifier: 'every',
    hosts: ends.flatMap(({ hosts }) => hosts),
    own: ownTraffic(listens),
    nowhere: ends.find(({ nowhere }) => nowhere !== undefined)?.nowhere,
    assumptions: [...new Set(ends.flatMap(({ assumptions }) => assumptions))],
  };
}
