import { addressSet, allAddresses, formatAddressSet, ofFamily, type AddressSet } from '../ip/addresses';
import type { Cidr, Family } from '../ip/cidr';
import type {
  ComponentKind,
  Id,
  InternetGateway,
  LoadBalancer,
  Maybe,
  Network,
  NetworkInterface,
  PeeringConnection,
  Subnet,
  TransitGatewayAttachment,
  Unknown,
  Vpc,
  VpcEndpoint,
  Workload,
} from '../network/model';

/**
 * A network with what the engine looks up in it. Made once per network; each part is worked out when a question first
 * needs it, so that making one costs nothing and a question costs what stands on its path.
 */
export interface NetworkIndex {
  readonly network: Network;
  /** The subnet of an interface, where it is known and in the model. */
  readonly subnetOf: (one: NetworkInterface) => Subnet | undefined;
  /** The VPC of an interface, by its subnet. */
  readonly vpcOf: (one: NetworkInterface) => Vpc | undefined;
  readonly vpcOfSubnet: (subnet: Subnet) => Vpc | undefined;
  /** A VPC's blocks, and whether there may be more that nobody knows. */
  readonly vpcBlocks: (vpc: Vpc) => Blocks;
  /** Where an interface's address must lie: in its subnet's blocks, else its VPC's, else anywhere. */
  readonly addressesAround: (one: NetworkInterface, family: Family) => AddressSet;
  readonly subnetsOfVpc: (vpc: Id) => readonly Subnet[];
  readonly interfacesOfSubnet: (subnet: Id) => readonly NetworkInterface[];
  readonly interfacesOfGroup: (group: Id) => readonly NetworkInterface[];
  readonly internetGatewayOf: (vpc: Id) => InternetGateway | undefined;
  /** VPC attachments of a transit gateway to a VPC. */
  readonly attachmentsOf: (transitGateway: Id, vpc: Id) => readonly TransitGatewayAttachment[];
  readonly attachmentsOfVpc: (vpc: Id) => readonly TransitGatewayAttachment[];
  readonly peeringsOfVpc: (vpc: Id) => readonly PeeringConnection[];
  readonly endpointsOfVpc: (vpc: Id) => readonly VpcEndpoint[];
  readonly ownerOf: (one: NetworkInterface) => Workload | LoadBalancer | undefined;
  readonly workloadOf: (one: NetworkInterface) => Workload | undefined;
  /** The interface that surely has this private or IPv6 address, by `addressKey`. */
  readonly byAddress: () => ReadonlyMap<string, readonly NetworkInterface[]>;
  readonly byPublicAddress: () => ReadonlyMap<string, NetworkInterface>;
  /** Remembers what is worked out about a component for as long as the index lives. */
  readonly remember: <V>(what: string, about: object, make: () => V) => V;
  /** Why nobody knows about a component that is not in the model: its kind was not collected, or it is simply not there. */
  readonly missing: (kind: ComponentKind, id: Id) => Unknown;
}

/** Blocks of addresses, with the reason why they may not be all. */
export interface Blocks {
  readonly addresses: AddressSet;
  readonly incomplete: Unknown | undefined;
}

/** A key for one address. */
export function addressKey(cidr: Cidr): string {
  return `${cidr.family}/${cidr.address}`;
}

