import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hoverAt } from '../../server/src/features/hover';
import { modelOf } from '../../server/src/features/model';
import { networkFromConfiguration } from '../../server/src/network/fromTerraform/index';
import { answer, indexNetwork, type Verdict } from '../../server/src/reachability/index';
import { loadParser } from '../../server/src/syntax/load';
import type { Evaluation, RootInput } from '../../server/src/terraform/evaluateRoot';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { readStateFile } from '../../server/src/terraform/state';
import { configurationFromState } from '../../server/src/terraform/state/toConfiguration';
import type { Position } from '../../server/src/util/text';
import { bigInput } from './bigInput';
import { bigRoot } from './generate';
import { timeRuns, type BenchRow } from './row';

/** From evaluated code to the network and to answers. */
export const rows: readonly BenchRow[] = [
  { name: 'evaluated code to model, 400 resources', unit: 'ms', budget: 60, run: () => toModel(100, 30) },
  { name: 'evaluated code to model, 5,000 resources', unit: 'ms', budget: 800, run: () => toModel(1250, 7) },
  { name: 'edit of one rule to a new answer, 400 resources', unit: 'ms', budget: 30, run: editToAnswer },
  { name: 'hover on an expression, 400 resources', unit: 'ms', budget: 5, run: hover },
  { name: 'state of 200 MB to an answer', unit: 'ms', budget: 60_000, run: largeState, slow: true },
];

/** A state of 128,000 resources: one system over and over, each in a module of its own. */
async function largeState(): Promise<readonly number[]> {
  const file = join(__dirname, '../fixtures/state/three-tier/terraform.tfstate');
  const { resources } = JSON.parse(await readFile(file, 'utf8')) as { resources: object[] };
  const parts: string[] = [];
  for (let size = 0, copy = 0; size < 200_000_000; copy += 1) {
    const module = `module.copy["${copy}"]`;
    const text = resources.map((resource) => JSON.stringify({ ...resource, module }, undefined, 2)).join(',');
    parts.push(text);
    size += text.length;
  }
  const text = `{"version":4,"resources":[${parts.join(',')}]}`;
  parts.length = 0;
  return timeRuns(
    () => {
      const { workloads, ...rest } = networkFromConfiguration(configurationFromState(readStateFile(text)));
      const [from = '', to = ''] = workloads.keys();
      const asked = answer(indexNetwork({ workloads, ...rest }), { from, to, traffic: undefined });
      if (asked.kind !== 'answer') throw new Error('there is no answer');
    },
    1,
    0,
  );
}

async function toModel(files: number, times: number): Promise<readonly number[]> {
  const { input } = bigInput(bigRoot(files), await loadParser());
  const { configuration } = evaluateRoot(input);
  return timeRuns(() => networkFromConfiguration(configuration), times);
}

const edited = '/bench/service_50.tf';
const tcp = 'protocol          = "tcp"';

/** Each edit changes the protocol of the rule that lets service 3 in, and so the verdict. */
async function editToAnswer(): Promise<readonly number[]> {
  const { texts, input } = bigInput(bigRoot(), await loadParser());
  const original = texts.get(edited) ?? '';
  if (!original.includes(tcp)) throw new Error('the rule that is edited has changed');
  let evaluation = evaluateRoot(input);
  let opens = true;
  return timeRuns(
    () => {
      opens = !opens;
      texts.set(edited, opens ? original : original.replace(tcp, tcp.replace('tcp', 'udp')));
      evaluation = evaluateRoot(input, evaluation);
      const verdict = ask(evaluation);
      if (verdict !== (opens ? 'reachable' : 'blocked')) throw new Error(`the answer is ${String(verdict)}`);
    },
    60,
    10,
  );
}

function ask({ configuration }: Evaluation): Verdict | undefined {
  const index = indexNetwork(networkFromConfiguration(configuration));
  const asked = answer(index, {
    from: 'aws_instance.service_3',
    to: 'aws_instance.service_50',
    traffic: { protocol: 6, ports: { from: 21_510, to: 21_510 } },
  });
  return asked.kind === 'answer' ? asked.answer.verdict : undefined;
}

/** A new evaluation each time, as after a keystroke: nothing is remembered of the last hover. */
async function hover(): Promise<readonly number[]> {
  const { texts, input } = bigInput(bigRoot(), await loadParser());
  const original = texts.get(edited) ?? '';
  const call = 'format("%s-%03d"';
  const lines = original.split('\n');
  const line = lines.findIndex((text) => text.includes(call));
  const position = { line, character: lines[line]?.indexOf(call) ?? 0 };
  let evaluation = evaluateRoot(input);
  const samples: number[] = [];
  for (let step = 0; step < 60; step += 1) {
    evaluation = afterEdit(
      texts,
      input,
      evaluation,
      original.replace('"Service 50"', `"Service 50 ${step}"`),
    );
    const [sample] = await timeRuns(() => hoverOn(evaluation, position), 1, 0);
    samples.push(sample ?? Infinity);
  }
  return samples.slice(10);
}

function afterEdit(
  texts: Map<string, string>,
  input: RootInput,
  evaluation: Evaluation,
  text: string,
): Evaluation {
  texts.set(edited, text);
  return evaluateRoot(input, evaluation);
}

function hoverOn({ configuration }: Evaluation, position: Position): void {
  const cursor = { path: edited, position };
  if (hoverAt([modelOf(configuration)], cursor) === undefined) throw new Error('there is no hover');
}
