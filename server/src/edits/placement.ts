import type { Attribute, Block } from '../syntax/tree';
import type { Configuration, ResourceInstance } from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';
import { comparePositions, type Position, type Range } from '../util/text';
import { textIn } from '../util/textIn';
import type { FileEdit } from './fileEdit';

/** Where new text goes. Undefined, in all of these, where the code has no place in a file. */

/** `text` as a new top-level block behind a resource, with an empty line before it. */
export function afterResource(
  resource: ResourceInstance,
  text: string,
  configuration: Configuration,
): FileEdit | undefined {
  return insertAt(resource.source, resource.block.range.end, `\n\n${text}`, configuration);
}

/** `text` as a nested block: behind the last one of its kind, else at the end of the resource's body. */
export function nestedBlock(
  resource: ResourceInstance,
  type: string,
  text: string,
  configuration: Configuration,
): FileEdit | undefined {
  const siblings = resource.block.body.blocks.filter((block) => isOfType(block, type));
  const last = siblings.at(-1);
  if (last !== undefined) return insertAt(resource.source, last.range.end, `\n\n${text}`, configuration);
  const end = lastItemEnd(resource.block);
  if (end === undefined)
    return insertAt(resource.source, resource.block.bodyRange.start, `\n${text}\n`, configuration);
  return insertAt(resource.source, end, `\n\n${text}`, configuration);
}

/** `text` as the last element of the list that an attribute-as-block is written as. */
export function listElement(
  resource: ResourceInstance,
  attribute: Attribute,
  text: string,
  configuration: Configuration,
): FileEdit | undefined {
  const { expression } = attribute;
  if (expression.kind !== 'tuple') return undefined;
  const last = expression.elements.at(-1);
  if (last !== undefined) return insertAt(resource.source, last.range.end, `, ${text}`, configuration);
  const { line, character } = expression.range.start;
  return insertAt(resource.source, { line, character: character + 1 }, text, configuration);
}

/**
 * `name = value` in a resource: replaces the value where the argument is there, else a new line among the arguments, in
 * their column where it fits.
 */
export function setArgument(
  resource: ResourceInstance,
  name: string,
  value: string,
  configuration: Configuration,
): FileEdit | undefined {
  const { attributes } = resource.block.body;
  const present = attributes.find((attribute) => attribute.name === name);
  if (present !== undefined) return replace(resource.source, present.expression.range, value, configuration);
  const last = attributes.at(-1);
  if (isOnOneLine(resource.block)) return openBody(resource, name, value, configuration);
  if (last === undefined) {
    return insertAt(resource.source, resource.block.bodyRange.start, `\n  ${name} = ${value}`, configuration);
  }
  const column = last.expression.range.start.character - last.nameRange.start.character - ' = '.length;
  const onOneLine = last.range.start.line === last.range.end.line;
  const fits = onOneLine && name.length <= column;
  const text = fits ? `\n  ${name.padEnd(column)} = ${value}` : `\n\n  ${name} = ${value}`;
  return insertAt(resource.source, last.range.end, text, configuration);
}

/** A body on the line of its braces (`{}`, `{ a = 1 }`) has to be opened first: a second item may not stand there. */
function isOnOneLine({ bodyRange }: Block): boolean {
  return bodyRange.start.line === bodyRange.end.line;
}

/** A body on one line becomes one line for each of its arguments and for the new one, in one column. */
function openBody(
  { source, block }: ResourceInstance,
  name: string,
  value: string,
  configuration: Configuration,
): FileEdit | undefined {
  const own = block.body.attributes.map((attribute) => ({
    name: attribute.name,
    value: textIn(source.chunk.text, attribute.expression.range),
  }));
  const all = [...own, { name, value }];
  const width = Math.max(...all.map((one) => one.name.length));
  const lines = all.map((one) => `  ${one.name.padEnd(width)} = ${one.value}\n`);
  return replace(source, block.bodyRange, `\n${lines.join('')}`, configuration);
}

function isOfType(block: Block, type: string): boolean {
  return block.type === type || (block.type === 'dynamic' && block.labels[0]?.text === type);
}

function lastItemEnd(block: Block): Position | undefined {
  const ends = [...block.body.attributes, ...block.body.blocks].map((item) => item.range.end);
  return ends.sort(comparePositions).at(-1);
}

function insertAt(
  source: SourceRange,
  position: Position,
  newText: string,
  configuration: Configuration,
): FileEdit | undefined {
  return replace(source, { start: position, end: position }, newText, configuration);
}

function replace(
  source: SourceRange,
  range: Range,
  newText: string,
  configuration: Configuration,
): FileEdit | undefined {
  const place = configuration.locate({ chunk: source.chunk, range });
  return place === undefined ? undefined : { file: place.path, range: place.range, newText };
}
