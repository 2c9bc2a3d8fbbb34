/**
 * Addresses, ports and protocols as exact sets; nothing here knows Terraform or AWS. CIDRs and their text are in this
 * file, sets of addresses in `addresses.ts`, protocols with their ports in `traffic.ts`, whole packets in `packets.ts`.
 */
import { Address4, Address6 } from 'ip-address';

/** IPv4 or IPv6. */
export type Family = 4 | 6;

/** A CIDR block in canonical form: `address` is the network address, host bits are zero. */
export interface Cidr {
  readonly family: Family;
  readonly address: bigint;
  readonly prefixLength: number;
}

/** What a text that should be a CIDR is. `hostBits`: legal, but bits after the prefix were set and are dropped in `cidr`. */
export type ParsedCidr =
  | { readonly kind: 'cidr'; readonly cidr: Cidr; readonly hostBits: boolean }
  | { readonly kind: 'error'; readonly message: string };

/** Bits in an address of this family: 32 or 128. */
export function addressBits(family: Family): number {
  return family === 4 ? 32 : 128;
}

/**
 * Reads `10.0.0.0/16` or `2001:db8::/32` as strictly as AWS and Terraform do: a prefix length must be there, without
 * leading zeros (`/08`), octets too (`010.0.0.1` would be octal elsewhere), no zone index, no IPv4 tail with a sign.
 */
export function parseCidr(text: string): ParsedCidr {
  const [addressText = '', prefixText, ...rest] = text.split('/');
  if (prefixText === undefined)
    return { kind: 'error', message: `"${text}" has no prefix length, as in /24` };
  const address = rest.length === 0 ? parseAddress(addressText) : undefined;
  if (address === undefined) return { kind: 'error', message: `"${text}" is not a CIDR block` };
  if (!/^(0|[1-9]\d{0,2})$/.test(prefixText) || Number(prefixText) > address.prefixLength) {
    return {
      kind: 'error',
      message: `"/${prefixText}" is not a prefix length of IPv${address.family}: it goes from /0 to /${address.prefixLength}`,
    };
  }
  const cidr = cidrOf(address.family, address.address, Number(prefixText));
  return { kind: 'cidr', cidr, hostBits: cidr.address !== address.address };
}

/** Reads one address, as a block of one (`/32` or `/128`); undefined where the text is none. As strict as `parseCidr`. */
export function parseAddress(text: string): Cidr | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    if (/(^|\.)0\d/.test(text) || !Address4.isValid(text)) return undefined;
    return { family: 4, address: new Address4(text).bigInt(), prefixLength: 32 };
  }
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !text.includes(':') || !Address6.isValid(text)) return undefined;
  const tail = text.slice(text.lastIndexOf(':') + 1);
  if (tail.includes('.') && parseAddress(tail) === undefined) return undefined;
  return { family: 6, address: new Address6(text).bigInt(), prefixLength: 128 };
}

/** The block of this length that holds the address: host bits are dropped. */
export function cidrOf(family: Family, address: bigint, prefixLength: number): Cidr {
  const hostBits = BigInt(addressBits(family) - prefixLength);
  return { family, address: (address >> hostBits) << hostBits, prefixLength };
}

/** `10.0.0.0/16`; IPv6 in its shortest form (RFC 5952). */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(cidr.family, cidr.address)}/${cidr.prefixLength}`;
}

/** One address as text: `10.0.0.1`, `2001:db8::1`. */
export function formatAddress(family: Family, address: bigint): string {
  if (family === 6) return Address6.fromBigInt(address).correctForm();
  const value = Number(address);
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
}

/** Whether every address of `inner` is in `outer`. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || outer.prefixLength > inner.prefixLength) return false;
  const hostBits = BigInt(addressBits(outer.family) - outer.prefixLength);
  return outer.address >> hostBits === inner.address >> hostBits;
}

/** Whether the two share an address: of two blocks, one holds the other or they are apart. */
export function cidrsOverlap(a: Cidr, b: Cidr): boolean {
  return cidrContains(a, b) || cidrContains(b, a);
}

/** Whether both are the same block. */
export function sameCidr(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.address === b.address && a.prefixLength === b.prefixLength;
}

/** How many addresses it has: 2^32 for `0.0.0.0/0`. */
export function cidrSize(cidr: Cidr): bigint {
  return 1n << BigInt(addressBits(cidr.family) - cidr.prefixLength);
}
