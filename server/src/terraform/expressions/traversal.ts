import type { Expression, GetAttribute, Index, Splat, SplatStep, Variable } from '../../syntax/tree';
import type { Range } from '../../util/text';
import { anyType, listType, tupleType, type Type } from '../type';
import type { Value } from '../value';
import { isKnown, typeOf } from '../values/facts';
import { listValue, markSensitive, tupleValue } from '../values/make';
import { neverNull, unknownFrom } from '../values/unknowns';
import type { Failure } from '../values/failure';
import { getAttribute, getIndex } from './access';
import { fail, withOwnReports, type Frame } from './frame';

/** `a.b.c`: the scope, or a local variable, knows what the beginning means; the rest are steps into that. */
export function evaluateTraversal(expression: Variable | GetAttribute, frame: Frame): Value {
  const names: GetAttribute[] = [];
  let base: Expression = expression;
  while (base.kind === 'getAttribute') {
    names.unshift(base);
    base = base.object;
  }
  const { value, rest } =
    base.kind === 'variable'
      ? resolve(base, names, frame)
      : { value: frame.run.evaluate(base, frame), rest: names };
  let current = value;
  for (const step of rest) {
    const next = getAttribute(current, step.name);
    if (next.kind === 'failure') return fail(frame, next.message, step.nameRange);
    current = next;
  }
  return current;
}

interface Resolved {
  readonly value: Value;
  readonly rest: readonly GetAttribute[];
}

function resolve(variable: Variable, names: readonly GetAttribute[], frame: Frame): Resolved {
  for (let local = frame.locals; local !== undefined; local = local.outer) {
    if (local.name === variable.name) return { value: local.value, rest: names };
  }
  const resolution = frame.scope.resolve(
    variable.name,
    names.map(({ name }) => name),
  );
  if ('value' in resolution) return { value: resolution.value, rest: names.slice(resolution.consumed) };
  const end = names.at(-1)?.range.end ?? variable.range.end;
  return { value: fail(frame, resolution.problem, { start: variable.range.start, end }), rest: [] };
}

/** `collection[key]` */
export function evaluateIndex(expression: Index, frame: Frame): Value {
  const collection = frame.run.evaluate(expression.collection, frame);
  const key = frame.run.evaluate(expression.key, frame);
  const found = getIndex(collection, key);
  return found.kind === 'failure' ? fail(frame, found.message, expression.range) : found;
}

/**
 * `source[*].name`: over a list, set or tuple each element, of anything else itself, of null nothing.
 * https://developer.hashicorp.com/terraform/language/expressions/splat
 */
export function evaluateSplat(expression: Splat, frame: Frame): Value {
  const before = frame.reports.length;
  const source = frame.run.evaluate(expression.source, frame);
  if (frame.reports.length > before) return unknownFrom(anyType, [source]);
  return splat(source, expression.each, expression.source.range, frame);
}

function splat(source: Value, each: readonly SplatStep[], range: Range, frame: Frame): Value {
  const before = frame.reports.length;
  const type = typeOf(source);
  if (source.kind === 'null') {
    if (!isSequence(type)) return tupleValue([]);
    return fail(frame, 'Splat expressions (with the * symbol) cannot be applied to null sequences.', range);
  }
  if (!isKnown(source)) return unknownSplat(each, source, type, frame);
  const elements = source.kind === 'list' ? source.elements : [source];
  const results = elements.map((element) => applySteps(element, each, frame));
  if (frame.reports.length > before)
    return unknownFrom(
      anyType,
      results.filter((result) => !isKnown(result)),
    );
  const made =
    type.kind === 'list' || type.kind === 'set'
      ? listValue(results, elementType(each, type.element, results, frame))
      : tupleValue(results);
  return markSensitive(made, source.sensitive);
}

function isSequence({ kind }: Type): boolean {
  return kind === 'list' || kind === 'set' || kind === 'tuple';
}

function unknownSplat(each: readonly SplatStep[], source: Value, type: Type, frame: Frame): Value {
  if (type.kind === 'list' || type.kind === 'set') {
    return unknownFrom(listType(elementType(each, type.element, [], frame)), [source], true);
  }
  if (type.kind === 'tuple') {
    const types = type.elements.map((element) =>
      typeOf(applySteps(unknownFrom(element, [source]), each, frame)),
    );
    return unknownFrom(tupleType(types), [source], true);
  }
  if (type.kind === 'any') return unknownFrom(anyType, [source]);
  // Whether the one element is there hangs on whether it turns out to be null; its attributes are checked in any case.
  const element = applySteps(source, each, frame);
  return neverNull(source) ? tupleValue([element]) : unknownFrom(anyType, [source]);
}

function elementType(each: readonly SplatStep[], type: Type, results: readonly Value[], frame: Frame): Type {
  const [first] = results;
  if (first !== undefined) return typeOf(first);
  const cause = { value: 'an element', why: 'there is none' };
  const sample: Value = { kind: 'unknown', type, causes: [cause] };
  return typeOf(applySteps(sample, each, withOwnReports(frame)));
}

function applySteps(element: Value, steps: readonly SplatStep[], frame: Frame): Value {
  let current = element;
  for (const step of steps) {
    const next = applyStep(current, step, frame);
    if (next.kind === 'failure') return fail(frame, next.message, step.range);
    current = next;
  }
  return current;
}

function applyStep(value: Value, step: SplatStep, frame: Frame): Value | Failure {
  switch (step.kind) {
    case 'getAttribute':
      return getAttribute(value, step.name);
    case 'index':
      return getIndex(value, frame.run.evaluate(step.key, frame));
    case 'splat':
      return splat(value, step.each, step.range, frame);
  }
}
