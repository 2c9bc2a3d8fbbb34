import { cidrContains, parseAddress, parseCidr, type Cidr } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Id, Network, NetworkInterface, Peer } from '../../network/model';

/** An end of a question, as far as a change needs it: the interfaces it has here, or the blocks it stands for. */
export interface End {
  /** As the question names it. */
  readonly name: string;
  readonly interfaces: readonly NetworkInterface[];
  /** For an end outside the model: the internet, an address, a CIDR. */
  readonly cidrs: readonly Cidr[];
}

const everywhere4: Cidr = { family: 4, address: 0n, prefixLength: 0 };
const everywhere6: Cidr = { family: 6, address: 0n, prefixLength: 0 };

/** What a name of a question stands for; an end without interfaces and blocks where it is nothing of these. */
export function endOf(network: Network, name: string): End {
  if (name === 'internet') return { name, interfaces: [], cidrs: [everywhere4] };
  if (name === 'internet-ipv6') return { name, interfaces: [], cidrs: [everywhere6] };
  const cidr = parseAddress(name) ?? parsedCidr(name);
  if (cidr !== undefined) return { name, interfaces: interfacesWithin(network, cidr), cidrs: [cidr] };
  return { name, interfaces: interfacesNamed(network, name), cidrs: serviceBlocks(network, name) };
}

/** The groups that all of an end's interfaces have together, each once, in order. */
export function groupsOf(end: End): readonly Id[] {
  return [
    ...new Set(end.interfaces.flatMap((one) => one.securityGroups.flatMap((group) => valueOf(group) ?? []))),
  ];
}

/** Blocks that hold every address of an end: its own addresses where they are known, else its subnets'. Few, or none at all. */
export function blocksOf(end: End, limit = 6): readonly Cidr[] {
  if (end.cidrs.length > 0) return end.cidrs;
  const blocks = end.interfaces.flatMap((one) =>
    one.addresses.flatMap((address) => valueOf(address.within) ?? []),
  );
  const distinct = withoutContained(blocks);
  return distinct.length <= limit ? distinct : [];
}

/** The blocks as peers of rules. */
export function asPeers(blocks: readonly Cidr[]): readonly Peer[] {
  return blocks.map((cidr) => ({ kind: 'cidr', cidr }));
}

/** Blocks that no other of them holds, each once. */
function withoutContained(blocks: readonly Cidr[]): readonly Cidr[] {
  return blocks.filter((block, index) =>
    blocks.every((other, place) => {
      if (place === index || !cidrContains(other, block)) return true;
      return cidrContains(block, other) && place > index;
    }),
  );
}

function parsedCidr(text: string): Cidr | undefined {
  const parsed = parseCidr(text);
  return parsed.kind === 'cidr' ? parsed.cidr : undefined;
}

function interfacesWithin(network: Network, cidr: Cidr): NetworkInterface[] {
  return [...network.interfaces.values()].filter((one) =>
    one.addresses.some(
      (address) =>
        valueOf(address.within)?.some((block) => cidrContains(cidr, block)) === true ||
        publicBlock(address.publicAddress, cidr),
    ),
  );
}

function publicBlock(
  publicAddress: NetworkInterface['addresses'][number]['publicAddress'],
  cidr: Cidr,
): boolean {
  const address = valueOf(publicAddress)?.address;
  return address !== undefined && cidrContains(cidr, address);
}

function interfacesNamed(network: Network, name: string): NetworkInterface[] {
  const ids = [
    ...named(network.workloads, name).flatMap((workload) => workload.interfaces),
    ...named(network.loadBalancers, name).flatMap((balancer) => balancer.interfaces),
    ...named(network.endpoints, name).flatMap((endpoint) => endpoint.interfaces),
    ...named(network.interfaces, name).map((one) => one.id),
  ];
  const holders = [...network.interfaces.values()].filter(
    (one) =>
      isNamed(network.subnets, one.subnet, name) ||
      one.securityGroups.some((group) => isNamed(network.securityGroups, group, name)),
  );
  const direct = [...new Set(ids)].flatMap((id) => network.interfaces.get(id) ?? []);
  return direct.length > 0 ? direct : holders;
}

function named<T extends { readonly id: Id; readonly name: string }>(
  components: ReadonlyMap<Id, T>,
  name: string,
): readonly T[] {
  const byId = components.get(name);
  return byId === undefined
    ? [...components.values()].filter((component) => component.name === name)
    : [byId];
}

function isNamed(
  components: ReadonlyMap<Id, { readonly id: Id; readonly name: string }>,
  id: NetworkInterface['subnet'],
  name: string,
): boolean {
  const one = valueOf(id);
  return one !== undefined && (one === name || components.get(one)?.name === name);
}

/** `service:s3`: what the service's prefix list holds. */
function serviceBlocks(network: Network, name: string): readonly Cidr[] {
  const service = /^service:(.+)$/.exec(name)?.[1];
  if (service === undefined) return [];
  const lists = [...network.prefixLists.values()].filter((list) => list.service === service);
  return lists.flatMap((list) => list.entries.flatMap((entry) => valueOf(entry.cidr) ?? []));
}

/** The prefix lists of `service:s3`; a rule that names one stays right when AWS changes its entries. */
export function servicePrefixLists(network: Network, name: string): readonly Id[] {
  const service = /^service:(.+)$/.exec(name)?.[1];
  return [...network.prefixLists.values()]
    .filter((list) => service !== undefined && list.service === service)
    .map((list) => list.id);
}
