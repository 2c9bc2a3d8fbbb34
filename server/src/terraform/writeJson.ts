import type { UnknownValue, Value } from './value';
import { printNumber } from './values/numbers';
import { referenceName } from './values/unknowns';

/** A value for people and programs to read: plain JSON, with markers for what is not known. */
export type WrittenValue =
  null | boolean | number | string | readonly WrittenValue[] | { readonly [name: string]: WrittenValue };

/**
 * Writes a value as `reachable eval` and `reachable show` do: like `jsonencode`, with `{"unknown": "why"}` for what is
 * not known, `{"ref": "aws_vpc.main.id"}` for references, and `{"sensitive": true}` in place of secrets.
 *
 * A number that JavaScript can not hold exactly is written as text in JSON's number syntax by `writeText` only; here it
 * is the nearest.
 */
export function writeJson(value: Value): WrittenValue {
  if (value.sensitive) return { sensitive: true };
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return value.value;
    case 'number':
      return value.value.toNumber();
    case 'list':
      return value.elements.map(writeJson);
    case 'map':
      return Object.fromEntries([...value.entries].map(([name, element]) => [name, writeJson(element)]));
    case 'unknown':
      return { unknown: whyUnknown(value) };
    case 'reference':
      return { ref: referenceName(value) };
  }
}

/** The same as text, with every digit of numbers. */
export function writeText(value: Value, indent = ''): string {
  const inner = `${indent}  `;
  if (!value.sensitive) {
    if (value.kind === 'number') return printNumber(value);
    if (value.kind === 'list' && value.elements.length > 0) {
      return `[\n${value.elements.map((element) => inner + writeText(element, inner)).join(',\n')}\n${indent}]`;
    }
    if (value.kind === 'map' && value.entries.size > 0) {
      const entries = [...value.entries].map(
        ([name, element]) => `${inner}${JSON.stringify(name)}: ${writeText(element, inner)}`,
      );
      return `{\n${entries.join(',\n')}\n${indent}}`;
    }
  }
  return JSON.stringify(writeJson(value));
}

/** `var.office_cidrs: it has no default and no value was given`, for each cause. */
export function whyUnknown({ causes }: UnknownValue): string {
  return causes.map(({ value, why }) => `${value}: ${why}`).join('; ');
}
