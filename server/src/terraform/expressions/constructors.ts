import type { ForExpression, ObjectConstructor, Tuple } from '../../syntax/tree';
import { anyType, boolType, stringType } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { isKnown, typeOf } from '../values/facts';
import { markSensitive, objectValue, stringValue, tupleValue, unmark } from '../values/make';
import { integer } from '../values/numbers';
import { friendlyName } from '../values/types';
import { unknownFrom } from '../values/unknowns';
import { fail, withOwnReports, withVariable, type Frame } from './frame';

/** `[a, b]` */
export function evaluateTuple(expression: Tuple, frame: Frame): Value {
  return tupleValue(expression.elements.map((element) => frame.run.evaluate(element, frame)));
}

/** `{ a = b }`; with a key that is not known, nothing of the object is. */
export function evaluateObject(expression: ObjectConstructor, frame: Frame): Value {
  const attributes = new Map<string, Value>();
  const open: Value[] = [];
  let sensitive = false;
  for (const item of expression.items) {
    if (item.key.kind === 'getAttribute') {
      fail(
        frame,
        'A reference as key stands in parentheses: (…) =; a name with dots stands in quotes.',
        item.key.range,
      );
    }
    const key = frame.run.evaluate(item.key, frame);
    const value = frame.run.evaluate(item.value, frame);
    sensitive = sensitive || key.sensitive === true;
    const name =
      key.kind === 'null'
        ? fail(frame, "Can't use a null value as a key.", item.value.range)
        : convertValue(key, stringType);
    if (name.kind === 'string') attributes.set(name.value, value);
    else if (name.kind === 'failure')
      open.push(fail(frame, `Can't use this value as a key: ${name.message}.`, item.key.range));
    else open.push(name);
  }
  return markSensitive(open.length > 0 ? unknownFrom(anyType, open) : objectValue(attributes), sensitive);
}

/** What the rounds of a `for` have come to. */
interface Rounds {
  readonly elements: Value[];
  readonly groups: Map<string, Value[]>;
  /** Conditions and keys that are not known: with one, the result is not. */
  readonly open: Value[];
  sensitive: boolean;
}

/** `[for …]` and `{for …}` */
export function evaluateFor(expression: ForExpression, frame: Frame): Value {
  const given = frame.run.evaluate(expression.collection, frame);
  if (given.kind === 'null') {
    return fail(
      frame,
      "A null value cannot be used as the collection in a 'for' expression.",
      expression.collection.range,
    );
  }
  const type = typeOf(given);
  if (type.kind === 'string' || type.kind === 'number' || type.kind === 'bool') {
    const message = `A value of type ${friendlyName(type)} cannot be used as the collection in a 'for' expression.`;
    return fail(frame, message, expression.collection.range);
  }
  if (!isKnown(given)) return unknownFrom(anyType, [given]);
  if (!conditionFits(expression, frame)) return unknownFrom(anyType, []);
  const rounds: Rounds = { elements: [], groups: new Map(), open: [], sensitive: given.sensitive === true };
  for (const [key, value] of pairs(given)) {
    const named = expression.keyName === undefined ? frame : withVariable(frame, expression.keyName, key);
    evaluateRound(expression, withVariable(named, expression.valueName, value), rounds);
    if (frame.run.steps < 0) break;
  }
  return markSensitive(finish(expression, rounds), rounds.sensitive);
}

/** The keys and values that a `for` runs through; a set's elements are their own keys. */
export function pairs(collection: Value): [Value, Value][] {
  if (collection.kind === 'map')
    return [...collection.entries].map(([name, value]) => [stringValue(name), value]);
  if (collection.kind !== 'list') return [];
  return collection.elements.map((element, index) => [
    collection.form === 'set' ? element : integer(index),
    element,
  ]);
}

/** An `if` that could never be a boolean is an error even where there is nothing to run through. */
function conditionFits({ condition, keyName, valueName }: ForExpression, frame: Frame): boolean {
  if (condition === undefined) return true;
  const unknown: Value = {
    kind: 'unknown',
    type: anyType,
    causes: [{ value: valueName, why: 'of no element yet' }],
  };
  const trial = withVariable(
    keyName === undefined ? frame : withVariable(frame, keyName, unknown),
    valueName,
    unknown,
  );
  const own = withOwnReports(trial);
  const value = frame.run.evaluate(condition, own);
  if (value.kind === 'null') fail(own, "The value of the 'if' clause must not be null.", condition.range);
  const converted = convertValue(value, boolType);
  if (converted.kind === 'failure')
    fail(own, `The 'if' clause value is invalid: ${converted.message}.`, condition.range);
  frame.reports.push(...own.reports);
  return own.reports.length === 0;
}

function evaluateRound(expression: ForExpression, frame: Frame, rounds: Rounds): void {
  if (!isIncluded(expression, frame, rounds)) return;
  if (expression.key === undefined) {
    rounds.elements.push(frame.run.evaluate(expression.value, frame));
    return;
  }
  const key = frame.run.evaluate(expression.key, frame);
  if (key.kind === 'null') {
    rounds.open.push(
      fail(frame, "Key expression in 'for' expression must not produce a null value.", expression.key.range),
    );
    return;
  }
  const name = convertValue(unmark(key), stringType);
  rounds.sensitive = rounds.sensitive || key.sensitive === true;
  if (name.kind !== 'string') {
    const message = `The key expression produced an invalid result: ${name.kind === 'failure' ? name.message : ''}.`;
    rounds.open.push(name.kind === 'failure' ? fail(frame, message, expression.key.range) : name);
    return;
  }
  const value = frame.run.evaluate(expression.value, frame);
  const group = rounds.groups.get(name.value);
  if (group === undefined) rounds.groups.set(name.value, [value]);
  else if (expression.grouped) group.push(value);
  else {
    const message = `Two different items produced the key "${name.value}" in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`;
    fail(frame, message, expression.key.range);
  }
}

function isIncluded({ condition }: ForExpression, frame: Frame, rounds: Rounds): boolean {
  if (condition === undefined) return true;
  const raw = frame.run.evaluate(condition, frame);
  if (raw.kind === 'null') {
    rounds.open.push(fail(frame, "The value of the 'if' clause must not be null.", condition.range));
    return false;
  }
  const value = convertValue(raw, boolType);
  if (value.kind === 'failure') {
    rounds.open.push(fail(frame, `The 'if' clause value is invalid: ${value.message}.`, condition.range));
    return false;
  }
  rounds.sensitive = rounds.sensitive || raw.sensitive === true;
  if (value.kind === 'boolean') return value.value;
  rounds.open.push(value);
  return false;
}

function finish(expression: ForExpression, { elements, groups, open }: Rounds): Value {
  if (open.length > 0) return unknownFrom(anyType, open);
  if (expression.key === undefined) return tupleValue(elements);
  if (expression.grouped) return objectValue([...groups].map(([name, values]) => [name, tupleValue(values)]));
  return objectValue(
    [...groups].flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
