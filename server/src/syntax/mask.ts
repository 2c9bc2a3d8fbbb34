import type { Token } from './token';

/** Makes an expression a file that the grammar accepts. */
const prefix = 'x=';

/** What an offset of the masked text lacks to be one of the source. */
export function maskShift(tokens: readonly Token[]): number {
  return (tokens[0]?.start ?? 0) - prefix.length;
}

/**
 * Writes the tokens of an expression, each at its own place, in the form in which the grammar reads them as Terraform does:
 *
 * - templates as `""`: they are read by `lexer.ts`, with Terraform's rules for escapes, strip markers and heredocs;
 * - numbers as `0`: the grammar does not know `1e5`;
 * - a new line that separates the items of an object as a comma, all others as white space;
 * - brackets that were left open get their closing ones at the end, strays are left out.
 */
export function maskExpression(source: string, tokens: readonly Token[]): string {
  const out: string[] = [prefix];
  const open: Frame[] = [];
  let at = tokens[0]?.start ?? 0;
  for (const [index, token] of tokens.entries()) {
    if (token.start > at) out.push(' '.repeat(token.start - at));
    at = token.end;
    out.push(maskToken(source, tokens, index, token, open));
  }
  for (const frame of open.reverse()) out.push(frame.close);
  return out.join('');
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
  const length = token.end - token.start;
  const frame = open.at(-1);
  if (token.kind === 'newline') {
    if (frame === undefined || !frame.object || frame.separated) return ' '.repeat(length);
    frame.separated = true;
    return ','.padEnd(length);
  }
  const text =
    token.kind === 'template' || token.kind === 'number' ? '' : source.slice(token.start, token.end);
  if (token.kind === 'close') {
    if (frame?.close !== text) return ' '.repeat(length);
    open.pop();
    return text;
  }
  if (frame !== undefined) frame.separated = text === ',';
  if (token.kind === 'open') {
    const close = text === '(' ? ')' : text === '[' ? ']' : '}';
    open.push({ close, object: text === '{' && !startsFor(source, tokens, index + 1), separated: true });
  }
  if (token.kind === 'template') return (length > 1 ? '""' : '0').padEnd(length);
  return token.kind === 'number' ? '0'.padEnd(length) : text;
}

function startsFor(source: string, tokens: readonly Token[], index: number): boolean {
  let at = index;
  while (tokens[at]?.kind === 'newline') at += 1;
  const token = tokens[at];
  return token?.kind === 'identifier' && source.slice(token.start, token.end) === 'for';
}
