import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  add,
  bigInteger,
  compareNumbers,
  divide,
  float64,
  integer,
  modulo,
  multiply,
  parseNumber,
  printNumber,
  subtract,
  toSafeInteger,
} from '../../../../server/src/terraform/values/numbers';
import { floatText } from '../../../../server/src/terraform/values/goText';
import type { NumberValue } from '../../../../server/src/terraform/value';

function number(text: string): NumberValue {
  const value = parseNumber(text);
  assert.ok(value?.kind === 'number', text);
  return value;
}

function checkPrinted(value: ReturnType<typeof add>, expected: string): void {
  assert.equal(value.kind === 'number' ? printNumber(value) : value.message, expected);
}

describe('numbers', () => {
  it('keep all digits of whole numbers and of decimals', () => {
    for (const text of [
      '0',
      '7',
      '-7',
      '123456789012345678901234567890',
      '0.1',
      '-0.000000001',
      '1234567890.0987654321',
    ]) {
      checkPrinted(number(text), text);
    }
  });

  it('are read as Terraform reads them', () => {
    for (const [text, printed] of [
      ['1e3', '1000'],
      ['1.50', '1.5'],
      ['+5', '5'],
      ['.5', '0.5'],
      ['5.', '5'],
      ['inf', '+Inf'],
      ['-Inf', '-Inf'],
    ]) {
      checkPrinted(number(text ?? ''), printed ?? '');
    }
    for (const text of ['', ' 5', '0x10', '1_000', 'abc', '1e', '.', '--1', 'infinity', 'NaN']) {
      assert.equal(parseNumber(text), undefined, text);
    }
  });

  it('of more digits than 512 bits hold are rounded to what they hold', () => {
    checkPrinted(number(`0.${'9'.repeat(300)}`), '1');
    checkPrinted(number(`1${'0'.repeat(300)}1`), `1${'0'.repeat(301)}`);
  });

  it('have the digits of binary floats when they do not come out even', () => {
    checkPrinted(divide(number('1'), number('3')), `0.${'3'.repeat(154)}5`);
    checkPrinted(divide(integer(1), integer(3)), '0.33333333333333333334');
    checkPrinted(add(number('0.1'), number('0.2')), '0.3');
    checkPrinted(float64(1 / 3), '0.3333333333333333');
  });

  it('compute like exact integers', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 70n), 10n ** 70n), fc.bigInt(-(10n ** 70n), 10n ** 70n), (a, b) => {
        // Zero times a negative number is a negative zero.
        fc.pre(a !== 0n && b !== 0n);
        const [x, y] = [bigInteger(a), bigInteger(b)];
        checkPrinted(add(x, y), String(a + b));
        checkPrinted(subtract(x, y), String(a - b));
        checkPrinted(multiply(x, y), String(a * b));
        assert.equal(Math.sign(compareNumbers(x, y)), a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('of the precision of JavaScript divide as JavaScript does', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer().filter((value) => value !== 0),
        (a, b) => {
          const quotient = divide(float64(a), float64(b));
          assert.equal(quotient.kind === 'number' ? quotient.value.toNumber() : undefined, a / b);
        },
      ),
    );
  });

  it('are formatted as JavaScript formats those of its precision', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
        fc.integer({ min: 0, max: 8 }),
        (value, digits) => {
          if (Math.abs(value) < 1e-20) return;
          assert.equal(
            floatText(float64(value), 'e', digits).replace(/e([+-])0?/, 'e$1'),
            value.toExponential(digits),
          );
        },
      ),
    );
  });

  it('leave a remainder with the sign of the dividend', () => {
    checkPrinted(modulo(number('-7'), number('3')), '-1');
    checkPrinted(modulo(number('7.5'), number('2')), '1.5');
    checkPrinted(modulo(number('5'), number('0')), '5');
  });

  it('know infinity, and what can not be done with it', () => {
    const infinity = number('inf');
    checkPrinted(divide(number('1'), number('0')), '+Inf');
    checkPrinted(divide(number('0'), number('0')), "can't divide zero by zero or infinity by infinity");
    checkPrinted(subtract(infinity, infinity), "can't subtract infinity from itself");
    checkPrinted(multiply(infinity, number('0')), "can't multiply zero by infinity");
    assert.equal(toSafeInteger(infinity), undefined);
  });

  it('tell machine integers from others', () => {
    for (const [text, expected] of [
      ['5', 5],
      ['-3', -3],
      ['1e7', 1e7],
      ['12345678901', 12345678901],
      ['1.5', undefined],
      ['1e300', undefined],
    ] as const) {
      assert.equal(toSafeInteger(number(text)), expected);
    }
  });
});
