import type { FileEdit } from '../edits/fileEdit';
import type { Attribute, Chunk } from '../syntax/tree';
import type { Configuration } from '../terraform/configuration';
import type { Position, Range } from '../util/text';

/** New text for a stretch of a chunk. */
export interface ChunkEdit {
  readonly chunk: Chunk;
  readonly range: Range;
  readonly newText: string;
}

/** The edits at their places in files; undefined where one of them has none (code that was generated). */
export function placeEdits(
  edits: readonly ChunkEdit[],
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  const placed = edits.map((edit) => {
    const place = configuration.locate(edit);
    return place === undefined ? undefined : { file: place.path, range: place.range, newText: edit.newText };
  });
  const present = placed.filter((edit) => edit !== undefined);
  return present.length === placed.length ? present : undefined;
}

/**
 * `name = value` in place of an argument, and the equals signs of the lines around it moved to where `terraform fmt`
 * puts them.
 */
export function replaceArgument(
  chunk: Chunk,
  siblings: readonly Attribute[],
  old: Attribute,
  name: string,
  value: string,
): ChunkEdit[] {
  return replaceArguments(chunk, siblings, new Map([[old, { name, value }]]));
}

/** The same for several arguments of one body. Their own edits come first. */
export function replaceArguments(
  chunk: Chunk,
  siblings: readonly Attribute[],
  replaced: ReadonlyMap<Attribute, { readonly name: string; readonly value: string }>,
): ChunkEdit[] {
  const nameOf = (attribute: Attribute): string => replaced.get(attribute)?.name ?? attribute.name;
  const own = [...replaced.keys()];
  const around = new Set([...own, ...own.flatMap((one) => argumentRun(siblings, one))]);
  return [...around].flatMap((attribute) => {
    const run = argumentRun(siblings, attribute);
    const width = Math.max(...run.map((one) => nameOf(one).length));
    const change = replaced.get(attribute);
    return change === undefined
      ? moveEquals(chunk, attribute, width)
      : [{ chunk, range: attribute.range, newText: `${change.name.padEnd(width)} = ${change.value}` }];
  });
}

/** `name = value` on a line of its own behind an argument, in one column with it and the lines around it. */
export function insertArgument(
  chunk: Chunk,
  siblings: readonly Attribute[],
  after: Attribute,
  name: string,
  value: string,
): ChunkEdit[] {
  const run = argumentRun(siblings, after);
  const width = Math.max(name.length, ...run.map((attribute) => attribute.name.length));
  const indent = ' '.repeat(after.range.start.character);
  const line = `\n${indent}${name.padEnd(width)} = ${value}`;
  const end = after.range.end;
  return [
    { chunk, range: { start: end, end }, newText: line },
    ...run.flatMap((one) => moveEquals(chunk, one, width)),
  ];
}

/** Takes arguments out with their lines, and moves the equals signs of the lines around them to their new column. */
export function removeArguments(
  chunk: Chunk,
  siblings: readonly Attribute[],
  removed: readonly Attribute[],
): ChunkEdit[] {
  const lines = removed.map(({ range }) => ({
    chunk,
    range: {
      start: { line: range.start.line, character: 0 },
      end: { line: range.end.line + 1, character: 0 },
    },
    newText: '',
  }));
  const around = new Set(removed.flatMap((one) => argumentRun(siblings, one)));
  const kept = [...around].filter((one) => !removed.includes(one));
  const moved = kept.flatMap((one) => {
    const run = argumentRun(siblings, one).filter((other) => !removed.includes(other));
    return moveEquals(chunk, one, Math.max(...run.map((other) => other.name.length)));
  });
  return [...lines, ...moved];
}

/** Takes whole lines out, with the empty line before them where there is one. */
export function removeLines(chunk: Chunk, range: Range): ChunkEdit {
  const before = chunk.text.split('\n')[range.start.line - 1];
  const line = before?.trim() === '' ? range.start.line - 1 : range.start.line;
  return {
    chunk,
    range: { start: { line, character: 0 }, end: { line: range.end.line + 1, character: 0 } },
    newText: '',
  };
}

/** One-line arguments on consecutive lines, which is what `terraform fmt` aligns; with `one` among them. */
export function argumentRun(siblings: readonly Attribute[], one: Attribute): readonly Attribute[] {
  const sorted = [...siblings].filter(isOneLine).sort((a, b) => a.range.start.line - b.range.start.line);
  const place = sorted.indexOf(one);
  if (place === -1) return [one];
  let first = place;
  let last = place;
  while (first > 0 && lineOf(sorted[first - 1]) === lineOf(sorted[first]) - 1) first -= 1;
  while (last < sorted.length - 1 && lineOf(sorted[last + 1]) === lineOf(sorted[last]) + 1) last += 1;
  return sorted.slice(first, last + 1);
}

function lineOf(attribute: Attribute | undefined): number {
  return attribute?.range.start.line ?? -1;
}

function isOneLine(attribute: Attribute): boolean {
  return attribute.range.start.line === attribute.range.end.line;
}

/** The equals sign of an argument where it belongs in a run whose longest name is `width` long. */
export function moveEquals(chunk: Chunk, attribute: Attribute, width: number): ChunkEdit[] {
  const range: Range = { start: attribute.nameRange.end, end: attribute.expression.range.start };
  const newText = `${' '.repeat(width - attribute.name.length)} = `;
  return textIn(chunk, range) === newText ? [] : [{ chunk, range, newText }];
}

/** The text of a range within one line. */
function textIn(chunk: Chunk, range: Range): string {
  const line = chunk.text.split('\n')[range.start.line] ?? '';
  return line.slice(range.start.character, range.end.character);
}

/** The place where a range starts, as an empty range. */
export function at(position: Position): Range {
  return { start: position, end: position };
}
