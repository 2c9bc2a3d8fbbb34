import type { FileEdit } from '../edits/fileEdit';
import type { Attribute, Block, Chunk } from '../syntax/tree';
import type { Configuration, EvaluatedBlock, ResourceInstance } from '../terraform/configuration';
import { argumentRun, moveEquals, placeEdits, type ChunkEdit } from './textEdits';

/** Changes to the arguments of one block, by name; values are Terraform text. */
export interface ArgumentChanges {
  /** Replaced where the argument is there, else added behind the last one. */
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly remove?: readonly string[];
}

/**
 * A resource with other arguments, formatted as `terraform fmt` would. Undefined where the text can not say it: JSON, code
 * without a file.
 */
export function changeResource(
  resource: ResourceInstance,
  changes: ArgumentChanges,
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  return changeBlock(resource.source.chunk, resource.block, changes, configuration);
}

/** A nested block with other arguments; undefined also for one that a `dynamic` block makes. */
export function changeNested(
  resource: ResourceInstance,
  { type, source, dynamic }: EvaluatedBlock,
  changes: ArgumentChanges,
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  const { start } = source.range;
  const written = nestedBlocks(resource.block).find(
    (one) =>
      one.type === type &&
      one.range.start.line === start.line &&
      one.range.start.character === start.character,
  );
  if (dynamic !== undefined || written === undefined) return undefined;
  return changeBlock(source.chunk, written, changes, configuration);
}

function nestedBlocks({ body }: Block): readonly Block[] {
  return body.blocks.flatMap((block) => [block, ...nestedBlocks(block)]);
}

function changeBlock(
  chunk: Chunk,
  block: Block,
  { set, remove = [] }: ArgumentChanges,
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  const place = configuration.locate({ chunk, range: block.range });
  if (place === undefined || place.path.endsWith('.json')) return undefined;
  const { attributes } = block.body;
  const present = (name: string): Attribute | undefined => attributes.find((one) => one.name === name);
  const replaced = set.flatMap(([name, value]): ChunkEdit[] => {
    const attribute = present(name);
    return attribute === undefined ? [] : [{ chunk, range: attribute.expression.range, newText: value }];
  });
  const added = set.filter(([name]) => present(name) === undefined);
  const removed = attributes.filter((one) => remove.includes(one.name));
  return placeEdits([...replaced, ...relaid(chunk, block, added, removed)], configuration);
}

type Added = readonly (readonly [name: string, value: string])[];

/** Lines taken out and put in, with the equals signs of what stays around them in their new columns. */
function relaid(chunk: Chunk, block: Block, added: Added, removed: readonly Attribute[]): ChunkEdit[] {
  const { attributes } = block.body;
  const kept = attributes.filter((one) => !removed.includes(one));
  const anchor = kept.at(-1);
  const runs = new Map<Attribute, readonly Attribute[]>();
  for (const one of [...removed, ...(anchor === undefined || added.length === 0 ? [] : [anchor])]) {
    const run = argumentRun(attributes, one);
    runs.set(run[0] ?? one, run);
  }
  const lines = removed.map(({ range }): ChunkEdit => ({
    chunk,
    range: {
      start: { line: range.start.line, character: 0 },
      end: { line: range.end.line + 1, character: 0 },
    },
    newText: '',
  }));
  const names = added.map(([name]) => name.length);
  const moved = [...runs.values()].flatMap((run) => {
    const stay = run.filter((one) => kept.includes(one) && isOneLine(one));
    const joins = anchor !== undefined && stay.includes(anchor) ? names : [];
    const width = Math.max(0, ...stay.map((one) => one.name.length), ...joins);
    return stay.flatMap((one) => moveEquals(chunk, one, width));
  });
  return [...lines, ...moved, ...insertion(chunk, block, anchor, added, kept)];
}

function insertion(
  chunk: Chunk,
  block: Block,
  anchor: Attribute | undefined,
  added: Added,
  kept: readonly Attribute[],
): ChunkEdit[] {
  if (added.length === 0) return [];
  const indent = ' '.repeat(block.range.start.character + 2);
  const run =
    anchor === undefined || !isOneLine(anchor)
      ? []
      : argumentRun(kept, anchor).filter((one) => isOneLine(one));
  const width = Math.max(...added.map(([name]) => name.length), ...run.map((one) => one.name.length));
  const text = added.map(([name, value]) => `\n${indent}${name.padEnd(width)} = ${value}`).join('');
  if (anchor !== undefined) {
    const newText = isOneLine(anchor) ? text : `\n${text}`;
    return [{ chunk, range: { start: anchor.range.end, end: anchor.range.end }, newText }];
  }
  const { start, end } = block.bodyRange;
  const isEmpty = start.line === end.line;
  const closing = isEmpty ? `\n${' '.repeat(block.range.start.character)}` : '';
  return [{ chunk, range: { start, end: isEmpty ? end : start }, newText: `${text}${closing}` }];
}

function isOneLine({ range }: Attribute): boolean {
  return range.start.line === range.end.line;
}
