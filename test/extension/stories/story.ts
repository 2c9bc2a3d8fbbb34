/**
 * `test/extension/stories`: what a person sees and does, in the window of a real VS Code with the packaged extension
 * installed. Each story opens a window of its own on a copy of a folder.
 */
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openWorkbench, startBrowser } from '../../support/vscode/browser';
import { startHost, type Host } from '../../support/vscode/host';
import { workbenchOf, type Workbench } from '../../support/vscode/workbench';

export interface StoryOptions {
  /** A folder of this repository to copy, or files by path. */
  readonly folder: string | Readonly<Record<string, string>>;
  readonly theme?: keyof typeof themes;
  /** A file of the folder that names the window's folders. */
  readonly workspaceFile?: string;
  /** Opens the folder as one that nobody has trusted yet. */
  readonly untrusted?: boolean;
  /** Runs a stand-in for Terraform's extensions beside ours, with their grammar. */
  readonly besideTerraform?: boolean;
  /** What the repository brings as `.vscode/settings.json`. */
  readonly repositorySettings?: Readonly<Record<string, unknown>>;
  /** The machine that the window runs on. */
  readonly machine?: Machine;
}

/** Settings and environment of a person's machine. */
export interface Machine {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** The four kinds of themes. */
export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;
const pictures = resolve(__dirname, '../out');

let browser: Browser | undefined;
let failures = 0;
const hosts = new Map<string, Host>();

/** Opens a window, tells the story, and closes the window; where the story fails, a picture of the end is kept. */
export async function inWindow(
  options: StoryOptions,
  tell: (workbench: Workbench, folder: string, host: Host) => Promise<void>,
): Promise<void> {
  const folder = await copyFolder(options);
  browser ??= await startBrowser();
  const host = await hostFor(options);
  const { workspaceFile } = options;
  const opened = workspaceFile === undefined ? folder : join(folder, workspaceFile);
  const page = await openWorkbench(browser, host.address(opened));
  const workbench = workbenchOf(page);
  try {
    if (workspaceFile !== undefined) await showFolders(page);
    await tell(workbench, folder, host);
  } catch (error) {
    failures += 1;
    await takePicture(workbench, `failed-${failures}`);
    throw error;
  } finally {
    await page.context().close();
    await rm(dirname(folder), { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * VS Code may read a workspace's file before there is anybody who reads files in a browser, and takes the workspace for empty
 * until the window is loaded again.
 */
async function showFolders(page: Page): Promise<void> {
  const first = page.locator('.explorer-folders-view .monaco-list-row').first();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const isShown = await first.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
    await page.reload();
  }
  await first.waitFor();
}

/** Keeps a picture of the window in `test/extension/out`, in a folder for VS Code's version. */
export async function takePicture({ page }: Workbench, name: string): Promise<void> {
  const folder = join(
    pictures,
    `vscode-${process.env['REACHABLE_STORIES_VERSION']?.replace(/^4/, '1') ?? ''}`,
  );
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** Ends the browser and the editors that the stories started. */
export async function endStories(): Promise<void> {
  await browser?.close();
  for (const host of hosts.values()) await host.stop();
  browser = undefined;
  hosts.clear();
}

async function hostFor({
  untrusted = false,
  besideTerraform = false,
  machine = {},
}: StoryOptions): Promise<Host> {
  const key = JSON.stringify({ untrusted, besideTerraform, machine });
  const running = hosts.get(key);
  if (running !== undefined) return running;
  const { REACHABLE_STORIES_VERSION: version, REACHABLE_STORIES_VSIX: vsix } = process.env;
  if (version === undefined || vsix === undefined)
    throw new Error('Stories are run by test/extension/run.ts.');
  const beside = besideTerraform ? [resolve(__dirname, '../standIn')] : [];
  const host = await startHost({ version, vsix, asksForTrust: untrusted, beside, ...machine });
  hosts.set(key, host);
  return host;
}

/** A copy in a temporary folder of its own, under the name that the window then shows. */
async function copyFolder({ folder, theme = 'dark', repositorySettings }: StoryOptions): Promise<string> {
  const around = await realpath(await mkdtemp(join(tmpdir(), 'reachable-story-')));
  const copy = join(around, typeof folder === 'string' ? basename(folder) : 'shop');
  if (typeof folder === 'string') await cp(resolve(folder), copy, { recursive: true });
  else for (const [path, text] of Object.entries(folder)) await writeInto(join(copy, path), text);
  await writeInto(
    join(copy, '.vscode/settings.json'),
    JSON.stringify({ 'workbench.colorTheme': themes[theme], ...repositorySettings }),
  );
  return copy;
}

async function writeInto(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
