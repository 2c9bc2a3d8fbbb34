import type { Network } from '../../server/src/network/model';
import { answer, indexNetwork, matrix, reachableFrom, whoCanReach } from '../../server/src/reachability';
import { answerJson } from '../../server/src/explain/answerJson';
import { answerText } from '../../server/src/explain/answerText';
import type { Dice } from '../support/randomNetwork/dice';

/** Asks a network all that can be asked of it, some pairs with all their words; whatever it is, nothing throws. */
export function askAround(dice: Dice, network: Network): void {
  const index = indexNetwork(network);
  const { classes } = matrix(index);
  const ends = classes.flat().map(({ id }) => id);
  const [one] = ends;
  if (one === undefined) return;
  reachableFrom(index, dice.pick(ends));
  whoCanReach(index, dice.pick(ends));
  for (let each = 0; each < 6; each += 1) {
    const result = answer(index, { from: dice.pick(ends), to: dice.pick(ends), traffic: undefined });
    if (result.kind === 'answer') answerText(answerJson(result.answer));
  }
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
