import assert from 'node:assert/strict';
import { network } from './networkBuilder';
import type { Network } from '../../server/src/network/model';
import {
  answer,
  indexNetwork,
  type Answer,
  type AskedTraffic,
  type TrafficSet,
} from '../../server/src/reachability';

/**
 * What is expected of an answer; what is not named is not looked at. `blockers` and `path` are compared whole:
 * `kind component: CODE` each, `path` with codes only where a hop does not simply pass.
 */
export interface Expected {
  readonly verdict: Answer['verdict'];
  readonly blockers?: readonly string[];
  readonly path?: readonly string[];
  readonly returnPath?: readonly string[];
  /** `tcp 443`, `tcp 443 from client ports 1024-65535`, `tcp 22 of 10.0.0.0/24`. */
  readonly traffic?: readonly string[];
  readonly possible?: readonly string[];
  /** Names of the unknown values. */
  readonly unknowns?: readonly string[];
  readonly assumptions?: number;
}

/** Asks `from -> to [traffic]` (`app -> db tcp 5432`) in a network, written in words or made already. */
export function ask(text: string | Network, question: string): Answer {
  const [ends = '', to = ''] = question.split(/\s*->\s*/);
  const [target = '', ...traffic] = to.split(/\s+/);
  const index = indexNetwork(typeof text === 'string' ? network(text) : text);
  const result = answer(index, { from: ends.trim(), to: target, traffic: readAsked(traffic) });
  if (result.kind === 'error') throw new Error(result.errors.map(({ message }) => message).join(' '));
  return result.answer;
}

/** Asks, and compares what comes with what is expected. */
export function checkAnswer(text: string | Network, question: string, expected: Expected): Answer {
  const got = ask(text, question);
  const shown: Record<string, unknown> = {
    verdict: got.verdict,
    blockers: got.blockers.map((hop) => `${hop.kind} ${hop.name}: ${hop.code ?? ''}`),
    path: got.path.map(hopLine),
    returnPath: got.returnPath.map(hopLine),
    traffic: got.traffic.map(trafficLine),
    possible: got.possibleTraffic.map(trafficLine),
    unknowns: got.unknowns.map(({ value }) => value),
    assumptions: got.assumptions.length,
  };
  const picked = Object.fromEntries(Object.keys(expected).map((key) => [key, shown[key]]));
  assert.deepEqual(picked, { ...expected }, `${question}: ${JSON.stringify(shown, undefined, 1)}`);
  return got;
}

function hopLine(hop: Answer['path'][number]): string {
  const code = hop.verdict === 'allowed' ? '' : `: ${hop.code ?? hop.verdict}`;
  return `${hop.kind} ${hop.name}${code}`;
}

function trafficLine(set: TrafficSet): string {
  const ports = set.ports === '' ? '' : ` ${set.ports}`;
  const client = set.clientPorts === '0-65535' ? '' : ` from client ports ${set.clientPorts}`;
  const sides = [
    set.from === undefined ? '' : ` of ${set.from}`,
    set.to === undefined ? '' : ` to ${set.to}`,
  ];
  return `${set.protocol}${ports}${client}${sides.join('')}`;
}

/** `tcp 443`, `tcp 1-100`, `udp`, `icmp`, `all`, `47`; nothing: undefined. */
export function readAsked(words: readonly string[]): AskedTraffic | undefined {
  const [protocol, ports] = words;
  if (protocol === undefined) return undefined;
  const numbers: Readonly<Record<string, number | 'all'>> = {
    tcp: 6,
    udp: 17,
    icmp: 1,
    icmpv6: 58,
    all: 'all',
  };
  const [from, to = from] = (ports ?? '')
    .split('-')
    .filter((word) => word !== '')
    .map(Number);
  return {
    protocol: numbers[protocol] ?? Number(protocol),
    ports: from === undefined || to === undefined ? undefined : { from, to },
  };
}
