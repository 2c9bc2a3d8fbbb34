import { findingsOf } from '../../server/src/features/findings';
import { defaultRuleSettings } from '../../server/src/rules/settings';
import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { bigInput } from './bigInput';
import { bigRoot } from './generate';
import { timeRuns, type BenchRow } from './row';

/** How the cost of a whole root grows with its size: told, so that a curve can be seen; the budgets stand elsewhere. */
export const rows: readonly BenchRow[] = [100, 1_000, 10_000, 100_000].map((resources): BenchRow => ({
  name: `evaluation and all rules as the code grows: ${resources} resources`,
  unit: 'ms',
  budget: undefined,
  slow: resources > 1_000,
  run: () => wholeRoot(resources),
}));

/** From the texts to the findings, nothing remembered: four resources are in a file. */
async function wholeRoot(resources: number): Promise<readonly number[]> {
  const parser = await loadParser();
  const texts = bigRoot(resources / 4);
  const times = resources > 10_000 ? 1 : resources > 1_000 ? 3 : 7;
  return timeRuns(
    () => {
      const { configuration } = evaluateRoot(bigInput(texts, parser).input);
      findingsOf(configuration, defaultRuleSettings);
    },
    times,
    resources > 1_000 ? 0 : 2,
  );
}
