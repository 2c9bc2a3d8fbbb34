import {
  addressSet,
  allAddresses,
  firstAddress,
  formatAddressSet,
  ofFamily,
  subtractAddresses,
} from '../ip/addresses';
import { formatAddress, parseCidr, type Cidr, type Family } from '../ip/cidr';
import type { InterfaceAddress, NetworkInterface, Unknown } from '../network/model';
import type { NetworkIndex } from './networkIndex';
import type { Party } from './parties';

/** Somebody who sends or receives, under one address (or a set that is walked at once). */
export type Host = InterfaceHost | PublicHost | OutsideHost | ServiceHost;

/** An interface under its private IPv4 or its IPv6 address. */
export interface InterfaceHost {
  readonly kind: 'interface';
  readonly interface: NetworkInterface;
  readonly address: InterfaceAddress;
  readonly party: Party;
}

/** An interface under its public IPv4 address: the same machine, but addressed as a stranger addresses it. */
export interface PublicHost {
  readonly kind: 'public';
  readonly interface: NetworkInterface;
  readonly address: InterfaceAddress;
  readonly party: Party;
}

/** A machine that is not in the model: on the internet, or in a network behind a VPN or Direct Connect. */
export interface OutsideHost {
  readonly kind: 'internet' | 'onPremises';
  readonly party: Party;
}

/** The public addresses of an AWS service. `service` is its short name (`s3`). */
export interface ServiceHost {
  readonly kind: 'service';
  readonly service: string;
  readonly party: Party;
}

const special = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
];

/** Addresses that mean nothing on the internet: RFC 1918, RFC 6598, loopback, link-local, multicast; for IPv6 all but 2000::/3. */
export const notPublic = {
  v4: addressSet(special.map(block)).v4,
  v6: subtractAddresses(ofFamily(allAddresses, 6), addressSet([block('2000::/3')])).v6,
};

/** RFC 6598, which an internet gateway refuses as it does RFC 1918. */
export const sharedUse = addressSet([block('100.64.0.0/10')]);

/** Everything that can be a host on the internet. */
export const publicAddresses = subtractAddresses(allAddresses, notPublic);

function block(text: string): Cidr {
  const parsed = parseCidr(text);
  return parsed.kind === 'cidr' ? parsed.cidr : { family: 4, address: 0n, prefixLength: 32 };
}

/** The interface under one of its addresses. */
export function interfaceHost(
  index: NetworkIndex,
  one: NetworkInterface,
  address: InterfaceAddress,
): InterfaceHost {
  return { kind: 'interface', interface: one, address, party: privateParty(index, one, address) };
}

/** The interface under the public address that goes with one of its private ones. */
export function publicHost(one: NetworkInterface, address: InterfaceAddress): PublicHost {
  const known = address.publicAddress.known ? address.publicAddress.value?.address : undefined;
  const party: Party =
    known === undefined
      ? { mode: 'oneOf', addresses: ofFamily(publicAddresses, 4) }
      : { mode: 'each', addresses: addressSet([known]) };
  return { kind: 'public', interface: one, address, party };
}

function privateParty(index: NetworkIndex, one: NetworkInterface, address: InterfaceAddress): Party {
  const within = address.within.known ? address.within.value : [];
  const [only] = within;
  if (only !== undefined && within.length === 1 && only.prefixLength === (only.family === 4 ? 32 : 128)) {
    return { mode: 'each', addresses: addressSet([only]) };
  }
  if (within.length > 0) return { mode: 'oneOf', addresses: addressSet(within) };
  return { mode: 'oneOf', addresses: index.addressesAround(one, address.family) };
}

/** The first address of a family, which is the one that an interface sends from. */
export function addressOf(one: NetworkInterface, family: Family): InterfaceAddress | undefined {
  return one.addresses.find((address) => address.family === family);
}

/** Why nobody knows which address of its subnet it has. */
export function addressUnknown(host: Host): Unknown {
  if (host.kind === 'interface' || host.kind === 'public') {
    const known = host.kind === 'interface' ? host.address.within : host.address.publicAddress;
    if (!known.known) return known.unknown;
    const origin = host.interface.origin;
    return {
      value: `the ${host.kind === 'public' ? 'public ' : ''}address of ${host.interface.name}`,
      why: 'it is given when the interface is made',
      ...(origin === undefined ? {} : { origin }),
    };
  }
  if (host.kind === 'service') {
    return {
      value: `the addresses of ${host.service}`,
      why: 'they are not part of the network and change with time',
    };
  }
  return { value: 'the address of the other side', why: 'only a part of what was asked about matches' };
}

/** The host's address for people: `10.0.1.5`, `one of 10.0.1.0/24`, `the internet`. */
export function addressText(host: Host): string {
  if (host.kind === 'service') return host.service;
  const { party } = host;
  const text = formatAddressSet(party.addresses, 3);
  if (party.mode === 'oneOf') return `one of ${text}`;
  if (host.kind === 'internet' && host.party.addresses.v4.length + host.party.addresses.v6.length > 2)
    return 'the internet';
  const first = firstAddress(party.addresses);
  return first !== undefined && text === '' ? formatAddress(first.family, first.address) : text;
}

/** The host's name for people. */
export function hostName(host: Host): string {
  if (host.kind === 'interface' || host.kind === 'public') return host.interface.name;
  return host.kind === 'service' ? host.service : addressText(host);
}
