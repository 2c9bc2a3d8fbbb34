import type { AclList } from './aclLists';
import { integerOf } from '../values';

/** The numbers that AWS takes for entries; 32767 is the deny at the end (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html). */
export const firstNumber = 1;
export const lastNumber = 32766;

/** The numbers that the entries of a list have, as far as they are known. */
export function usedNumbers(list: AclList): ReadonlySet<number> {
  return new Set(list.entries.flatMap((entry) => integerOf(entry.number?.value) ?? []));
}

/**
 * A number that is free between two others, neither of which counts: a multiple of ten where there is one, else the
 * lowest; undefined where none is.
 */
export function freeNumber(used: ReadonlySet<number>, above: number, below: number): number | undefined {
  const low = Math.max(above + 1, firstNumber);
  const high = Math.min(below - 1, lastNumber);
  for (let number = Math.ceil(low / 10) * 10; number <= high; number += 10)
    if (!used.has(number)) return number;
  for (let number = low; number <= high; number += 1) if (!used.has(number)) return number;
  return undefined;
}

/** A free number that keeps its place in the order: behind `number`, before the next one that is used where that has room. */
export function freeNumberBehind(used: ReadonlySet<number>, number: number): number | undefined {
  const next = Math.min(lastNumber + 1, ...[...used].filter((other) => other > number));
  return freeNumber(used, number, next) ?? freeNumber(used, number, lastNumber + 1);
}
