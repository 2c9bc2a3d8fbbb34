/**
 * What is asked: can `from` open a connection to `to`, with this traffic? Both ends as people write them: a component's
 * id or name, an address or CIDR, `internet`, `internet-ipv6`, `service:s3`.
 */
export interface Question {
  readonly from: string;
  readonly to: string;
  /** Undefined: whatever passes (or, where `to` has a port of its own, that). */
  readonly traffic: AskedTraffic | undefined;
}

/** `ports` are destination ports, for TCP and UDP only; undefined is all of them. */
export interface AskedTraffic {
  /** An IP protocol's number, or all. */
  readonly protocol: number | 'all';
  readonly ports: { readonly from: number; readonly to: number } | undefined;
}
