import { flowLogFuzzers } from '../../fuzz/flowLogs';
import { diceFrom } from '../../support/randomNetwork/dice';

describe('flow-log files that make no sense', () => {
  for (const { name, round } of flowLogFuzzers) {
    it(name, async () => {
      for (let seed = 1; seed <= 300; seed += 1) await round(diceFrom(seed));
    });
  }
});
