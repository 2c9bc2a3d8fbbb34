import { subtract, unite } from '../../ip/ranges';
import {
  allTraffic,
  icmpTraffic,
  noTraffic,
  portTraffic,
  protocolTraffic,
  type Traffic,
} from '../../ip/traffic';
import type { TrafficMatch } from '../../network/model';
import type { ResolvedQuestion, TrafficSet } from '../answer';
import type { OpenedTraffic } from '../change';
import type { Matrix, MatrixCell, ReachEnd } from '../reach';
import { shortTraffic, trafficMatches } from './asked';

/** Pairs to list by name; what goes beyond is counted in a last entry. */
const listed = 200;

/**
 * What passes after a change that did not before, pair by pair: the asked pair first, then in the order of the matrix.
 * What had hung on an unknown, and now surely passes, counts as opened; what now hangs on one is marked "perhaps".
 */
export function openedTraffic(
  before: Matrix,
  after: Matrix,
  question: ResolvedQuestion,
): readonly OpenedTraffic[] {
  const classes = splitClasses(before, after);
  const earlier = new Map(before.cells.map((cell) => [cellKey(cell.from, cell.to), cell]));
  const opened = after.cells.flatMap((cell) =>
    partsOf(classes, cell).flatMap(([from, to]) => {
      const traffic = gainOf(earlier.get(cellKey(from.before, to.before)), cell);
      return traffic === undefined
        ? []
        : pairsOf(from, to).map(([a, b]) => ({ from: a.name, to: b.name, traffic }));
    }),
  );
  const asked = (one: OpenedTraffic): boolean => one.from === question.from && one.to === question.to;
  return limited([...opened.filter(asked), ...opened.filter((one) => !asked(one))]);
}

/** Ends of one class after the change that were also in one class before it. */
interface Part {
  readonly before: number;
  readonly ends: readonly ReachEnd[];
}

/** The classes of `after`, each split by the classes of `before`: a change can join ends that differed, and part equals. */
function splitClasses(before: Matrix, after: Matrix): readonly (readonly Part[])[] {
  const classOf = new Map(before.classes.flatMap((ends, place) => ends.map((end) => [end.id, place])));
  return after.classes.map((ends) => {
    const parts = new Map<number, ReachEnd[]>();
    for (const end of ends) {
      const place = classOf.get(end.id) ?? -1;
      const part = parts.get(place);
      if (part === undefined) parts.set(place, [end]);
      else part.push(end);
    }
    return [...parts].map(([place, members]) => ({ before: place, ends: members }));
  });
}

function partsOf(classes: readonly (readonly Part[])[], cell: MatrixCell): (readonly [Part, Part])[] {
  return (classes[cell.from] ?? []).flatMap((from) =>
    (classes[cell.to] ?? []).map((to) => [from, to] as const),
  );
}

/** All pairs of two different ends. */
function pairsOf(from: Part, to: Part): (readonly [ReachEnd, ReachEnd])[] {
  return from.ends.flatMap((a) => to.ends.filter((b) => b.id !== a.id).map((b) => [a, b] as const));
}

/** What `after` lets through and `before` did not, as short text; undefined where that is nothing. */
function gainOf(before: MatrixCell | undefined, after: MatrixCell): string | undefined {
  const sure = before?.verdict === 'reachable' ? before.traffic : [];
  const possible = before?.traffic ?? [];
  const earlier = after.verdict === 'reachable' ? sure : possible;
  const gained = after.traffic.flatMap((set) => {
    const same = earlier.filter(
      (one) => one.clientPorts === set.clientPorts && one.from === set.from && one.to === set.to,
    );
    return gainedMatches(set, subtract(trafficOf([set]), trafficOf(same)));
  });
  if (gained.length === 0) return undefined;
  const text = [...new Set(gained)].join(', ');
  return after.verdict === 'reachable' ? text : `${text} (perhaps)`;
}

/** The remaining traffic of a set in short text: the set itself where nothing of it was there before. */
function gainedMatches(set: TrafficSet, rest: Traffic): readonly string[] {
  if (rest.length === 0) return [];
  const whole = trafficMatches(set.protocol, set.ports);
  const kept = whole.flatMap((match) => remaining(match, rest));
  return kept.length === 0 ? [] : [shortTraffic(kept)];
}

function remaining(match: TrafficMatch, rest: Traffic): TrafficMatch[] {
  if (match.kind !== 'ports') return [match];
  const own = trafficOfMatch(match);
  const base = match.protocol * 65536;
  const left = subtract(own, subtract(own, rest));
  const matches: TrafficMatch[] = [];
  for (let index = 0; index < left.length; index += 2) {
    matches.push({ ...match, from: (left[index] ?? 0) - base, to: (left[index + 1] ?? 0) - base - 1 });
  }
  return matches;
}

function trafficOf(sets: readonly TrafficSet[]): Traffic {
  const matches = sets.flatMap((set) => trafficMatches(set.protocol, set.ports));
  return matches.map(trafficOfMatch).reduce<Traffic>((all, one) => unite(all, one), noTraffic);
}

function trafficOfMatch(match: TrafficMatch): Traffic {
  switch (match.kind) {
    case 'all':
      return allTraffic;
    case 'icmp':
      return icmpTraffic(match.protocol, match.type, match.code);
    case 'ports':
      return portTraffic(match.protocol, match.from, match.to);
    case 'protocol':
      return protocolTraffic(match.protocol);
  }
}

function cellKey(from: number, to: number): string {
  return `${from} ${to}`;
}

function limited(opened: readonly OpenedTraffic[]): readonly OpenedTraffic[] {
  if (opened.length <= listed) return opened;
  const rest = opened.length - listed;
  return [...opened.slice(0, listed), { from: '…', to: '…', traffic: `${rest} more pairs` }];
}
