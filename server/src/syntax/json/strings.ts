import { type SyntaxContext, rangeOf } from '../context';
import { lex, lexTemplate } from '../lexer';
import { matchBrackets } from '../brackets';
import { parseExpressionTokens } from '../expressions';
import { mappedPositions } from '../positions';
import { parseTemplate } from '../templates';
import type { SpanProblem } from '../token';
import type { Expression, Template } from '../tree';
import type { StringMode } from './modes';

/** A string of the JSON text, its quotes included in the span. */
export interface JsonString {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A JSON string as an expression. */
export function parseJsonString(context: SyntaxContext, string: JsonString, mode: StringMode): Expression {
  const plain = mode === 'literal' || (mode === 'template' && !/[$%]\{/.test(string.value));
  if (plain || string.value === '') return literal(context, string);
  return inside(context, string, (inner) => (mode === 'template' ? template(inner) : expression(inner)));
}

function literal(context: SyntaxContext, { value, start, end }: JsonString): Template {
  const text = {
    kind: 'text',
    text: value,
    range: rangeOf(context, start + 1, Math.max(start + 1, end - 1)),
  } as const;
  return {
    kind: 'template',
    form: 'quoted',
    parts: value === '' ? [] : [text],
    range: rangeOf(context, start, end),
  };
}

/** Parses the string's value as a text of its own, whose positions and problems are those of the JSON text. */
function inside(
  context: SyntaxContext,
  string: JsonString,
  parse: (inner: SyntaxContext) => Expression,
): Expression {
  const offset = offsetsOf(context.source, string);
  const problems: SpanProblem[] = [];
  const positions = mappedPositions(context.positions, offset);
  const result = parse({ ...context, source: string.value, positions, problems });
  for (const { message, start, end } of problems) {
    context.problems.push({ message, start: offset(start), end: offset(end) });
  }
  return { ...result, range: rangeOf(context, string.start, string.end) };
}

function template(inner: SyntaxContext): Expression {
  const { template: token, problems } = lexTemplate(inner.source);
  inner.problems.push(...problems);
  return parseTemplate(inner, token);
}

function expression(inner: SyntaxContext): Expression {
  const { tokens, problems } = lex(inner.source);
  const brackets = matchBrackets(inner.source, tokens);
  inner.problems.push(...problems, ...brackets.problems);
  const empty = tokens.every((token) => token.kind === 'newline');
  if (!empty && !brackets.tooDeep) return parseExpressionTokens(inner, tokens, 0, tokens.length);
  return { kind: 'invalid', range: rangeOf(inner, 0, inner.source.length) };
}

/** For each offset of the string's value, the offset in the JSON text: escapes take more room there. */
function offsetsOf(source: string, { start, end }: JsonString): (inner: number) => number {
  const raw = source.slice(start + 1, end);
  if (!raw.includes('\\')) return (inner) => start + 1 + inner;
  const offsets: number[] = [];
  for (let at = 0; at < raw.length; at += raw.charAt(at) !== '\\' ? 1 : raw.charAt(at + 1) === 'u' ? 6 : 2) {
    offsets.push(start + 1 + at);
  }
  return (inner) => offsets[inner] ?? Math.max(start + 1, end - 1);
}