/** Prepares a network for questions. */
export function indexNetwork(network: Network): NetworkIndex {
  const memory = new Map<string, WeakMap<object, unknown>>();
  const remember = <V>(what: string, about: object, make: () => V): V => {
    let known = memory.get(what);
    if (known === undefined) memory.set(what, (known = new WeakMap()));
    const old = known.get(about);
    if (old !== undefined) return old as V; // Written below, under the same name.
    const made = make();
    known.set(about, made);
    return made;
  };
  const subnetOf = (one: NetworkInterface): Subnet | undefined =>
    one.subnet.known ? network.subnets.get(one.subnet.value) : undefined;
  const vpcOfSubnet = (subnet: Subnet): Vpc | undefined =>
    subnet.vpc.known ? network.vpcs.get(subnet.vpc.value) : undefined;
  const vpcOf = (one: NetworkInterface): Vpc | undefined => {
    const subnet = subnetOf(one);
    return subnet === undefined ? undefined : vpcOfSubnet(subnet);
  };
  const vpcBlocks = (vpc: Vpc): Blocks => remember('vpcBlocks', vpc, () => blocksOf(vpc.cidrs));
  const addressesAround = (one: NetworkInterface, family: Family): AddressSet => {
    const subnet = subnetOf(one);
    const vpc = vpcOf(one);
    for (const around of [
      subnet === undefined ? undefined : remember('subnetBlocks', subnet, () => blocksOf(subnet.cidrs)),
      vpc === undefined ? undefined : vpcBlocks(vpc),
    ]) {
      if (around === undefined) continue;
      const addresses = ofFamily(around.addresses, family);
      if (formatAddressSet(addresses, 1) !== '' && around.incomplete === undefined) return addresses;
    }
    return ofFamily(allAddresses, family);
  };

  const subnetsByVpc = lazy(() => groupBy(network.subnets.values(), (subnet) => [subnet.vpc]));
  const bySubnet = lazy(() => groupBy(network.interfaces.values(), (one) => [one.subnet]));
  const byGroup = lazy(() => groupBy(network.interfaces.values(), (one) => one.securityGroups));
  const gatewaysByVpc = lazy(() =>
    groupBy(network.internetGateways.values(), (gateway) => (isSomething(gateway.vpc) ? [gateway.vpc] : [])),
  );
  const attachmentsByVpc = lazy(() =>
    groupBy(network.transitGatewayAttachments.values(), (one) => (one.vpc === undefined ? [] : [one.vpc])),
  );
  const peeringsByVpc = lazy(() =>
    groupBy(network.peeringConnections.values(), (one) => [one.requester.vpc, one.accepter.vpc]),
  );
  const endpointsByVpc = lazy(() => groupBy(network.endpoints.values(), (one) => [one.vpc]));
  const workloadByInterface = lazy(() => {
    const owners = new Map<Id, Workload>();
    for (const workload of network.workloads.values()) {
      for (const id of workload.interfaces) if (!owners.has(id)) owners.set(id, workload);
    }
    return owners;
  });
  const balancerByInterface = lazy(() => {
    const owners = new Map<Id, LoadBalancer>();
    for (const balancer of network.loadBalancers.values()) {
      for (const id of balancer.interfaces) owners.set(id, balancer);
    }
    return owners;
  });
  const byAddress = lazy(() => {
    const owners = new Map<string, NetworkInterface[]>();
    for (const one of network.interfaces.values()) {
      for (const address of one.addresses) {
        const [only, more] = address.within.known ? address.within.value : [];
        if (only === undefined || more !== undefined || only.prefixLength < (only.family === 4 ? 32 : 128))
          continue;
        push(owners, addressKey(only), one);
      }
    }
    return owners;
  });
  const byPublicAddress = lazy(() => {
    const owners = new Map<string, NetworkInterface>();
    for (const one of network.interfaces.values()) {
      for (const { publicAddress } of one.addresses) {
        const cidr = publicAddress.known ? publicAddress.value?.address : undefined;
        if (cidr !== undefined) owners.set(addressKey(cidr), one);
      }
    }
    return owners;
  });
  return {
    network,
    subnetOf,
    vpcOf,
    vpcOfSubnet,
    vpcBlocks,
    addressesAround,
    subnetsOfVpc: (vpc) => subnetsByVpc().get(vpc) ?? [],
    interfacesOfSubnet: (subnet) => bySubnet().get(subnet) ?? [],
    interfacesOfGroup: (group) => byGroup().get(group) ?? [],
    internetGatewayOf: (vpc) => gatewaysByVpc().get(vpc)?.[0],
    attachmentsOfVpc: (vpc) => attachmentsByVpc().get(vpc) ?? [],
    attachmentsOf: (transitGateway, vpc) =>
      (attachmentsByVpc().get(vpc) ?? []).filter(
        (one) =>
          one.kind === 'vpc' && one.transitGateway.known && one.transitGateway.value === transitGateway,
      ),
    peeringsOfVpc: (vpc) => peeringsByVpc().get(vpc) ?? [],
    endpointsOfVpc: (vpc) => endpointsByVpc().get(vpc) ?? [],
    workloadOf: (one) => workloadByInterface().get(one.id),
    ownerOf: (one) => workloadByInterface().get(one.id) ?? balancerByInterface().get(one.id),
    byAddress,
    byPublicAddress,
    remember,
    missing: (kind, id) =>
      network.notCollected[kind] ?? { value: id, why: 'it is named here, but nothing tells what it is' },
  };
}

function lazy<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function blocksOf(cidrs: readonly Maybe<Cidr>[]): Blocks {
  const known: Cidr[] = [];
  let incomplete: Unknown | undefined;
  for (const cidr of cidrs) {
    if (cidr.known) known.push(cidr.value);
    else incomplete = cidr.unknown;
  }
  return { addresses: addressSet(known), incomplete };
}

function isSomething(vpc: Maybe<Id | undefined>): vpc is Maybe<Id> {
  return vpc.known && vpc.value !== undefined;
}

function groupBy<T>(things: Iterable<T>, keys: (thing: T) => readonly Maybe<Id>[]): Map<Id, T[]> {
  const groups = new Map<Id, T[]>();
  for (const thing of things) {
    for (const key of keys(thing)) if (key.known) push(groups, key.value, thing);
  }
  return groups;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
