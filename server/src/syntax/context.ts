import type { Range } from '../util/text';
import type { Positions } from './positions';
import type { Span, SpanProblem } from './token';
import type { Grammar } from './treeSitter';

/** What every step from tokens to the tree needs to know about the text it works on. */
export interface SyntaxContext {
  /** The text that offsets refer to. */
  readonly source: string;
  readonly positions: Positions;
  readonly grammar: Grammar;
  /** Where problems are collected; in offsets, so that a text inside another one (JSON) can map them. */
  readonly problems: SpanProblem[];
  /** How deep in other expressions this text stands: templates hold expressions that hold templates. */
  readonly depth: number;
}

/** The range of a span of the context's source. */
export function rangeOf(context: SyntaxContext, start: number, end: number): Range {
  return context.positions.range({ start, end });
}

/** Reports an error. */
export function report(context: SyntaxContext, message: string, span: Span): void {
  context.problems.push({ message, start: span.start, end: span.end });
}

/** The text of a token, cut when it is too long for a sentence. */
export function quote(context: SyntaxContext, span: Span): string {
  const text = context.source.slice(span.start, span.end);
  const [line = ''] = text.split('\n', 1);
  return line.length <= 40 && line.length === text.length ? line : `${line.slice(0, 39)}…`;
}

/** Whether something is wrong in this span already; one problem at a place is enough. */
export function hasProblemIn(context: SyntaxContext, span: Span): boolean {
  const { problems } = context;
  // Nobody gets to see that many, and the search must not become quadratic.
  if (problems.length > 200) return true;
  return problems.some((problem) => problem.start < span.end && problem.end > span.start);
}
