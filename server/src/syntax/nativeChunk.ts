import { parseBody } from './body';
import { matchBrackets } from './brackets';
import type { SyntaxContext } from './context';
import { parseExpressionTokens } from './expressions';
import { lex } from './lexer';
import { type Positions, positionsOf } from './positions';
import type { SpanProblem } from './token';
import type { Body, Chunk, Comment, Expression, SyntaxProblem } from './tree';
import type { Grammar } from './treeSitter';

/** Bigger chunks are not analysed. UTF-16 units. The biggest block seen in public repositories has 0.2 million. */
const maximumLength = 1_000_000;

const emptyBody: Body = { attributes: [], blocks: [] };

/** Parses one chunk of native syntax. */
export function parseNativeChunk(grammar: Grammar, text: string): Chunk {
  if (text.length > maximumLength) return refusedChunk(text, 'This block is too long to be analysed');
  const { context, tokens, comments, brackets } = readTokens(grammar, text);
  const { positions } = context;
  const body = brackets.tooDeep ? emptyBody : parseBody({ context, tokens, brackets }, 0, tokens.length);
  return {
    text,
    body,
    comments: comments.map((span): Comment => ({
      text: text.slice(span.start, span.end),
      range: positions.range(span),
    })),
    problems: toSyntaxProblems(positions, context.problems),
  };
}

/** The tokens of a text, with what is needed to parse them, and what is wrong so far. */
function readTokens(
  grammar: Grammar,
  text: string,
): Pick<ReturnType<typeof lex>, 'tokens' | 'comments'> & {
  readonly context: SyntaxContext;
  readonly brackets: ReturnType<typeof matchBrackets>;
} {
  const { tokens, comments, problems } = lex(text);
  const brackets = matchBrackets(text, tokens);
  const context: SyntaxContext = {
    source: text,
    positions: positionsOf(text),
    grammar,
    depth: 0,
    problems: [...problems, ...brackets.problems],
  };
  return { context, tokens, comments, brackets };
}

/** A chunk that is not looked into, and says why at its first character. */
export function refusedChunk(text: string, message: string): Chunk {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  return { text, body: emptyBody, comments: [], problems: [{ message, range }] };
}

/** More problems in one block help nobody. */
const maximumProblems = 50;

/** The first problems in reading order, with ranges. */
export function toSyntaxProblems(
  positions: Positions,
  problems: readonly SpanProblem[],
): readonly SyntaxProblem[] {
  if (problems.length === 0) return [];
  const sorted = problems.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return sorted
    .slice(0, maximumProblems)
    .map(({ message, ...span }) => ({ message, range: positions.range(span) }));
}

/** A single expression; new lines mean nothing in it. */
export function parseSingleExpression(
  grammar: Grammar,
  text: string,
): { readonly expression: Expression; readonly problems: readonly SyntaxProblem[] } {
  const { context, tokens, brackets } = readTokens(grammar, text);
  const { positions } = context;
  const span = { start: 0, end: text.length };
  const invalid: Expression = { kind: 'invalid', range: positions.range(span) };
  const empty = tokens.every((token) => token.kind === 'newline');
  if (empty && context.problems.length === 0)
    context.problems.push({ message: 'Expected an expression', ...span });
  const refused = empty || brackets.tooDeep || text.length > maximumLength;
  const expression = refused ? invalid : parseExpressionTokens(context, tokens, 0, tokens.length);
  return { expression, problems: toSyntaxProblems(positions, context.problems) };
}
