import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { DirectoryEntry } from '../terraform/files';
import type { Disk } from './disk';

/** The real disk. */
export const nodeDisk: Disk = {
  list: (directory) =>
    attempt(() =>
      readdirSync(directory, { withFileTypes: true })
        .flatMap((entry): DirectoryEntry[] => {
          if (entry.isDirectory()) return [{ name: entry.name, kind: 'directory' }];
          if (entry.isFile()) return [{ name: entry.name, kind: 'file' }];
          const kind = entry.isSymbolicLink() ? kindOf(`${directory}/${entry.name}`) : undefined;
          return kind === undefined ? [] : [{ name: entry.name, kind }];
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  read: (path, maximumBytes) =>
    attempt(() => {
      const { size } = statSync(path);
      // Pipes and devices would block, or never end.
      return kindOf(path) !== 'file' || size > maximumBytes ? undefined : readFileSync(path);
    }),
  realPath: (path) => attempt(() => realpathSync(path).replaceAll('\\', '/')),
};

function kindOf(path: string): DirectoryEntry['kind'] | undefined {
  return attempt(() => {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'directory';
    return stats.isFile() ? 'file' : undefined;
  });
}

/** What the file system can not do is undefined: missing, forbidden, vanished in between. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
