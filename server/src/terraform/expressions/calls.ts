import type { Expression, FunctionCall } from '../../syntax/tree';
import type { Range } from '../../util/text';
import { functions } from '../functions';
import {
  maximumElements,
  maximumText,
  type BuiltIn,
  type CallContext,
  type Parameter,
} from '../functions/signature';
import { anyType, boolType, type Type } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { containsSensitive, isKnown, isWhollyKnown, sizeOf } from '../values/facts';
import { booleanValue, markSensitive } from '../values/make';
import { unknownFrom } from '../values/unknowns';
import { fail, notEvaluated, withOwnReports, type Frame } from './frame';
import { renderFileTemplate } from './fileTemplates';
import { nearest } from './nearest';

/** An argument: its value, and where its expression stands. */
interface Argument {
  readonly value: Value;
  readonly range: Range;
}

/** `name(…)` */
export function evaluateCall(call: FunctionCall, frame: Frame): Value {
  const name = call.name.replace(/^core::/, '');
  if (name === 'try') return evaluateTry(call, frame);
  if (name === 'can') return evaluateCan(call, frame);
  const builtIn = functions.get(name);
  if (builtIn === undefined) return unknownFunction(call, name, frame);
  const before = frame.reports.length;
  const given = evaluateArguments(call, frame);
  if (!Array.isArray(given)) return given;
  if (frame.reports.length > before) return unknownFrom(anyType, valuesOf(given));
  const miscounted = wrongCount(call.name, builtIn, given.length);
  if (miscounted !== undefined) return fail(frame, miscounted, call.range);
  if (name === 'templatestring' && !isTraversal(call.arguments[0])) {
    return fail(
      frame,
      'Invalid value for "template" parameter: must be a direct reference to a value, not an expression.',
      call.range,
    );
  }
  if (frame.template !== undefined && name === 'templatefile') {
    return fail(
      frame,
      `Call to function "${call.name}" failed: cannot recursively call templatefile from inside another template function.`,
      call.range,
    );
  }
  const values = convertArguments(call, builtIn, given, frame);
  return Array.isArray(values) ? invoke(call, builtIn, values, frame) : values;
}

function valuesOf(given: readonly Argument[]): Value[] {
  return given.map(({ value }) => value);
}

