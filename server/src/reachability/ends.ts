import { addressSet, type AddressSet } from '../ip/addresses';
import { formatCidr, type Cidr, type Family } from '../ip/cidr';
import { noTraffic, portTraffic, protocolTraffic, tcp, type Traffic } from '../ip/traffic';
import { unite, type Ranges } from '../ip/ranges';
import type {
  Id,
  InterfaceAddress,
  ListeningPort,
  LoadBalancer,
  NetworkInterface,
  Unknown,
  VpcEndpoint,
  Workload,
} from '../network/model';
import type { Front } from './balancers/front';
import type { NetworkIndex } from './networkIndex';
import type { Party } from './parties';
import type { NeededPorts } from './walk/branch';

/** One side of a question, as it stands in the network. */
export interface End {
  readonly id: Id;
  readonly name: string;
  readonly kind: EndKind;
  /**
   * `every`: it is behind each of its hosts, now or later, and all of them have to do (a service's tasks). `some`: any
   * of them will do (a set that somebody asked about, an instance with two interfaces).
   */
  readonly quantifier: 'every' | 'some';
  readonly hosts: readonly EndHost[];
  /** The values that decide which of its hosts it means, where nobody knows them. */
  readonly chosenBy?: readonly Unknown[];
  /** What it answers on, where that is known. */
  readonly own: OwnTraffic | undefined;
  /** Why it has no hosts. */
  readonly nowhere: Unknown | undefined;
  readonly assumptions: readonly string[];
  /** The balancer that takes its connections and opens others for them. */
  readonly front: Front | undefined;
}

/** What most ends do not have. */
export const plainEnd = {
  own: undefined,
  nowhere: undefined,
  assumptions: [],
  front: undefined,
} satisfies Partial<End>;

export type EndKind =
  | 'workload'
  | 'loadBalancer'
  | 'endpoint'
  | 'interface'
  | 'subnet'
  | 'securityGroup'
  | 'vpc'
  | 'address'
  | 'internet'
  | 'service';

/** A destination's own ports; `unknown` where one of them is not known. */
export interface OwnTraffic {
  readonly traffic: Traffic;
  readonly unknown: Unknown | undefined;
}

/** One host of an end: an interface (or several that fare alike), or a place outside the model. */
export type EndHost = InterfaceEnd | OutsideEnd;

export interface InterfaceEnd {
  readonly kind: 'interface';
  /** It, or one of its class that stands for all. */
  readonly interface: NetworkInterface;
  readonly members: readonly NetworkInterface[];
  /** The address by which it takes part, per family; the IPv4 one may stand for several interfaces of a class. */
  readonly parties: ReadonlyMap<
    Family,
    { readonly address: InterfaceAddress; readonly addresses: AddressSet | undefined }
  >;
  /** Which IPv4 address of it was asked for; `name`: none in particular, so whoever calls takes the one that fits. */
  readonly dial: 'name' | 'private' | 'public';
  readonly clientPorts: NeededPorts;
}

export interface OutsideEnd {
  /** `local`: what AWS runs on every host, such as the resolver. */
  readonly kind: 'internet' | 'onPremises' | 'service' | 'local';
  readonly name: string;
  readonly family: Family;
  readonly mode: Party['mode'];
  readonly addresses: AddressSet;
}

const linux: Ranges = [32768, 61000];
const any: Ranges = [1024, 65536];

/** Client ports by what sends. https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html */
const clientPorts: Readonly<Record<Workload['clientPorts'], NeededPorts>> = {
  linux: { sure: linux, least: linux },
  windows: { sure: [49152, 65536], least: [49152, 65536] },
  aws: { sure: any, least: any },
  // Nobody knows the system: all that any of them uses must pass for a yes, what most use for less than a no.
  unknown: { sure: any, least: linux },
};

/** Client ports of somebody outside the model. */
export const strangersPorts = clientPorts.unknown;

/** Client ports of AWS's own senders: balancers, NAT gateways. */
export const awsPorts = clientPorts.aws;

/** Client ports of what runs behind an interface. */
function clientPortsOf(index: NetworkIndex, one: NetworkInterface): NeededPorts {
  if (one.kind === 'lambda') return awsPorts;
  if (one.kind !== 'interface' && one.kind !== 'other') return awsPorts;
  return clientPorts[index.workloadOf(one)?.clientPorts ?? 'unknown'];
}

/** An interface as an end. */
export function interfaceEnd(
  index: NetworkIndex,
  one: NetworkInterface,
  dial: InterfaceEnd['dial'] = 'name',
): InterfaceEnd {
  const parties = new Map<Family, { address: InterfaceAddress; addresses: AddressSet | undefined }>();
  const unknown = { value: `the addresses of ${one.name}`, why: 'nothing tells them' };
  const nameless: InterfaceAddress = {
    family: 4,
    within: { known: false, unknown },
    publicAddress: { known: false, unknown },
  };
  for (const address of one.addresses.length > 0 ? one.addresses : [nameless]) {
    const other = parties.get(address.family);
    const isBetter =
      dial === 'public' && other !== undefined && !hasPublic(other.address) && hasPublic(address);
    if (other === undefined || isBetter) parties.set(address.family, { address, addresses: undefined });
  }
  return {
    kind: 'interface',
    interface: one,
    members: [one],
    parties,
    dial,
    clientPorts: clientPortsOf(index, one),
  };
}

function hasPublic(address: InterfaceAddress): boolean {
  return address.publicAddress.known && address.publicAddress.value !== undefined;
}

/**
 * Interfaces in classes that no decision of the engine can tell apart but by their addresses: same subnet, same groups,
 * same kind of addresses. Each class is one host, whose parties are all of its addresses.
 */
