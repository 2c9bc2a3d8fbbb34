/** IPv4 or IPv6. */
export type Family = 4 | 6;

/** A CIDR block in canonical form: `address` is the network address, host bits are zero. */
export interface Cidr {
  readonly family: Family;
  readonly address: bigint;
  readonly prefixLength: number;
}
