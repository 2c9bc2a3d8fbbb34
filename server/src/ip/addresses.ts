import { addressBits, cidrOf, formatAddress, formatCidr, type Cidr, type Family } from './cidr';
import {
  has,
  includes,
  intersect,
  overlaps,
  rangesOf,
  sameRanges,
  subtract,
  unite,
  type Ranges,
} from './ranges';

/** An exact, immutable set of IPv4 and IPv6 addresses. IPv4 is kept as plain numbers, since nearly all work is on it. */
export interface AddressSet {
  readonly v4: Ranges;
  readonly v6: Ranges<bigint>;
}

/** No address. */
export const noAddresses: AddressSet = { v4: [], v6: [] };

/** Every address of both families. */
export const allAddresses: AddressSet = { v4: [0, 2 ** 32], v6: [0n, 1n << 128n] };

/** The addresses of some blocks, in any order, overlapping or not. */
export function addressSet(cidrs: Iterable<Cidr>): AddressSet {
  const v4: (readonly [number, number])[] = [];
  const v6: (readonly [bigint, bigint])[] = [];
  for (const cidr of cidrs) {
    if (cidr.family === 4) {
      const start = Number(cidr.address);
      v4.push([start, start + 2 ** (32 - cidr.prefixLength)]);
    } else v6.push([cidr.address, cidr.address + (1n << BigInt(128 - cidr.prefixLength))]);
  }
  return { v4: rangesOf(v4), v6: rangesOf(v6) };
}

/** What is in either set. */
export function uniteAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: unite(a.v4, b.v4), v6: unite(a.v6, b.v6) };
}

/** What is in both sets. */
export function intersectAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: intersect(a.v4, b.v4), v6: intersect(a.v6, b.v6) };
}

/** What is in the first set only. */
export function subtractAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: subtract(a.v4, b.v4), v6: subtract(a.v6, b.v6) };
}

/** Whether the set is empty. */
export function noAddressIn(set: AddressSet): boolean {
  return set.v4.length === 0 && set.v6.length === 0;
}

/** Whether all of `inner` is in `outer`. */
export function includesAddresses(outer: AddressSet, inner: AddressSet): boolean {
  return includes(outer.v4, inner.v4) && includes(outer.v6, inner.v6);
}

/** Whether the sets share an address. */
export function addressesOverlap(a: AddressSet, b: AddressSet): boolean {
  return overlaps(a.v4, b.v4) || overlaps(a.v6, b.v6);
}

/** Whether one address is in the set. */
export function hasAddress(set: AddressSet, family: Family, address: bigint): boolean {
  return family === 4 ? has(set.v4, Number(address)) : has(set.v6, address);
}

/** Whether both hold the same addresses. */
export function sameAddresses(a: AddressSet, b: AddressSet): boolean {
  return sameRanges(a.v4, b.v4) && sameRanges(a.v6, b.v6);
}

/** The addresses of one family only. */
export function ofFamily(set: AddressSet, family: Family): AddressSet {
  return family === 4 ? { v4: set.v4, v6: [] } : { v4: [], v6: set.v6 };
}

/** How many addresses the set has. */
export function countAddresses(set: AddressSet): bigint {
  let count = 0n;
  for (let i = 0; i < set.v4.length; i += 2) count += BigInt((set.v4[i + 1] ?? 0) - (set.v4[i] ?? 0));
  for (let i = 0; i < set.v6.length; i += 2) count += (set.v6[i + 1] ?? 0n) - (set.v6[i] ?? 0n);
  return count;
}

/** The lowest address, as a block of one; IPv4 before IPv6; undefined for the empty set. */
export function firstAddress(set: AddressSet): Cidr | undefined {
  const v4 = set.v4[0];
  if (v4 !== undefined) return { family: 4, address: BigInt(v4), prefixLength: 32 };
  const v6 = set.v6[0];
  return v6 === undefined ? undefined : { family: 6, address: v6, prefixLength: 128 };
}

/** The fewest blocks that make up the set, in order; stops after `limit` of them. */
export function addressSetCidrs(set: AddressSet, limit = Infinity): Cidr[] {
  const out: Cidr[] = [];
  for (const [family, ranges] of [
    [4, set.v4],
    [6, set.v6],
  ] as const) {
    for (let i = 0; i < ranges.length && out.length < limit; i += 2) {
      addRangeCidrs(family, BigInt(ranges[i] ?? 0), BigInt(ranges[i + 1] ?? 0), limit, out);
    }
  }
  return out;
}

function addRangeCidrs(family: Family, start: bigint, end: bigint, limit: number, out: Cidr[]): void {
  let from = start;
  while (from < end && out.length < limit) {
    let hostBits = 0;
    while (hostBits < addressBits(family)) {
      const size = 1n << BigInt(hostBits + 1);
      if (from % size !== 0n || from + size > end) break;
      hostBits += 1;
    }
    out.push(cidrOf(family, from, addressBits(family) - hostBits));
    from += 1n << BigInt(hostBits);
  }
}

/** `10.0.1.7, 10.0.2.0/24, 10.0.4.0-10.0.4.9`: blocks where a range is one, else its two ends; `…` after `limit` ranges. */
export function formatAddressSet(set: AddressSet, limit = 8): string {
  const parts: string[] = [];
  for (const [family, ranges] of [
    [4, set.v4],
    [6, set.v6],
  ] as const) {
    for (let i = 0; i < ranges.length; i += 2) {
      if (parts.length === limit) return `${parts.join(', ')}, …`;
      parts.push(formatRange(family, BigInt(ranges[i] ?? 0), BigInt(ranges[i + 1] ?? 0)));
    }
  }
  return parts.join(', ');
}

function formatRange(family: Family, start: bigint, end: bigint): string {
  const blocks: Cidr[] = [];
  addRangeCidrs(family, start, end, 2, blocks);
  const [only, more] = blocks;
  if (only !== undefined && more === undefined) {
    return only.prefixLength === addressBits(family) ? formatAddress(family, start) : formatCidr(only);
  }
  return `${formatAddress(family, start)}-${formatAddress(family, end - 1n)}`;
}
