import type { Maybe, Unknown } from './model';

/** A value that is known. */
export function known<T>(value: T): Maybe<T> {
  return { known: true, value };
}

/** A value that is not, and why. */
export function unknown<T>(reason: Unknown): Maybe<T> {
  return { known: false, unknown: reason };
}

/** `change` applied to a known value; an unknown stays as it is. */
export function mapMaybe<T, U>(maybe: Maybe<T>, change: (value: T) => U): Maybe<U> {
  return maybe.known ? known(change(maybe.value)) : maybe;
}

/** The value where it is known, else `undefined`. */
export function valueOf<T>(maybe: Maybe<T>): T | undefined {
  return maybe.known ? maybe.value : undefined;
}

/** Whether two values are the same; undefined where that is not known. Values that nobody knows may be known to be one. */
export function isSame<T extends string | number | boolean>(a: Maybe<T>, b: Maybe<T>): boolean | undefined {
  if (a.known && b.known) return a.value === b.value;
  if (a.known || b.known) return undefined;
  return a.unknown.same !== undefined && a.unknown.same === b.unknown.same ? true : undefined;
}
