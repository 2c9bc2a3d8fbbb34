import type { AskedTraffic } from '../reachability/question';

/** Traffic that was asked for, or what is wrong with how it was written. */
export type ReadTraffic =
  | { readonly kind: 'traffic'; readonly traffic: AskedTraffic | undefined }
  | { readonly kind: 'problem'; readonly problem: string };

const protocolNumbers: ReadonlyMap<string, number> = new Map([
  ['tcp', 6],
  ['udp', 17],
  ['icmp', 1],
  ['icmpv6', 58],
]);

/** Reads `--protocol` and `--port` as people write them. Neither: whatever passes. A port alone is TCP's. */
export function readTraffic(protocol: string | undefined, ports: string | undefined): ReadTraffic {
  if (protocol === undefined && ports === undefined) return { kind: 'traffic', traffic: undefined };
  const number = readProtocol(protocol ?? 'tcp');
  if (number === undefined) {
    return problem(
      `"${protocol ?? ''}" is no protocol: it is tcp, udp, icmp, icmpv6, -1 for all, or a number from 0 to 255.`,
    );
  }
  if (ports === undefined) return { kind: 'traffic', traffic: { protocol: number, ports: undefined } };
  if (number !== 6 && number !== 17)
    return problem('Only tcp and udp have ports: leave the port out, or ask for one of them.');
  const range = readPorts(ports);
  if (range === undefined)
    return problem(
      `"${ports}" is no port: it is a number from 0 to 65535, or two with a hyphen (8000-8010).`,
    );
  return { kind: 'traffic', traffic: { protocol: number, ports: range } };
}

function readProtocol(text: string): number | 'all' | undefined {
  const name = text.toLowerCase();
  if (name === '-1' || name === 'all') return 'all';
  const known = protocolNumbers.get(name);
  if (known !== undefined) return known;
  return /^\d{1,3}$/.test(name) && Number(name) <= 255 ? Number(name) : undefined;
}

function readPorts(text: string): { readonly from: number; readonly to: number } | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from <= to && to <= 65535 ? { from, to } : undefined;
}

function problem(text: string): ReadTraffic {
  return { kind: 'problem', problem: text };
}
