import { Decimal } from 'decimal.js';
import { type Type } from '../type';
import type { BooleanValue, ListValue, MapValue, NullValue, NumberValue, StringValue, Value } from '../value';
import { elementTypeOf } from './facts';
import { compareStrings, normalizeString } from './strings';

const yes: BooleanValue = { kind: 'boolean', value: true };
const no: BooleanValue = { kind: 'boolean', value: false };
const plainNull: NullValue = { kind: 'null' };

export function booleanValue(value: boolean): BooleanValue {
  return value ? yes : no;
}

/** A null; of a type, where it is told. */
export function nullValue(type?: Type): NullValue {
  return type === undefined || type.kind === 'any' ? plainNull : { kind: 'null', type };
}

/** A string in Unicode's normal form C, as all of Terraform's are. */
export function stringValue(text: string): StringValue {
  return { kind: 'string', value: normalizeString(text) };
}

/** A number as one written in the code. */
export function numberValue(value: number): NumberValue {
  return { kind: 'number', value: new Decimal(value) };
}

export function tupleValue(elements: readonly Value[]): ListValue {
  return { kind: 'list', form: 'tuple', elements };
}

/** A list; all elements are of `elementType`, which is that of the elements where it is not given. */
export function listValue(
  elements: readonly Value[],
  elementType: Type = elementTypeOf(elements),
): ListValue {
  return { kind: 'list', form: 'list', elements, elementType };
}

/** An object; the attributes may come in any order. */
export function objectValue(attributes: Iterable<readonly [string, Value]>): MapValue {
  return { kind: 'map', form: 'object', entries: sortedEntries(attributes) };
}

/** A map; all elements are of `elementType`, which is that of the elements where it is not given. */
export function mapValue(entries: Iterable<readonly [string, Value]>, elementType?: Type): MapValue {
  const sorted = sortedEntries(entries);
  return {
    kind: 'map',
    form: 'map',
    entries: sorted,
    elementType: elementType ?? elementTypeOf([...sorted.values()]),
  };
}

/** Of two entries with one name the later stays. */
function sortedEntries(entries: Iterable<readonly [string, Value]>): ReadonlyMap<string, Value> {
  const all = new Map(entries);
  const names = [...all.keys()];
  const inOrder = names.every(
    (name, index) => index === 0 || compareStrings(names[index - 1] ?? '', name) < 0,
  );
  return inOrder ? all : new Map([...all].sort(([a], [b]) => compareStrings(a, b)));
}

/**
 * The value, sensitive; the same object where it is already. With a second argument only where that is true, so that
 * the mark of another value can be handed on as it is, undefined included.
 */
export function markSensitive<T extends Value>(
  value: T,
  ...[mark]: readonly [sensitive?: boolean | undefined]
): T;
export function markSensitive<T extends Value>(value: T, ...marks: readonly (boolean | undefined)[]): T {
  const sensitive = marks.length === 0 || marks[0] === true;
  return !sensitive || value.sensitive ? value : { ...value, sensitive: true };
}

/** The value without its own mark; what is in it keeps its marks. */
export function unmark(value: Value): Value {
  if (!value.sensitive) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'sensitive');
  // All properties but the optional mark are copied, so that it is still the same kind of value.
  return Object.fromEntries(entries) as unknown as Value;
}
