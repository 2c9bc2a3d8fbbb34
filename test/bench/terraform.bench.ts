import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { bigInput, listedOnce, under } from './bigInput';
import { bigRoot, bigWorkspace } from './generate';
import type { BenchRow } from './row';
import { timeRuns } from './row';

/** Evaluation alone: parsing, modules, expressions, resources. */
export const rows: readonly BenchRow[] = [
  { name: 'evaluate a root of 10,000 lines, 400 resources', unit: 'ms', budget: 500, run: cold },
  { name: 'keystroke in it: parse and evaluate', unit: 'ms', budget: 15, run: keystroke },
  { name: 'keystroke in a value that 400 resources use', unit: 'ms', budget: 40, run: sharedKeystroke },
  { name: 'find the roots of 2,000 files, evaluate one', unit: 'ms', budget: 800, run: openWorkspace },
];

async function input400(): Promise<ReturnType<typeof bigInput>> {
  return bigInput(bigRoot(), await loadParser());
}

async function cold(): Promise<readonly number[]> {
  const { input } = await input400();
  return timeRuns(() => evaluateRoot(input), 8, 1);
}

async function keystroke(): Promise<readonly number[]> {
  return edits('/bench/service_50.tf', (text, step) => text.replace('"Service 50"', `"Service 50 ${step}"`));
}

async function sharedKeystroke(): Promise<readonly number[]> {
  return edits('/bench/terraform.tfvars', (text, step) => text.replace('"bench"', `"bench${step}"`));
}

async function edits(path: string, edit: (text: string, step: number) => string): Promise<readonly number[]> {
  const { texts, input } = await input400();
  const original = texts.get(path) ?? '';
  let evaluation = evaluateRoot(input);
  let step = 0;
  return timeRuns(
    () => {
      step += 1;
      texts.set(path, edit(original, step));
      evaluation = evaluateRoot(input, evaluation);
    },
    60,
    20,
  );
}

async function openWorkspace(): Promise<readonly number[]> {
  const files = listedOnce(under('/bench', bigWorkspace()));
  const encoder = new TextEncoder();
  const parser = await loadParser();
  return timeRuns(
    () => {
      const workspace = createWorkspace(
        {
          list: (directory) => files.list(directory),
          read: (path) => encoder.encode(files.read(path) ?? ''),
          realPath: (path) => path,
        },
        parser,
        { folders: ['/bench'] },
      );
      workspace.evaluation(workspace.roots()[7] ?? '');
    },
    5,
    1,
  );
}
