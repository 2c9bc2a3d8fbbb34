import assert from 'node:assert/strict';
import { lastAtMost } from '../../../server/src/util/sortedSearch';

describe('the last number that is not above another', () => {
  const numbers = [0, 4, 4, 9];
  const cases = [
    [-1, 0],
    [0, 0],
    [3, 0],
    [4, 2],
    [8, 2],
    [9, 3],
    [100, 3],
  ] as const;
  for (const [value, index] of cases)
    it(`is at ${index} for ${value}`, () => {
      assert.equal(lastAtMost(numbers, value), index);
    });

  it('is the first of none', () => {
    assert.equal(lastAtMost([], 1), 0);
  });
});
