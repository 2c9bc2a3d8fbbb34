import fc from 'fast-check';

/**
 * Random small networks with concrete addresses, for property tests of the engine. Each file draws one family; all
 * choices go through `Dice`, so that fast-check can repeat them from a seed. This file: the dice.
 */
export interface Dice {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** True so many times of a hundred. */
  chance(percent: number): boolean;
  /** Some of a list, each with this chance. */
  some<T>(list: readonly T[], percent: number): T[];
}

/** Draws with dice: a cheap generator inside one seed of fast-check, because a network takes thousands of draws. */
export function rolled<T>(draw: (dice: Dice) => T): fc.Arbitrary<T> {
  return fc.noBias(fc.nat()).map((seed) => draw(diceFrom(seed)));
}

/** Dice that always fall the same way for one seed (mulberry32). */
export function diceFrom(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[below(list.length)] as T; // inside the bounds; undefined may be one of the choices
    },
    chance: (percent) => next() * 100 < percent,
    some: (list, percent) => list.filter(() => next() * 100 < percent),
  };
}
