import assert from 'node:assert/strict';
import type { Network } from '../../../server/src/network/model';
import {
  answer,
  indexNetwork,
  matrix,
  reachableFrom,
  whoCanReach,
  type Matrix,
  type NetworkIndex,
  type ReachEnd,
  type ReachResult,
} from '../../../server/src/reachability';
import type { AskedTraffic } from '../../../server/src/reachability/question';
import { drawNetwork } from '.';
import { blur } from './blur';
import type { Dice } from './dice';
import { withServices } from './services';

/** A network with services and balancers, sometimes with unknowns; what is asked about it, and by which pairs. */
export interface AgreementCase {
  readonly network: Network;
  readonly traffic: AskedTraffic | undefined;
  readonly chances: readonly number[];
}

/** Draws a case. */
export function drawAgreement(dice: Dice): AgreementCase {
  const plain = withServices(dice, drawNetwork(dice));
  const traffic = dice.pick<AskedTraffic | undefined>([
    undefined,
    undefined,
    { protocol: 'all', ports: undefined },
    { protocol: 6, ports: { from: 443, to: 443 } },
    { protocol: 6, ports: { from: 80, to: 443 } },
    { protocol: 17, ports: undefined },
  ]);
  const chances = Array.from({ length: 40 }, () => dice.below(1_000_000));
  return { network: dice.chance(40) ? blur(plain, dice) : plain, traffic, chances };
}

/** Holds that the matrix, one to all and all to one say of a pair what a question about it says. */
export function checkAgreement({ network, traffic, chances }: AgreementCase): {
  asked: number;
  open: number;
} {
  const index = indexNetwork(network);
  const all = matrix(index, traffic);
  const ends = all.classes.flat();
  const pick = (chance: number): ReachEnd => {
    const end = ends[chance % ends.length];
    assert.ok(end);
    return end;
  };
  const count = { asked: 0, open: 0 };
  const [someone] = chances.map(pick);
  const pairs = chances.flatMap((chance, place) => [
    [pick(chance), pick(chances[(place + 1) % chances.length] ?? 0)] as const,
    [pick(chance), someone ?? pick(chance)] as const,
    [someone ?? pick(chance), pick(chance)] as const,
  ]);
  const outward = someone === undefined ? undefined : verdicts(reachableFrom(index, someone.id, traffic));
  const inward = someone === undefined ? undefined : verdicts(whoCanReach(index, someone.id, traffic));
  for (const [from, to] of pairs) {
    if (from.id === to.id) continue;
    const expected = verdictOf(index, from, to, traffic);
    const what = `${from.id} > ${to.id} ${JSON.stringify(traffic)}`;
    assert.equal(inMatrix(all, from, to), expected, `the matrix: ${what}`);
    if (from === someone) assert.equal(outward?.get(to.id) ?? 'blocked', expected, `one to all: ${what}`);
    const opens = from.kind !== 'endpoint';
    if (to === someone && opens)
      assert.equal(inward?.get(from.id) ?? 'blocked', expected, `all to one: ${what}`);
    count.asked += 1;
    if (expected !== 'blocked') count.open += 1;
  }
  return count;
}

function verdictOf(
  index: NetworkIndex,
  from: ReachEnd,
  to: ReachEnd,
  traffic: AskedTraffic | undefined,
): string {
  const result = answer(index, { from: from.id, to: to.id, traffic });
  return result.kind === 'answer' ? result.answer.verdict : 'error';
}

function inMatrix({ classes, cells }: Matrix, from: ReachEnd, to: ReachEnd): string {
  const [a, b] = [from, to].map((end) => classes.findIndex((members) => members.includes(end)));
  return cells.find((cell) => cell.from === a && cell.to === b)?.verdict ?? 'blocked';
}

function verdicts(result: ReachResult): ReadonlyMap<string, string> {
  return new Map(
    result.kind === 'reach' ? result.reaches.map(({ end, verdict }) => [end.id, verdict] as const) : [],
  );
}
