import { answer, indexNetwork, type TrafficSet } from '../../../server/src/reachability';
import type { Network } from '../../../server/src/network/model';
import { attempt, type Verdict } from '../oracle';
import { attemptBalanced } from '../oracle/balancer';
import { addressText, type Packet, packetText } from '../oracle/packet';
import type { Dice } from './dice';
import { serviceHost } from './draft';
import { boundaryPorts, drawPacket, drawPair, type Pair } from './questions';

/** A packet about which the engine and the oracle do not agree. */
export interface Mismatch {
  readonly network: Network;
  readonly pair: Pair;
  readonly packet: Packet;
  readonly expected: 'passes' | 'blocked';
  /** What the engine says surely passes, or might. */
  readonly got: 'passes' | 'may pass' | 'blocked';
  /** Why, in the oracle's words. */
  readonly why: string;
  readonly text: string;
}

/** How many packets were compared, and those that differ. */
export interface Comparison {
  readonly compared: number;
  readonly passing: number;
  readonly mismatches: readonly Mismatch[];
}

/**
 * Asks the engine about some pairs of a network, once each, and the oracle about packets of each pair. `truth` is the
 * network that the oracle sees: the same, or the one that `network` was before some of its values became unknown; then the
 * engine may leave open what the oracle knows, but not contradict it.
 */
export function compare(
  network: Network,
  truth: Network,
  dice: Dice,
  pairs: number,
  packets: number,
): Comparison {
  const index = indexNetwork(network);
  const bounds = boundaryPorts(truth);
  const mismatches: Mismatch[] = [];
  let compared = 0;
  let passing = 0;
  for (let each = 0; each < pairs; each += 1) {
    const pair = drawPair(dice, truth);
    const engine = askEngine(index, pair);
    for (let other = 0; other < packets; other += 1) {
      const packet = drawPacket(dice, pair, bounds);
      if (!isComparable(pair, packet)) continue;
      const oracle = askOracle(truth, pair, packet);
      if (oracle.outcome === 'depends') continue;
      compared += 1;
      if (oracle.outcome === 'passes') passing += 1;
      const got = engine(packet);
      if (got === oracle.outcome || (got === 'may pass' && network !== truth)) continue;
      const text = `${packetText(packet)}: the oracle says ${oracle.outcome} (${oracle.why}; ${oracle.trace.join(', ')}), the engine ${got}`;
      mismatches.push({ network, pair, packet, expected: oracle.outcome, got, why: oracle.why, text });
    }
  }
  return { compared, passing, mismatches };
}

/** Whether one packet of a pair fares with the engine as `mismatch` says it does: for making networks smaller. */
export function stillDiffers(network: Network, mismatch: Mismatch): boolean {
  try {
    const oracle = askOracle(network, mismatch.pair, mismatch.packet);
    return (
      oracle.why.replace(/[\w-]*\d[\w-]*/g, '') === mismatch.why.replace(/[\w-]*\d[\w-]*/g, '') &&
      oracle.outcome === mismatch.expected &&
      askEngine(indexNetwork(network), mismatch.pair)(mismatch.packet) === mismatch.got
    );
  } catch {
    return false;
  }
}

/** Connections start from ports that clients use; S3 answers HTTPS. */
function isComparable(pair: Pair, packet: Packet): boolean {
  const isHttps = packet.protocol === 6 && packet.destinationPort === 443;
  if (pair.destination.value === serviceHost.address && !isHttps) return false;
  return (packet.protocol !== 6 && packet.protocol !== 17) || packet.sourcePort >= 1024;
}

function askOracle(network: Network, pair: Pair, packet: Packet): Verdict {
  if (pair.balancer === undefined) return attempt(network, { ...pair, packet });
  return attemptBalanced(network, pair.from, pair.balancer, packet);
}

function askEngine(index: ReturnType<typeof indexNetwork>, pair: Pair): (packet: Packet) => Mismatch['got'] {
  const result = answer(index, {
    from: addressText(pair.source),
    to: pair.balancer ?? addressText(pair.destination),
    traffic: undefined,
  });
  if (result.kind === 'error') throw new Error(result.errors.map((error) => error.message).join(' '));
  const { traffic, possibleTraffic } = result.answer;
  return (packet) => {
    if (traffic.some((set) => holdsPacket(set, packet))) return 'passes';
    return possibleTraffic.some((set) => holdsPacket(set, packet)) ? 'may pass' : 'blocked';
  };
}

const protocolNumbers: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58 };

/** Reads the published form of a traffic set: `{protocol: "tcp", ports: "443, 8000-8010", clientPorts: "1024-65535"}`. */
export function holdsPacket(set: TrafficSet, packet: Packet): boolean {
  if (set.protocol === '-1') return inPorts(set.clientPorts, packet);
  const named = protocolNumbers[set.protocol];
  if (named !== undefined ? named !== packet.protocol : !inRanges(set.protocol, packet.protocol))
    return false;
  if (packet.protocol === 1 || packet.protocol === 58) return set.ports === '' || inTypes(set.ports, packet);
  if (packet.protocol !== 6 && packet.protocol !== 17) return true;
  return inRanges(set.ports, packet.destinationPort) && inPorts(set.clientPorts, packet);
}

function inPorts(clientPorts: string, packet: Packet): boolean {
  return (packet.protocol !== 6 && packet.protocol !== 17) || inRanges(clientPorts, packet.sourcePort);
}

function inRanges(ranges: string, value: number): boolean {
  return ranges.split(', ').some((range) => {
    const [from = '', to = from] = range.split('-');
    return from !== '' && value >= Number(from) && value <= Number(to);
  });
}

/** `0-7, 8/0, 11/0-1`: types, with the codes where they are not all. */
function inTypes(types: string, packet: Packet): boolean {
  return types.split(', ').some((part) => {
    const [type = '', codes] = part.split('/');
    return inRanges(type, packet.icmpType) && (codes === undefined || inRanges(codes, packet.icmpCode));
  });
}
