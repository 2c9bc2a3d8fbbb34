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
      return hold(compare(network, network, dice, 8, 12));
    },
  },
  {
    name: 'unknowns',
    round: (dice) => {
      const truth = drawNetwork(dice);
      return hold(compare(blur(truth, dice), truth, dice, 8, 12));
    },
  },
  {
    name: 'matrix',
    round: (dice) => {
      checkAgreement(drawAgreement(dice));
      return 1;
    },
  },
  {
    name: 'changes',
    round: (dice) => {
      checkChanges(drawChangeCase(dice));
      return 1;
    },
  },
];

/** How many packets were compared, where none differs. */
function hold({ compared, mismatches: [first] }: Comparison): number {
  if (first === undefined) return compared;
  const smallest = minimise(first.network, (smaller) => stillDiffers(smaller, first));
  throw new Error(`${first.text}\n${networkText(smallest)}`);
}
