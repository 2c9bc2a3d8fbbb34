import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkChanges, drawChangeCase } from '../../../support/randomNetwork/changes';
import { rolled } from '../../../support/randomNetwork/dice';

/** Networks drawn; about half of the questions are blocked, and some of these have a change. */
const runs = 100;
const seed = 20_261_121;

describe('changes on random networks', function () {
  this.timeout(120_000);

  it('make the question reachable, as the oracle sees it too, and open what they say', () => {
    let offered = 0;
    fc.assert(
      fc.property(rolled(drawChangeCase), (one) => {
        offered += checkChanges(one);
      }),
      {
        numRuns: runs,
        seed,
        endOnFailure: true,
        // A whole network is too much to read.
        reporter: ({ errorInstance }) => {
          if (errorInstance instanceof Error) throw errorInstance;
        },
      },
    );
    assert.ok(offered > runs / 3, `only ${offered} changes were offered for ${runs} questions`);
  });
});
