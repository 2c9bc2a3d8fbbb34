import type { Chunk } from '../../syntax/tree';
import type { Range } from '../../util/text';

/** The text of a range, over as many lines as it has. */
export function chunkText(chunk: Chunk, { start, end }: Range): string {
  const lines = chunk.text.split('\n').slice(start.line, end.line + 1);
  return lines
    .map((line, index) =>
      line.slice(index === 0 ? start.character : 0, index === lines.length - 1 ? end.character : undefined),
    )
    .join('\n');
}
