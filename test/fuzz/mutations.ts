import type { Dice } from '../support/randomNetwork/dice';

/** JSON as it was parsed. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Text that ends in the middle. */
export function cut(dice: Dice, text: string): string {
  return text.slice(0, dice.below(text.length));
}

/** JSON in which some values are what nobody would expect there. */
export function mutateJson(dice: Dice, value: Json, percent: number): Json {
  const strings: string[] = [];
  collectStrings(value, strings);
  return mutate(dice, value, percent, strings);
}

function collectStrings(value: Json, strings: string[]): void {
  if (typeof value === 'string') strings.push(value);
  else if (Array.isArray(value)) for (const one of value) collectStrings(one, strings);
  else if (value !== null && typeof value === 'object')
    for (const one of Object.values(value)) collectStrings(one, strings);
}

function mutate(dice: Dice, value: Json, percent: number, strings: readonly string[]): Json {
  if (Array.isArray(value)) {
    const kept = value.filter(() => !dice.chance(percent));
    const twice = kept.flatMap((one) => (dice.chance(percent) ? [one, one] : [one]));
    return twice.map((one) => mutate(dice, one, percent, strings));
  }
  if (value !== null && typeof value === 'object') {
    const kept = Object.entries(value).filter(() => !dice.chance(percent));
    return Object.fromEntries(kept.map(([key, one]) => [key, mutate(dice, one, percent, strings)]));
  }
  return dice.chance(percent) ? mutateScalar(dice, value, strings) : value;
}

/** Another value of the same file (ids that mean something else, two things with one id, cycles), or nonsense. */
function mutateScalar(dice: Dice, value: Json, strings: readonly string[]): Json {
  if (typeof value === 'string' && strings.length > 0 && dice.chance(50)) return dice.pick(strings);
  return dice.pick<Json>([
    null,
    '',
    'sg-00000000000000000',
    '10.0.0.77/16',
    '999.1.1.1/99',
    '::/0',
    '0.0.0.0/0',
    -1,
    70_000,
    1e300,
    true,
    [],
    {},
    [[value]],
    { toString: 'x', __proto__: null },
    '\u0000\ud800',
    'x'.repeat(5000),
  ]);
}
