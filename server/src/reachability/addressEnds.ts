import {
  addressSet,
  addressesOverlap,
  includesAddresses,
  intersectAddresses,
  noAddressIn,
  subtractAddresses,
  type AddressSet,
} from '../ip/addresses';
import { formatCidr, parseAddress, parseCidr, type Cidr } from '../ip/cidr';
import type { NetworkInterface } from '../network/model';
import { classesOf, interfaceEnd, plainEnd, type End, type EndHost, type InterfaceEnd } from './ends';
import { interfaceHost, publicAddresses } from './hosts';
import { localEnd } from './localServices';
import { addressKey, type NetworkIndex } from './networkIndex';
import { imaginedHost } from './placeEnds';

/** An address or CIDR: who has it, else where it would be. */
export function addressEnd(index: NetworkIndex, name: string): End | undefined {
  const parsed = parseCidr(name);
  const cidr = parsed.kind === 'cidr' ? parsed.cidr : parseAddress(name);
  if (cidr === undefined) return undefined;
  const set = addressSet([cidr]);
  const base = { ...plainEnd, id: name, name, kind: 'address' as const, quantifier: 'some' as const };
  const owners = ownersOf(index, cidr, set);
  if (owners.length > 0) return { ...base, hosts: owners };
  const local = localEnd(index, name, cidr);
  if (local !== undefined) return local;
  const imagined = [...index.network.subnets.values()].flatMap((subnet) => {
    const blocks = addressSet(subnet.cidrs.flatMap((block) => (block.known ? [block.value] : [])));
    const shared = intersectAddresses(blocks, set);
    return noAddressIn(shared) ? [] : [imaginedHost(index, subnet, [], shared)];
  });
  if (imagined.length > 0) {
    const why = `No interface is known to have ${name}: it stands for a machine there, whose own security groups let everything pass.`;
    return { ...base, hosts: imagined, assumptions: [why] };
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
