import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawNetwork } from '../../support/randomNetwork';
import { blur } from '../../support/randomNetwork/blur';
import { compare, type Comparison, stillDiffers } from '../../support/randomNetwork/compare';
import { type Dice, rolled } from '../../support/randomNetwork/dice';
import { minimise, networkText } from '../../support/randomNetwork/minimise';

/** Packets that are compared; `npm run fuzz` compares more. */
const comparisons = 50_000;
const seed = 20_261_121;
const perNetwork = { pairs: 8, packets: 12 };
/** Of 96 packets of a network, so many are compared at least: the rest hangs on chance, or is no question. */
const comparedPerNetwork = 55;

interface Round {
  readonly result: Comparison;
  readonly text: string;
}

/** One network with its questions, drawn and compared; the text says what differs, on the smallest network that shows it. */
function rounds(draw: (dice: Dice) => Comparison): fc.Arbitrary<Round> {
  return rolled((dice) => {
    const result = draw(dice);
    return { result, text: result.mismatches.map(({ text }) => text).join('\n') };
  });
}

function check(
  share: number,
  draw: (dice: Dice) => Comparison,
  describe: (result: Comparison) => string,
): void {
  let compared = 0;
  let passing = 0;
  const wanted = comparisons * share;
  fc.assert(
    fc.property(rounds(draw), ({ result, text }) => {
      compared += result.compared;
      passing += result.passing;
      assert.equal(result.mismatches.length, 0, `${text}\n${describe(result)}`);
    }),
    { numRuns: Math.ceil(wanted / comparedPerNetwork), seed, endOnFailure: true },
  );
  assert.ok(compared >= wanted, `${compared} packets were compared, not ${wanted}`);
  assert.ok(
    passing > compared / 20,
    `only ${passing} of ${compared} packets pass: the networks are too closed to test much`,
  );
}

describe('the engine and an oracle that walks single packets', function () {
  this.timeout(Math.max(120_000, comparisons * 5));

  it('agree on which packets of known networks pass and are answered', () => {
    check(
      0.6,
      (dice) => {
        const network = drawNetwork(dice);
        return compare(network, network, dice, perNetwork.pairs, perNetwork.packets);
      },
      ({ mismatches: [first] }) =>
        first === undefined
          ? ''
          : networkText(minimise(first.network, (smaller) => stillDiffers(smaller, first))),
    );
  });

  it('do not contradict each other where the engine knows less than the oracle', () => {
    check(
      0.4,
      (dice) => {
        const truth = drawNetwork(dice);
        return compare(blur(truth, dice), truth, dice, perNetwork.pairs, perNetwork.packets);
      },
      ({ mismatches: [first] }) => (first === undefined ? '' : networkText(first.network)),
    );
  });
});
