import type { Expression } from '../../syntax/tree';
import type { Range } from '../../util/text';
import { anyType, type Type } from '../type';
import type { UnknownCause, Value } from '../value';
import { unknownBecause } from '../values/unknowns';
import type { Scope } from './scope';

/** An error of the code, at a place of the scope's chunk. */
export interface Report {
  readonly message: string;
  readonly range: Range;
}

/** What one evaluation shares: its budget, and the way back to the evaluator for parts of an expression. */
export interface Run {
  /** How many more steps may be taken. */
  steps: number;
  evaluate(expression: Expression, frame: Frame): Value;
}

/** A variable of a `for`, or of a template; the innermost comes first. */
export interface LocalVariable {
  readonly name: string;
  readonly value: Value;
  readonly outer: LocalVariable | undefined;
}

/** Where in an evaluation a part of an expression stands. */
export interface Frame {
  readonly run: Run;
  readonly scope: Scope;
  readonly locals: LocalVariable | undefined;
  /** Takes the errors. Branches that are not taken have one that nobody reads. */
  readonly reports: Report[];
  readonly depth: number;
  /** Set inside of a template that a function renders: what errors are reported at, and the template's name. */
  readonly template: { readonly range: Range; readonly name: string } | undefined;
}

/** The frame of a part. Written out, since it is made for every part of every expression. */
export function deeper({ run, scope, locals, reports, depth, template }: Frame): Frame {
  return { run, scope, locals, reports, depth: depth + 1, template };
}

/** The frame with one more variable. */
export function withVariable(frame: Frame, name: string, value: Value): Frame {
  return { ...frame, locals: { name, value, outer: frame.locals } };
}

/** The frame with errors of its own, for branches that may not count. */
export function withOwnReports(frame: Frame): Frame {
  return { ...frame, reports: [] };
}

/** Reports an error, and gives the unknown to go on with. */
export function fail(frame: Frame, message: string, range: Range, type: Type = anyType): Value {
  frame.reports.push({ message, range: frame.template?.range ?? range });
  return notEvaluated(frame, message, range, type);
}

/** An unknown because evaluation goes no further here, though nothing is wrong with the code. */
export function notEvaluated(frame: Frame, why: string, range: Range, type: Type = anyType): Value {
  return unknownBecause(type, causeAt(frame, why, range));
}

function causeAt(frame: Frame, why: string, range: Range): UnknownCause {
  const { chunk } = frame.scope;
  if (frame.template)
    return { value: frame.template.name, why, source: { chunk, range: frame.template.range } };
  return { value: snippet(chunk.text, range), why, source: { chunk, range } };
}

/** How much of an expression's text names it in a cause. */
const maximumSnippet = 60;

function snippet(text: string, { start, end }: Range): string {
  const line = text.split('\n', start.line + 1)[start.line] ?? '';
  const part = line.slice(start.character, start.line === end.line ? end.character : undefined).trim();
  const shortened =
    part.length > maximumSnippet || start.line !== end.line ? `${part.slice(0, maximumSnippet)}…` : part;
  return shortened === '' ? 'the expression' : shortened;
}
