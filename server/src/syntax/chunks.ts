import { topLevelHeader } from './heredoc';
import { lex } from './lexer';
import type { Token } from './token';

/**
 * A file is cut into its top-level blocks, arguments and stretches of comments, and each is parsed alone: what is half
 * typed costs only itself, and an edit costs one chunk.
 */
export interface ChunkText {
  /** Starts at column 0 and ends with its last character that is not white space. */
  readonly text: string;
  /** Line of the file at which it starts. */
  readonly line: number;
}

/** Cuts a file of native syntax. What is between the chunks is white space. */
export function cutChunks(text: string): readonly ChunkText[] {
  const starts = chunkStarts(text);
  const chunks: ChunkText[] = [];
  let line = 0;
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1] ?? text.length;
    const piece = text.slice(start, next);
    const trimmed = piece.trimEnd();
    if (trimmed.length > 0) chunks.push({ text: trimmed, line });
    line += countLines(piece);
  }
  return chunks;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/**
 * Offsets at which chunks start. Outside brackets: every line at column 0, save that a stretch of comments is one
 * chunk. Inside: lines that can only be a block of the top level. Where a bracket is never closed, every name at column
 * 0 behind it starts one.
 */
function chunkStarts(text: string): readonly number[] {
  const { tokens, comments } = lex(text, { unclosedHeredoc: 'line' });
  const starts = [0];
  let inside: number[] = [];
  let depth = 0;
  let commentIndex = 0;
  let inComments = false;
  const takeComments = (until: number): void => {
    for (let comment = comments[commentIndex]; comment !== undefined && comment.start < until;) {
      if (depth === 0 && !inComments && isColumn0(text, comment.start)) {
        starts.push(comment.start);
        inComments = true;
      }
      commentIndex += 1;
      comment = comments[commentIndex];
    }
  };
  for (const [index, token] of tokens.entries()) {
    takeComments(token.start);
    if (token.kind === 'newline') continue;
    if (isColumn0(text, token.start)) {
      // A brace that slipped to the next line belongs to the name before it.
      if (depth === 0 && token.kind !== 'open') starts.push(token.start);
      else if (depth > 0 && token.kind === 'identifier' && isTopLevel(text, token.start)) {
        starts.push(...inside, token.start);
        depth = 0;
      } else if (depth > 0 && token.kind === 'identifier' && startsItem(tokens, index))
        inside.push(token.start);
    }
    inComments = false;
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth = Math.max(0, depth - 1);
    if (depth === 0) inside = [];
  }
  takeComments(text.length);
  return [...new Set([...starts, ...inside])].sort((a, b) => a - b);
}

function isColumn0(text: string, offset: number): boolean {
  return offset === 0 || text.charAt(offset - 1) === '\n';
}

function startsItem(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return next !== undefined && next.kind !== 'newline' && next.kind !== 'close';
}

function isTopLevel(text: string, start: number): boolean {
  const newline = text.indexOf('\n', start);
  return topLevelHeader.test(
    text.slice(start, newline === -1 ? text.length : Math.min(newline, start + 1000)),
  );
}
