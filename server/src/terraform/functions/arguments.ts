import type { MapValue, NumberValue, Value } from '../value';
import { failure, type Failure } from '../values/failure';
import { toBigInt, toSafeInteger } from '../values/numbers';
import { numberValue } from '../values/make';

/** The text of an argument whose parameter is a string. */
export function textOf(value: Value | undefined): string {
  return value?.kind === 'string' ? value.value : '';
}

/** An argument whose parameter is a number. */
export function numberOf(value: Value | undefined): NumberValue {
  return value?.kind === 'number' ? value : numberValue(0);
}

/** A number as a whole one of a machine's size; `argument` is blamed where it is none. */
export function wholeNumber(value: Value | undefined, argument?: number): number | Failure {
  const whole = toSafeInteger(numberOf(value));
  return (
    whole ??
    failure('value must be a whole number, between -9223372036854775808 and 9223372036854775807', argument)
  );
}

/** A number as a whole one of any size. */
export function wholeBigInt(value: Value | undefined): bigint | Failure {
  return toBigInt(numberOf(value)) ?? failure('value must be a whole number');
}

/** The elements of a known list, set or tuple. */
export function elementsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.elements : [];
}

/** The entries of a known map or object. */
export function entriesOf(value: Value | undefined): MapValue['entries'] {
  return value?.kind === 'map' ? value.entries : new Map<string, Value>();
}
