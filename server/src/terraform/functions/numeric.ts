import { anyType, numberType } from '../type';
import type { NumberValue, Value } from '../value';
import { typeOf } from '../values/facts';
import { failure, type Failure } from '../values/failure';
import { absolute, bigInteger, ceil, compareNumbers, float64, floor, integer } from '../values/numbers';
import { friendlyName } from '../values/types';
import { numberOf, textOf, wholeNumber } from './arguments';
import { numberParameter, type BuiltIn } from './signature';

/** https://developer.hashicorp.com/terraform/language/functions#numeric-functions */
export const numericFunctions: Record<string, BuiltIn> = {
  abs: unary(absolute),
  ceil: unary(ceil),
  floor: unary(floor),
  log: {
    parameters: [numberParameter('num'), numberParameter('base')],
    result: numberType,
    call: ([number, base]) => fromFloat(Math.log(toFloat(number)) / Math.log(toFloat(base))),
  },
  max: extreme((candidate, best) => compareNumbers(candidate, best) > 0),
  min: extreme((candidate, best) => compareNumbers(candidate, best) < 0),
  parseint: {
    parameters: [{ name: 'number', type: anyType }, numberParameter('base')],
    result: numberType,
    call: ([text, base]) => parseInteger(text, base),
  },
  pow: {
    parameters: [numberParameter('num'), numberParameter('power')],
    result: numberType,
    call: ([number, exponent]) => fromFloat(power(toFloat(number), toFloat(exponent))),
  },
  signum: {
    parameters: [numberParameter('num')],
    result: numberType,
    call: ([number]) => {
      const whole = wholeNumber(number, 0);
      return typeof whole === 'number' ? integer(Math.sign(whole)) : whole;
    },
  },
};

function unary(operation: (number: NumberValue) => NumberValue): BuiltIn {
  return {
    parameters: [numberParameter('num')],
    result: numberType,
    call: ([number]) => operation(numberOf(number)),
  };
}

function extreme(better: (candidate: NumberValue, best: NumberValue) => boolean): BuiltIn {
  return {
    parameters: [],
    variadic: numberParameter('numbers'),
    result: numberType,
    call: (values) => {
      const [first, ...rest] = values.map(numberOf);
      if (first === undefined) return failure('must pass at least one number');
      return rest.reduce((best, candidate) => (better(candidate, best) ? candidate : best), first);
    },
  };
}

function toFloat(value: Value | undefined): number {
  return numberOf(value).value.toNumber();
}

function fromFloat(value: number): NumberValue | Failure {
  return Number.isNaN(value) ? failure('the result is not a number') : float64(value);
}

/** By repeated squaring, as Go's `math.Pow` does, so that the last digit is the same. */
function power(base: number, exponent: number): number {
  let whole = Math.trunc(Math.abs(exponent));
  let fraction = Math.abs(exponent) - whole;
  const special = base === 0 || Math.abs(fraction) === 0.5 || !Number.isFinite(base) || !(whole < 2 ** 31);
  if (special) return Math.pow(base, exponent);
  if (fraction !== 0 && base < 0) return NaN;
  if (fraction > 0.5) {
    fraction -= 1;
    whole += 1;
  }
  let result = fraction === 0 ? 1 : Math.exp(fraction * Math.log(base));
  for (let square = base; whole > 0; whole = Math.floor(whole / 2), square *= square) {
    if (whole % 2 === 1) result *= square;
  }
  return exponent < 0 ? 1 / result : result;
}

const digitSymbols = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Whole numbers of any size in bases 2 to 62; up to base 36 the case of letters does not matter. */
function parseInteger(text: Value | undefined, baseValue: Value | undefined): NumberValue | Failure {
  if (text?.kind !== 'string') {
    return failure(
      `first argument must be a string, not ${text ? friendlyName(typeOf(text)) : 'nothing'}`,
      0,
    );
  }
  const base = wholeNumber(baseValue, 1);
  if (typeof base !== 'number') return base;
  if (base < 2 || base > 62) return failure('base must be a whole number between 2 and 62 inclusive', 1);
  const unreadable = failure(`cannot parse "${textOf(text)}" as a base ${base} integer`, 0);
  const match = /^([+-]?)([0-9A-Za-z]{1,2000})$/.exec(text.value);
  if (!match) return unreadable;
  const [, sign = '', digits = ''] = match;
  let total = 0n;
  for (const symbol of base <= 36 ? digits.toLowerCase() : digits) {
    const digit = digitSymbols.indexOf(symbol);
    if (digit >= base) return unreadable;
    total = total * BigInt(base) + BigInt(digit);
  }
  return bigInteger(sign === '-' ? -total : total);
}
