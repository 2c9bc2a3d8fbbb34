/**
 * A set of numbers: ranges in order, apart from each other, as one flat list `[start, end, start, end, …]`; `end` is
 * not in the range. The one algebra below addresses, ports, protocols and ICMP types. Plain numbers for all but IPv6.
 */
export type Ranges<T extends number | bigint = number> = readonly T[];

/** Ranges in any order, overlapping or not, as a set. */
export function rangesOf<T extends number | bigint>(pairs: readonly (readonly [T, T])[]): Ranges<T> {
  if (pairs.length === 1) {
    const only = pairs[0];
    return only === undefined || only[0] >= only[1] ? [] : [only[0], only[1]];
  }
  const sorted = pairs.filter(([start, end]) => start < end).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const out: T[] = [];
  for (const [start, end] of sorted) appendRange(out, start, end);
  return out;
}

/** Adds a range that starts at or after the last one's start. */
function appendRange<T extends number | bigint>(out: T[], start: T, end: T): void {
  const lastEnd = out[out.length - 1];
  if (lastEnd === undefined || start > lastEnd) out.push(start, end);
  else if (end > lastEnd) out[out.length - 1] = end;
}

/** What is in either. */
export function unite<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>): Ranges<T> {
  if (a.length === 0) return b;
  if (b.length === 0 || a === b) return a;
  const out: T[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const fromA = j >= b.length || (i < a.length && at(a, i) <= at(b, j));
    if (fromA) {
      appendRange(out, at(a, i), at(a, i + 1));
      i += 2;
    } else {
      appendRange(out, at(b, j), at(b, j + 1));
      j += 2;
    }
  }
  return out;
}

/** What is in both. */
export function intersect<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>): Ranges<T> {
  if (a === b || isWithin(a, b)) return a;
  if (isWithin(b, a)) return b;
  const out: T[] = [];
  let i = 0;
  let j = 0;
  // A short set against a long one (one address in a list of a million) skips to where they meet.
  if (a.length > 0 && b.length > 16 * a.length) j = firstPairEndingAfter(b, at(a, 0));
  else if (b.length > 0 && a.length > 16 * b.length) i = firstPairEndingAfter(a, at(b, 0));
  while (i < a.length && j < b.length) {
    const start = at(a, i) > at(b, j) ? at(a, i) : at(b, j);
    const endA = at(a, i + 1);
    const endB = at(b, j + 1);
    const end = endA < endB ? endA : endB;
    if (start < end) out.push(start, end);
    if (endA < endB) i += 2;
    else j += 2;
  }
  return out;
}

/** Whether all of a set lies in a single range: then the set itself is what the two share, and nothing new has to be made. */
function isWithin<T extends number | bigint>(inner: Ranges<T>, outer: Ranges<T>): boolean {
  return (
    inner.length === 0 ||
    (outer.length === 2 && at(outer, 0) <= at(inner, 0) && at(inner, inner.length - 1) <= at(outer, 1))
  );
}

/** What is in the first and not in the second. */
export function subtract<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>): Ranges<T> {
  if (a.length === 0 || b.length === 0) return a;
  if (a === b) return [];
  const out: T[] = [];
  let j = firstPairEndingAfter(b, at(a, 0));
  for (let i = 0; i < a.length; i += 2) {
    let start = at(a, i);
    const end = at(a, i + 1);
    while (j < b.length && at(b, j + 1) <= start) j += 2;
    for (let k = j; k < b.length && at(b, k) < end; k += 2) {
      if (start < at(b, k)) out.push(start, at(b, k));
      start = at(b, k + 1);
    }
    if (start < end) out.push(start, end);
  }
  return out;
}

/** Whether the value is in the set. */
export function has<T extends number | bigint>(set: Ranges<T>, value: T): boolean {
  const pair = firstPairEndingAfter(set, value);
  return pair < set.length && at(set, pair) <= value;
}

/** Whether all of `inner` is in `outer`. */
export function includes<T extends number | bigint>(outer: Ranges<T>, inner: Ranges<T>): boolean {
  for (let i = 0; i < inner.length; i += 2) {
    const pair = firstPairEndingAfter(outer, at(inner, i));
    if (pair >= outer.length || at(outer, pair) > at(inner, i) || at(outer, pair + 1) < at(inner, i + 1)) {
      return false;
    }
  }
  return true;
}

/** Whether the two share a value. */
export function overlaps<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>): boolean {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  for (let i = 0; i < few.length; i += 2) {
    const pair = firstPairEndingAfter(many, at(few, i));
    if (pair < many.length && at(many, pair) < at(few, i + 1)) return true;
  }
  return false;
}

/** Whether both hold the same values. */
export function sameRanges<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>): boolean {
  return a === b || (a.length === b.length && a.every((value, index) => value === b[index]));
}

/** Index of the first range that ends after the value: the one that holds it, or the next. */
function firstPairEndingAfter<T extends number | bigint>(set: Ranges<T>, value: T): number {
  let low = 0;
  let high = set.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(set, middle * 2 + 1) > value) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}

function at<T extends number | bigint>(set: Ranges<T>, index: number): T {
  return set[index] as T; // Callers stay inside the list.
}
