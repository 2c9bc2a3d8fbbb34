import type { Chunk, SyntaxFile } from './tree';

/** Gives the chunk of a text: one of the previous version of the file, each at most once, or a new one. */
export type Reuse = (text: string, parse: (text: string) => Chunk) => Chunk;

/** Chunks of `previous`, by their texts. */
export function reusing(previous: SyntaxFile | undefined): Reuse {
  const byText = new Map<string, Chunk[]>();
  // In file order for texts that stand there twice: the first is used first.
  for (const { chunk } of previous?.chunks.toReversed() ?? []) {
    const same = byText.get(chunk.text);
    if (same === undefined) byText.set(chunk.text, [chunk]);
    else same.push(chunk);
  }
  return (text, parse) => byText.get(text)?.pop() ?? parse(text);
}
