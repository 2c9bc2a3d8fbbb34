import { matchBrackets } from './brackets';
import { type SyntaxContext, rangeOf, report } from './context';
import { convertRoot } from './convert';
import { explainExpression } from './explain';
import { maskExpression } from './mask';
import { parseSimpleExpression } from './simple';
import type { Token } from './token';
import type { Expression, InvalidExpression } from './tree';

/**
 * The grammar's recovery from errors takes quadratic time: longer expressions that are wrong at first sight are not given to it.
 */
const longExpression = 500;

/** Longer expressions are not parsed: the grammar takes about 1 ms for 500 tokens. */
const maximumTokens = 40_000;

/**
 * The expression that the tokens from `from` to `to` (exclusive) make. Errors are reported; an expression always comes
 * back, at worst an invalid one. There must be a token that is not a new line.
 */
export function parseExpressionTokens(
  context: SyntaxContext,
  tokens: readonly Token[],
  from: number,
  to: number,
): Expression {
  let last = to;
  let first = from;
  while (tokens[first]?.kind === 'newline') first += 1;
  while (tokens[last - 1]?.kind === 'newline') last -= 1;
  const start = tokens[first]?.start ?? 0;
  const end = tokens[last - 1]?.end ?? start;
  const invalid: InvalidExpression = { kind: 'invalid', range: rangeOf(context, start, end) };
  if (last - first > maximumTokens) {
    report(context, 'This expression is too long to be analysed', { start, end: start + 1 });
    return invalid;
  }
  const part = tokens.slice(first, last);
  // The lexer has said what is wrong.
  if (part.some((token) => token.kind === 'bad')) return invalid;
  const simple = parseSimpleExpression(context, part);
  if (simple !== undefined) return simple;
  const wrong = part.length > longExpression ? explainExpression(context, part) : undefined;
  if (wrong !== undefined) {
    context.problems.push(wrong);
    return invalid;
  }
  const masked = maskExpression(context.source, part);
  const root = context.grammar.parse(masked.text);
  if (root === undefined) {
    report(context, 'This expression is too complicated to be analysed', { start, end: start + 1 });
    return invalid;
  }
  return convertRoot({ context, tokens: part, starts: masked.starts }, root) ?? invalid;
}

/** The expression between the braces of a template's sequence; `from` skips a directive's keyword. */
export function parseSequenceTokens(
  context: SyntaxContext,
  tokens: readonly Token[],
  from: number,
): Expression {
  const brackets = matchBrackets(context.source, tokens);
  context.problems.push(...brackets.problems);
  if (!brackets.tooDeep) return parseExpressionTokens(context, tokens, from, tokens.length);
  const [first, last] = [tokens.at(0), tokens.at(-1)];
  return { kind: 'invalid', range: rangeOf(context, first?.start ?? 0, last?.end ?? 0) };
}
