import type { NumberValue, Value } from '../terraform/value';
import { remembered } from '../util/remembered';

/** A value as text, as Terraform's arguments take numbers for strings; undefined for what is unknown or none. */
export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.value;
  return value?.kind === 'number' ? numberText(value) : undefined;
}

// Rules ask for the same ports again and again, and decimals are slow to write.
const numberText = remembered((value: NumberValue): string => value.value.toFixed());

/** A value as a whole number, as Terraform's arguments take strings for numbers; undefined for anything else. */
export function integerOf(value: Value | undefined): number | undefined {
  return value === undefined ? undefined : integer(value);
}

const integer = remembered((value: Value): number | undefined => {
  const text = textOf(value);
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
});

/** What a reference or a literal id refers to, as a key: a resource's address, or the id. */
export function identityOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'reference') return value.address;
  return value?.kind === 'string' && value.value !== '' ? value.value : undefined;
}
