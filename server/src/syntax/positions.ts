import { lastAtMost } from '../util/sortedSearch';
import type { Position, Range } from '../util/text';
import type { Span } from './token';

/** Offsets of a text as positions. */
export interface Positions {
  at(offset: number): Position;
  range(span: Span): Range;
}

/** Positions in `text`; line 0 is its first line. A lone carriage return does not end a line. */
export function positionsOf(text: string): Positions {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return fromFunction((offset) => {
    const line = lastAtMost(starts, offset);
    return { line, character: offset - (starts[line] ?? 0) };
  });
}

/** Positions of a text that was taken out of another one: `offsets` holds, for each of its offsets, the other's. */
export function mappedPositions(outer: Positions, offset: (inner: number) => number): Positions {
  return fromFunction((inner) => outer.at(offset(inner)));
}

function fromFunction(at: (offset: number) => Position): Positions {
  return { at, range: (span) => ({ start: at(span.start), end: at(span.end) }) };
}
