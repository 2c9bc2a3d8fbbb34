import { modelOf } from '../../server/src/features/model';
import { rules } from '../../server/src/rules/index';
import { runRules } from '../../server/src/rules/runRules';
import type { Rule } from '../../server/src/rules/rule';
import { defaultRuleSettings } from '../../server/src/rules/settings';
import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot, type Evaluation } from '../../server/src/terraform/evaluateRoot';
import { bigInput } from './bigInput';
import { bigRoot } from './generate';
import type { BenchRow } from './row';

/** Rules of one place each: a group, a rule, an entry, a CIDR. The others look at what lies around these, and at ways. */
const aboutOnePlace = rules.filter(({ id }) =>
  /^(sg|default-sg|nacl|cidr|cidrsubnet|protocol|prefix-list|default-resource|instance-security-groups|db-port|listening|ssh)-/.test(
    id,
  ),
);

/** Rules over a root, without its evaluation; making the network that they ask for is part of it. */
export const rows: readonly BenchRow[] = [
  { name: 'all rules on 400 resources, cold', unit: 'ms', budget: 120, run: () => cold(rules, 100, 15) },
  { name: 'all rules on 5,000 resources, cold', unit: 'ms', budget: 1500, run: () => cold(rules, 1250, 3) },
  { name: 'all rules on 400 resources, after an edit', unit: 'ms', budget: 25, run: () => afterEdits(rules) },
  {
    name: 'rules about groups, ACLs and CIDRs on 400 resources, cold',
    unit: 'ms',
    budget: 40,
    run: () => cold(aboutOnePlace, 100, 15),
  },
  {
    name: 'rules about groups, ACLs and CIDRs on 400 resources, after an edit',
    unit: 'ms',
    budget: 8,
    run: () => afterEdits(aboutOnePlace),
  },
];

/** Evaluated anew for each sample, so that nothing of the last one is remembered. */
async function cold(table: readonly Rule[], files: number, times: number): Promise<readonly number[]> {
  const { input } = bigInput(bigRoot(files), await loadParser());
  return Array.from({ length: times }, () => timeFindings(table, evaluateRoot(input)));
}

const edited = '/bench/service_50.tf';

async function afterEdits(table: readonly Rule[]): Promise<readonly number[]> {
  const { texts, input } = bigInput(bigRoot(), await loadParser());
  const original = texts.get(edited) ?? '';
  let evaluation = evaluateRoot(input);
  return Array.from({ length: 70 }, (_, step) => {
    texts.set(edited, original.replace('"Service 50"', `"Service 50 ${step}"`));
    evaluation = evaluateRoot(input, evaluation);
    return timeFindings(table, evaluation);
  }).slice(10);
}

function timeFindings(table: readonly Rule[], { configuration }: Evaluation): number {
  const start = performance.now();
  const { network, index } = modelOf(configuration);
  runRules({ configuration, network, index, committed: () => [] }, defaultRuleSettings, table);
  return performance.now() - start;
}
