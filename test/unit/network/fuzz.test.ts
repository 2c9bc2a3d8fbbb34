import { codeFuzzers } from '../../fuzz/code';
import type { Fuzzer } from '../../fuzz/fuzzer';
import { snapshotFuzzers } from '../../fuzz/snapshots';
import { stateFuzzers } from '../../fuzz/states';
import { diceFrom } from '../../support/randomNetwork/dice';

/** Some rounds of what `npm run fuzz` does for as long as it may. */
const rounds = 12;

describe('input that is not whole, or makes no sense', function () {
  this.timeout(60_000);

  for (const fuzzer of [...snapshotFuzzers, ...stateFuzzers]) {
    it(fuzzer.name, () => runSome(fuzzer));
  }

  it('code', async () => {
    for (const fuzzer of await codeFuzzers()) await runSome(fuzzer);
  });
});

async function runSome({ round }: Fuzzer): Promise<void> {
  for (let seed = 1; seed <= rounds; seed += 1) await round(diceFrom(seed));
}
