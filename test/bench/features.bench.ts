import { hoverAt } from '../../server/src/features/hover';
import { findingsOf } from '../../server/src/features/findings';
import { modelOf, type Model } from '../../server/src/features/model';
import { defaultRuleSettings } from '../../server/src/rules/settings';
import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import type { Position } from '../../server/src/util/text';
import { bigInput } from './bigInput';
import { bigRoot } from './generate';
import { timeRuns, type BenchRow } from './row';

/**
 * What an editor asks for, on 400 resources, each time after an edit: nothing is remembered of the last time but what the
 * diagnostics, which come first, have worked out.
 */
export const rows: readonly BenchRow[] = [
  {
    name: 'hover on a security group, 400 resources',
    unit: 'ms',
    budget: 5,
    run: () => hovers('resource "aws_security_group"'),
  },
  { name: 'hover on a group rule, 400 resources', unit: 'ms', budget: 5, run: () => hovers('ingress {') },
  {
    name: 'hover on an instance, 400 resources',
    unit: 'ms',
    budget: 5,
    run: () => hovers('resource "aws_instance"'),
  },
  {
    name: 'hover on a reference, 400 resources',
    unit: 'ms',
    budget: 5,
    run: () => hovers('aws_vpc.main.id'),
  },
];

const path = '/bench/service_50.tf';

/** Hovers on a text of the file that is edited. */
function hovers(on: string): Promise<readonly number[]> {
  return afterEdits((model, text) => {
    if (hoverAt([model], { path, position: positionOf(text, on) }) === undefined)
      throw new Error(`there is no hover on ${on}`);
  });
}

/** Measures what is asked for after each of many edits; the edit and the diagnostics are not counted. */
async function afterEdits(ask: (model: Model, text: string) => void): Promise<readonly number[]> {
  const { texts, input } = bigInput(bigRoot(), await loadParser());
  const original = texts.get(path) ?? '';
  let evaluation = evaluateRoot(input);
  const samples: number[] = [];
  for (let step = 0; step < 40; step += 1) {
    const text = original.replace('"Service 50"', `"Service 50 ${step}"`);
    texts.set(path, text);
    evaluation = evaluateRoot(input, evaluation);
    findingsOf(evaluation.configuration, defaultRuleSettings);
    const model = modelOf(evaluation.configuration);
    const [sample] = await timeRuns(() => ask(model, text), 1, 0);
    samples.push(sample ?? Infinity);
  }
  return samples.slice(10);
}

function positionOf(text: string, part: string): Position {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
