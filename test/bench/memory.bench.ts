import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { bigInput } from './bigInput';
import { bigRoot, bigWorkspace, writeTexts } from './generate';
import { collectedHeap, residentMegabytes } from './heap';
import { randomEdit, randomNumbers } from './randomEdits';
import type { BenchRow } from './row';
import { startServerProcess } from './serverProcess';

/** What the server holds on to. */
export const rows: readonly BenchRow[] = [
  {
    name: 'memory of the server, 2,000 files in 100 roots, one opened',
    unit: 'MB',
    budget: 250,
    run: openedRoot,
    slow: true,
  },
  {
    name: 'heap growth over 10,000 random edits, 400 resources',
    unit: '%',
    budget: 10,
    run: growth,
    slow: true,
  },
];

/** The resident memory of the shipped server in a process of its own, after the first diagnostics. */
async function openedRoot(): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reachable-bench-'));
  try {
    writeTexts(folder, bigWorkspace());
    const server = await startServerProcess(folder);
    const found = server.diagnostics('root_7/service_3.tf', () => true);
    server.open('root_7/service_3.tf');
    await found;
    const size = residentMegabytes(server.pid);
    await server.stop();
    return [size];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same texts before and after: what is left over was not let go. */
async function growth(): Promise<readonly number[]> {
  const { texts, input } = bigInput(bigRoot(), await loadParser());
  const original = new Map(texts);
  const paths = [...texts.keys()];
  const random = randomNumbers(42);
  let evaluation = evaluateRoot(input);
  const edit = (count: number): number => {
    for (let step = 0; step < count; step += 1) {
      const path = paths[random(paths.length)] ?? '';
      // Texts that drift ever further off would be another root in the end.
      const text = random(3) === 0 ? original.get(path) : texts.get(path);
      texts.set(path, randomEdit(text ?? '', random, step));
      evaluation = evaluateRoot(input, evaluation);
    }
    for (const [path, text] of original) texts.set(path, text);
    evaluation = evaluateRoot(input, evaluation);
    return collectedHeap();
  };
  const before = edit(1_000);
  return [(edit(10_000) / before - 1) * 100];
}
