import type { Network } from '../../server/src/network/model';
import { answer, indexNetwork, matrix, reachableFrom, whoCanReach } from '../../server/src/reachability';
import { answerJson } from '../../server/src/explain/answerJson';
import { answerText } from '../../server/src/explain/answerText';
import type { Dice } from '../support/randomNetwork/dice';

const pairsAsked = 6;

/** Asks a network all that can be asked of it, some pairs with all their words; whatever it is, nothing throws. Comes back with how often it asked. */
export function askAround(dice: Dice, network: Network): number {
  const index = indexNetwork(network);
  const { classes } = matrix(index);
  const ends = classes.flat().map(({ id }) => id);
  const [one] = ends;
  if (one === undefined) return 1;
  reachableFrom(index, dice.pick(ends));
  whoCanReach(index, dice.pick(ends));
  for (let each = 0; each < pairsAsked; each += 1) {
    const result = answer(index, { from: dice.pick(ends), to: dice.pick(ends), traffic: undefined });
    if (result.kind === 'answer') answerText(answerJson(result.answer));
  }
  return pairsAsked + 3;
}

/** Pairs of ends that both networks have, with what each says of them. */
export function verdictsOf(
  dice: Dice,
  truth: Network,
  known: Network,
  pairs: number,
): readonly { readonly pair: string; readonly truth: string; readonly known: string }[] {
  const ends = ['internet', ...truth.workloads.keys(), ...truth.interfaces.keys()].filter(
    (id) => id === 'internet' || known.workloads.has(id) || known.interfaces.has(id),
  );
  if (ends.length < 2) return [];
  const [all, some] = [indexNetwork(truth), indexNetwork(known)];
  return Array.from({ length: pairs }, () => {
    const from = dice.pick(ends);
    const to = dice.pick(ends.filter((id) => id !== from));
    const ask = (index: typeof all): string => {
      const result = answer(index, { from, to, traffic: undefined });
      return result.kind === 'answer' ? result.answer.verdict : 'error';
    };
    return { pair: `${from} > ${to}`, truth: ask(all), known: ask(some) };
  });
}
