import { intersect, overlaps, rangesOf, subtract, unite, type Ranges } from './ranges';

/**
 * Which traffic: protocols with their destination ports or ICMP types and codes, as ranges on one line of numbers.
 * Protocol p has the numbers p × 65536 up to the next: plus the port for TCP and UDP, plus type × 256 + code for ICMP and
 * ICMPv6; any other protocol has no parts, and is always there as a whole.
 */
export type Traffic = Ranges;

export const tcp = 6;
export const udp = 17;
export const icmp = 1;
export const icmpV6 = 58;

/** Values a port can have, as the end of a half-open range. */
export const portCount = 65536;

/** No traffic. */
export const noTraffic: Traffic = [];

/** Every protocol (0-255) with every port. */
export const allTraffic: Traffic = [0, 256 * portCount];

/** Whether the protocol has ports. */
export function hasPorts(protocol: number): protocol is 6 | 17 {
  return protocol === tcp || protocol === udp;
}

/** Whether the protocol is ICMP or ICMPv6. */
export function isIcmp(protocol: number): protocol is 1 | 58 {
  return protocol === icmp || protocol === icmpV6;
}

/** All of one protocol. */
export function protocolTraffic(protocol: number): Traffic {
  return [protocol * portCount, (protocol + 1) * portCount];
}

/** Ports `from` to `to`, both included, of TCP or UDP; empty where they are the wrong way round. */
export function portTraffic(protocol: 6 | 17, from: number, to: number): Traffic {
  const start = Math.max(0, from);
  const end = Math.min(to + 1, portCount);
  return start < end ? [protocol * portCount + start, protocol * portCount + end] : [];
}

/** One ICMP type and code; undefined is any. A code without a type means nothing, and is any. */
export function icmpTraffic(protocol: 1 | 58, type: number | undefined, code: number | undefined): Traffic {
  if (type === undefined) return protocolTraffic(protocol);
  const start = protocol * portCount + type * 256;
  return code === undefined ? [start, start + 256] : [start + code, start + code + 1];
}

/** The part of the traffic that is of one protocol. */
export function ofProtocol(traffic: Traffic, protocol: number): Traffic {
  return intersect(traffic, protocolTraffic(protocol));
}

/** Whether any of the traffic is of this protocol. */
export function hasProtocol(traffic: Traffic, protocol: number): boolean {
  return overlaps(traffic, protocolTraffic(protocol));
}

/** The protocols that occur, in order. */
export function protocolsOf(traffic: Traffic): number[] {
  const protocols: number[] = [];
  for (let i = 0; i < traffic.length; i += 2) {
    const first = Math.floor((traffic[i] ?? 0) / portCount);
    const last = Math.floor(((traffic[i + 1] ?? 0) - 1) / portCount);
    for (let protocol = first; protocol <= last; protocol += 1) {
      if (protocols[protocols.length - 1] !== protocol) protocols.push(protocol);
    }
  }
  return protocols;
}

/** Destination ports of TCP or UDP in the traffic, as plain port numbers. */
export function portsOf(traffic: Traffic, protocol: 6 | 17): Ranges {
  return ofProtocol(traffic, protocol).map((value) => value - protocol * portCount);
}

/** The other way: ports of TCP or UDP as traffic. */
export function trafficOfPorts(protocol: 6 | 17, ports: Ranges): Traffic {
  return ports.map((port) => port + protocol * portCount);
}

/** ICMP requests and what answers them (RFC 792, RFC 4443): echo, timestamp, information, mask; the rest has no answer. */
const icmpAnswers: readonly (readonly [protocol: 1 | 58, request: number, answer: number])[] = [
  [icmp, 8, 0],
  [icmp, 13, 14],
  [icmp, 15, 16],
  [icmp, 17, 18],
  [icmpV6, 128, 129],
];

/** What `ping` sends. */
export function echoRequest(protocol: 1 | 58): Traffic {
  return icmpTraffic(protocol, protocol === icmp ? 8 : 128, 0);
}

/**
 * The packets that answer this traffic, as a stateless filter sees them: to any client port for TCP and UDP, the
 * matching answers for ICMP (none for messages that nobody answers), the same protocol otherwise.
 */
export function repliesTo(traffic: Traffic): Traffic {
  const known = repliesKnown.get(traffic);
  if (known !== undefined) return known;
  const replies = workOutReplies(traffic);
  repliesKnown.set(traffic, replies);
  return replies;
}

/** Filters ask for the replies to one and the same set at every hop. */
const repliesKnown = new WeakMap<Traffic, Traffic>();

function workOutReplies(traffic: Traffic): Traffic {
  const parts: (readonly [number, number])[] = [];
  for (const [start, end] of pairs(traffic)) {
    let from = start;
    while (from < end) {
      const protocol = Math.floor(from / portCount);
      if (!isIcmp(protocol)) parts.push([protocol * portCount, (protocol + 1) * portCount]);
      from = Math.min(end, (protocol + 1) * portCount);
    }
  }
  for (const [protocol, request, answer] of icmpAnswers) {
    const shift = (answer - request) * 256;
    for (const [start, end] of pairs(intersect(traffic, icmpTraffic(protocol, request, undefined)))) {
      parts.push([start + shift, end + shift]);
    }
  }
  return rangesOf(parts);
}

/**
 * The ICMP messages in `traffic` whose answer is not in `replies`. (TCP and UDP lose client ports rather than
 * destination ports, so they never appear here.)
 */
export function icmpWithoutReply(traffic: Traffic, replies: Traffic): Traffic {
  let lost: Traffic = noTraffic;
  for (const [protocol, request, answer] of icmpAnswers) {
    const requests = intersect(traffic, icmpTraffic(protocol, request, undefined));
    if (requests.length === 0) continue;
    const shift = (answer - request) * 256;
    const answered = intersect(replies, icmpTraffic(protocol, answer, undefined)).map(
      (value) => value - shift,
    );
    lost = unite(lost, subtract(requests, answered));
  }
  return lost;
}

function pairs(ranges: Ranges): (readonly [number, number])[] {
  const out: (readonly [number, number])[] = [];
  for (let i = 0; i < ranges.length; i += 2) out.push([ranges[i] ?? 0, ranges[i + 1] ?? 0]);
  return out;
}

/** `tcp`, `udp`, `icmp`, `icmpv6`, else the number. */
export function protocolName(protocol: number): string {
  if (protocol === tcp) return 'tcp';
  if (protocol === udp) return 'udp';
  if (protocol === icmp) return 'icmp';
  return protocol === icmpV6 ? 'icmpv6' : String(protocol);
}

/** `443`, `80, 443, 8000-8010`: inclusive ends, empty for the empty set. */
export function formatPorts(ports: Ranges): string {
  return pairs(ports)
    .map(([start, end]) => (end - start === 1 ? String(start) : `${start}-${end - 1}`))
    .join(', ');
}
