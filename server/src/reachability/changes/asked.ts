import type { TrafficMatch } from '../../network/model';
import type { Answer, Hop } from '../answer';

const protocolNumbers: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58 };

/** The traffic that a blocker stops, as rules and entries match it: the hop's own where it tells, else the question's. One match a port range. */
export function blockedTraffic(answer: Answer, blocker: Hop): readonly TrafficMatch[] {
  const { facts } = blocker.decision;
  const protocol = facts['protocol'] ?? answer.question.protocol;
  const ports = facts['ports'] ?? answer.question.ports;
  return trafficMatches(protocol, ports);
}

/** `tcp` and `22,8000-8010` as matches; everything where there is no protocol. */
export function trafficMatches(protocol: string, ports: string): readonly TrafficMatch[] {
  if (protocol === '' || protocol === '-1' || protocol === 'all') return [{ kind: 'all' }];
  const number = protocolNumbers[protocol] ?? Number(protocol);
  if (!Number.isInteger(number) || number < 0 || number > 255) return [];
  if (number === 1 || number === 58)
    return [{ kind: 'icmp', protocol: number, type: undefined, code: undefined }];
  if (number !== 6 && number !== 17) return [{ kind: 'protocol', protocol: number }];
  return portRanges(ports).map(([from, to]) => ({ kind: 'ports', protocol: number, from, to }));
}

/** `22,8000-8010` as pairs; all ports for an empty text. What is no range is left out. */
function portRanges(ports: string): [from: number, to: number][] {
  if (ports.trim() === '') return [[0, 65535]];
  return ports.split(',').flatMap((part): [number, number][] => {
    const match = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part);
    if (match?.[1] === undefined) return [];
    return [[Number(match[1]), Number(match[2] ?? match[1])]];
  });
}

/** Traffic as people type it: `tcp/5432`, `udp`, `all traffic`. */
export function shortTraffic(matches: readonly TrafficMatch[]): string {
  return matches.map(shortMatch).join(', ');
}

function shortMatch(match: TrafficMatch): string {
  switch (match.kind) {
    case 'all':
      return 'all traffic';
    case 'icmp':
      return match.protocol === 1 ? 'icmp' : 'icmpv6';
    case 'protocol':
      return `protocol ${match.protocol}`;
    case 'ports': {
      const name = match.protocol === 6 ? 'tcp' : 'udp';
      if (match.from === 0 && match.to === 65535) return name;
      return match.from === match.to ? `${name}/${match.from}` : `${name}/${match.from}-${match.to}`;
    }
  }
}
