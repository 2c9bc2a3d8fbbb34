/**
 * The values of Terraform's type system (the library go-cty): numbers, types, conversion, equality, order, encoding.
 * This file has its numbers: binary floats like Go's `big.Float`, kept as the shortest decimal that stands for them.
 *
 * A float of 512 bits holds every decimal of up to 153 digits apart from every other, so nearly all numbers of a
 * configuration are exact as decimals; only what arithmetic makes has to go through the binary form.
 */
import { Decimal } from 'decimal.js';
import type { NumberValue } from '../value';
import {
  align,
  bitLength,
  exactDigits,
  type Digits,
  divideBinary,
  reduce,
  roundBinary,
  shortestDecimal,
  toBinary,
  type Binary,
} from './binary';
import { failure, limitReached, type Failure } from './failure';

/** The mantissa of a number that was written or read from text. */
const fullPrecision = 512;

/** Decimals of so many digits are told apart by `fullPrecision`, so that they are their own shortest form. */
const safeDigits = 150;

/** Numbers beyond ten to this power are refused: they would cost time and memory, and nobody means them. */
const maximumExponent = 5000;

/** A whole number as Go makes one of a machine integer: with 64 bits. */
export function integer(value: number): NumberValue {
  return { kind: 'number', value: new Decimal(value), precision: 64 };
}

/** A number as Go makes one of a `float64`. */
export function float64(value: number): NumberValue {
  return { kind: 'number', value: new Decimal(value), precision: 53 };
}

/** A number of any size, exact where 512 bits hold it. */
export function bigInteger(value: bigint): NumberValue {
  const text = value.toString();
  if (text.length <= safeDigits) return { kind: 'number', value: new Decimal(text) };
  return fromBinary({ mantissa: value, exponent: 0 }, Math.max(fullPrecision, bitLength(value)));
}

const decimalPattern = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;
const infinityPattern = /^([+-]?)(?:inf|Inf)$/;

/** Reads a decimal as Terraform converts a string to a number; undefined where it is none. */
export function parseNumber(text: string): NumberValue | Failure | undefined {
  const infinity = infinityPattern.exec(text);
  if (infinity) return { kind: 'number', value: new Decimal(infinity[1] === '-' ? -Infinity : Infinity) };
  const match = decimalPattern.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = match[4] ?? '', , exponentText = '0'] = match;
  const exponent = Number(exponentText);
  const digits = whole.length + fraction.length;
  if (digits > maximumExponent || Math.abs(exponent) > maximumExponent) return tooLarge();
  const value = new Decimal(
    `${sign}${whole === '' ? '0' : whole}.${fraction === '' ? '0' : fraction}e${exponentText}`,
  );
  if (digits <= safeDigits) return { kind: 'number', value };
  return fromBinary(toBinary(value, fullPrecision), fullPrecision);
}

function tooLarge(): Failure {
  return limitReached('the number is too large to work with here');
}

/** As Terraform prints a number: all digits, no exponent; `+Inf` and `-Inf`. */
export function printNumber(number: NumberValue): string {
  const { value } = number;
  const whole = toSafeInteger(number);
  if (whole !== undefined && whole !== 0) return String(whole);
  if (!value.isFinite()) return value.isNegative() ? '-Inf' : '+Inf';
  return value.isZero() && value.isNegative() ? '-0' : value.toFixed();
}

/** Whether it has no fraction; infinities are not whole. */
export function isWhole(number: NumberValue): boolean {
  return number.value.isInteger();
}

/** The number as a machine integer, where it is one that JavaScript holds exactly. */
export function toSafeInteger(number: NumberValue): number | undefined {
  const { value } = number;
  const { d: words, e: exponent, s: sign } = value;
  // A decimal keeps seven digits in a word: nearly all numbers are one word, which need not go through text.
  if (!value.isFinite()) return undefined;
  if (words.length === 1 && exponent >= 0 && exponent < 7) return sign * (words[0] ?? 0);
  const float = value.toNumber();
  return Number.isSafeInteger(float) && value.isInteger() ? float : undefined;
}

