import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openWorkbench } from './browser';
import { startHost } from './host';

/** What a suite says of itself when it has run: `test/extension/suite` writes it, this file reads it. */
export interface SuiteResult {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly title: string; readonly error: string }[];
}

export interface SuiteOptions {
  readonly version: string;
  /** The extension's folder, built. */
  readonly extension: string;
  /** Folders of other extensions, to run beside it. */
  readonly beside: readonly string[];
  /** A module that exports `run(): Promise<void>`. */
  readonly tests: string;
  /** The folder to open. */
  readonly workspace: string;
  /** How long it may take, in milliseconds. */
  readonly limit: number;
}

/**
 * Runs a mocha suite in the extension host of a real VS Code. Rejects where no result comes within the limit: a suite that
 * never ran is not one that passed.
 */
export async function runSuite(browser: Browser, options: SuiteOptions): Promise<SuiteResult> {
  const result = join(tmpdir(), `reachable-suite-${process.pid}-${options.version}.json`);
  await rm(result, { force: true });
  const host = await startHost({
    version: options.version,
    takesPayload: true,
    beside: options.beside,
    env: { REACHABLE_SUITE_RESULT: result },
  });
  const console: string[] = [];
  try {
    const address = host.address(options.workspace, [
      ['extensionDevelopmentPath', host.remoteUri(options.extension)],
      ['extensionTestsPath', host.remoteUri(options.tests)],
    ]);
    const page = await openWorkbench(browser, address);
    page.on('console', (message) => console.push(message.text()));
    const found = await waitForFile(result, options.limit);
    await page.context().close();
    return JSON.parse(found) as SuiteResult;
  } catch (error) {
    throw new Error(`The suite gave no result. The browser's console:\n${console.join('\n')}`, {
      cause: error,
    });
  } finally {
    await host.stop();
    await rm(result, { force: true });
  }
}

/** The file appears whole: its writer renames it into place. */
async function waitForFile(path: string, limit: number): Promise<string> {
  const end = Date.now() + limit;
  while (Date.now() < end) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing came within ${limit / 1000} s.`);
}
