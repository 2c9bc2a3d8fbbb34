import type { Attribute } from '../../syntax/tree';
import type { Configuration } from '../../terraform/configuration';
import type { Fix } from '../rule';
import { insertArgument, placeEdits, removeArguments, type ChunkEdit } from '../textEdits';
import { writtenArguments, type WrittenRule } from './ruleText';

/**
 * The rule with other values for arguments that it has, by name; the new values are Terraform text, `undefined` takes
 * the argument's line out. Undefined where the rule is not written as arguments (an element of a list), or lacks one.
 */
export function changeArguments(
  rule: WrittenRule,
  values: Readonly<Record<string, string | undefined>>,
  configuration: Configuration,
): Fix['edits'] | undefined {
  const written = writtenArguments(rule);
  if (written === undefined) return undefined;
  const { chunk } = rule.source;
  const changed: ChunkEdit[] = [];
  const removed: Attribute[] = [];
  for (const [name, value] of Object.entries(values)) {
    const attribute = written.find((one) => one.name === name);
    if (attribute === undefined) return undefined;
    if (value === undefined) removed.push(attribute);
    else changed.push({ chunk, range: attribute.expression.range, newText: value });
  }
  return placeEdits([...changed, ...removeArguments(chunk, written, removed)], configuration);
}

/** The rule with new arguments behind one that it has, each on its line. */
export function addArguments(
  rule: WrittenRule,
  after: string,
  values: readonly (readonly [name: string, value: string])[],
  configuration: Configuration,
): Fix['edits'] | undefined {
  const written = writtenArguments(rule);
  const anchor = written?.find((one) => one.name === after);
  if (written === undefined || anchor === undefined) return undefined;
  const [first, ...rest] = values;
  if (first === undefined) return undefined;
  const edits = insertArgument(rule.source.chunk, written, anchor, ...first);
  const [line, ...others] = edits;
  if (line === undefined) return undefined;
  // The names are padded alike by the first insertion; the further lines follow its column.
  const width = line.newText.trimStart().indexOf('=') - 1;
  const indent = ' '.repeat(anchor.range.start.character);
  const more = rest.map(([name, value]) => `\n${indent}${name.padEnd(width)} = ${value}`).join('');
  return placeEdits([{ ...line, newText: line.newText + more }, ...others], configuration);
}

/** A fix, where its edits could be made. */
export function fix(title: string, edits: Fix['edits'] | undefined, preferred = false): Fix[] {
  return edits === undefined ? [] : [{ title, edits, preferred }];
}
