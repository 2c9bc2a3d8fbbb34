import { cidrSize, type Cidr } from '../../ip/cidr';
import { count } from '../traffic';

/** Addresses that AWS keeps in each subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const keptByAws = 5n;

/** How many addresses a subnet of this block has for what runs in it. */
export function usableAddresses(cidr: Cidr): string {
  const usable = cidrSize(cidr) - keptByAws;
  return grouped(usable < 0n ? 0n : usable);
}

/** Whether AWS takes it as the IPv4 block of a subnet or VPC (/16 to /28). */
export function canBeSubnet({ family, prefixLength }: Cidr): boolean {
  return family === 4 && prefixLength >= 16 && prefixLength <= 28;
}

/** How many addresses a block has, in words: `256 addresses`, `1 address`, `2^64 addresses`. */
export function sizeInWords(cidr: Cidr): string {
  if (cidr.family === 6 && cidr.prefixLength < 112) return `2^${128 - cidr.prefixLength} addresses`;
  const size = cidrSize(cidr);
  return size === 1n ? count(1, 'address', 'addresses') : `${grouped(size)} addresses`;
}

/** `65,536` */
function grouped(number: bigint): string {
  return number.toLocaleString('en-US');
}
