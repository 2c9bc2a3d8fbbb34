import type { FileEdit } from '../../edits/fileEdit';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';

/** Takes a resource's block out, with the empty line before it where there is one; undefined where it is in no file. */
export function removeResource(
  resource: ResourceInstance,
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  const { chunk } = resource.source;
  const place = configuration.locate({ chunk, range: resource.block.range });
  if (place === undefined) return undefined;
  const { start, end } = place.range;
  const line = isEmptyLine(configuration, place.path, start.line - 1) ? start.line - 1 : start.line;
  const range = { start: { line, character: 0 }, end: { line: end.line + 1, character: 0 } };
  return [{ file: place.path, range, newText: '' }];
}

function isEmptyLine(configuration: Configuration, path: string, line: number): boolean {
  const file = configuration.files.find((one) => one.path === path);
  const chunk = file?.chunks.findLast((one) => one.line <= line);
  if (chunk === undefined) return false;
  // What lies between two chunks is empty.
  return (chunk.chunk.text.split('\n')[line - chunk.line] ?? '').trim() === '';
}
