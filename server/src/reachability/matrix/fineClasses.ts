import type { Cidr, Family } from '../../ip/cidr';
import { addressBits } from '../../ip/cidr';
import type { Id, InterfaceAddress, Network, NetworkInterface } from '../../network/model';
import { classKey } from '../ends';
import type { NetworkIndex } from '../networkIndex';

/**
 * Interfaces in classes that nothing at all tells apart, their addresses included: no rule, entry or route of the network
 * names a block that holds one of them and not the other. One member is walked for all.
 */
export interface FineClass {
  readonly id: number;
  readonly members: readonly NetworkInterface[];
  /** The one that stands for all. */
  readonly interface: NetworkInterface;
  /** Classes in one place differ in their security groups only. */
  readonly place: number;
}

/** All interfaces of the network in classes, with the class of each by its id. */
export interface FineClasses {
  readonly classes: readonly FineClass[];
  readonly classOf: ReadonlyMap<Id, FineClass>;
}

/** The classes of a network; worked out once. */
export function fineClasses(index: NetworkIndex): FineClasses {
  return index.remember('fine classes', index.network, () => {
    const blocks = blocksInUse(index.network);
    const alone = routeTargets(index.network);
    const places = new Map<string, number>();
    const byKey = new Map<string, { members: NetworkInterface[]; place: number }>();
    for (const one of index.network.interfaces.values()) {
      const where = alone.has(one.id) || one.kind === 'natGateway' ? one.id : addressesKey(one, blocks);
      const bareKey = `${bareKeyOf(index, one)} ${where}`;
      const place = places.get(bareKey) ?? places.size;
      places.set(bareKey, place);
      const key = `${classKey(index, one)} ${where}`;
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, { members: [one], place });
      else same.members.push(one);
    }
    const classes: FineClass[] = [];
    const classOf = new Map<Id, FineClass>();
    for (const { members, place } of byKey.values()) {
      const [first] = members;
      if (first === undefined) continue;
      const made: FineClass = { id: classes.length, members, interface: first, place };
      classes.push(made);
      for (const { id } of members) classOf.set(id, made);
    }
    return { classes, classOf };
  });
}

function bareKeyOf(index: NetworkIndex, one: NetworkInterface): string {
  return classKey(index, { ...one, securityGroups: [] });
}

/** Interfaces that routes lead to. */
export function routeTargets(network: Network): ReadonlySet<Id> {
  const ids = new Set<Id>();
  for (const table of network.routeTables.values()) {
    for (const { target } of table.routes) {
      if (target.known && target.value.kind === 'interface') ids.add(target.value.id);
    }
  }
  return ids;
}

/** Blocks that some decision of the engine looks for, as network numbers by family and prefix length. */
type BlocksInUse = ReadonlyMap<Family, ReadonlyMap<number, ReadonlySet<bigint>>>;

function blocksInUse(network: Network): BlocksInUse {
  const blocks = new Map<Family, Map<number, Set<bigint>>>([
    [4, new Map()],
    [6, new Map()],
  ]);
  const add = ({ family, prefixLength, address }: Cidr): void => {
    const lengths = blocks.get(family);
    const numbers = lengths?.get(prefixLength);
    if (numbers === undefined) lengths?.set(prefixLength, new Set([address]));
    else numbers.add(address);
  };
  for (const group of network.securityGroups.values()) {
    for (const { peer } of group.rules) if (peer.known && peer.value.kind === 'cidr') add(peer.value.cidr);
  }
  for (const acl of network.networkAcls.values()) {
    for (const { cidr } of acl.entries) if (cidr.known) add(cidr.value);
  }
  for (const list of network.prefixLists.values()) {
    for (const { cidr } of list.entries) if (cidr.known) add(cidr.value);
  }
  for (const table of [...network.routeTables.values(), ...network.transitGatewayRouteTables.values()]) {
    for (const { destination } of table.routes) {
      if (destination.known && destination.value.kind === 'cidr') add(destination.value.cidr);
    }
  }
  for (const { cidrs } of network.vpcs.values()) for (const cidr of cidrs) if (cidr.known) add(cidr.value);
  for (const { routes } of network.vpnConnections.values()) {
    for (const cidr of routes) if (cidr.known) add(cidr.value);
  }
  for (const { requester, accepter } of network.peeringConnections.values()) {
    for (const cidr of [...requester.cidrs, ...accepter.cidrs]) add(cidr);
  }
  return blocks;
}

function addressesKey(one: NetworkInterface, blocks: BlocksInUse): string {
  const parts = one.addresses.map((address) => {
    const { publicAddress } = address;
    const open = publicAddress.known
      ? publicKey(publicAddress.value?.address, blocks)
      : publicAddress.unknown.value;
    return `${address.family}:${withinKey(address, blocks)}:${open}`;
  });
  return parts.join(';');
}

function publicKey(cidr: Cidr | undefined, blocks: BlocksInUse): string {
  return cidr === undefined ? '-' : `public ${blocksAround(cidr, blocks)}`;
}

function withinKey({ within }: InterfaceAddress, blocks: BlocksInUse): string {
  if (!within.known) return `?${within.unknown.value}`;
  return within.value
    .map((cidr) => {
      const isOne = cidr.prefixLength === addressBits(cidr.family);
      return isOne ? blocksAround(cidr, blocks) : `${cidr.address}/${cidr.prefixLength}`;
    })
    .join();
}

/** Which of the blocks in use hold the address: one bit of text for each prefix length that occurs. */
function blocksAround(cidr: Cidr, blocks: BlocksInUse): string {
  const bits = addressBits(cidr.family);
  let key = '';
  for (const [length, numbers] of blocks.get(cidr.family) ?? []) {
    const hostBits = BigInt(bits - length);
    const network = (cidr.address >> hostBits) << hostBits;
    if (numbers.has(network)) key += `${network}/${length} `;
  }
  return key;
}
