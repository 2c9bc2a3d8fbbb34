import type { Expression } from '../../syntax/tree';
import type { Range } from '../../util/text';
import type { Value } from '../value';
import { depthOf, typeOf } from '../values/facts';
import { booleanValue, nullValue, stringValue } from '../values/make';
import { parseNumber } from '../values/numbers';
import { printType } from '../values/types';
import { evaluateCall } from './calls';
import { evaluateFor, evaluateObject, evaluateTuple } from './constructors';
import { deeper, fail, notEvaluated, type Frame, type Report, type Run } from './frame';
import { evaluateBinary, evaluateConditional, evaluateUnary } from './operations';
import type { Scope } from './scope';
import { evaluateTemplate } from './templates';
import { evaluateIndex, evaluateSplat, evaluateTraversal } from './traversal';

/** How much work one expression may make: far beyond what people write, and done in less than 200 ms. */
const maximumSteps = 150_000;

const tooMuchWork = 'the expression takes too much work';

/** How deep expressions, and the values that they make, may be nested. */
const maximumDepth = 300;

/**
 * What an expression evaluates to, as Terraform 1.11 evaluates it. Never throws: what Terraform would refuse is
 * reported to the scope, and the value is an unknown whose cause says why.
 * https://developer.hashicorp.com/terraform/language/expressions
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  const { value, errors } = evaluateStrictly(expression, scope);
  for (const { message, range } of errors) scope.report(message, range);
  return value;
}

/** The value, and the errors that Terraform would refuse the expression for; nothing is reported to the scope. */
export interface StrictResult {
  readonly value: Value;
  readonly errors: readonly Report[];
}

/** As `evaluate`, but gives the errors back. */
export function evaluateStrictly(expression: Expression, scope: Scope): StrictResult {
  const run: Run = { steps: maximumSteps, evaluate: evaluateIn };
  const frame: Frame = { run, scope, locals: undefined, reports: [], depth: 0, template: undefined };
  const value = evaluateIn(expression, frame);
  // Half of a result is none.
  if (run.steps < 0) return { value: notEvaluated(frame, tooMuchWork, expression.range), errors: [] };
  return { value, errors: distinct(frame.reports) };
}

/**
 * As the console does it: like `evaluateStrictly`, but the outermost call may be `type(…)`, which yields the text that
 * describes the type.
 */
export function evaluateInConsole(expression: Expression, scope: Scope): StrictResult {
  const [argument, ...more] =
    expression.kind === 'call' && expression.name === 'type' ? expression.arguments : [];
  if (argument === undefined || more.length > 0) return evaluateStrictly(expression, scope);
  const { value, errors } = evaluateStrictly(argument, scope);
  return { value: stringValue(printType(typeOf(value))), errors };
}

/** An error in a `for` comes once for each round. */
function distinct(reports: readonly Report[]): Report[] {
  const found = new Map(reports.map((report) => [`${report.message}\0${rangeKey(report.range)}`, report]));
  return [...found.values()];
}

function rangeKey({ start, end }: Range): string {
  return [start.line, start.character, end.line, end.character].join(':');
}

function evaluateIn(expression: Expression, outer: Frame): Value {
  const { run } = outer;
  run.steps -= 1;
  if (run.steps < 0) return notEvaluated(outer, tooMuchWork, expression.range);
  if (outer.depth > maximumDepth)
    return notEvaluated(outer, 'the expression is nested too deeply', expression.range);
  const frame = deeper(outer);
  const value = evaluateKind(expression, frame);
  if (depthOf(value) <= maximumDepth) return value;
  return notEvaluated(frame, 'the value is nested too deeply', expression.range);
}

function evaluateKind(expression: Expression, frame: Frame): Value {
  switch (expression.kind) {
    case 'number':
      return evaluateNumber(expression.text, expression.range, frame);
    case 'boolean':
      return booleanValue(expression.value);
    case 'null':
      return nullValue();
    case 'template':
      return evaluateTemplate(expression, frame);
    case 'variable':
    case 'getAttribute':
      return evaluateTraversal(expression, frame);
    case 'index':
      return evaluateIndex(expression, frame);
    case 'splat':
      return evaluateSplat(expression, frame);
    case 'call':
      return evaluateCall(expression, frame);
    case 'tuple':
      return evaluateTuple(expression, frame);
    case 'object':
      return evaluateObject(expression, frame);
    case 'for':
      return evaluateFor(expression, frame);
    case 'conditional':
      return evaluateConditional(expression, frame);
    case 'binary':
      return evaluateBinary(expression, frame);
    case 'unary':
      return evaluateUnary(expression, frame);
    case 'parentheses':
      return evaluateIn(expression.expression, frame);
    case 'invalid':
      // The syntax error is told by the parser.
      return notEvaluated(frame, 'it has a syntax error', expression.range);
  }
}

function evaluateNumber(text: string, range: Range, frame: Frame): Value {
  const number = parseNumber(text);
  if (number === undefined) return fail(frame, `"${text}" is not a number.`, range);
  return number.kind === 'failure' ? notEvaluated(frame, number.message, range) : number;
}
