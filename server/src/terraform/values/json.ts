import type { Value } from '../value';
import { failure, limitReached, type Failure } from './failure';
import { isWhollyKnown } from './facts';
import { booleanValue, nullValue, objectValue, stringValue, tupleValue } from './make';
import { parseNumber, printNumber } from './numbers';
import { causesOf, referenceName } from './unknowns';

/** Deeper JSON than this is refused. */
const maximumDepth = 100;

/** Half a character, which Go replaces. */
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const htmlEscapes = new Map([
  ['<', '\\u003c'],
  ['>', '\\u003e'],
  ['&', '\\u0026'],
  ['\u2028', '\\u2028'],
  ['\u2029', '\\u2029'],
]);

/** A string as Go's `encoding/json` writes it: with what HTML gives a meaning escaped. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => htmlEscapes.get(character) ?? character,
  );
}

/** The text that `jsonencode` makes of a value, all of which is known. */
export function encodeJson(value: Value): string | Failure {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.value.isFinite() ? printNumber(value) : failure('cannot serialize infinity as JSON');
    case 'string':
      return jsonString(value.value);
    case 'list':
      return joinParts(value.elements.map(encodeJson), '[', ']');
    case 'map':
      return joinParts(
        [...value.entries].map(([name, element]) => prefixed(`${jsonString(name)}:`, encodeJson(element))),
        '{',
        '}',
      );
    default:
      return failure('value is not known');
  }
}

function prefixed(prefix: string, text: string | Failure): string | Failure {
  return typeof text === 'string' ? prefix + text : text;
}

function joinParts(parts: readonly (string | Failure)[], open: string, close: string): string | Failure {
  const texts: string[] = [];
  for (const part of parts) {
    if (typeof part !== 'string') return part;
    texts.push(part);
  }
  return `${open}${texts.join(',')}${close}`;
}

/**
 * The value as JSON for people and programs: like `encodeJson`, but an unknown is `{"unknown": "why"}`, a reference
 * `{"ref": "aws_vpc.main.id"}` and something sensitive `{"sensitive": true}`.
 */
export function describeJson(value: Value): string {
  if (value.sensitive) return '{"sensitive":true}';
  switch (value.kind) {
    case 'unknown':
      return `{"unknown":${jsonString(
        causesOf(value)
          .map((cause) => `${cause.value}: ${cause.why}`)
          .join('; '),
      )}}`;
    case 'reference':
      return `{"ref":${jsonString(referenceName(value))}}`;
    case 'list':
      return `[${value.elements.map(describeJson).join(',')}]`;
    case 'map':
      return `{${[...value.entries].map(([name, element]) => `${jsonString(name)}:${describeJson(element)}`).join(',')}}`;
    case 'number':
      return value.value.isFinite() ? printNumber(value) : jsonString(printNumber(value));
    default: {
      const text = isWhollyKnown(value) ? encodeJson(value) : 'null';
      return typeof text === 'string' ? text : 'null';
    }
  }
}

/** Reads JSON text: objects, tuples, and numbers with all their digits. */
export function decodeJson(text: string): Value | Failure {
  try {
    JSON.parse(text);
  } catch {
    return failure('the text is not valid JSON');
  }
  // Numbers are read from their digits, not as JavaScript rounds them: every number becomes a string that starts with
  // `n`, and every string gets an `s` in front.
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  const tagged = text.replace(tokens, (token) =>
    token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`,
  );
  return fromTagged(JSON.parse(tagged) as unknown, 0);
}

function fromTagged(json: unknown, depth: number): Value | Failure {
  if (json === null) return nullValue();
  if (typeof json === 'boolean') return booleanValue(json);
  if (typeof json === 'string') {
    if (json.startsWith('s')) return stringValue(json.slice(1).replace(loneSurrogates, '\ufffd'));
    return parseNumber(json.slice(1)) ?? failure('invalid number');
  }
  if (depth >= maximumDepth) return limitReached(`it is nested more than ${maximumDepth} levels deep`);
  if (Array.isArray(json)) {
    const elements: Value[] = [];
    for (const element of json as unknown[]) {
      const value = fromTagged(element, depth + 1);
      if (value.kind === 'failure') return value;
      elements.push(value);
    }
    return tupleValue(elements);
  }
  const attributes: [string, Value][] = [];
  for (const [name, element] of Object.entries(json as Record<string, unknown>)) {
    const value = fromTagged(element, depth + 1);
    if (value.kind === 'failure') return value;
    attributes.push([stringValue(name.slice(1)).value, value]);
  }
  return objectValue(attributes);
}
