import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  has,
  includes,
  intersect,
  overlaps,
  rangesOf,
  sameRanges,
  subtract,
  unite,
  type Ranges,
} from '../../../server/src/ip/ranges';

/** The oracle: a set of the numbers 0-31 as bits of one number. */
const universe = 32;
const pairs = fc.array(fc.tuple(fc.nat(universe), fc.nat(universe)), { maxLength: 8 });

function bitsOfPairs(list: readonly (readonly [number, number])[]): bigint {
  let bits = 0n;
  for (const [start, end] of list)
    for (let value = start; value < end; value += 1) bits |= 1n << BigInt(value);
  return bits;
}

function bitsOf(set: Ranges): bigint {
  const list: [number, number][] = [];
  for (let i = 0; i < set.length; i += 2) list.push([set[i] ?? 0, set[i + 1] ?? 0]);
  return bitsOfPairs(list);
}

/** In order, none empty, none touching the next. */
function checkCanonical(set: Ranges): void {
  for (let i = 1; i < set.length; i += 1) assert.ok((set[i - 1] ?? 0) < (set[i] ?? 0), set.join());
}

describe('ranges', () => {
  it('are what a bitmap says', () => {
    fc.assert(
      fc.property(pairs, pairs, fc.nat(universe - 1), (left, right, value) => {
        const [a, b] = [rangesOf(left), rangesOf(right)];
        const [x, y] = [bitsOfPairs(left), bitsOfPairs(right)];
        for (const [set, bits] of [
          [a, x],
          [unite(a, b), x | y],
          [intersect(a, b), x & y],
          [subtract(a, b), x & ~y],
        ] as const) {
          checkCanonical(set);
          assert.equal(bitsOf(set), bits);
        }
        assert.equal(has(a, value), (x & (1n << BigInt(value))) !== 0n);
        assert.equal(includes(a, b), (y & ~x) === 0n);
        assert.equal(overlaps(a, b), (x & y) !== 0n);
        assert.equal(sameRanges(a, b), x === y);
      }),
      { numRuns: 2_000 },
    );
  });

  it('work on big integers too', () => {
    const top = 1n << 128n;
    const all: Ranges<bigint> = [0n, top];
    assert.deepEqual(subtract(all, [5n, 6n]), [0n, 5n, 6n, top]);
    assert.deepEqual(unite([0n, 5n], [5n, 6n]), [0n, 6n]);
  });

  it('of one value meet long lists quickly', () => {
    const long = rangesOf(
      Array.from({ length: 200_000 }, (_, place): [number, number] => [place * 2, place * 2 + 1]),
    );
    assert.equal(long.length, 400_000);
    assert.deepEqual(intersect([100_000, 100_001], long), [100_000, 100_001]);
    assert.deepEqual(subtract([100_001, 100_002], long), [100_001, 100_002]);
  });
});
