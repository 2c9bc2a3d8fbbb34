import { execFile } from 'node:child_process';
import { isConfiguration } from '../terraform/definition/moduleFiles';
import type { History } from './history';

/** Milliseconds for one run of git; larger than any repository on a disk that works needs. */
const timeout = 5000;

/** All configuration of one folder. */
const maximumBytes = 16_000_000;

/**
 * The last commit as the `git` program tells it, which is asked for objects only: nothing that a repository's settings could
 * run (hooks, monitors, filters) has a part in that. https://git-scm.com/docs/git-ls-tree, https://git-scm.com/docs/git-cat-file
 */
export const gitHistory: History = {
  committed: async (directory) => {
    const listing = await git(directory, ['ls-tree', '-z', 'HEAD']);
    if (listing === undefined) return undefined;
    const entries = readListing(listing.toString('utf8'));
    if (entries.length === 0) return new Map();
    const objects = await git(
      directory,
      ['cat-file', '--batch'],
      entries.map(({ object }) => `${object}\n`).join(''),
    );
    if (objects === undefined) return undefined;
    const texts = readObjects(objects);
    return new Map(
      entries.flatMap(({ name }, index) => {
        const text = texts[index];
        return text === undefined ? [] : [[`${directory}/${name}`, text] as const];
      }),
    );
  },
};

/** What git prints; undefined where it fails, or is not there. */
function git(directory: string, args: readonly string[], input?: string): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const all = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...args];
    const child = execFile(
      'git',
      all,
      {
        cwd: directory,
        timeout,
        maxBuffer: maximumBytes,
        encoding: 'buffer',
        windowsHide: true,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
      },
      (error, stdout) => resolve(error === null ? stdout : undefined),
    );
    // It may be gone before it has read anything; its exit tells that.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

/** `<mode> blob <object>\t<name>`, ended by NUL, of the folder that git runs in. */
function readListing(text: string): readonly { readonly object: string; readonly name: string }[] {
  return text.split('\0').flatMap((line) => {
    const match = /^100\d{3} blob ([0-9a-f]+)\t([^/]+)$/.exec(line);
    const [, object = '', name = ''] = match ?? [];
    return match === null || !isConfiguration(name) ? [] : [{ object, name }];
  });
}

/** `<object> blob <size>\n<bytes>\n`, one after the other. */
function readObjects(all: Buffer): readonly (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  for (let start = 0; start < all.length;) {
    const end = all.indexOf('\n', start);
    if (end === -1) break;
    const size = / blob (\d+)$/.exec(all.toString('latin1', start, end))?.[1];
    const length = size === undefined ? 0 : Number(size);
    texts.push(size === undefined ? undefined : all.toString('utf8', end + 1, end + 1 + length));
    start = size === undefined ? end + 1 : end + 1 + length + 1;
  }
  return texts;
}
