import { anyType, listType, stringType, type Type } from '../type';
import type { Value } from '../value';
import { asBoolean, asNumber, asString } from '../values/conversion';
import { isKnown, isWhollyKnown } from '../values/facts';
import { failure, limitReached, type Failure } from '../values/failure';
import { floatText, quote } from '../values/goText';
import { encodeJson, jsonString } from '../values/json';
import { listValue, stringValue } from '../values/make';
import { isWhole, toBigInt } from '../values/numbers';
import { graphemes } from '../values/strings';
import { unknownBecause, unknownFrom } from '../values/unknowns';
import { textOf } from './arguments';
import { maximumText, textParameter, type BuiltIn, type Parameter } from './signature';

const values: Parameter = { name: 'args', type: anyType, takesNull: true, known: 'wholly' };

/** `format` and `formatlist`. https://developer.hashicorp.com/terraform/language/functions/format */
export const formatFunctions: Record<string, BuiltIn> = {
  format: {
    parameters: [textParameter('format')],
    variadic: values,
    result: stringType,
    call: ([template, ...rest]) => {
      if (rest.some(isPlainNull)) return untold(stringType);
      const text = formatText(textOf(template), rest);
      return typeof text === 'string' ? stringValue(text) : text;
    },
  },
  formatlist: {
    parameters: [textParameter('format')],
    variadic: { ...values, known: 'not needed' },
    result: listType(stringType),
    call: ([template, ...rest]) =>
      rest.some(isPlainNull) ? untold(listType(stringType)) : formatList(textOf(template), rest),
  },
};

function isPlainNull(value: Value): boolean {
  return value.kind === 'null' && value.type === undefined;
}

/** Terraform leaves it open what comes of a null that is of no type. */
function untold(type: Type): Value {
  return unknownBecause(type, { value: 'null', why: 'it is of no type, and Terraform does not format it' });
}

/** Lists, sets and tuples are walked together, everything else is the same in each round. */
function formatList(template: string, values: readonly Value[]): Value | Failure {
  const lists = values.map((value) => (value.kind === 'list' ? value.elements : undefined));
  const first = lists.findIndex((list) => list !== undefined);
  const rounds = lists[first]?.length ?? 1;
  for (const [index, list] of lists.entries()) {
    if (list === undefined || list.length === rounds) continue;
    return failure(
      `argument ${index + 1} has length ${list.length}, which is inconsistent with argument ${first + 1} of length ${rounds}`,
      index + 1,
    );
  }
  const unknownList = values.some(
    (value) =>
      !isKnown(value) &&
      value.type.kind !== 'string' &&
      value.type.kind !== 'number' &&
      value.type.kind !== 'bool',
  );
  if (unknownList) return unknownFrom(listType(stringType), values);
  const results: Value[] = [];
  let length = 0;
  for (let round = 0; round < rounds; round++) {
    const row = values.map((value, index) => lists[index]?.[round] ?? value);
    if (!row.every(isWhollyKnown)) {
      results.push(unknownFrom(stringType, row, true));
      continue;
    }
    const text = formatText(template, row);
    if (typeof text !== 'string') return failure(`error on format iteration ${round}: ${text.message}`);
    length += text.length;
    if (length > maximumText) return limitReached('the result would be too large');
    results.push(stringValue(text));
  }
  return listValue(results, stringType);
}

interface Verb {
  readonly raw: string;
  readonly offset: number;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly mode: string;
}

