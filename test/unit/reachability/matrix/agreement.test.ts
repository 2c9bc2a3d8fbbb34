import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkAgreement, drawAgreement } from '../../../support/randomNetwork/agreement';
import { rolled } from '../../../support/randomNetwork/dice';

const runs = 30;
const seed = 20_261_121;

describe('the matrix, one to all and all to one, on random networks with balancers', function () {
  this.timeout(120_000);

  it('say of each pair what a question about it says', () => {
    let asked = 0;
    let open = 0;
    fc.assert(
      fc.property(rolled(drawAgreement), (one) => {
        const count = checkAgreement(one);
        asked += count.asked;
        open += count.open;
      }),
      {
        numRuns: runs,
        seed,
        endOnFailure: true,
        // A whole network is too much to read.
        reporter: ({ errorInstance, counterexample }) => {
          if (errorInstance instanceof Error) throw errorInstance;
          assert.equal(counterexample, null);
        },
      },
    );
    assert.ok(open > asked / 20, `only ${open} of ${asked} pairs are open`);
  });
});
