import type { SpanProblem, Token } from './token';

/** Where each opening bracket of a token list ends, by its index. */
export interface Brackets {
  readonly ends: ReadonlyMap<number, BracketEnd>;
  readonly problems: readonly SpanProblem[];
  /** Brackets stand deeper in each other than anything reads; nothing should descend into these tokens. */
  readonly tooDeep: boolean;
}

export interface BracketEnd {
  /** The closing token; without one, the first token that is not in the bracket any more. */
  readonly index: number;
  readonly closed: boolean;
}

/** Nobody nests deeper by hand, and every level costs stack in whoever walks the tree. */
export const maximumDepth = 100;

/**
 * Pairs the brackets of a token list. Where they do not pair up, the indentation tells which one was left open, so that
 * a missing bracket costs its argument and not what follows.
 */
export function matchBrackets(text: string, tokens: readonly Token[]): Brackets {
  const strict = matchStrictly(text, tokens);
  if (strict !== undefined) return strict;
  return matchByIndentation(text, tokens);
}

const partners: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function matchStrictly(text: string, tokens: readonly Token[]): Brackets | undefined {
  const ends = new Map<number, BracketEnd>();
  const open: number[] = [];
  let tooDeep = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'open') open.push(index);
    if (open.length > maximumDepth) tooDeep = true;
    if (token.kind !== 'close') continue;
    const opener = open.pop();
    if (opener === undefined || partners[bracketAt(text, tokens, opener)] !== text.charAt(token.start)) {
      return tooDeep ? tooDeepAt(tokens) : undefined;
    }
    ends.set(opener, { index, closed: true });
  }
  if (tooDeep) return tooDeepAt(tokens);
  return open.length > 0 ? undefined : { ends, problems: [], tooDeep: false };
}

function tooDeepAt(tokens: readonly Token[]): Brackets {
  let depth = 0;
  const deepest = tokens.find((token) => {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    return depth > maximumDepth;
  });
  const { start, end } = deepest ?? { start: 0, end: 0 };
  const message = `Brackets are nested more than ${maximumDepth} deep; this is not analysed`;
  return { ends: new Map(), problems: [{ message, start, end }], tooDeep: true };
}

function bracketAt(text: string, tokens: readonly Token[], index: number): string {
  return text.charAt(tokens[index]?.start ?? text.length);
}

interface Opener {
  readonly index: number;
  readonly bracket: string;
  /** Column of the first token on its line. */
  readonly indent: number;
}

function matchByIndentation(text: string, tokens: readonly Token[]): Brackets {
  const ends = new Map<number, BracketEnd>();
  const problems: SpanProblem[] = [];
  const open: Opener[] = [];
  let indent = 0;
  const abandon = (before: number): void => {
    const opener = open.pop();
    if (opener === undefined) return;
    ends.set(opener.index, { index: before, closed: false });
    problems.push(notClosed(tokens, opener));
  };
  for (const [index, token] of tokens.entries()) {
    const top = open.at(-1);
    if (token.kind === 'newline') continue;
    const previous = tokens[index - 1];
    const firstOnLine = previous === undefined || previous.kind === 'newline';
    if (firstOnLine) {
      indent = column(text, token.start);
      const before = previous === undefined ? index : lineBreakBefore(tokens, index);
      const isClose = token.kind === 'close';
      while (isLeftOpen(open.at(-1), indent, isClose, startsItem(text, tokens, index))) abandon(before);
    }
    if (token.kind === 'open') open.push({ index, bracket: text.charAt(token.start), indent });
    else if (token.kind === 'close') {
      const closing = text.charAt(token.start);
      // `[ { ]`: the inner one was left open, if there is an outer one to close.
      const mate = open.findLastIndex((opener) => partners[opener.bracket] === closing);
      if (mate === -1 || (!firstOnLine && (open[mate]?.indent ?? 0) < (top?.indent ?? 0))) {
        problems.push({
          message: `${closing} without ${openerOf(closing)}`,
          start: token.start,
          end: token.end,
        });
        continue;
      }
      while (open.length - 1 > mate) abandon(index);
      const opener = open.pop();
      if (opener !== undefined) ends.set(opener.index, { index, closed: true });
    }
  }
  while (open.length > 0) abandon(tokens.length);
  return { ends, problems: problems.toSorted((a, b) => a.start - b.start), tooDeep: false };
}

/** Whether a line with this indentation tells that `opener` was never closed. */
function isLeftOpen(opener: Opener | undefined, indent: number, isClose: boolean, isItem: boolean): boolean {
  if (opener === undefined) return false;
  if (isClose) return indent < opener.indent;
  // `name =` is legal in braces only.
  if (isItem && opener.bracket !== '{') return true;
  return indent <= opener.indent && (isItem || indent < opener.indent);
}

function startsItem(text: string, tokens: readonly Token[], index: number): boolean {
  const [first, second] = [tokens[index], tokens[index + 1]];
  if (first?.kind !== 'identifier' || second === undefined) return false;
  if (second.kind === 'operator') return text.slice(second.start, second.end) === '=';
  return second.kind === 'open' ? text.charAt(second.start) === '{' : second.kind === 'template';
}

function lineBreakBefore(tokens: readonly Token[], index: number): number {
  let at = index;
  while (tokens[at - 1]?.kind === 'newline') at -= 1;
  return at;
}

function column(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function openerOf(closing: string): string {
  return closing === '}' ? '{' : closing === ']' ? '[' : '(';
}

function notClosed(tokens: readonly Token[], opener: Opener): SpanProblem {
  const { start, end } = tokens[opener.index] ?? { start: 0, end: 0 };
  const close = partners[opener.bracket] ?? '';
  return { message: `${opener.bracket} is not closed: ${close} is missing`, start, end };
}
