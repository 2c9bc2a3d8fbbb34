import assert from 'node:assert/strict';
import { neighbour } from '../../../../client/src/webview/map/neighbour';

/** Three columns of two rows, the last without its second. */
const places = [
  [0, 0],
  [100, 0],
  [200, 0],
  [0, 50],
  [100, 50],
].map(([x = 0, y = 0]) => ({ x, y, width: 80, height: 40 }));

describe('the arrow keys on the map', () => {
  const steps: readonly (readonly [from: number, key: string, to: number | undefined])[] = [
    [0, 'ArrowRight', 1],
    [1, 'ArrowRight', 2],
    [2, 'ArrowRight', undefined],
    [2, 'ArrowLeft', 1],
    [0, 'ArrowDown', 3],
    [4, 'ArrowUp', 1],
    [3, 'ArrowDown', undefined],
    [3, 'Home', 0],
    [0, 'End', 4],
    [0, 'Tab', undefined],
    [0, 'toString', undefined],
    [-1, 'ArrowRight', undefined],
  ];
  for (const [from, key, to] of steps) {
    it(`${key} leads from ${from} to ${to ?? 'nowhere'}`, () => {
      assert.equal(neighbour(places, from, key), to);
    });
  }

  it('lead nowhere on an empty map', () => {
    assert.equal(neighbour([], -1, 'Home'), undefined);
  });
});
