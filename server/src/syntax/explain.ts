import { type SyntaxContext, quote } from './context';
import type { SpanProblem, Token } from './token';

/**
 * Says what is wrong with an expression that the grammar refuses: looks for the first two neighbours that can not stand
 * beside each other. Undefined when every pair is fine by itself.
 */
export function explainExpression(context: SyntaxContext, tokens: readonly Token[]): SpanProblem | undefined {
  const open: string[] = [];
  // By depth of brackets: the `?` whose `:` has not come yet.
  const conditions: (Token | undefined)[] = [];
  // By depth of brackets: the word or sign of a `for` that may come next.
  const words: ForWord[] = [];
  let previous: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    const text = textOf(context, token);
    if (token.kind === 'newline') {
      if (open.at(-1) !== '{') continue;
      if (previous !== undefined && needsValue(context, previous)) return valueMissing(context, previous);
      previous = undefined;
      continue;
    }
    const problem =
      previous === undefined
        ? undefined
        : explainPair(context, previous, token, open.at(-1), words[open.length]);
    if (problem !== undefined) return problem;
    if (previous === undefined && index === 0 && isBinary(text) && text !== '-')
      return valueBefore(context, token);
    if (token.kind === 'close' && conditions[open.length] !== undefined) break;
    if (text === '?') conditions[open.length] = token;
    if (text === 'in' && words[open.length] === 'in') words[open.length] = ':';
    if (text === ':' && words[open.length] === ':' && conditions[open.length] === undefined)
      words[open.length] = 'if';
    if (text === ':') conditions[open.length] = undefined;
    if (text === 'for' && previous?.kind === 'open') words[open.length] = 'in';
    if (token.kind === 'open') {
      open.push(text);
      words[open.length] = undefined;
    }
    if (token.kind === 'close') open.pop();
    previous = token;
  }
  if (previous !== undefined && needsValue(context, previous)) return valueMissing(context, previous);
  const condition = conditions.findLast((token) => token !== undefined);
  if (condition === undefined) return undefined;
  return {
    message: 'Expected : and a second value behind this ?',
    start: condition.start,
    end: condition.end,
  };
}

type ForWord = 'in' | ':' | 'if' | undefined;

function explainPair(
  context: SyntaxContext,
  left: Token,
  right: Token,
  bracket: string | undefined,
  word: ForWord,
): SpanProblem | undefined {
  const rightText = textOf(context, right);
  if (textOf(context, left) === '.') {
    const name = right.kind === 'identifier' || right.kind === 'number' || rightText === '*';
    return name ? undefined : valueMissing(context, left);
  }
  if (needsValue(context, left)) {
    if (right.kind === 'close' || rightText === ',' || isBinary(rightText)) {
      return rightText === '-' ? undefined : valueMissing(context, left);
    }
    return undefined;
  }
  if (startsList(context, left) && (rightText === ',' || (isBinary(rightText) && rightText !== '-'))) {
    return rightText === '*' ? undefined : valueBefore(context, right);
  }
  if (!endsValue(context, left) || !startsValue(context, right)) return undefined;
  if (rightText === '[' || (rightText === '(' && left.kind === 'identifier')) return undefined;
  if (word !== undefined && right.kind === 'identifier')
    return {
      message: `Expected ${word} instead of ${quote(context, right)}`,
      start: right.start,
      end: right.end,
    };
  const separator =
    bracket === undefined ? 'an operator' : bracket === '{' ? 'a comma or a new line' : 'a comma';
  return {
    message: `Expected ${separator} before ${quote(context, right)}`,
    start: right.start,
    end: right.end,
  };
}

const binaryOperators = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
  '?',
  '=>',
]);
const keywords = new Set(['for', 'in', 'if']);

function isBinary(text: string): boolean {
  return binaryOperators.has(text);
}

function needsValue(context: SyntaxContext, token: Token): boolean {
  const text = textOf(context, token);
  return (
    token.kind === 'operator' &&
    (isBinary(text) || text === '=' || text === ':' || text === '!' || text === '.')
  );
}

function startsList(context: SyntaxContext, token: Token): boolean {
  return token.kind === 'open' || textOf(context, token) === ',';
}

function endsValue(context: SyntaxContext, token: Token): boolean {
  if (token.kind === 'identifier') return !keywords.has(textOf(context, token));
  return token.kind === 'number' || token.kind === 'template' || token.kind === 'close';
}

function startsValue(context: SyntaxContext, token: Token): boolean {
  if (token.kind === 'identifier') return !keywords.has(textOf(context, token));
  return token.kind === 'number' || token.kind === 'template' || token.kind === 'open';
}

function textOf(context: SyntaxContext, token: Token): string {
  // A string's text is never compared; do not copy it.
  return token.kind === 'template' ? '' : context.source.slice(token.start, token.end);
}

function valueMissing(context: SyntaxContext, after: Token): SpanProblem {
  const sign = quote(context, after);
  const what = sign === '.' ? 'a name' : 'a value';
  return { message: `Expected ${what} after ${sign}`, start: after.start, end: after.end };
}

function valueBefore(context: SyntaxContext, token: Token): SpanProblem {
  return { message: `Expected a value before ${quote(context, token)}`, start: token.start, end: token.end };
}
