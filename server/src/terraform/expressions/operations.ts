import type { BinaryOperation, BinaryOperator, Conditional, UnaryOperation } from '../../syntax/tree';
import { anyType, boolType, numberType, type Type } from '../type';
import type { BooleanValue, NumberValue, Value } from '../value';
import { convertValue } from '../values/conversion';
import { equalValues } from '../values/equality';
import { containsSensitive, isKnown, typeOf } from '../values/facts';
import type { Failure } from '../values/failure';
import { booleanValue, markSensitive } from '../values/make';
import { add, compareNumbers, divide, modulo, multiply, negate, subtract } from '../values/numbers';
import { unify } from '../values/unify';
import { neverNull, unknownFrom } from '../values/unknowns';
import { describeMismatch } from './describeMismatch';
import { fail, withOwnReports, type Frame } from './frame';

type Arithmetic = (a: NumberValue, b: NumberValue) => Value | Failure;

const numberOperations: Readonly<Partial<Record<BinaryOperator, Arithmetic>>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': modulo,
  '<': (a, b) => booleanValue(compareNumbers(a, b) < 0),
  '<=': (a, b) => booleanValue(compareNumbers(a, b) <= 0),
  '>': (a, b) => booleanValue(compareNumbers(a, b) > 0),
  '>=': (a, b) => booleanValue(compareNumbers(a, b) >= 0),
};

/** Both sides are always evaluated: an error on either is one of the whole, also behind `false &&`. */
export function evaluateBinary(expression: BinaryOperation, frame: Frame): Value {
  const { operator } = expression;
  const before = frame.reports.length;
  const left = frame.run.evaluate(expression.left, frame);
  const right = frame.run.evaluate(expression.right, frame);
  const comparison = !['+', '-', '*', '/', '%'].includes(operator);
  const resultType = comparison ? boolType : numberType;
  if (operator === '==' || operator === '!=') return equality(left, right, operator === '!=');
  const operandType = operator === '&&' || operator === '||' ? boolType : numberType;
  const a = operand(left, 'left', expression.left, operandType, frame);
  const b = operand(right, 'right', expression.right, operandType, frame);
  if (frame.reports.length > before)
    return unknownFrom(
      resultType,
      [a, b].filter((value) => !isKnown(value)),
    );
  if (a.kind === 'null' || b.kind === 'null') {
    return fail(frame, 'Error during operation: argument must not be null.', expression.range, resultType);
  }
  if (!isKnown(a) || !isKnown(b)) return unknownFrom(resultType, [a, b], true);
  const result = compute(operator, a, b);
  if (result === undefined) return unknownFrom(resultType, [a, b]);
  if (result.kind === 'failure')
    return fail(frame, `Error during operation: ${result.message}.`, expression.range, resultType);
  return markSensitive(result, a.sensitive === true || b.sensitive === true);
}

function compute(operator: BinaryOperator, a: Value, b: Value): Value | Failure | undefined {
  if (a.kind === 'boolean' && b.kind === 'boolean') {
    return booleanValue(operator === '&&' ? a.value && b.value : a.value || b.value);
  }
  return a.kind === 'number' && b.kind === 'number' ? numberOperations[operator]?.(a, b) : undefined;
}

function equality(left: Value, right: Value, negated: boolean): Value {
  const equal = equalValues(left, right);
  if (equal === undefined) return unknownFrom(boolType, [left, right], true);
  return markSensitive(booleanValue(equal !== negated), containsSensitive(left) || containsSensitive(right));
}

function operand(value: Value, side: string, at: BinaryOperation['left'], type: Type, frame: Frame): Value {
  const converted = convertValue(value, type);
  if (converted.kind !== 'failure') return converted;
  return fail(frame, `Unsuitable value for ${side} operand: ${converted.message}.`, at.range, type);
}