const verbPattern = /%(%|([ #+\-0]*)([1-9]\d*)?(?:\.(\d+))?(?:\[(\d+)\])?([A-Za-z])?)/g;

function formatText(template: string, values: readonly Value[]): string | Failure {
  let result = '';
  let from = 0;
  let next = 0;
  let highest = 0;
  let explicit = false;
  for (const match of template.matchAll(verbPattern)) {
    result += template.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === '%') {
      result += '%';
      continue;
    }
    const [raw, , flags = '', width, precision, index, mode] = match;
    if (mode === undefined) return badVerb(template, match.index, from);
    if (index !== undefined) {
      next = Number(index) - 1;
      explicit = true;
    }
    const value = values[next];
    if (value === undefined) {
      const have = values.length;
      return failure(
        `not enough arguments for ${quote(raw)} at ${match.index}: need index ${next + 1} but have ${have} total`,
      );
    }
    next += 1;
    highest = Math.max(highest, next);
    const limits = {
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
    };
    if (Math.max(limits.width ?? 0, limits.precision ?? 0) > maximumText / 10)
      return limitReached('the result would be too large');
    const text = formatVerb({ raw, offset: match.index, flags, mode, ...limits }, value);
    if (typeof text !== 'string') return text;
    result += text;
    if (result.length > maximumText) return limitReached('the result would be too large');
  }
  if (!explicit && highest < values.length) {
    return failure(
      highest === 0
        ? 'too many arguments; no verbs in format string'
        : `too many arguments; only ${highest} used by format string`,
    );
  }
  return result + template.slice(from);
}

function badVerb(template: string, start: number, end: number): Failure {
  const next = Array.from(template.slice(end))[0];
  if (next === undefined) return failure(`unterminated verb at end of string`);
  return failure(
    `unrecognized format character ${quote(next)} at offset ${end} in ${quote(template.slice(start, end + next.length))}`,
  );
}

function formatVerb(verb: Verb, value: Value): string | Failure {
  const unsupported = (why: string): Failure =>
    failure(`unsupported value for ${quote(verb.raw)} at ${verb.offset}: ${why}`);
  if (value.kind === 'null' && verb.mode !== 'v') return unsupported('null value cannot be formatted');
  switch (verb.mode) {
    case 'v':
      return formatAsIs(verb, value, unsupported);
    case 't': {
      const boolean = asBoolean(value);
      return boolean.kind === 'boolean' ? String(boolean.value) : unsupported(messageOf(boolean));
    }
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return formatNumber(verb, value, unsupported);
    case 's':
    case 'q': {
      const text = asString(value);
      if (text.kind !== 'string') return unsupported(messageOf(text));
      const kept = verb.precision ? graphemes(text.value).slice(0, verb.precision).join('') : text.value;
      return pad(verb, verb.mode === 's' ? kept : jsonString(kept));
    }
    default:
      return failure(
        `unsupported format verb ${quote(verb.mode).replaceAll('"', "'")} in ${quote(verb.raw)} at offset ${verb.offset}`,
      );
  }
}

function messageOf(value: Value | Failure): string {
  return value.kind === 'failure' ? value.message : 'it is not known';
}

function formatAsIs(verb: Verb, value: Value, unsupported: (why: string) => Failure): string | Failure {
  if (!verb.flags.includes('#')) {
    if (value.kind === 'string') return pad(verb, value.value);
    if (value.kind === 'number') return pad(verb, floatText(value, 'g', -1));
  }
  const json = encodeJson(value);
  return typeof json === 'string' ? pad(verb, json) : unsupported(json.message);
}

const bases: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const prefixes: Readonly<Record<string, string>> = { b: '0b', o: '0', x: '0x', X: '0X' };

function formatNumber(verb: Verb, value: Value, unsupported: (why: string) => Failure): string | Failure {
  const number = asNumber(value);
  if (number.kind !== 'number') return unsupported(messageOf(number));
  const base = bases[verb.mode];
  if (base === undefined) {
    const form = verb.mode.toLowerCase();
    const given = verb.precision ?? (form === 'g' ? -1 : 6);
    const text = floatText(number, form === 'e' || form === 'f' ? form : 'g', given);
    return signed(verb, verb.mode === form ? text : text.toUpperCase(), '', !text.includes('Inf'));
  }
  const whole = isWhole(number) ? toBigInt(number) : undefined;
  if (whole === undefined) return unsupported('an integer is required');
  const digits = (whole < 0n ? -whole : whole).toString(base).padStart(verb.precision ?? 0, '0');
  const prefix = verb.flags.includes('#') ? (prefixes[verb.mode] ?? '') : '';
  const text = `${whole < 0n ? '-' : ''}${verb.mode === 'X' ? digits.toUpperCase() : digits}`;
  return signed(verb, text, prefix, verb.precision === undefined);
}

/** Puts the sign, and zeros or spaces, in front as Go's `fmt` does. */
function signed(verb: Verb, text: string, prefix: string, mayFillWithZeros: boolean): string {
  const { flags, width = 0 } = verb;
  const negative = text.startsWith('-');
  const bare = text.replace(/^[+-]/, '');
  const sign = negative
    ? '-'
    : flags.includes('+')
      ? '+'
      : flags.includes(' ')
        ? ' '
        : text.startsWith('+')
          ? '+'
          : '';
  const head = sign + prefix;
  if (flags.includes('-')) return (head + bare).padEnd(width);
  if (flags.includes('0') && mayFillWithZeros) return head + bare.padStart(width - head.length, '0');
  return (head + bare).padStart(width);
}

/** Widths are in grapheme clusters. */
function pad(verb: Verb, text: string): string {
  const missing = (verb.width ?? 0) - graphemes(text).length;
  if (missing <= 0) return text;
  const filling = (verb.flags.includes('0') ? '0' : ' ').repeat(missing);
  return verb.flags.includes('-') ? text + filling : filling + text;
}
