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
import type { Network, NetworkInterface, Route } from '../../network/model';
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

/**
 * Whether the route table of an interface's subnet leads to an internet gateway; undefined where that is unknown. With a
 * family, only by a route of that family.
 */
export function leadsToInternet(
  network: Network,
  one: NetworkInterface,
  family?: Family,
): boolean | undefined {
  const subnet = network.subnets.get(valueOf(one.subnet) ?? '');
  const table = subnet === undefined ? undefined : network.routeTables.get(valueOf(subnet.routeTable) ?? '');
  if (table === undefined) return undefined;
  const routes = table.routes.filter((route) => family === undefined || mayBeOf(route, family));
  const leads = (route: Route): boolean => valueOf(route.target)?.kind === 'internetGateway';
  if (routes.some((route) => leads(route) && route.uncertain === undefined)) return true;
  const unknown = table.routesIncomplete !== undefined || routes.some((one) => mayForward(one) || leads(one));
  return unknown ? undefined : false;
}

/** Whether a route leads to something that may pass packets on to an internet gateway: a firewall's endpoint, an appliance. */
function mayForward({ target }: Route): boolean {
  return !target.known || /^(endpoint|interface|other)$/.test(target.value.kind);
}

function mayBeOf({ destination }: Route, family: Family): boolean {
  const to = valueOf(destination);
  return to?.kind !== 'cidr' || to.cidr.family === family;
}

function blockOf(text: string): Cidr[] {
  const parsed = parseCidr(text);
  return parsed.kind === 'cidr' ? [parsed.cidr] : [];
}