function unknownFunction(call: FunctionCall, name: string, frame: Frame): Value {
  if (name.startsWith('provider::')) {
    return notEvaluated(frame, 'a function of a provider', call.range);
  }
  const near = nearest(name, [...functions.keys(), 'try', 'can']);
  return fail(
    frame,
    `There is no function named "${call.name}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    call.nameRange,
  );
}

/** All arguments, the last one opened where it has an ellipsis; a value where that can not be done. */
function evaluateArguments(call: FunctionCall, frame: Frame): Argument[] | Value {
  const all = call.arguments.map((argument) => ({
    value: frame.run.evaluate(argument, frame),
    range: argument.range,
  }));
  const last = all.at(-1);
  if (!call.expandFinal || last === undefined) return all;
  const { value, range } = last;
  if (value.kind === 'null')
    return fail(frame, 'The expanding argument (indicated by ...) must not be null.', range);
  if (!isKnown(value)) {
    const opens = ['any', 'list', 'set', 'tuple'].includes(value.type.kind);
    return opens ? unknownFrom(anyType, [value]) : notExpandable(frame, range);
  }
  if (value.kind !== 'list') return notExpandable(frame, range);
  return [
    ...all.slice(0, -1),
    ...value.elements.map((element) => ({ value: markSensitive(element, value.sensitive), range })),
  ];
}

function notExpandable(frame: Frame, range: Range): Value {
  return fail(
    frame,
    'The expanding argument (indicated by ...) must be of a tuple, list, or set type.',
    range,
  );
}

function wrongCount(name: string, { parameters, variadic }: BuiltIn, count: number): string | undefined {
  const missing = parameters[count];
  if (missing !== undefined) {
    const atLeast = variadic === undefined ? '' : ' at least';
    return `Function "${name}" expects${atLeast} ${parameters.length} argument(s). Missing value for "${missing.name}".`;
  }
  return variadic === undefined && count > parameters.length
    ? `Function "${name}" expects only ${parameters.length} argument(s).`
    : undefined;
}

function parameterAt({ parameters, variadic }: BuiltIn, index: number): Parameter | undefined {
  return parameters[index] ?? variadic;
}

/** An unknown where an argument does not fit; that is reported. */
function convertArguments(
  call: FunctionCall,
  builtIn: BuiltIn,
  given: readonly Argument[],
  frame: Frame,
): Value[] | Value {
  const values: Value[] = [];
  const wrong: Value[] = [];
  for (const [index, { value, range }] of given.entries()) {
    const parameter = parameterAt(builtIn, index);
    const converted = convertValue(value, parameter?.type ?? anyType);
    const about = `Invalid value for "${parameter?.name ?? ''}" parameter`;
    if (converted.kind === 'failure') wrong.push(fail(frame, `${about}: ${converted.message}.`, range));
    else if (converted.kind === 'null' && parameter?.takesNull !== true) {
      wrong.push(fail(frame, `${about}: argument must not be null.`, range));
    } else values.push(converted);
  }
  return wrong.length === 0 ? values : unknownFrom(anyType, wrong);
}

function invoke(call: FunctionCall, builtIn: BuiltIn, values: readonly Value[], frame: Frame): Value {
  const { run } = frame;
  run.steps -= values.reduce((sum, value, index) => sum + cost(value, parameterAt(builtIn, index)), 0);
  const resultType = (): Type =>
    typeof builtIn.result === 'function' ? builtIn.result(values) : builtIn.result;
  const marked = isMarked(builtIn, values);
  if (!values.every((value, index) => knownEnough(value, parameterAt(builtIn, index)))) {
    return markSensitive(unknownFrom(resultType(), values, builtIn.mayBeNull !== true), marked);
  }
  const result = builtIn.call(values, contextFor(call, frame));
  if (result.kind !== 'failure') {
    if (isTooLarge(result))
      return notEvaluated(frame, 'the result is too large to work with here', call.range, resultType());
    if (result.kind === 'string') run.steps -= result.value.length / 512;
    return markSensitive(result, marked);
  }
  if (result.limit) return notEvaluated(frame, result.message, call.range, resultType());
  const parameter = result.argument === undefined ? undefined : parameterAt(builtIn, result.argument);
  const message =
    parameter === undefined
      ? `Call to function "${call.name}" failed: ${result.message}.`
      : `Invalid value for "${parameter.name}" parameter: ${result.message}.`;
  return fail(frame, message, call.arguments[result.argument ?? -1]?.range ?? call.range, resultType());
}

/** About how many steps a function takes over an argument: it looks at each element, or at all that is in them. */
function cost(value: Value, parameter: Parameter | undefined): number {
  if (value.kind === 'string') return value.value.length / 512;
  if (parameter?.known === 'wholly') return sizeOf(value) / 16;
  if (value.kind === 'list') return value.elements.length / 16;
  return value.kind === 'map' ? value.entries.size / 16 : 0;
}

function isMarked({ marks }: BuiltIn, values: readonly Value[]): boolean {
  if (marks === 'own') return false;
  return values.some(marks === 'shallow' ? ({ sensitive }) => sensitive === true : containsSensitive);
}

function knownEnough(value: Value, parameter: Parameter | undefined): boolean {
  switch (parameter?.known) {
    case 'not needed':
      return true;
    case 'wholly':
      return isWhollyKnown(value);
    default:
      return isKnown(value);
  }
}

function isTooLarge(value: Value): boolean {
  if (value.kind === 'string') return value.value.length > maximumText;
  return value.kind === 'list' && value.elements.length > maximumElements;
}

function contextFor(call: FunctionCall, frame: Frame): CallContext {
  return {
    files: frame.scope.files,
    directories: frame.scope.directories,
    renderTemplate: (text, variables, name) => renderFileTemplate(text, variables, name, call.range, frame),
  };
}

/**
 * The first argument that is evaluated without an error. References are passed on, alone and in collections; with
 * anything else that is not known, the argument may turn out to be an error, and nothing is known of the result.
 */
function evaluateTry(call: FunctionCall, frame: Frame): Value {
  const reasons: string[] = [];
  for (const argument of call.arguments) {
    const own = withOwnReports(frame);
    const value = frame.run.evaluate(argument, own);
    if (own.reports.length === 0) return isOpen(value) ? unknownFrom(anyType, [value]) : value;
    reasons.push(...own.reports.map(({ message }) => message));
  }
  if (reasons.length === 0)
    return fail(frame, 'Call to function "try" failed: at least one argument is required.', call.range);
  return fail(
    frame,
    `Call to function "try" failed: no expression succeeded:\n${reasons.join('\n')}`,
    call.range,
  );
}

/** Whether there is something unknown in the value that is not a reference. */
function isOpen(value: Value): boolean {
  if (isWhollyKnown(value)) return false;
  if (value.kind === 'list') return value.elements.some(isOpen);
  if (value.kind === 'map') return [...value.entries.values()].some(isOpen);
  return value.kind === 'unknown';
}

/** Whether the argument is evaluated without an error; of something unknown, that is not known. */
function evaluateCan(call: FunctionCall, frame: Frame): Value {
  const [argument, ...more] = call.arguments;
  if (argument === undefined)
    return fail(frame, wrongCan(call, 'Missing value for "expression"'), call.range, boolType);
  if (more.length > 0) return fail(frame, 'Function "can" expects only 1 argument(s).', call.range, boolType);
  const own = withOwnReports(frame);
  const value = frame.run.evaluate(argument, own);
  if (own.reports.length > 0) return booleanValue(false);
  return isWhollyKnown(value) ? booleanValue(true) : unknownFrom(boolType, [value], true);
}

function wrongCan(call: FunctionCall, what: string): string {
  return `Function "${call.name}" expects 1 argument(s). ${what}.`;
}

function isTraversal(expression: Expression | undefined): boolean {
  switch (expression?.kind) {
    case 'variable':
      return true;
    case 'getAttribute':
      return isTraversal(expression.object);
    case 'index':
      return isTraversal(expression.collection);
    default:
      return false;
  }
}
