import type { Token } from './token';

/** An expression as the grammar gets to see it. */
export interface Masked {
  readonly text: string;
  /** Where each token stands in `text`. */
  readonly starts: readonly number[];
}

/** Makes an expression a file that the grammar accepts. */
const prefix = 'x=';

/**
 * Writes the tokens of an expression in the form in which the grammar reads them as Terraform does:
 *
 * - templates as `""`: they are read by `lexer.ts`, with Terraform's rules for escapes, strip markers and heredocs;
 * - numbers as `0`: the grammar does not know `1e5`;
 * - names as `a`: most expressions are of few shapes, and the tree of each shape is made once (`treeSitter.ts`);
 * - a new line that separates the items of an object as a comma, all others as white space;
 * - brackets that were left open get their closing ones at the end, strays are left out;
 * - `. *` and `[ * ]` without their white space, comments not at all.
 */
export function maskExpression(source: string, tokens: readonly Token[]): Masked {
  const starts: number[] = [];
  const open: Frame[] = [];
  let text = prefix;
  let previous: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    const masked = maskToken(source, tokens, index, token, open);
    if (previous !== undefined && previous.end < token.start && !joins(source, previous, token)) text += ' ';
    starts.push(text.length);
    text += masked;
    previous = token;
  }
  for (const frame of open.reverse()) text += frame.close;
  return { text, starts };
}

/** The grammar knows the stars of splats only without white space. */
function joins(source: string, left: Token, right: Token): boolean {
  const pair = source.charAt(left.start) + source.charAt(right.start);
  return pair === '.*' || pair === '[*' || pair === '*]';
}

interface Frame {
  readonly close: string;
  /** An object constructor, in which new lines separate items. */
  readonly object: boolean;
  /** Nothing to separate yet: behind the bracket, or behind a comma. */
  separated: boolean;
}

function maskToken(
  source: string,
  tokens: readonly Token[],
  index: number,
  token: Token,
  open: Frame[],
): string {
  const frame = open.at(-1);
  if (token.kind === 'newline') {
    if (frame === undefined || !frame.object || frame.separated) return ' ';
    frame.separated = true;
    return ',';
  }
  if (token.kind === 'close') {
    const close = source.charAt(token.start);
    if (frame?.close !== close) return ' ';
    open.pop();
    const outer = open.at(-1);
    if (outer !== undefined) outer.separated = false;
    return close;
  }
  const text = maskText(source, token);
  if (frame !== undefined) frame.separated = text === ',';
  if (token.kind === 'open') {
    const close = text === '(' ? ')' : text === '[' ? ']' : '}';
    open.push({ close, object: text === '{' && !startsFor(source, tokens, index + 1), separated: true });
  }
  return text;
}

/** Words that mean something to the grammar: all others are names. */
const keywords: ReadonlySet<string> = new Set(['for', 'in', 'if', 'true', 'false', 'null']);

function maskText(source: string, token: Token): string {
  if (token.kind === 'template') return '""';
  if (token.kind === 'number') return '0';
  const text = source.slice(token.start, token.end);
  return token.kind === 'identifier' && !keywords.has(text) ? 'a' : text;
}

function startsFor(source: string, tokens: readonly Token[], index: number): boolean {
  let at = index;
  while (tokens[at]?.kind === 'newline') at += 1;
  const token = tokens[at];
  return token?.kind === 'identifier' && source.slice(token.start, token.end) === 'for';
}
