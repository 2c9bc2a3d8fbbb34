import type { Address } from './addresses';

/** One packet. Ports are of TCP and UDP only, type and code of ICMP and ICMPv6 only; elsewhere they are 0. */
export interface Packet {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly icmpType: number;
  readonly icmpCode: number;
}

/** What the receiver sends back: ends swapped, an echo request answered by an echo reply. */
export function replyTo(packet: Packet): Packet {
  return {
    ...packet,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
    icmpType: packet.protocol === 58 ? 129 : 0,
    icmpCode: 0,
  };
}

/** For messages of failed tests. */
export function packetText(packet: Packet): string {
  const what =
    packet.protocol === 1 || packet.protocol === 58
      ? `type ${packet.icmpType} code ${packet.icmpCode}`
      : `${packet.sourcePort} -> ${packet.destinationPort}`;
  return `protocol ${packet.protocol} ${addressText(packet.source)} to ${addressText(packet.destination)} (${what})`;
}

/** `10.0.0.1` or `2001:db8:0:0:0:0:0:1`. */
export function addressText(address: Address): string {
  if (address.family === 4)
    return [24n, 16n, 8n, 0n].map((shift) => (address.value >> shift) & 255n).join('.');
  return Array.from({ length: 8 }, (_, group) =>
    ((address.value >> BigInt(112 - 16 * group)) & 0xffffn).toString(16),
  ).join(':');
}
