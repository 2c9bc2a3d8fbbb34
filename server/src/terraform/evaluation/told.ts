import type { Problem } from '../configuration';
import type { SourceRange } from '../source';
import { sameLists, sameProblem } from './same';

/** A result, with the problems that were met on the way to it. */
export interface Told<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

const none: readonly Problem[] = [];

/** A result without problems, or with those that were collected. */
export function told<T>(value: T, problems: readonly Problem[] = none): Told<T> {
  return { value, problems: problems.length === 0 ? none : problems };
}

/** Compares results, and their problems. */
export function sameTold<T>(same: (a: T, b: T) => boolean): (a: Told<T>, b: Told<T>) => boolean {
  return (a, b) =>
    (a.value === b.value || same(a.value, b.value)) && sameLists(a.problems, b.problems, sameProblem);
}

/** What Terraform would refuse the configuration for. */
export function errorAt(message: string, source: SourceRange): Problem {
  return { severity: 'error', message, source };
}
