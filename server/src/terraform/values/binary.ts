import { Decimal } from 'decimal.js';

/** A binary float: `mantissa × 2^exponent`, the sign in the mantissa. How many bits it may have is the caller's matter. */
export interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** Bits of the magnitude; zero has none. */
export function bitLength(value: bigint): number {
  const text = (value < 0n ? -value : value).toString(16);
  return text === '0' ? 0 : (text.length - 1) * 4 + (32 - Math.clz32(parseInt(text.slice(0, 1), 16)));
}

/** The nearest float of `precision` bits, ties to even. */
export function toBinary(value: Decimal, precision: number): Binary {
  const [whole = '', fraction = ''] = value.toFixed().split('.');
  const mantissa = BigInt(whole + fraction);
  if (fraction === '') return roundBinary({ mantissa, exponent: 0 }, precision);
  return divideBinary(mantissa, powerOfTen(fraction.length), 0, precision);
}

/** `(a / b) × 2^exponent`, rounded to `precision` bits, ties to even. */
export function divideBinary(a: bigint, b: bigint, exponent: number, precision: number): Binary {
  const negative = a < 0n !== b < 0n;
  const numerator = a < 0n ? -a : a;
  const denominator = b < 0n ? -b : b;
  // Two bits more than asked for, and a sticky one for what is left, so that rounding once is exact.
  const shift = Math.max(0, precision + 2 - (bitLength(numerator) - bitLength(denominator)));
  const shifted = numerator << BigInt(shift);
  const sticky = shifted % denominator === 0n ? 0n : 1n;
  const magnitude = ((shifted / denominator) << 1n) | sticky;
  return roundBinary(
    { mantissa: negative ? -magnitude : magnitude, exponent: exponent - shift - 1 },
    precision,
  );
}

/** At most `precision` bits, ties to even. */
export function roundBinary({ mantissa, exponent }: Binary, precision: number): Binary {
  const excess = bitLength(mantissa) - precision;
  if (excess <= 0) return { mantissa, exponent };
  const negative = mantissa < 0n;
  const magnitude = negative ? -mantissa : mantissa;
  const shift = BigInt(excess);
  const kept = magnitude >> shift;
  const rest = magnitude - (kept << shift);
  const half = 1n << (shift - 1n);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  const rounded = up ? kept + 1n : kept;
  return { mantissa: negative ? -rounded : rounded, exponent: exponent + excess };
}

/** Both with the smaller exponent. */
export function align(a: Binary, b: Binary): [Binary, Binary] {
  const exponent = Math.min(a.exponent, b.exponent);
  const lift = (x: Binary): Binary => ({ mantissa: x.mantissa << BigInt(x.exponent - exponent), exponent });
  return [lift(a), lift(b)];
}

/** Without trailing zero bits. */
export function reduce({ mantissa, exponent }: Binary): Binary {
  if (mantissa === 0n) return { mantissa, exponent: 0 };
  let bits = mantissa;
  let lifted = exponent;
  while ((bits & 0xffffffffn) === 0n) {
    bits >>= 32n;
    lifted += 32;
  }
  while ((bits & 1n) === 0n) {
    bits >>= 1n;
    lifted += 1;
  }
  return { mantissa: bits, exponent: lifted };
}

/** Decimal digits without trailing zeros, and where the point stands: `0.digits × 10^point`. */
export interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** All decimal digits of `magnitude × 2^exponent`. */
export function exactDigits(magnitude: bigint, exponent: number): Digits {
  const all =
    exponent >= 0
      ? (magnitude << BigInt(exponent)).toString()
      : (magnitude * 5n ** BigInt(-exponent)).toString();
  const point = all.length + Math.min(exponent, 0);
  return { digits: all.replace(/0+$/, ''), point };
}

/**
 * The shortest decimal that lies closer to the float than to its neighbours, digit by digit as Go's `big.Float` finds it
 * (it compares the digits of the float with those of the two borders).
 * https://pkg.go.dev/math/big#Float.Text
 */
export function shortestDecimal({ mantissa, exponent }: Binary, precision: number): Decimal {
  if (mantissa === 0n) return new Decimal(0);
  const sign = mantissa < 0n ? '-' : '';
  const magnitude = mantissa < 0n ? -mantissa : mantissa;
  const shift = precision + 1 - bitLength(magnitude);
  const doubled = magnitude << BigInt(shift);
  const scaled = exponent - shift;
  const exact = leadingDigits(doubled, scaled);
  const lower = leadingDigits(doubled - 1n, scaled).digits;
  const upper = leadingDigits(doubled + 1n, scaled).digits;
  const inclusive = (doubled & 2n) === 0n;
  const { digits, carry } = cut(exact.digits, lower, upper, inclusive);
  return new Decimal(`${sign}0.${digits}e${exact.point + carry}`);
}

/** As many digits as tell a float of 512 bits from its neighbours. */
const tellingDigits = 170;

/**
 * The first digits of `magnitude × 2^exponent`. Where there are more, a last one that is not zero stands for them, so
 * that nothing that is longer passes for exact.
 */
function leadingDigits(magnitude: bigint, exponent: number): Digits {
  const wanted = Math.ceil(tellingDigits - (bitLength(magnitude) + exponent) * 0.30103);
  if (exponent >= 0 || wanted >= -exponent || wanted <= 0) return exactDigits(magnitude, exponent);
  const shift = BigInt(-exponent);
  const scaled = magnitude * powerOfTen(wanted);
  const whole = scaled >> shift;
  const text = whole.toString();
  const rest = whole << shift === scaled ? '' : '1';
  return { digits: (text + rest).replace(/0+$/, ''), point: text.length - wanted };
}

const powersOfTen = new Map<number, bigint>();

/** Powers are used again and again, and large ones are dear. */
function powerOfTen(exponent: number): bigint {
  const known = powersOfTen.get(exponent);
  if (known !== undefined) return known;
  const power = 10n ** BigInt(exponent);
  if (powersOfTen.size < 1000) powersOfTen.set(exponent, power);
  return power;
}

/** Digits, and how far the point moves because of a carry out of the first. */
interface Cut {
  readonly digits: string;
  readonly carry: 0 | 1;
}

function cut(digits: string, lower: string, upper: string, inclusive: boolean): Cut {
  const at = (text: string, index: number): number => (index < text.length ? text.charCodeAt(index) - 48 : 0);
  for (let index = 0; index < digits.length; index++) {
    const digit = at(digits, index);
    const high = at(upper, index);
    const down = at(lower, index) !== digit || (inclusive && index + 1 === lower.length);
    const up = digit !== high && (inclusive || digit + 1 < high || index + 1 < upper.length);
    if (!down && !up) continue;
    const head = digits.slice(0, index + 1);
    if (!up) return { digits: head, carry: 0 };
    if (!down) return increment(head);
    return roundsUp(digits, index + 1) ? increment(head) : { digits: head, carry: 0 };
  }
  return { digits, carry: 0 };
}

/** Whether digits cut to `length` are rounded up: half to even. */
export function roundsUp(digits: string, length: number): boolean {
  const next = digits.charCodeAt(length) - 48;
  if (length >= digits.length || next < 5) return false;
  // Exactly half: to the even digit.
  if (next === 5 && length + 1 === digits.length)
    return length > 0 && (digits.charCodeAt(length - 1) - 48) % 2 === 1;
  return true;
}

/** One more in the last place. */
export function increment(digits: string): Cut {
  const more = (BigInt(digits) + 1n).toString();
  return { digits: more, carry: more.length > digits.length ? 1 : 0 };
}