/** A whole number of any size. */
export function toBigInt(number: NumberValue): bigint | undefined {
  return number.value.isInteger() ? exactInteger(number) : undefined;
}

function exactInteger(number: NumberValue): bigint {
  const { mantissa, exponent } = toBinary(number.value, precisionOf(number));
  return exponent >= 0 ? mantissa << BigInt(exponent) : mantissa / (1n << BigInt(-exponent));
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  const difference = smallIntegers(a, b, (x, y) => x - y);
  if (difference !== undefined) return difference;
  if (precisionOf(a) === precisionOf(b) || (a.value.isInteger() && b.value.isInteger()))
    return a.value.cmp(b.value);
  if (!a.value.isFinite() || !b.value.isFinite()) return a.value.cmp(b.value);
  const [x, y] = align(toBinary(a.value, precisionOf(a)), toBinary(b.value, precisionOf(b)));
  return x.mantissa < y.mantissa ? -1 : x.mantissa > y.mantissa ? 1 : 0;
}

export function add(a: NumberValue, b: NumberValue): NumberValue | Failure {
  const sum = smallIntegers(a, b, (x, y) => x + y);
  if (sum !== undefined) return small(sum, a, b);
  if (!a.value.isFinite() || !b.value.isFinite()) {
    if (a.value.isFinite()) return b;
    if (b.value.isFinite() || a.value.eq(b.value)) return a;
    return failure("can't compute sum of opposing infinities");
  }
  const precision = Math.max(precisionOf(a), precisionOf(b));
  const [x, y] = align(toBinary(a.value, precisionOf(a)), toBinary(b.value, precisionOf(b)));
  return fromBinary({ mantissa: x.mantissa + y.mantissa, exponent: x.exponent }, precision);
}

export function negate(number: NumberValue): NumberValue {
  return { ...unmarked(number), value: number.value.neg() };
}

export function subtract(a: NumberValue, b: NumberValue): NumberValue | Failure {
  if (!a.value.isFinite() && a.value.eq(b.value)) return failure("can't subtract infinity from itself");
  return add(a, negate(b));
}

/** The product keeps every bit that it needs, up to 512. */
export function multiply(a: NumberValue, b: NumberValue): NumberValue | Failure {
  const product = smallIntegers(a, b, (x, y) => x * y);
  if (product !== undefined) return small(product, a, b);
  if (!a.value.isFinite() || !b.value.isFinite()) {
    if (a.value.isZero() || b.value.isZero()) return failure("can't multiply zero by infinity");
    return { kind: 'number', value: a.value.times(b.value) };
  }
  if (a.value.isZero() || b.value.isZero()) return small(a.value.toNumber() * b.value.toNumber(), a, b);
  const x = toBinary(a.value, precisionOf(a));
  const y = toBinary(b.value, precisionOf(b));
  const exact = roundBinary(
    { mantissa: x.mantissa * y.mantissa, exponent: x.exponent + y.exponent },
    fullPrecision,
  );
  const needed = bitLength(reduce(exact).mantissa);
  return fromBinary(exact, Math.max(precisionOf(a), precisionOf(b), needed));
}

export function divide(a: NumberValue, b: NumberValue): NumberValue | Failure {
  const bothInfinite = !a.value.isFinite() && !b.value.isFinite();
  if (bothInfinite || (a.value.isZero() && b.value.isZero())) {
    return failure("can't divide zero by zero or infinity by infinity");
  }
  const quotient = smallIntegers(a, b, (x, y) => x / y);
  if (quotient !== undefined) return small(quotient, a, b);
  if (!a.value.isFinite() || !b.value.isFinite() || b.value.isZero() || a.value.isZero()) {
    return { kind: 'number', value: a.value.div(b.value) };
  }
  const precision = Math.max(precisionOf(a), precisionOf(b));
  const x = toBinary(a.value, precisionOf(a));
  const y = toBinary(b.value, precisionOf(b));
  return fromBinary(divideBinary(x.mantissa, y.mantissa, x.exponent - y.exponent, precision), precision);
}

