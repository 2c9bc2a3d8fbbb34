import { loadParser } from '../../server/src/syntax/load';
import type { RootInput } from '../../server/src/terraform/evaluateRoot';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import type { Files } from '../../server/src/terraform/files';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { memoryFiles } from '../support/memoryFiles';
import { bigRoot, bigWorkspace } from './generate';
import type { Texts } from './generate';
import type { BenchRow } from './row';
import { timeRuns } from './row';

/** Evaluation alone: parsing, modules, expressions, resources. */
export const rows: readonly BenchRow[] = [
  { name: 'evaluate a root of 10,000 lines, 400 resources', unit: 'ms', budget: 500, run: cold },
  { name: 'keystroke in it: parse and evaluate', unit: 'ms', budget: 15, run: keystroke },
  { name: 'keystroke in a value that 400 resources use', unit: 'ms', budget: 40, run: sharedKeystroke },
  { name: 'memory of 10,000 edits, growth', unit: 'MB', budget: 10, run: growth, slow: true },
  { name: 'find the roots of 2,000 files, evaluate one', unit: 'ms', budget: 800, run: openWorkspace },
];

function under(root: string, texts: Texts): Map<string, string> {
  return new Map([...texts].map(([path, text]) => [`${root}/${path}`, text]));
}

/** Files whose folders are listed once: what is measured is not the file system. */
function listedOnce(texts: Map<string, string>): Files {
  const files = memoryFiles(texts);
  const listed = new Map<string, ReturnType<Files['list']>>();
  return {
    ...files,
    read: (path) => texts.get(path),
    list: (directory) => {
      if (!listed.has(directory)) listed.set(directory, files.list(directory));
      return listed.get(directory);
    },
  };
}

async function bigInput(): Promise<{ texts: Map<string, string>; input: RootInput }> {
  const texts = under('/bench', bigRoot());
  return { texts, input: { root: '/bench', files: listedOnce(texts), parser: await loadParser() } };
}

async function cold(): Promise<readonly number[]> {
  const { input } = await bigInput();
  return timeRuns(() => evaluateRoot(input), 8, 1);
}

async function keystroke(): Promise<readonly number[]> {
  return edits('/bench/service_50.tf', (text, step) => text.replace('"Service 50"', `"Service 50 ${step}"`));
}

async function sharedKeystroke(): Promise<readonly number[]> {
  return edits('/bench/terraform.tfvars', (text, step) => text.replace('"bench"', `"bench${step}"`));
}

async function edits(path: string, edit: (text: string, step: number) => string): Promise<readonly number[]> {
  const { texts, input } = await bigInput();
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

async function growth(): Promise<readonly number[]> {
  const { texts, input } = await bigInput();
  const path = '/bench/service_50.tf';
  const original = texts.get(path) ?? '';
  let evaluation = evaluateRoot(input);
  const run = (count: number): number => {
    for (let step = 0; step < count; step += 1) {
      texts.set(path, original.replace('"Service 50"', `"Service 50 ${step}"`));
      evaluation = evaluateRoot(input, evaluation);
    }
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = run(1000);
  return [Math.max(0, run(9000) - before) / 1_000_000];
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
