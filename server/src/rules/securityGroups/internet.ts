import {
  addressSet,
  includesAddresses,
  noAddresses,
  subtractAddresses,
  allAddresses,
  uniteAddresses,
  type AddressSet,
} from '../../ip/addresses';
import { parseCidr, type Cidr, type Family } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Id, Network, NetworkInterface } from '../../network/model';
import type { RulePeer } from '../groupRules';
import { identityOf, textOf } from '../values';

/**
 * Blocks that are no one's address on the internet, so that a rule does not have to admit them to be open to all of it.
 * https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
const notPublic = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
];

/** The addresses of the internet: for IPv6 what is given out at all (2000::/3, https://www.iana.org/assignments/ipv6-address-space/). */
const internet: Readonly<Record<Family, AddressSet>> = {
  4: { ...noAddresses, v4: subtractAddresses(allAddresses, addressSet(notPublic.flatMap(blockOf))).v4 },
  6: addressSet(blockOf('2000::/3')),
};

/** Whether these addresses are all of the internet in one family. */
export function isWholeInternet(addresses: AddressSet, family: Family): boolean {
  return includesAddresses(addresses, internet[family]);
}

/** The addresses that a peer of a group rule admits, as far as they are known; none for groups. */
export function peerAddresses(peer: RulePeer, network: () => Network): AddressSet {
  if (peer.kind === 'cidr4' || peer.kind === 'cidr6') {
    const text = textOf(peer.value);
    return text === undefined ? noAddresses : addressSet(blockOf(text));
  }
  const id = peer.kind === 'prefixList' ? identityOf(peer.value) : undefined;
  const list = id === undefined ? undefined : network().prefixLists.get(id);
  const entries = list?.entries.filter((entry) => entry.uncertain === undefined) ?? [];
  return addressSet(entries.flatMap((entry) => valueOf(entry.cidr) ?? []));
}

/** All addresses of several sets. */
export function uniteAll(sets: readonly AddressSet[]): AddressSet {
  return sets.reduce(uniteAddresses, noAddresses);
}

/** Whether the internet can use a rule of a group: `nobody` carries it, something that `faces` the internet does, or only what is `hidden` from it. */
export type Exposure = 'nobody' | 'faces' | 'hidden';

/**
 * Whether an interface with this group can have a public address and a route to an internet gateway. Whatever is unknown
 * counts as possible.
 */
export function exposureOf(network: Network, group: Id): Exposure {
  const carriers = [...network.interfaces.values()].filter((one) =>
    one.securityGroups.some((own) => !own.known || own.value === group),
  );
  const certain = carriers.filter((one) => one.securityGroups.some((own) => valueOf(own) === group));
  if (certain.length === 0) return 'nobody';
  return carriers.some((one) => mayFaceInternet(network, one)) ? 'faces' : 'hidden';
}

function mayFaceInternet(network: Network, one: NetworkInterface): boolean {
  const addressed = one.addresses.some(
    (address) =>
      address.family === 6 || !address.publicAddress.known || address.publicAddress.value !== undefined,
  );
  return addressed && mayLeadToInternet(network, one);
}

function mayLeadToInternet(network: Network, one: NetworkInterface): boolean {
  const subnet =
    valueOf(one.subnet) === undefined ? undefined : network.subnets.get(valueOf(one.subnet) ?? '');
  const tableId = subnet === undefined ? undefined : valueOf(subnet.routeTable);
  const table = tableId === undefined ? undefined : network.routeTables.get(tableId);
  if (table === undefined || table.routesIncomplete !== undefined) return true;
  return table.routes.some((route) => !route.target.known || route.target.value.kind === 'internetGateway');
}

function blockOf(text: string): Cidr[] {
  const parsed = parseCidr(text);
  return parsed.kind === 'cidr' ? [parsed.cidr] : [];
}
