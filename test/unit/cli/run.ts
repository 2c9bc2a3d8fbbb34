import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommandLine } from '../../../server/src/cli/program';
import { testReader } from '../../support/aws/account';
import { fixtureRoot, parseFixture } from '../../support/fixture';

/** What a run of the command line printed, and its exit status. */
export interface Run {
  readonly status: number | undefined;
  readonly out: string;
  readonly errors: readonly string[];
}

/** The folder of the project. */
export const project = path.resolve(__dirname, '../../..').replaceAll('\\', '/');

/** Runs the command line in a folder (the project's without it), without colours unless asked for. */
export async function run(
  args: readonly string[],
  directory = project,
  colour = false,
  interrupted = new AbortController().signal,
): Promise<Run> {
  let out = '';
  const errors: string[] = [];
  const status = await runCommandLine(args, '1.2.3', {
    directory,
    colour,
    out: (text) => {
      out += text;
    },
    error: (text) => {
      errors.push(text);
    },
    progress: () => undefined,
    ask: () => Promise.resolve(undefined),
    interrupted,
    accounts: testReader,
  });
  return { status, out, errors };
}

/** A fixture on the real disk, in a folder of its own that is gone after `use`. */
export async function onDisk<T>(files: string, use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), 'reachable-')).replaceAll('\\', '/');
  try {
    for (const [name, text] of parseFixture(files).files) {
      const file = name.replace(fixtureRoot, directory);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A run that could not be done: status 2, nothing on standard output, and one sentence that matches. */
export async function checkFails(
  args: readonly string[],
  sentence: RegExp,
  directory = project,
): Promise<void> {
  const { status, out, errors } = await run(args, directory);
  assert.equal(status, 2, errors.join('\n'));
  assert.equal(out, '');
  assert.equal(errors.length, 1, errors.join('\n'));
  assert.match(errors[0] ?? '', sentence);
  assert.match(errors[0] ?? '', /^[^\n]+[.?!)]$/);
}
