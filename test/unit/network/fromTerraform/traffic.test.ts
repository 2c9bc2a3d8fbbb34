import assert from 'node:assert/strict';
import { protocolNumber } from '../../../../server/src/network/fromTerraform/traffic';

describe('protocols of rules', () => {
  const cases: readonly (readonly [text: string, expected: number | 'all' | undefined])[] = [
    ['TCP', 6],
    ['-1', 'all'],
    ['47', 47],
    ['255', 255],
    ['256', undefined],
    ['tpc', undefined],
    ['constructor', undefined],
    ['toString', undefined],
  ];
  for (const [text, expected] of cases) {
    it(`${text} is ${expected ?? 'none'}`, () => {
      assert.equal(protocolNumber(text), expected);
    });
  }
});
