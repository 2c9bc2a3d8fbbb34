import type { Range } from '../../util/text';
import type { Template, TemplateFor, TemplateIf, TemplatePart } from '../../syntax/tree';
import { boolType, stringType } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { isKnown, typeOf } from '../values/facts';
import { markSensitive, stringValue } from '../values/make';
import { friendlyName } from '../values/types';
import { unknownFrom } from '../values/unknowns';
import { maximumText } from '../functions/signature';
import { pairs } from './constructors';
import { fail, notEvaluated, withOwnReports, withVariable, type Frame } from './frame';

/** A template that is nothing but `${x}` is x itself, of whatever type; every other one is a string. */
export function evaluateTemplate(expression: Template, frame: Frame): Value {
  const [only, ...more] = expression.parts;
  if (only?.kind === 'interpolation' && more.length === 0) return frame.run.evaluate(only.expression, frame);
  return renderParts(expression.parts, expression.range, frame);
}

/** Parts put together into one string. */
export function renderParts(parts: readonly TemplatePart[], range: Range, frame: Frame): Value {
  frame.run.steps -= 1 + parts.length;
  if (frame.run.steps < 0) return notEvaluated(frame, 'the template takes too much work', range, stringType);
  const texts: string[] = [];
  const open: Value[] = [];
  let sensitive = false;
  let length = 0;
  for (const part of parts) {
    const text = part.kind === 'text' ? part.text : renderPart(part, frame);
    if (typeof text === 'string') texts.push(text);
    else if (text.kind === 'string') texts.push(text.value);
    else open.push(text);
    sensitive = sensitive || (typeof text !== 'string' && text.sensitive === true);
    length += texts.at(-1)?.length ?? 0;
    if (length > maximumText)
      return notEvaluated(frame, 'the text is too large to work with here', range, stringType);
  }
  const result = open.length > 0 ? unknownFrom(stringType, open, true) : stringValue(texts.join(''));
  return markSensitive(result, sensitive);
}

/** A string or an unknown. */
function renderPart(part: Exclude<TemplatePart, { kind: 'text' }>, frame: Frame): Value {
  switch (part.kind) {
    case 'interpolation':
      return asText(frame.run.evaluate(part.expression, frame), part.expression.range, frame);
    case 'templateIf':
      return renderIf(part, frame);
    case 'templateFor':
      return renderFor(part, frame);
  }
}

function asText(value: Value, range: Range, frame: Frame): Value {
  if (value.kind === 'null') {
    return fail(
      frame,
      'The expression result is null. Cannot include a null value in a string template.',
      range,
      stringType,
    );
  }
  if (!isKnown(value)) return value;
  const text = convertValue(value, stringType);
  if (text.kind !== 'failure') return text;
  return fail(
    frame,
    `Cannot include the given value in a string template: ${text.message}.`,
    range,
    stringType,
  );
}

function renderIf(part: TemplateIf, frame: Frame): Value {
  const thenFrame = withOwnReports(frame);
  const then = renderParts(part.then, part.range, thenFrame);
  const otherFrame = withOwnReports(frame);
  const otherwise = renderParts(part.otherwise, part.range, otherFrame);
  const raw = frame.run.evaluate(part.condition, frame);
  if (raw.kind === 'null') {
    const message = 'The condition value is null. Conditions must either be true or false.';
    return fail(frame, message, part.condition.range, stringType);
  }
  const condition = convertValue(raw, boolType);
  if (condition.kind === 'failure') {
    return fail(frame, 'The condition expression must be of type bool.', part.condition.range, stringType);
  }
  if (condition.kind !== 'boolean') return unknownFrom(stringType, [condition], true);
  frame.reports.push(...(condition.value ? thenFrame : otherFrame).reports);
  return markSensitive(condition.value ? then : otherwise, condition.sensitive);
}

function renderFor(part: TemplateFor, frame: Frame): Value {
  const collection = frame.run.evaluate(part.collection, frame);
  const { range } = part.collection;
  if (collection.kind === 'null') {
    return fail(
      frame,
      "A null value cannot be used as the collection in a 'for' expression.",
      range,
      stringType,
    );
  }
  if (!isKnown(collection)) return unknownFrom(stringType, [collection], true);
  if (collection.kind !== 'list' && collection.kind !== 'map') {
    const message = `A value of type ${friendlyName(typeOf(collection))} cannot be used as the collection in a 'for' expression.`;
    return fail(frame, message, range, stringType);
  }
  const rounds: Value[] = [];
  let length = 0;
  for (const [key, value] of pairs(collection)) {
    const named = part.keyName === undefined ? frame : withVariable(frame, part.keyName, key);
    const round = renderParts(part.parts, part.range, withVariable(named, part.valueName, value));
    rounds.push(round);
    length += round.kind === 'string' ? round.value.length : 0;
    if (length > maximumText)
      return notEvaluated(frame, 'the text is too large to work with here', part.range, stringType);
  }
  const sensitive = collection.sensitive === true || rounds.some((round) => round.sensitive === true);
  const open = rounds.filter((round) => !isKnown(round));
  if (open.length > 0) return markSensitive(unknownFrom(stringType, open, true), sensitive);
  return markSensitive(
    stringValue(rounds.map((round) => (round.kind === 'string' ? round.value : '')).join('')),
    sensitive,
  );
}
