import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Files } from '../../server/src/terraform/files';

/** The real file system, for fixtures that stand in folders. */
export const diskFiles: Files = {
  list(directory) {
    const entries = attempt(() => readdirSync(directory, { withFileTypes: true }));
    return entries
      ?.map((entry) => ({
        name: entry.name,
        kind: entry.isDirectory() ? ('directory' as const) : ('file' as const),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  },
  read: (path, maximumBytes) => readBytes(path, maximumBytes)?.toString('utf8'),
  readBytes: (path, maximumBytes) => readBytes(path, maximumBytes),
};

function readBytes(path: string, maximumBytes = Infinity): Buffer | undefined {
  return attempt(() => (statSync(path).size > maximumBytes ? undefined : readFileSync(path)));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
