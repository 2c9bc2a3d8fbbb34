import { subtract, unite } from '../ip/ranges';
import {
  allTraffic,
  icmp,
  icmpV6,
  noTraffic,
  portTraffic,
  protocolTraffic,
  tcp,
  udp,
  type Traffic,
} from '../ip/traffic';
import type { Id } from '../network/model';
import type { Answer, TrafficSet, Verdict } from '../reachability/answer';
import { answer, matrix, type Matrix, type NetworkIndex } from '../reachability/index';
import { outsidePairs } from './outside';
import type { Pairing } from './pairing';
import type { RuleDifference } from './rules';
import { trafficFacts } from '../reachability/facts';
import { protocolsOf, ofProtocol } from '../ip/traffic';

/** Two ends whose traffic is not the same on both sides. */
export interface TrafficDifference {
  readonly from: EndPair;
  readonly to: EndPair;
  readonly left: Verdict;
  readonly right: Verdict;
  /** What surely passes on one side and surely does not on the other. */
  readonly onlyLeft: readonly TrafficText[];
  readonly onlyRight: readonly TrafficText[];
  /** The rules that make the difference, as far as they can be told: those on the way. */
  readonly why: readonly RuleDifference[];
}

/** An end on both sides; `internet` is itself. */
export interface EndPair {
  readonly left: Id;
  readonly right: Id;
}

/** `tcp`, `443`. */
export interface TrafficText {
  readonly protocol: string;
  readonly ports: string;
}

/** What came of the comparison. */
export interface TrafficDifferences {
  readonly differences: readonly TrafficDifference[];
  /** Pairs of ends of which one side can not tell. */
  readonly unknown: number;
  /** Set where there were more than could be looked at. */
  readonly more: number;
}

/** Differences that are looked at one by one: each is two answers. */
const maximumDifferences = 300;

/** Everything: an end's own ports may be known on one side only. */
const everything = { protocol: 'all', ports: undefined } as const;

/** Compares who can reach whom, of the ends that are paired. */
export function trafficDifferences(
  left: NetworkIndex,
  right: NetworkIndex,
  pairing: Pairing,
  rules: readonly RuleDifference[],
): TrafficDifferences {
  const lefts = cellsOf(matrix(left, everything), (id) => pairing.rightOf.get(id));
  const rights = cellsOf(matrix(right, everything), (id) => (pairing.leftOf.has(id) ? id : undefined));
  const keys = new Set([...lefts.keys(), ...rights.keys()]);
  const byLeft = groupRules(rules, 'left');
  const byRight = groupRules(rules, 'right');
  const differences: TrafficDifference[] = [];
  let unknown = 0;
  let candidates = 0;
  /** Asks both sides about two ends, by their names on the right. */
  const look = (fromRight: Id, toRight: Id): void => {
    candidates += 1;
    if (candidates > maximumDifferences) return;
    const from = { left: leftName(pairing, fromRight), right: fromRight };
    const to = { left: leftName(pairing, toRight), right: toRight };
    const [one, other] = [ask(left, from.left, to.left), ask(right, from.right, to.right)];
    if (one === undefined || other === undefined) return;
    const onlyLeft = subtract(trafficOf(one.traffic), possible(other));
    const onlyRight = subtract(trafficOf(other.traffic), possible(one));
    if (onlyLeft.length === 0 && onlyRight.length === 0) {
      if (one.verdict === 'unknown' || other.verdict === 'unknown') unknown += 1;
      return;
    }
    differences.push({
      from,
      to,
      left: one.verdict,
      right: other.verdict,
      onlyLeft: textsOf(onlyLeft),
      onlyRight: textsOf(onlyRight),
      why: reasons([
        ...hopsOf(one).map((id) => byLeft.get(id)),
        ...hopsOf(other).map((id) => byRight.get(id)),
      ]),
    });
  };
  for (const key of keys) {
    const [a, b] = [lefts.get(key), rights.get(key)];
    if (a?.text !== b?.text || a?.verdict !== b?.verdict) {
      const [from = '', to = ''] = key.split('\n');
      look(from, to);
    } else if (a?.verdict === 'unknown') unknown += 1;
  }
  for (const { block, end, direction } of outsidePairs(right.network, pairing, rules))
    if (direction === 'ingress') look(block, end);
    else look(end, block);
  return { differences, unknown, more: Math.max(0, candidates - maximumDifferences) };
}

interface Cell {
  readonly verdict: Verdict;
  readonly text: string;
}

/** The pairs of a matrix under the names of the right side. */
function cellsOf({ classes, cells }: Matrix, nameOf: (id: Id) => Id | undefined): ReadonlyMap<string, Cell> {
  const named = classes.map((ends) =>
    ends.flatMap(({ id, kind }) => {
      const name = kind === 'internet' ? id : nameOf(id);
      return name === undefined ? [] : [name];
    }),
  );
  const found = new Map<string, Cell>();
  for (const { from, to, verdict, traffic } of cells) {
    const text = traffic
      .map(({ protocol, ports }) => `${protocol}/${ports}`)
      .sort()
      .join();
    for (const a of named[from] ?? []) {
      for (const b of named[to] ?? []) if (a !== b) found.set(`${a}\n${b}`, { verdict, text });
    }
  }
  return found;
}

function leftName(pairing: Pairing, right: Id): Id {
  return pairing.leftOf.get(right) ?? right;
}

function ask(index: NetworkIndex, from: Id, to: Id): Answer | undefined {
  const result = answer(index, { from, to, traffic: everything });
  return result.kind === 'answer' ? result.answer : undefined;
}

function possible({ traffic, possibleTraffic }: Answer): Traffic {
  return unite(trafficOf(traffic), trafficOf(possibleTraffic));
}

/** Sets of traffic, as answers tell them, as one set again. */
function trafficOf(sets: readonly TrafficSet[]): Traffic {
  let all: Traffic = noTraffic;
  for (const { protocol, ports } of sets) all = unite(all, setOf(protocol, ports));
  return all;
}

const numbers: Readonly<Record<string, number>> = { tcp, udp, icmp, icmpv6: icmpV6 };

function setOf(protocol: string, ports: string): Traffic {
  if (protocol === '-1' || protocol === 'all') return allTraffic;
  const number = numbers[protocol] ?? Number(protocol);
  if ((number !== tcp && number !== udp) || ports === '') return protocolTraffic(number);
  let all: Traffic = noTraffic;
  for (const range of ports.split(',')) {
    const [from = '', to = from] = range.trim().split('-');
    all = unite(all, portTraffic(number, Number(from), Number(to)));
  }
  return all;
}

function textsOf(traffic: Traffic): readonly TrafficText[] {
  if (subtract(allTraffic, traffic).length === 0) return [{ protocol: '-1', ports: '' }];
  return protocolsOf(traffic).map((protocol) => trafficFacts(ofProtocol(traffic, protocol)));
}

function hopsOf({ path, returnPath, blockers }: Answer): readonly Id[] {
  return [...path, ...returnPath, ...blockers].map(({ component }) => component);
}

function groupRules(
  rules: readonly RuleDifference[],
  side: 'left' | 'right',
): ReadonlyMap<Id, readonly RuleDifference[]> {
  const found = new Map<Id, RuleDifference[]>();
  for (const rule of rules) {
    const same = found.get(rule[side]);
    if (same === undefined) found.set(rule[side], [rule]);
    else same.push(rule);
  }
  return found;
}

function reasons(found: readonly (readonly RuleDifference[] | undefined)[]): readonly RuleDifference[] {
  return [...new Set(found.flatMap((rules) => rules ?? []))];
}
