import type { DirectoryEntry, Files } from '../../server/src/terraform/files';
import { parseFixture } from './fixture';

/** A file system in memory, that notes what was read. */
export interface MemoryFiles extends Files {
  /** Paths that were read, in order. */
  readonly reads: readonly string[];
}

/** Files from texts by absolute path; bytes are their UTF-8. */
export function memoryFiles(texts: ReadonlyMap<string, string>): MemoryFiles {
  const reads: string[] = [];
  const encoder = new TextEncoder();
  return {
    reads,
    list: (directory) => listDirectory(texts, directory),
    read(path, maximumBytes = Infinity) {
      reads.push(path);
      const text = texts.get(path);
      return text === undefined || text.length > maximumBytes ? undefined : text;
    },
    readBytes(path, maximumBytes = Infinity) {
      reads.push(path);
      const text = texts.get(path);
      return text === undefined || text.length > maximumBytes ? undefined : encoder.encode(text);
    },
  };
}

/** The files of a fixture string. */
export function fixtureFiles(text: string): MemoryFiles {
  return memoryFiles(parseFixture(text).files);
}

function listDirectory(texts: ReadonlyMap<string, string>, directory: string): DirectoryEntry[] | undefined {
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  const entries = new Map<string, DirectoryEntry['kind']>();
  for (const path of texts.keys()) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    entries.set(name, rest.length > 0 ? 'directory' : 'file');
  }
  if (entries.size === 0) return undefined;
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, kind]) => ({ name, kind }));
}