export function classesOf(
  index: NetworkIndex,
  interfaces: Iterable<NetworkInterface>,
): readonly InterfaceEnd[] {
  const special = interfacesInRoutes(index);
  const classes = new Map<string, NetworkInterface[]>();
  for (const one of interfaces) {
    const shape = special.has(one.id) || one.kind === 'natGateway' ? undefined : addressShape(one);
    const key = shape === undefined ? one.id : `${classKey(index, one)} ${shape}`;
    const same = classes.get(key);
    if (same === undefined) classes.set(key, [one]);
    else same.push(one);
  }
  return [...classes.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [withMembers(interfaceEnd(index, first), members)];
  });
}

function withMembers(end: InterfaceEnd, members: readonly NetworkInterface[]): InterfaceEnd {
  if (members.length < 2) return end;
  const parties = new Map(
    [...end.parties].map(([family, { address }]) => {
      const blocks = members.flatMap(
        (one) => onlyBlock(one.addresses.find((other) => other.family === family)) ?? [],
      );
      return [
        family,
        { address, addresses: blocks.length === members.length ? addressSet(blocks) : undefined },
      ] as const;
    }),
  );
  return { ...end, parties, members };
}

/** What the addresses of interfaces in one class have in common; undefined where an interface has to stand alone. */
function addressShape(one: NetworkInterface): string | undefined {
  const shapes: string[] = [];
  const families = new Set<Family>();
  for (const address of one.addresses) {
    const { publicAddress } = address;
    if (families.has(address.family) || (publicAddress.known && publicAddress.value !== undefined))
      return undefined;
    families.add(address.family);
    const within =
      onlyBlock(address) !== undefined
        ? 'one'
        : address.within.known
          ? address.within.value.map(formatCidr).join()
          : address.within.unknown.value;
    shapes.push(`${address.family} ${within} ${publicAddress.known ? 'none' : publicAddress.unknown.value}`);
  }
  return shapes.join('; ');
}

/** The address where it is known, as a block of one. */
function onlyBlock(address: InterfaceAddress | undefined): Cidr | undefined {
  if (address?.within.known !== true) return undefined;
  const [only, ...more] = address.within.value;
  return only !== undefined && more.length === 0 && only.prefixLength === (only.family === 4 ? 32 : 128)
    ? only
    : undefined;
}

/** What a class shares; the client's ports too, since they decide at ACLs. */
export function classKey(index: NetworkIndex, one: NetworkInterface): string {
  const groups = one.securityGroups.map((id) => (id.known ? id.value : `?${id.unknown.value}`)).sort();
  const subnet = one.subnet.known ? one.subnet.value : `?${one.subnet.unknown.value}`;
  const ports = clientPortsOf(index, one);
  return JSON.stringify([
    subnet,
    one.kind,
    groups,
    ports.sure[0],
    ports.least[0],
    one.uncertain?.value,
    one.owner === undefined ? '' : balancerKind(index, one.owner),
    acceptance(endpointOf(index, one)),
  ]);
}

/** The endpoint that an interface belongs to, if it does. */
export function endpointOf(index: NetworkIndex, one: NetworkInterface): VpcEndpoint | undefined {
  const isOfEndpoint = one.kind === 'vpcEndpoint' || one.kind === 'gatewayLoadBalancerEndpoint';
  return isOfEndpoint && one.owner !== undefined ? index.network.endpoints.get(one.owner) : undefined;
}

function acceptance(endpoint: VpcEndpoint | undefined): unknown {
  if (endpoint === undefined) return '';
  return endpoint.available.known ? endpoint.available.value : endpoint.available.unknown.value;
}

function balancerKind(index: NetworkIndex, owner: Id): string {
  return index.network.loadBalancers.get(owner)?.kind ?? '';
}

/** Interfaces that routes name: for them it matters which one it is. */
function interfacesInRoutes(index: NetworkIndex): ReadonlySet<Id> {
  return index.remember('interfaces in routes', index.network.routeTables, () => {
    const ids = new Set<Id>();
    for (const table of index.network.routeTables.values()) {
      for (const { target } of table.routes) {
        if (target.known && target.value.kind === 'interface') ids.add(target.value.id);
      }
    }
    return ids;
  });
}

/** The ports that something listens on. */
export function ownTraffic(listens: readonly ListeningPort[]): OwnTraffic | undefined {
  if (listens.length === 0) return undefined;
  let traffic = noTraffic;
  let unknown: Unknown | undefined;
  for (const { protocol, port } of listens) {
    if (port.known) traffic = unite(traffic, portTraffic(protocol, port.value, port.value));
    else {
      traffic = unite(traffic, protocolTraffic(protocol));
      unknown = port.unknown;
    }
  }
  return { traffic, unknown };
}

/** The ports of a balancer's listeners. */
export function listenerTraffic(balancer: LoadBalancer): OwnTraffic | undefined {
  const listens = balancer.listeners.flatMap(({ protocol, port }): ListeningPort[] => {
    const protocols = !protocol.known
      ? [tcp]
      : protocol.value === 'tcp_udp'
        ? [6 as const, 17 as const]
        : [protocol.value];
    return protocols.map((one) => ({ protocol: one as 6 | 17, port }));
  });
  const own = ownTraffic(listens);
  if (own === undefined || balancer.listenersIncomplete === undefined) return own;
  return { traffic: own.traffic, unknown: own.unknown };
}

/** HTTPS, which every AWS service and interface endpoint answers on. */
export const httpsTraffic: OwnTraffic = { traffic: portTraffic(tcp, 443, 443), unknown: undefined };

/** Client ports of an end's host. */
export function portsOfHost(host: EndHost): InterfaceEnd['clientPorts'] {
  return host.kind === 'interface' ? host.clientPorts : strangersPorts;
}
