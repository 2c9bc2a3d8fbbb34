import type { Dice } from '../support/randomNetwork/dice';

/**
 * `test/fuzz/`: what is tried with more chance and more time than the tests have. `npm run fuzz` (`run.ts`) gives every
 * fuzzer below an equal share of the time; the tests run some rounds of each from fixed seeds.
 */
export interface Fuzzer {
  /** For `--only`; unique. */
  readonly name: string;
  /**
   * One try, all of whose choices come from the dice. Comes back with how much it tried (comparisons, questions,
   * messages). What is wrong is an exception, whose message tells all.
   */
  readonly round: (dice: Dice) => number | Promise<number>;
}
