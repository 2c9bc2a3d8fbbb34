import {
  addressSet,
  intersectAddresses,
  noAddressIn,
  ofFamily,
  includesAddresses,
  addressesOverlap,
  subtractAddresses,
  type AddressSet,
} from '../ip/addresses';
import { formatCidr, parseAddress, parseCidr, type Cidr } from '../ip/cidr';
import type { Id, LoadBalancer, NetworkInterface, Subnet, Unknown, Workload } from '../network/model';
import { closestNames } from '../util/closestName';
import {
  classesOf,
  httpsTraffic,
  interfaceEnd,
  listenerTraffic,
  ownTraffic,
  strangersPorts,
  type End,
  type EndHost,
  type InterfaceEnd,
} from './ends';
import { interfaceHost, notPublic, publicAddresses } from './hosts';
import { addressKey, type NetworkIndex } from './networkIndex';
import { compilePrefixList, gatewayServices } from './prefixLists';
import type { EndpointError } from './reach';
import { findNamed, type Found } from './names';

/** What a name stands for, or why for nothing. */
export type ResolvedEndpoint =
  { readonly kind: 'end'; readonly end: End } | { readonly kind: 'error'; readonly error: EndpointError };

const plain = {
  own: undefined,
  nowhere: undefined,
  assumptions: [],
  balancer: undefined,
} satisfies Partial<End>;

/**
 * Finds what a name stands for: a component's id, name or ARN (of several instances all: `aws_instance.web` is every
 * `aws_instance.web[…]`; in AWS, of several with one Name tag), an address or CIDR (whoever has it), `internet`, `internet-ipv6`, `service:s3`.
 */
export function resolveEndpoint(index: NetworkIndex, text: string): ResolvedEndpoint {
  const name = text.trim();
  const end = wellKnownEnd(index, name) ?? addressEnd(index, name);
  if (end !== undefined) return { kind: 'end', end };
  const named = namedEnd(index, name);
  if (named !== undefined) return named;
  const close = closestNames(name, endpointNames(index), 5);
  const [first] = close;
  const hint = first === undefined ? '' : ` Did you mean "${first}"?`;
  return { kind: 'error', error: { name, message: `Nothing here is called "${name}".${hint}`, close } };
}

/** Every name that a question may use, for pickers: workloads, balancers, endpoints first. */
export function endpointNames(index: NetworkIndex): readonly string[] {
  const { network } = index;
  const names = new Set<string>();
  for (const kind of namedKinds) for (const one of network[kind].values()) names.add(one.name);
  for (const one of network.interfaces.values()) names.add(one.name);
  return [...names, 'internet', 'internet-ipv6'];
}

const namedKinds = [
  'workloads',
  'loadBalancers',
  'endpoints',
  'natGateways',
  'subnets',
  'securityGroups',
  'vpcs',
] as const;

function wellKnownEnd(index: NetworkIndex, name: string): End | undefined {
  if (name === 'internet' || name === '0.0.0.0/0') return internetEnd(index, name, 4);
  if (name === 'internet-ipv6' || name === '::/0') return internetEnd(index, name, 6);
  if (!name.startsWith('service:') || name === 'service:') return undefined;
  const service = name.slice('service:'.length);
  const host: EndHost = {
    kind: 'service',
    name: service,
    family: 4,
    mode: 'oneOf',
    addresses: ofFamily(publicAddresses, 4),
  };
  return { ...plain, id: name, name, kind: 'service', quantifier: 'every', hosts: [host], own: httpsTraffic };
}

/** The internet, without the AWS services that have gateway endpoints: those are not meant by it. */
function internetEnd(index: NetworkIndex, name: string, family: 4 | 6): End {
  let addresses = ofFamily(publicAddresses, family);
  for (const { id, service } of index.network.prefixLists.values()) {
    if (service === undefined || !gatewayServices.has(service)) continue;
    addresses = subtractAddresses(addresses, compilePrefixList(index, id).sure);
  }
  const host: EndHost = { kind: 'internet', name: 'the internet', family, mode: 'each', addresses };
  return { ...plain, id: name, name, kind: 'internet', quantifier: 'some', hosts: [host] };
}

function namedEnd(index: NetworkIndex, name: string): ResolvedEndpoint | undefined {
  const named = findNamed(index, name);
  if (named?.kind === 'one') return { kind: 'end', end: componentEnd(index, named.found) };
  if (named?.kind === 'ambiguous') return ambiguous(name, named.ids);
  const instances =
    named?.workloads ?? [...index.network.workloads.values()].filter(({ id }) => id.startsWith(`${name}[`));
  if (instances.length > 0) return { kind: 'end', end: instancesEnd(index, name, instances) };
  const others = [...index.network.interfaces.values()].filter(({ id }) => id.startsWith(`${name}[`));
  if (others.length === 0) return undefined;
  const hosts = others.map((one) => interfaceEnd(index, one));
  return { kind: 'end', end: { ...plain, id: name, name, kind: 'interface', quantifier: 'every', hosts } };
}

