import type { Evaluation, GivenVariables } from '../../server/src/terraform/evaluateRoot';
import { instanceValues } from '../../server/src/terraform/instanceValues';
import type { Comparison, RecordedPlan } from './comparePlan';
import { compareValue } from './comparePlan';
import { exceptions } from './exceptions';

/** Compares an evaluated configuration with its recorded plan: every attribute of every resource, and the outputs. */
export function comparePlanned(evaluation: Evaluation, plan: RecordedPlan): Comparison {
  const result: Comparison = { equal: 0, unknown: 0, account: 0, differences: [] };
  const ours = new Map(
    [...instanceValues(evaluation)].filter(([, { instance }]) => instance.mode === 'managed'),
  );
  for (const address of new Set([...ours.keys(), ...Object.keys(plan.resources)])) {
    const planned = plan.resources[address];
    const one = ours.get(address);
    if (planned === undefined) result.differences.push(`${address}: not planned`);
    else if (one === undefined) result.differences.push(`${address}: planned, but not here`);
    else if (one.value.kind === 'reference') {
      // A type that nothing is known of: what is configured is compared.
      for (const [name, { value }] of one.instance.body.attributes) {
        compareValue(
          `${address}.${name}`,
          value,
          member(planned.after, name),
          member(planned.unknown, name),
          result,
        );
      }
    } else compareValue(address, one.value, planned.after, planned.unknown, result);
  }
  for (const [name, planned] of Object.entries(plan.outputs)) {
    const value = evaluation.configuration.module.outputs.get(name);
    if (value === undefined) result.differences.push(`output.${name}: not here`);
    else compareValue(`output.${name}`, value, planned.after, planned.unknown, result);
  }
  const differences = result.differences.filter(
    (difference) => !exceptions.some(({ pattern }) => pattern.test(difference)),
  );
  return { ...result, differences };
}

/** The variables that a plan was made with, as the evaluation takes them. */
export function givenVariables(plan: RecordedPlan): GivenVariables[] {
  return Object.entries(plan.variables).map(([name, text]) => ({ kind: 'variable', name, text }));
}

function member(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null
    ? (object as Record<string, unknown>)[name]
    : undefined;
}
