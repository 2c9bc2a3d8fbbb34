/**
 * `test/support/vscode/`: a real VS Code and a real browser around it, fetched from the npm registry where the machine has
 * none, and what a person does in them. What is fetched is kept between runs, outside the repository.
 */
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where fetched programs are kept: `XDG_CACHE_HOME`, else what the platform has for it. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: windows } = process.env;
  return join(xdg ?? windows ?? join(homedir(), '.cache'), 'reachable-test-host');
}

/**
 * The folder `key` of the cache, filled by `fill` where it is not there yet. It appears whole or not at all: an
 * interrupted run leaves nothing that a later one would take for complete, and two runs at once do not disturb each other.
 */
export async function cached(key: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), key);
  if (await exists(folder)) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  const temporary = await mkdtemp(`${folder}.tmp-`);
  try {
    await fill(temporary);
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another run was faster.
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
