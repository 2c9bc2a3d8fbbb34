/**
 * Runs the tests in a real VS Code and says how many passed.
 *
 *     tsx test/extension/run.ts suite|stories|pictures current|minimum [file…]
 *
 * A file keeps the stories whose file has it in its name.
 * `suite` runs inside the extension host, with the extension from this folder beside a stand-in for Terraform's; `stories`
 * drives the window, with the extension from `reachable.vsix`; `pictures` tells the stories that make the README's pictures,
 * and puts these into its folder.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Mocha from 'mocha';
import { startBrowser } from '../support/vscode/browser';
import { vscodeVersions } from '../support/vscode/programs';
import { runSuite, type SuiteResult } from '../support/vscode/suite';
import { endStories } from './stories/story';

async function main(what?: string, which?: string, ...files: readonly string[]): Promise<void> {
  const version = which === 'minimum' ? vscodeVersions.minimum : vscodeVersions.current;
  if (what === 'pictures') process.env['REACHABLE_PICTURES'] = 'write';
  const failed =
    what === 'suite'
      ? await suite(version)
      : await stories(version, what === 'pictures' ? ['pictures'] : files);
  if (failed > 0) process.exitCode = 1;
}

async function suite(version: string): Promise<number> {
  if (!existsSync('dist/test/index.js')) throw new Error('There is no dist/test: npm run build makes it.');
  const workspace = await realpath(await mkdtemp(join(tmpdir(), 'reachable-suite-')));
  await cp('examples/ecs-to-rds', workspace, { recursive: true });
  const browser = await startBrowser();
  try {
    const tests = resolve('dist/test/index.js');
    const result = await runSuite(browser, {
      version,
      extension: resolve('.'),
      beside: [resolve('test/extension/standIn')],
      tests,
      workspace,
      limit: 300_000,
    });
    tell(result);
    await writeCounts(result.passed.length, result.failed.length);
    return result.failed.length;
  } finally {
    await browser.close();
    await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
  }
}

function tell({ passed, failed }: SuiteResult): void {
  for (const title of passed) console.log(`  ✓ ${title}`);
  for (const { title, error } of failed) console.log(`  ✗ ${title}\n${error}`);
}

async function stories(version: string, files: readonly string[]): Promise<number> {
  if (!existsSync('reachable.vsix')) throw new Error('There is no reachable.vsix: npm run package makes it.');
  process.env['REACHABLE_STORIES_VERSION'] = version;
  process.env['REACHABLE_STORIES_VSIX'] = resolve('reachable.vsix');
  // A story is a browser, an editor and two servers, typed at: one in a hundred loses a key to something else that comes up.
  const mocha = new Mocha({ timeout: 180_000, slow: 30_000, retries: 1, reporter: 'spec' });
  const folder = join(__dirname, 'stories');
  const isWanted = (name: string): boolean =>
    name.endsWith('.test.ts') && (files.length === 0 || files.some((part) => name.includes(part)));
  for (const name of readdirSync(folder)) if (isWanted(name)) mocha.addFile(join(folder, name));
  await mocha.loadFilesAsync();
  const passed: string[] = [];
  const failures = await new Promise<number>((done) => {
    mocha
      .run(done)
      .on('pass', (test) => passed.push(test.fullTitle()))
      .on('retry', (test: Mocha.Test, error: Error) =>
        console.log(`    once more: ${test.fullTitle()} (${error.message})`),
      );
  });
  await endStories();
  await writeCounts(passed.length, failures);
  return failures;
}

async function writeCounts(passed: number, failed: number): Promise<void> {
  const path = process.env['REACHABLE_COUNTS'];
  if (path !== undefined) await writeFile(path, JSON.stringify({ passed, failed }));
}

void main(...process.argv.slice(2));
