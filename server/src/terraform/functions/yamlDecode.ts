import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
} from 'yaml';
import type { Value } from '../value';
import { failure, limitReached, type Failure } from '../values/failure';
import { booleanValue, nullValue, objectValue, stringValue, tupleValue } from '../values/make';
import { bigInteger, parseNumber, printNumber } from '../values/numbers';
import { parseTime, printTime } from './timestamps';

/** Deeper YAML than this is refused, and so are documents whose aliases make more values than that of them. */
const maximumDepth = 100;
const maximumValues = 20_000;
const tooDeep = /(?:[[{]\s*){101}|(?:[-?:][ \t]+){101}/;

/**
 * Reads one YAML document into objects, tuples and scalars. Plain scalars mean what YAML 1.1 says (`yes` is true).
 * https://developer.hashicorp.com/terraform/language/functions/yamldecode
 */
export function decodeYaml(text: string): Value | Failure {
  if (tooDeep.test(text)) return limitReached('the document is nested too deeply');
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    lineCounter: new LineCounter(),
  });
  if (!Array.isArray(documents) || documents.length === 0)
    return failure('expecting value but found end of stream');
  const [document, second] = documents;
  if (document === undefined) return nullValue();
  const [error] = document.errors;
  if (error !== undefined)
    return failure(
      `on line ${error.linePos?.[0].line ?? 1}: ${error.code.toLowerCase().replaceAll('_', ' ')}`,
    );
  if (second !== undefined) return failure('only a single document is allowed');
  return new Reader(document).read(document.contents, 0);
}

/** Walks one document; counts values, since aliases can make an exponential number of them. */
class Reader {
  private count = 0;
  private readonly pending = new Set<Node>();

  constructor(private readonly document: Document) {}

  read(node: Node | null, depth: number): Value | Failure {
    this.count += 1;
    if (depth > maximumDepth || this.count > maximumValues) return limitReached('the document is too large');
    if (node === null) return nullValue();
    if (isAlias(node)) return this.alias(node, depth);
    if (isScalar(node))
      return scalar(
        node.tag,
        node.type === 'PLAIN' || node.type === undefined,
        node.source ?? String(node.value),
      );
    if (this.pending.has(node)) return failure('cannot refer to an anchor from inside its own definition');
    this.pending.add(node);
    const value = isSeq(node) ? this.sequence(node.items as Node[], depth) : this.mapping(node, depth);
    this.pending.delete(node);
    return value;
  }

  private alias(node: Node, depth: number): Value | Failure {
    const target = isAlias(node) ? node.resolve(this.document) : undefined;
    if (target === undefined) return failure('reference to undefined anchor');
    return this.read(target, depth + 1);
  }

  private sequence(items: readonly Node[], depth: number): Value | Failure {
    const elements: Value[] = [];
    for (const item of items) {
      const value = this.read(item, depth + 1);
      if (value.kind === 'failure') return value;
      elements.push(value);
    }
    return tupleValue(elements);
  }

  private mapping(node: Node, depth: number): Value | Failure {
    const attributes: [string, Value][] = [];
    for (const pair of isMap<Node, Node | null>(node) ? node.items : []) {
      const key = isScalar(pair.key)
        ? this.read(pair.key, depth + 1)
        : failure('only strings are allowed as mapping keys');
      if (key.kind === 'failure') return key;
      if (key.kind === 'null') return failure('mapping key cannot be null');
      const name =
        key.kind === 'number'
          ? printNumber(key)
          : key.kind === 'boolean'
            ? String(key.value)
            : key.kind === 'string'
              ? key.value
              : undefined;
      if (name === undefined) return failure('only strings are allowed as mapping keys');
      const value = this.read(pair.value, depth + 1);
      if (value.kind === 'failure') return value;
      if (name !== '<<') attributes.push([name, value]);
      else if (value.kind === 'map') attributes.push(...value.entries);
      else return failure('only a mapping can be merged into a mapping');
    }
    return objectValue(attributes);
  }
}

const booleans = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
]);
const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const infinities = /^([+-]?)\.(?:inf|Inf|INF)$/;
const core = 'tag:yaml.org,2002:';

function scalar(tag: string | undefined, plain: boolean, source: string): Value | Failure {
  // What is in quotes is a string, whatever its tag says.
  if (!plain) return stringValue(source);
  const kind = tag?.startsWith(core) ? tag.slice(core.length) : tag;
  switch (kind) {
    case 'str':
    case 'binary':
      return stringValue(source);
    case 'null':
      return nullValue();
    case 'bool': {
      const value = booleans.get(source);
      return value === undefined ? failure(`cannot parse "${source}" as ${kind}`) : booleanValue(value);
    }
    case 'int':
    case 'float':
      return number(source) ?? failure(`cannot parse "${source}" as ${kind}`);
    case 'timestamp': {
      const time = timestamp(source);
      return time === undefined ? failure(`cannot parse "${source}" as ${kind}`) : stringValue(time);
    }
    case undefined:
      return plainScalar(source);
    default:
      return failure(`unsupported tag "${kind}"`);
  }
}

function plainScalar(source: string): Value | Failure {
  if (nulls.has(source)) return nullValue();
  const boolean = booleans.get(source);
  if (boolean !== undefined) return booleanValue(boolean);
  if (/^\.(?:nan|NaN|NAN)$/.test(source)) return failure('floating point NaN is not supported');
  const infinity = infinities.exec(source);
  if (infinity) return parseNumber(`${infinity[1] ?? ''}inf`) ?? stringValue(source);
  if (!/^[-+.0-9]/.test(source)) return stringValue(source);
  const time = timestamp(source);
  if (time !== undefined) return stringValue(time);
  return number(source) ?? stringValue(source);
}

/** Decimal, `0x` and `0o`. */
function number(source: string): Value | Failure | undefined {
  return /^0(?:x[0-9a-fA-F]{1,1000}|o[0-7]{1,1000})$/.test(source)
    ? bigInteger(BigInt(source))
    : parseNumber(source);
}

/** `2001-12-14`, with or without a time; a day alone is midnight in UTC. */
function timestamp(source: string): string | undefined {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/.exec(
      source,
    );
  if (!match) return undefined;
  const [, year = '', month = '', day = '', separator, hour = '0', minute = '0', second = '0', zone] = match;
  if (separator !== undefined && (separator === ' ') !== (zone === undefined)) return undefined;
  const two = (digits: string): string => digits.padStart(2, '0');
  const time = parseTime(
    `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone ?? 'Z'}`,
  );
  return time.kind === 'failure' ? undefined : printTime(time);
}
