import type { NumberValue } from '../value';
import { increment, roundsUp, type Digits } from './binary';
import { exactDecimal, shortestDigits, toSafeInteger } from './numbers';

/**
 * How Go writes numbers and strings where Terraform shows it: `%e`, `%f`, `%g` of a `big.Float`, and `%q`.
 * https://pkg.go.dev/math/big#Float.Text
 */
export function floatText(number: NumberValue, form: 'e' | 'f' | 'g', precision: number): string {
  const { value } = number;
  if (!value.isFinite()) return value.isNegative() ? '-Inf' : '+Inf';
  const sign = value.isNegative() ? '-' : '';
  const shortest = precision < 0;
  if (shortest) {
    const digits = shortestDigits(number);
    const count = digits.digits.length;
    if (form === 'e') return sign + scientific(digits, count - 1);
    if (form === 'f') return sign + positional(digits, Math.max(count - digits.point, 0));
    return sign + general(digits, count, 6);
  }
  const small = form === 'g' ? toSafeInteger(number) : undefined;
  if (small !== undefined && small > 0 && small < 10 ** Math.min(precision, 15)) return String(small);
  const exact = exactDecimal(number);
  if (form === 'e') return sign + scientific(roundDigits(exact, 1 + precision), precision);
  if (form === 'f') return sign + positional(roundDigits(exact, exact.point + precision), precision);
  const wanted = precision === 0 ? 1 : precision;
  const digits = roundDigits(exact, wanted);
  const count = digits.digits.length;
  const threshold = wanted > count && count >= digits.point ? count : wanted;
  return sign + general(digits, wanted, threshold);
}

function general(digits: Digits, precision: number, threshold: number): string {
  const count = digits.digits.length;
  const exponent = digits.point - 1;
  if (exponent < -4 || exponent >= threshold) return scientific(digits, Math.min(precision, count) - 1);
  const wanted = precision > digits.point ? count : precision;
  return positional(digits, Math.max(wanted - digits.point, 0));
}

function roundDigits(digits: Digits, count: number): Digits {
  if (count < 0) return { digits: '', point: 0 };
  if (count >= digits.digits.length) return digits;
  if (!roundsUp(digits.digits, count))
    return { digits: digits.digits.slice(0, count).replace(/0+$/, ''), point: digits.point };
  if (count === 0) return { digits: '1', point: digits.point + 1 };
  const { digits: rounded, carry } = increment(digits.digits.slice(0, count));
  return { digits: rounded.replace(/0+$/, ''), point: digits.point + carry };
}

function scientific({ digits, point }: Digits, fraction: number): string {
  const first = digits.slice(0, 1) || '0';
  const rest = fraction > 0 ? `.${digits.slice(1, 1 + fraction).padEnd(fraction, '0')}` : '';
  const exponent = digits === '' ? 0 : point - 1;
  return `${first}${rest}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent).toString().padStart(2, '0')}`;
}

function positional({ digits, point }: Digits, fraction: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (fraction <= 0) return whole;
  const zeros = '0'.repeat(Math.min(Math.max(-point, 0), fraction));
  return `${whole}.${(zeros + digits.slice(Math.max(point, 0))).slice(0, fraction).padEnd(fraction, '0')}`;
}

const goEscapes = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);
const needsEscape = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** A string in quotes, as Go's `%q` writes it. */
export function quote(text: string): string {
  return `"${text.replace(needsEscape, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const short = goEscapes.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
