import type { Origin } from '../network/model';
import type { Configuration } from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';
import { shiftRange } from '../util/text';

/**
 * The piece of code that a component or rule of the network comes from; of a block its first line, which is its header.
 * Undefined for what came from elsewhere.
 */
export function sourceOf(origin: Origin | undefined, configuration: Configuration): SourceRange | undefined {
  if (origin === undefined || 'arn' in origin) return undefined;
  const file = configuration.files.find((one) => one.path === origin.file);
  const { start, end } = origin.range;
  const found = file?.chunks.findLast((one) => one.line <= start.line);
  if (found === undefined) return undefined;
  const { start: own, end: last } = shiftRange(origin.range, -found.line);
  if (start.line === end.line) return { chunk: found.chunk, range: { start: own, end: last } };
  const line = found.chunk.text.split('\n')[own.line] ?? '';
  const header = line.slice(own.character).replace(/\s*[{[(]?\s*$/, '');
  return {
    chunk: found.chunk,
    range: { start: own, end: { line: own.line, character: own.character + header.length } },
  };
}
