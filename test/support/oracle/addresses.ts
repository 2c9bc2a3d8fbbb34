import type { Cidr, Family } from '../../../server/src/ip/cidr';
import type { InterfaceAddress, Maybe } from '../../../server/src/network/model';

/**
 * The oracle: walks one concrete packet, and the reply to it, hop by hop through a network whose values are all known,
 * by the plainest code there is. It shares nothing with the engine but the model's types, so that a mistake in one is
 * not repeated in the other. This file: CIDR arithmetic of its own.
 */

/** An address as a number of its family. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** Whether `cidr` holds `address`. */
export function holds(cidr: Cidr, address: Address): boolean {
  if (cidr.family !== address.family) return false;
  const bits = address.family === 4 ? 32 : 128;
  const size = 1n << BigInt(bits - cidr.prefixLength);
  return address.value >= cidr.address && address.value < cidr.address + size;
}

export function sameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value;
}

/** The value of a network whose values are all known; a test that gives the oracle anything else is wrong. */
export function sure<T>(maybe: Maybe<T>): T {
  if (!maybe.known) throw new Error(`the oracle needs to know ${maybe.unknown.value}`);
  return maybe.value;
}

/** The one private (or global IPv6) address that an interface's address stands for. */
export function privateAddress(address: InterfaceAddress): Address {
  const [cidr] = sure(address.within);
  if (cidr === undefined) throw new Error('the oracle needs concrete addresses');
  return { family: address.family, value: cidr.address };
}

/** The public IPv4 address associated with it. */
export function publicAddress(address: InterfaceAddress): Address | undefined {
  const cidr = sure(address.publicAddress)?.address;
  return cidr === undefined ? undefined : { family: 4, value: cidr.address };
}

const privateBlocks: readonly Cidr[] = [
  { family: 4, address: 0x0a000000n, prefixLength: 8 },
  { family: 4, address: 0xac100000n, prefixLength: 12 },
  { family: 4, address: 0xc0a80000n, prefixLength: 16 },
  { family: 4, address: 0x64400000n, prefixLength: 10 },
];

/** RFC 1918 and RFC 6598: an internet gateway refuses them. */
export function isPrivate(address: Address): boolean {
  return privateBlocks.some((block) => holds(block, address));
}
