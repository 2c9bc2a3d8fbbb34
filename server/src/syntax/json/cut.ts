import { createScanner } from 'jsonc-parser';
import type { ChunkText } from '../chunks';

/**
 * Terraform's JSON syntax (https://developer.hashicorp.com/terraform/language/syntax/json), cut into chunks as native
 * files are: one for each property of the root object that starts on a line of its own. A chunk starts at column 0 of
 * its first line; the braces of the root may be part of the first and the last one.
 */
export interface JsonCut {
  readonly chunks: readonly ChunkText[];
  /** The root object ends in the text. */
  readonly closed: boolean;
  /** Brackets stand deeper in each other than the JSON parser, which is recursive, should be given. */
  readonly tooDeep: boolean;
}

const maximumDepth = 200;

/** Cuts a file of Terraform's JSON syntax. */
export function cutJson(text: string): JsonCut {
  const { lines, depth, tooDeep } = scanLines(text);
  const top = lines.filter((line) => line.depth === 1 && line.separated);
  // A bracket was left open or closed too much: the indentation of the first property tells where the others start.
  const aligned = lines.filter((line) => line.column === lines[0]?.column);
  const cuts = (depth === 0 ? top : aligned).map((line) => line.start);
  const bounds = [0, ...cuts.filter((start, index) => start > 0 && (index > 0 || hasProperty(text, start)))];
  return { chunks: pieces(text, bounds), closed: depth <= 0, tooDeep };
}

/** Whether there is more than the opening brace before `end`. */
function hasProperty(text: string, end: number): boolean {
  return text.slice(0, end).trim() !== '{';
}

function pieces(text: string, bounds: readonly number[]): ChunkText[] {
  const chunks: ChunkText[] = [];
  let line = 0;
  for (const [index, start] of bounds.entries()) {
    const piece = text.slice(start, bounds[index + 1] ?? text.length);
    const trimmed = piece.trimEnd();
    if (trimmed !== '') chunks.push({ text: trimmed, line });
    line += piece.split('\n').length - 1;
  }
  return chunks;
}

/** A line that starts with a name. */
interface Line {
  readonly start: number;
  readonly column: number;
  readonly depth: number;
  /** The name comes behind a comma or an opening brace. */
  readonly separated: boolean;
}

function scanLines(text: string): {
  readonly lines: readonly Line[];
  readonly depth: number;
  readonly tooDeep: boolean;
} {
  const scanner = createScanner(text, true);
  const lines: Line[] = [];
  let depth = 0;
  let deepest = 0;
  let seenLine = -1;
  let pending: { readonly offset: number; readonly depth: number; readonly separated: boolean } | undefined;
  let previous = '';
  for (;;) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    if (offset >= text.length) break;
    // What kind of token it is, its first character tells.
    const first = text.charAt(offset);
    if (pending !== undefined && first === ':') {
      const start = text.lastIndexOf('\n', pending.offset) + 1;
      lines.push({
        start,
        column: pending.offset - start,
        depth: pending.depth,
        separated: pending.separated,
      });
    }
    const line = scanner.getTokenStartLine();
    pending =
      line !== seenLine && first === '"'
        ? { offset, depth, separated: previous === ',' || previous === '{' }
        : undefined;
    previous = first;
    seenLine = line;
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return { lines, depth, tooDeep: deepest > maximumDepth };
}
