/**
 * The tests that run inside VS Code's extension host: with the extension's API at hand, without a person's eyes (for
 * those, see `../stories`). The same entry serves @vscode/test-electron and the host of `test/support/vscode`.
 */
import { renameSync, writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { SuiteResult } from '../../support/vscode/suite';

/** Runs the suite, writes its result to `REACHABLE_SUITE_RESULT`, and rejects where a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000 });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./activation.test');
  await import('./answers.test');
  await import('./answerUri.test');
  await import('./beside.test');
  await import('./diagnostics.test');
  await import('./picker.test');
  await import('./questionBook.test');
  await import('./tool.test');
  const result = await runMocha(mocha);
  writeResult(result);
  if (result.failed.length > 0)
    throw new Error(result.failed.map(({ title, error }) => `${title}: ${error}`).join('\n'));
}

function runMocha(mocha: Mocha): Promise<SuiteResult> {
  const passed: string[] = [];
  const failed: SuiteResult['failed'][number][] = [];
  return new Promise((resolve) => {
    mocha
      .run(() => resolve({ passed, failed }))
      .on('pass', (test) =>
        passed.push(`${test.fullTitle()}${isSlow(test) ? ` (${test.duration ?? 0} ms)` : ''}`),
      )
      .on('fail', (test, error: Error) =>
        failed.push({ title: test.fullTitle(), error: error.stack ?? String(error) }),
      );
  });
}

/** What takes seconds may take too many on a slower machine. */
function isSlow({ duration = 0 }: Mocha.Test): boolean {
  return duration > 2000;
}

/** In two steps, so that whoever waits for the file never reads half of it. */
function writeResult(result: SuiteResult): void {
  const path = process.env['REACHABLE_SUITE_RESULT'];
  if (path === undefined) return;
  writeFileSync(`${path}.part`, JSON.stringify(result));
  renameSync(`${path}.part`, path);
}
