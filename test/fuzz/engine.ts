import { drawNetwork } from '../support/randomNetwork';
import { checkAgreement, drawAgreement } from '../support/randomNetwork/agreement';
import { blur } from '../support/randomNetwork/blur';
import { checkChanges, drawChangeCase } from '../support/randomNetwork/changes';
import { compare, stillDiffers, type Comparison } from '../support/randomNetwork/compare';
import { minimise, networkText } from '../support/randomNetwork/minimise';
import type { Fuzzer } from './fuzzer';

/** The engine against the oracle and against itself, on random networks. */
export const engineFuzzers: readonly Fuzzer[] = [
  {
    name: 'oracle',
    round: (dice) => {
      const network = drawNetwork(dice);
      hold(compare(network, network, dice, 8, 12));
    },
  },
  {
    name: 'unknowns',
    round: (dice) => {
      const truth = drawNetwork(dice);
      hold(compare(blur(truth, dice), truth, dice, 8, 12));
    },
  },
  {
    name: 'matrix',
    round: (dice) => {
      checkAgreement(drawAgreement(dice));
    },
  },
  {
    name: 'changes',
    round: (dice) => {
      checkChanges(drawChangeCase(dice));
    },
  },
];

function hold({ mismatches: [first] }: Comparison): void {
  if (first === undefined) return;
  const smallest = minimise(first.network, (smaller) => stillDiffers(smaller, first));
  throw new Error(`${first.text}\n${networkText(smallest)}`);
}