/** The remainder of a division that truncates; `x % 0` is `x`, as in Terraform. */
export function modulo(a: NumberValue, b: NumberValue): NumberValue | Failure {
  if (!a.value.isFinite() || !b.value.isFinite()) {
    return failure("can't use modulo with zero and infinity");
  }
  if (b.value.isZero()) return unmarked(a);
  const remainder = smallIntegers(a, b, (x, y) => x % y || 0);
  if (remainder !== undefined) return small(remainder, a, a);
  const quotient = divide(a, b);
  if (quotient.kind === 'failure') return quotient;
  const precision = precisionOf(a);
  const y = toBinary(b.value, precisionOf(b));
  const whole = roundBinary({ mantissa: exactInteger(truncate(quotient)), exponent: 0 }, precision);
  const product = roundBinary(
    { mantissa: whole.mantissa * y.mantissa, exponent: whole.exponent + y.exponent },
    precision,
  );
  const [x, z] = align(toBinary(a.value, precision), product);
  return fromBinary({ mantissa: x.mantissa - z.mantissa, exponent: x.exponent }, precision);
}

function truncate(number: NumberValue): NumberValue {
  return { ...number, value: number.value.trunc() };
}

export function absolute(number: NumberValue): NumberValue {
  return { ...unmarked(number), value: number.value.abs() };
}

export function floor(number: NumberValue): NumberValue {
  return { ...unmarked(number), value: number.value.isFinite() ? number.value.floor() : number.value };
}

export function ceil(number: NumberValue): NumberValue {
  const value = number.value.isFinite() ? number.value.ceil() : number.value;
  return { ...unmarked(number), value: value.isZero() ? value.abs() : value };
}

/** The float's exact decimal digits (not the shortest ones), for formatting with a given number of them; `0.digits × 10^point`. */
export function exactDecimal(number: NumberValue): Digits {
  const { mantissa, exponent } = toBinary(number.value, precisionOf(number));
  return mantissa === 0n
    ? { digits: '', point: 0 }
    : exactDigits(mantissa < 0n ? -mantissa : mantissa, exponent);
}

/** The shortest decimal digits that stand for the float. */
export function shortestDigits(number: NumberValue): Digits {
  const [whole = '', fraction = ''] = number.value.abs().toFixed().split('.');
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  return {
    digits: digits.replace(/0+$/, ''),
    point: digits === '' ? 0 : whole.length - (all.length - digits.length),
  };
}

function precisionOf(number: NumberValue): number {
  return number.precision ?? fullPrecision;
}

function unmarked(number: NumberValue): NumberValue {
  return number.precision === undefined
    ? { kind: 'number', value: number.value }
    : { kind: 'number', value: number.value, precision: number.precision };
}

/** The operation on machine integers; undefined where an operand or the result is none. */
function smallIntegers(
  a: NumberValue,
  b: NumberValue,
  operation: (x: number, y: number) => number,
): number | undefined {
  const x = toSafeInteger(a);
  const y = x === undefined ? undefined : toSafeInteger(b);
  if (x === undefined || y === undefined) return undefined;
  const result = operation(x, y);
  return Number.isSafeInteger(result) ? result : undefined;
}

function small(value: number, a: NumberValue, b: NumberValue): NumberValue {
  const precision = Math.max(precisionOf(a), precisionOf(b));
  return precision === fullPrecision
    ? { kind: 'number', value: new Decimal(value) }
    : { kind: 'number', value: new Decimal(value), precision };
}

function fromBinary(binary: Binary, precision: number): NumberValue {
  const value = shortestDecimal(roundBinary(binary, precision), precision);
  return precision === fullPrecision ? { kind: 'number', value } : { kind: 'number', value, precision };
}
