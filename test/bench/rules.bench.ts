import { findingsOf } from '../../server/src/features/findings';
import { defaultRuleSettings } from '../../server/src/rules/settings';
import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot, type Evaluation } from '../../server/src/terraform/evaluateRoot';
import { bigInput } from './bigInput';
import { bigRoot } from './generate';
import type { BenchRow } from './row';

/** All rules over a root, without its evaluation; the network that they ask for is told apart. */
export const rows: readonly BenchRow[] = [
  { name: 'all rules on 400 resources, cold', unit: 'ms', budget: 120, run: () => cold(100, 15) },
  { name: 'all rules on 5,000 resources, cold', unit: 'ms', budget: 1500, run: () => cold(1250, 3) },
  { name: 'all rules on 400 resources, after an edit', unit: 'ms', budget: 25, run: afterEdits },
];

/** Evaluated anew for each sample, so that nothing of the last one is remembered. */
async function cold(files: number, times: number): Promise<readonly number[]> {
  const { input } = bigInput(bigRoot(files), await loadParser());
  return Array.from({ length: times }, () => timeFindings(evaluateRoot(input)));
}

const edited = '/bench/service_50.tf';

async function afterEdits(): Promise<readonly number[]> {
  const { texts, input } = bigInput(bigRoot(), await loadParser());
  const original = texts.get(edited) ?? '';
  let evaluation = evaluateRoot(input);
  return Array.from({ length: 70 }, (_, step) => {
    texts.set(edited, original.replace('"Service 50"', `"Service 50 ${step}"`));
    evaluation = evaluateRoot(input, evaluation);
    return timeFindings(evaluation);
  }).slice(10);
}

function timeFindings({ configuration }: Evaluation): number {
  const start = performance.now();
  findingsOf(configuration, defaultRuleSettings);
  return performance.now() - start;
}