export function evaluateUnary(expression: UnaryOperation, frame: Frame): Value {
  const before = frame.reports.length;
  const type = expression.operator === '!' ? boolType : numberType;
  const value = operand(
    frame.run.evaluate(expression.operand, frame),
    'unary',
    expression.operand,
    type,
    frame,
  );
  if (frame.reports.length > before || !isKnown(value)) return unknownFrom(type, [value], true);
  switch (value.kind) {
    case 'boolean':
      return markSensitive(booleanValue(!value.value), value.sensitive);
    case 'number':
      return markSensitive(negate(value), value.sensitive);
    default:
      return fail(frame, 'Error during operation: argument must not be null.', expression.range, type);
  }
}

/** A branch, with the errors that count only where it is taken. */
interface Branch {
  readonly value: Value;
  readonly frame: Frame;
}

/** Both branches are evaluated, since both tell the result's type; only the errors of the one that is taken count. */
export function evaluateConditional(expression: Conditional, frame: Frame): Value {
  const branch = (part: Conditional['then']): Branch => {
    const own = withOwnReports(frame);
    return { value: frame.run.evaluate(part, own), frame: own };
  };
  const then = branch(expression.then);
  const otherwise = branch(expression.otherwise);
  const type = branchType(then.value, otherwise.value);
  if (type === undefined) {
    const why = describeMismatch(typeOf(then.value), typeOf(otherwise.value));
    const range = { start: expression.then.range.start, end: expression.otherwise.range.end };
    return fail(frame, `The true and false result expressions must have consistent types. ${why}.`, range);
  }
  const condition = evaluateCondition(expression.condition, frame);
  if (condition.kind !== 'boolean') return undecided(condition, then.value, otherwise.value, type);
  const [taken, name, part] = condition.value
    ? ([then, 'true', expression.then] as const)
    : ([otherwise, 'false', expression.otherwise] as const);
  frame.reports.push(...taken.frame.reports);
  const converted = convertValue(taken.value, type);
  if (converted.kind !== 'failure') return markSensitive(converted, condition.sensitive);
  return fail(frame, `The ${name} result value has the wrong type: ${converted.message}.`, part.range, type);
}

/** Undefined where the branches have nothing in common; `any` where they are passed on as they are. */
function branchType(then: Value, otherwise: Value): Type | undefined {
  const [left, right] = [typeOf(then), typeOf(otherwise)];
  if (then.kind === 'null' && left.kind === 'any') return right;
  if (otherwise.kind === 'null' && right.kind === 'any') return left;
  return left.kind === 'any' || right.kind === 'any' ? anyType : unify([left, right], true);
}

/** A known boolean, or an unknown; null and what is no boolean are errors. */
function evaluateCondition(condition: Conditional['condition'], frame: Frame): BooleanValue | Value {
  const value = frame.run.evaluate(condition, frame);
  if (value.kind === 'null') {
    return fail(
      frame,
      'The condition value is null. Conditions must either be true or false.',
      condition.range,
      boolType,
    );
  }
  const converted = convertValue(value, boolType);
  if (converted.kind !== 'failure') return converted;
  return fail(frame, 'The condition expression must be of type bool.', condition.range, boolType);
}

/** The condition is not known: neither is the result, unless both branches come to the same. */
function undecided(condition: Value, then: Value, otherwise: Value, type: Type): Value {
  const [a, b] = [convertValue(then, type), convertValue(otherwise, type)];
  if (a.kind === 'failure' || b.kind === 'failure') return unknownFrom(type, [condition]);
  const sensitive = [condition, a, b].some((value) => value.sensitive === true);
  if (same(a, b)) return markSensitive(a, sensitive);
  return markSensitive(unknownFrom(type, [condition], neverNull(a) && neverNull(b)), sensitive);
}

function same(a: Value, b: Value): boolean {
  if (a.kind === 'reference' && b.kind === 'reference') {
    return a.address === b.address && a.path.join('\0') === b.path.join('\0');
  }
  return equalValues(a, b) === true;
}
