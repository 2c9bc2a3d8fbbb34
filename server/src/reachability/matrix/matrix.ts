import { askedTraffic } from '../askedTraffic';
import type { NetworkIndex } from '../networkIndex';
import type { AskedTraffic } from '../question';
import type { Matrix, MatrixCell } from '../reach';
import { groupBy } from '../../util/collections';
import type { PairTraffic } from './bareWays';
import { endPairs } from './endPairs';
import type { FineClass } from './fineClasses';
import { judgeReach, newShown } from './judgeReach';
import { matrixEnds, type MatrixEnd } from './matrixEnds';
import { isClass, type Side } from './sides';

/** Ends that nothing tells apart; the first stands for all. */
interface Group {
  readonly place: number;
  readonly first: MatrixEnd;
  readonly members: readonly MatrixEnd[];
  /** Its only side, where that is a class: a million cells are made without a list each. */
  readonly only: FineClass | undefined;
}

/** All pairs of workloads, balancers (with what stands behind them), endpoints, interfaces that nobody owns, and the internet. */
export function matrix(index: NetworkIndex, traffic?: AskedTraffic): Matrix {
  const asked = askedTraffic(traffic, undefined);
  const groups = groupAlike(matrixEnds(index));
  const pairs = endPairs(index, asked);
  const shown = newShown();
  const rows: MatrixCell[][] = groups.map(() => []);
  const judge = (from: Group, to: Group, pair: PairTraffic): void => {
    if (from === to && from.members.length < 2) return;
    const own = traffic === undefined ? to.first.own : undefined;
    const judged = judgeReach(pair, { own, required: asked.required });
    if (judged === undefined) return;
    const cell = { from: from.place, to: to.place, verdict: judged.verdict, traffic: shown(judged.traffic) };
    rows[from.place]?.push(cell);
  };
  const bySide = groupsBySide(groups);
  const compound = new Map<Group, Set<Group>>();
  pairs.classes.each((from, to, pair) => {
    for (const sender of bySide.get(from) ?? []) {
      for (const receiver of bySide.get(to) ?? []) {
        if (sender.only !== undefined && receiver.only !== undefined && receiver.first.front === undefined)
          judge(sender, receiver, pair);
        else remember(compound, sender, receiver);
      }
    }
  });
  // What is no class (the internet, who is called by a public address) is asked with everybody.
  for (const one of groups) {
    const { sides, doors } = one.first;
    if (!sides.every(isClass)) for (const other of groups) remember(compound, one, other);
    if (!doors.every(isClass)) for (const other of groups) remember(compound, other, one);
  }
  for (const [sender, receivers] of compound) {
    for (const receiver of receivers) {
      if (!isInternet(sender) || !isInternet(receiver))
        judge(sender, receiver, pairs.pair(sender.first, receiver.first));
    }
  }
  return { classes: groups.map(({ members }) => members.map(({ end }) => end)), cells: rows.flat() };
}

function isInternet({ first: { end } }: Group): boolean {
  return end.kind === 'internet';
}

function remember(pairs: Map<Group, Set<Group>>, from: Group, to: Group): void {
  const row = pairs.get(from);
  if (row === undefined) pairs.set(from, new Set([to]));
  else row.add(to);
}

function groupAlike(ends: readonly MatrixEnd[]): readonly Group[] {
  return [...groupBy(ends, likeness).values()].flatMap((members, place): readonly Group[] => {
    const [first] = members;
    if (first === undefined) return [];
    const [only, ...more] = first.sides;
    const isOne = only !== undefined && isClass(only) && more.length === 0;
    return [{ place, first, members, only: isOne ? only : undefined }];
  });
}

/** What tells ends apart: those whose pairs are the same have the same text. */
function likeness({ end, quantifier, sides, own, front }: MatrixEnd): string {
  const isAlone = front !== undefined || !sides.every(isClass);
  const place = isAlone ? end.id : sides.map((side) => (isClass(side) ? side.id : '')).join();
  return `${quantifier} ${own?.traffic.join() ?? ''} ${own?.unknown?.value ?? ''} ${place}`;
}

function groupsBySide(groups: readonly Group[]): ReadonlyMap<Side, readonly Group[]> {
  const bySide = new Map<Side, Group[]>();
  for (const group of groups) {
    for (const side of group.first.sides) {
      const known = bySide.get(side);
      if (known === undefined) bySide.set(side, [group]);
      else known.push(group);
    }
  }
  return bySide;
}