function ambiguous(name: string, ids: readonly string[]): ResolvedEndpoint {
  const message = `Several things here are called "${name}": say which by its id, ${ids.slice(0, 5).join(' or ')}.`;
  return { kind: 'error', error: { name, message, close: ids.slice(0, 5) } };
}

function componentEnd(index: NetworkIndex, found: Found): End {
  const { network } = index;
  const { id, name } = found.component;
  switch (found.kind) {
    case 'workload':
      return workloadEnd(index, found.component);
    case 'loadBalancer':
      return balancerEnd(index, found.component);
    case 'endpoint': {
      const hosts = interfacesOf(index, found.component.interfaces).map((one) => interfaceEnd(index, one));
      const nowhere =
        hosts.length > 0 ? undefined : { value: name, why: 'it has no network interfaces that are known' };
      return { ...plain, id, name, kind: 'endpoint', quantifier: 'every', hosts, own: httpsTraffic, nowhere };
    }
    case 'interface': {
      const owner = index.workloadOf(found.component);
      const own = owner === undefined ? undefined : ownTraffic(owner.listens);
      return {
        ...plain,
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
      return { ...plain, id, name, kind: 'address', quantifier: 'some', hosts: [host] };
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
      ...plain,
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
  return { ...plain, id, name, kind: 'workload', quantifier, hosts, own, nowhere, assumptions };
}

function balancerEnd(index: NetworkIndex, balancer: LoadBalancer): End {
  const { id, name } = balancer;
  const dial = balancer.scheme.known && balancer.scheme.value === 'internet-facing' ? 'public' : 'private';
  const hosts = interfacesOf(index, balancer.interfaces).map((one) => interfaceEnd(index, one, dial));
  const nowhere =
    hosts.length > 0 ? undefined : { value: name, why: 'it has no network interfaces that are known' };
  return {
    ...plain,
    id,
    name,
    kind: 'loadBalancer',
    quantifier: 'every',
    hosts,
    own: listenerTraffic(balancer),
    nowhere,
    balancer,
  };
}

function instancesEnd(index: NetworkIndex, name: string, instances: readonly Workload[]): End {
  const ends = instances.map((workload) => workloadEnd(index, workload));
  const listens = instances.flatMap(({ listens: ports }) => ports);
  return {
    ...plain,
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

/** Whoever is in a place or carries a group; where nobody is known to, a machine as it would be. */
function placeEnd(
  index: NetworkIndex,
  id: Id,
  name: string,
  kind: 'subnet' | 'securityGroup' | 'vpc',
  interfaces: readonly NetworkInterface[],
  subnets: readonly Subnet[],
  groups: readonly Id[],
): End {
  const hosts = classesOf(
    index,
    interfaces.filter((one) => one.kind !== 'natGateway' && one.kind !== 'transitGateway'),
  );
  if (hosts.length > 0) return { ...plain, id, name, kind, quantifier: 'some', hosts };
  const imagined = subnets.map((subnet) => imaginedHost(index, subnet, groups, undefined));
  const what = groups.length > 0 ? 'carries it' : 'runs in it';
  const as =
    groups.length > 0
      ? 'a machine that does, in any subnet of its VPC'
      : 'a machine there, whose own security groups let everything pass';
  return {
    ...plain,
    id,
    name,
    kind,
    quantifier: 'some',
    hosts: imagined,
    nowhere: imagined.length > 0 ? undefined : { value: name, why: `nothing is known that ${what}` },
    assumptions: [`Nothing is known that ${what}: ${name} stands for ${as}.`],
  };
}

/** A machine that nobody has written down, in a subnet. */
function imaginedHost(
  index: NetworkIndex,
  subnet: Subnet,
  groups: readonly Id[],
  only: AddressSet | undefined,
): InterfaceEnd {
  const blocks = subnet.cidrs.flatMap((cidr) => (cidr.known ? [cidr.value] : []));
  const mapped = subnet.mapPublicIpOnLaunch;
  const one: NetworkInterface = {
    id: `${subnet.id}/a-machine`,
    name: `a machine in ${subnet.name}`,
    subnet: { known: true, value: subnet.id },
    kind: 'interface',
    addresses: ([4, 6] as const)
      .filter(
        (family) => blocks.some((block) => block.family === family) || (family === 4 && blocks.length === 0),
      )
      .map((family) => ({
        family,
        within: { known: true, value: blocks.filter((block) => block.family === family) },
        publicAddress: mapped.known
          ? { known: true, value: family === 4 && mapped.value ? { address: undefined } : undefined }
          : mapped,
      })),
    securityGroups: groups.map((id) => ({ known: true, value: id })),
    sourceDestinationCheck: { known: true, value: true },
  };
  const end = interfaceEnd(index, one);
  const parties = new Map(
    [...end.parties].map(([family, { address }]) => {
      const all = only ?? addressSet(blocks);
      const addresses = ofFamily(all, family);
      return [family, { address, addresses: noAddressIn(addresses) ? undefined : addresses }] as const;
    }),
  );
  return { ...end, parties };
}

/** An address or CIDR: who has it, else where it would be. */
function addressEnd(index: NetworkIndex, name: string): End | undefined {
  const parsed = parseCidr(name);
  const cidr = parsed.kind === 'cidr' ? parsed.cidr : parseAddress(name);
  if (cidr === undefined) return undefined;
  const set = addressSet([cidr]);
  const base = { ...plain, id: name, name, kind: 'address' as const, quantifier: 'some' as const };
  const owners = ownersOf(index, cidr, set);
  if (owners.length > 0) return { ...base, hosts: owners };
  const maybe = [...index.network.interfaces.values()].filter((one) => mayHave(index, one, set));
  const imagined = [...index.network.subnets.values()].flatMap((subnet) => {
    const blocks = addressSet(subnet.cidrs.flatMap((block) => (block.known ? [block.value] : [])));
    const shared = intersectAddresses(blocks, set);
    return noAddressIn(shared) ? [] : [imaginedHost(index, subnet, [], shared)];
  });
  if (imagined.length > 0) {
    const why = `No interface is known to have ${name}: it stands for a machine there, whose own security groups let everything pass.`;
    return { ...base, hosts: imagined, assumptions: [why], ...(maybe.length > 0 ? {} : {}) };
  }
  return { ...base, hosts: outsideHosts(cidr, set) };
}

function ownersOf(index: NetworkIndex, cidr: Cidr, set: AddressSet): readonly EndHost[] {
  const isOne = cidr.prefixLength === (cidr.family === 4 ? 32 : 128);
  if (isOne) {
    const publicOwner = index.byPublicAddress().get(addressKey(cidr));
    if (publicOwner !== undefined) return [underPublicAddress(index, publicOwner, cidr)];
    return (index.byAddress().get(addressKey(cidr)) ?? []).map((one) => underAddress(index, one, cidr));
  }
  const inside: NetworkInterface[] = [];
  const outside: NetworkInterface[] = [];
  for (const one of index.network.interfaces.values()) {
    if (one.kind === 'natGateway' || one.kind === 'transitGateway') continue;
    if (
      one.addresses.some((address) =>
        includesAddresses(set, interfaceHost(index, one, address).party.addresses),
      )
    )
      inside.push(one);
    const isPublic = one.addresses.some(({ publicAddress }) => {
      const known = publicAddress.known ? publicAddress.value?.address : undefined;
      return known !== undefined && addressesOverlap(set, addressSet([known]));
    });
    if (isPublic) outside.push(one);
  }
  const insiders = classesOf(index, inside).map((end): EndHost => ({ ...end, dial: 'private' }));
  return [...insiders, ...outside.map((one) => interfaceEnd(index, one, 'public'))];
}

/** The interface under its public address, and no other. */
function underPublicAddress(index: NetworkIndex, one: NetworkInterface, cidr: Cidr): InterfaceEnd {
  const end = interfaceEnd(index, one, 'public');
  const address = one.addresses.find(
    ({ publicAddress }) => publicAddress.known && publicAddress.value?.address?.address === cidr.address,
  );
  return address === undefined ? end : { ...end, parties: new Map([[4, { address, addresses: undefined }]]) };
}

/** The interface under one of its addresses, which need not be its first. */
function underAddress(index: NetworkIndex, one: NetworkInterface, cidr: Cidr): InterfaceEnd {
  const end = interfaceEnd(index, one, 'private');
  const address = one.addresses.find(
    ({ within }) => within.known && within.value[0]?.address === cidr.address,
  );
  return address === undefined
    ? end
    : { ...end, parties: new Map([[cidr.family, { address, addresses: undefined }]]) };
}

function mayHave(index: NetworkIndex, one: NetworkInterface, set: AddressSet): boolean {
  return one.addresses.some((address) =>
    addressesOverlap(set, interfaceHost(index, one, address).party.addresses),
  );
}

function outsideHosts(cidr: Cidr, set: AddressSet): readonly EndHost[] {
  const name = formatCidr(cidr);
  const { family } = cidr;
  const onInternet = intersectAddresses(set, publicAddresses);
  const elsewhere = subtractAddresses(set, publicAddresses);
  const hosts: EndHost[] = [];
  if (!noAddressIn(onInternet))
    hosts.push({ kind: 'internet', name, family, mode: 'each', addresses: onInternet });
  if (!noAddressIn(elsewhere))
    hosts.push({ kind: 'onPremises', name, family, mode: 'each', addresses: elsewhere });
  return hosts;
}

/** Client ports of an end's host. */
export function portsOfHost(host: EndHost): InterfaceEnd['clientPorts'] {
  return host.kind === 'interface' ? host.clientPorts : strangersPorts;
}
