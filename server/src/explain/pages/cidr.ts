import { addressesOverlap, addressSet, includesAddresses } from '../../ip/addresses';
import {
  addressBits,
  cidrContains,
  cidrSize,
  formatAddress,
  formatCidr,
  sameCidr,
  type Cidr,
} from '../../ip/cidr';
import type { Component, Maybe, Network } from '../../network/model';
import type { NetworkIndex } from '../../reachability/index';
import { notPublic } from '../../reachability/hosts';
import { markdown, markdownCode } from '../escape';
import { nameList, ownerName, type Page } from './page';
import { canBeSubnet, sizeInWords, usableAddresses } from './size';

/**
 * A block of addresses: its network, first and last address, size, and what of the network lies in it.
 * @param written as the code has it, where that is not the network itself (host bits)
 */
export function cidrPage({ network }: NetworkIndex, cidr: Cidr, written = formatCidr(cidr)): Page {
  return {
    what: 'CIDR block',
    of: markdownCode(written),
    body: [
      ...(written === formatCidr(cidr)
        ? []
        : [`Bits of the host are set: the network is ${markdownCode(formatCidr(cidr))}.`]),
      sizeText(cidr),
      ...contentsText(network, cidr),
    ],
  };
}

function sizeText(cidr: Cidr): string {
  const { family, address, prefixLength } = cidr;
  if (prefixLength === 0) return `Every IPv${family} address.`;
  const last = address + cidrSize(cidr) - 1n;
  const range =
    prefixLength === addressBits(family)
      ? ''
      : `, ${markdownCode(formatAddress(family, address))} to ${markdownCode(formatAddress(family, last))}`;
  const usable = canBeSubnet(cidr) ? `; ${usableAddresses(cidr)} usable in a subnet (AWS keeps five)` : '';
  return `${markdown(sizeInWords(cidr))}${range}${usable}. ${placeOfBlock(cidr)}`;
}

/** Whether its addresses mean anything on the internet. */
function placeOfBlock(cidr: Cidr): string {
  const own = addressSet([cidr]);
  if (includesAddresses(notPublic, own)) return 'Private: nobody on the internet has them.';
  return addressesOverlap(notPublic, own) ? 'Public and private ones.' : 'Public: addresses of the internet.';
}

/** What lies in it, and what it lies in. */
function contentsText(network: Network, cidr: Cidr): string[] {
  if (cidr.prefixLength === 0) return [];
  const homes = [...network.subnets.values(), ...network.vpcs.values()];
  const equal = homes.filter(({ cidrs }) => blocks(cidrs).some((one) => sameCidr(one, cidr)));
  const around = homes.filter(({ cidrs }) =>
    blocks(cidrs).some((one) => cidrContains(one, cidr) && !sameCidr(one, cidr)),
  );
  const inside = homes.filter(({ cidrs }) =>
    blocks(cidrs).some((one) => cidrContains(cidr, one) && !sameCidr(one, cidr)),
  );
  const owners = ownersIn(network, cidr);
  const all = [
    line('It is the block of', equal),
    line('It lies in', around),
    line('It holds', inside),
    owners.surely.length === 0 ? '' : `Addresses in it: ${nameList(owners.surely)}.`,
    owners.perhaps.length === 0 ? '' : `Perhaps in it: ${nameList(owners.perhaps)}.`,
  ].filter((text) => text !== '');
  return all.length === 0 ? ['Nothing here has an address in it.'] : [all.join(' ')];
}

function line(words: string, components: readonly Component[]): string {
  return components.length === 0 ? '' : `${words} ${nameList(components.map(({ name }) => name))}.`;
}

function blocks(cidrs: readonly Maybe<Cidr>[]): Cidr[] {
  return cidrs.flatMap((cidr) => (cidr.known ? [cidr.value] : []));
}

/** Whose addresses are in the block, and whose may be. */
function ownersIn(network: Network, cidr: Cidr): { readonly surely: string[]; readonly perhaps: string[] } {
  const set = addressSet([cidr]);
  const surely = new Set<string>();
  const perhaps = new Set<string>();
  for (const one of network.interfaces.values()) {
    for (const { within, publicAddress } of one.addresses) {
      const own = within.known ? addressSet(within.value) : undefined;
      const address = publicAddress.known ? publicAddress.value?.address : undefined;
      const isPublic = address !== undefined && cidrContains(cidr, address);
      const isHere = own !== undefined && addressesOverlap(own, set);
      if (isPublic || (isHere && includesAddresses(set, own))) surely.add(ownerName(network, one));
      else if (isHere) perhaps.add(ownerName(network, one));
    }
  }
  return { surely: [...surely], perhaps: [...perhaps].filter((name) => !surely.has(name)) };
}
