import type { Type } from '../type';
import type { ListValue, Value } from '../value';
import { equalValues } from './equality';
import { containsSensitive, elementTypeOf, isKnown } from './facts';
import { floatText, quote } from './goText';
import { markSensitive } from './make';
import { compareNumbers } from './numbers';
import { compareStrings } from './strings';
import { referenceName } from './unknowns';

/**
 * A set of elements: each once, in Terraform's order (numbers by size, strings by their bytes, all else by a key).
 * Unknown elements are never the same as others; a reference is the same as itself. A set with a sensitive element is
 * sensitive as a whole.
 */
export function setValue(elements: readonly Value[], elementType: Type = elementTypeOf(elements)): ListValue {
  const kept = new Map<string, Value[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const same = kept.get(key);
    if (same === undefined) kept.set(key, [element]);
    else if (!same.some((other) => isSame(other, element))) same.push(element);
  }
  const entries = [...kept].flatMap(([key, values]) => values.map((value) => ({ key, value })));
  entries.sort((a, b) => compare(a.value, b.value) || compareStrings(a.key, b.key));
  const set: ListValue = {
    kind: 'list',
    form: 'set',
    elements: entries.map(({ value }) => value),
    elementType,
  };
  return markSensitive(set, elements.some(containsSensitive));
}

function isSame(a: Value, b: Value): boolean {
  // Two references share a key only where they are to the same thing.
  return a.kind === 'reference' ? b.kind === 'reference' : equalValues(a, b) === true;
}

function compare(a: Value, b: Value): number {
  const rank = order(a) - order(b);
  if (rank !== 0) return rank;
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a, b);
  if (a.kind === 'string' && b.kind === 'string') return compareStrings(a.value, b.value);
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.value) - Number(b.value);
  return 0;
}

/** Known values come first, nulls last. */
function order(value: Value): number {
  if (value.kind === 'null') return 2;
  return isKnown(value) ? 0 : 1;
}

/** Answers whether a known value is among these. Quick for many, unlike one comparison after the other. */
export function membership(elements: readonly Value[]): (value: Value) => boolean {
  const byKey = new Map<string, Value[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [element]);
    else same.push(element);
  }
  return (value) => byKey.get(keyOf(value))?.some((element) => isSame(element, value)) ?? false;
}

/** Each element once, in the order in which they come. */
export function withoutRepetition(elements: readonly Value[]): Value[] {
  const kept = new Map<string, Value[]>();
  return elements.filter((element) => {
    const key = keyOf(element);
    const same = kept.get(key) ?? [];
    if (same.some((other) => isSame(other, element))) return false;
    kept.set(key, [...same, element]);
    return true;
  });
}

/** What go-cty hashes, and orders compound elements by. */
function keyOf(value: Value): string {
  switch (value.kind) {
    case 'null':
      return '~';
    case 'unknown':
      return '?';
    case 'reference':
      return `?${referenceName(value)}`;
    case 'boolean':
      return value.value ? 'T' : 'F';
    case 'number':
      return floatText(value, 'g', 10);
    case 'string':
      return quote(value.value);
    case 'list': {
      const inner = value.elements.map((element) => `${keyOf(element)};`).join('');
      return value.form === 'tuple' ? `<${inner}>` : `[${inner}]`;
    }
    case 'map': {
      const entries = [...value.entries];
      if (value.form === 'object') return `<${entries.map(([, element]) => `${keyOf(element)};`).join('')}>`;
      return `{${entries.map(([name, element]) => `${quote(name)}:${keyOf(element)};`).join('')}}`;
    }
  }
}
