import type { Dice } from '../support/randomNetwork/dice';

/**
 * `test/fuzz/`: what is tried with more chance and more time than the tests have. `npm run fuzz` (`run.ts`) gives every
 * fuzzer below an equal share of the time; the unit tests run some rounds of each from fixed seeds.
 */
export interface Fuzzer {
  /** For `--only`; unique. */
  readonly name: string;
  /** One try, all of whose choices come from the dice. What is wrong is an exception, whose message tells all. */
  readonly round: (dice: Dice) => void;
}
