import type { Disk } from '../../server/src/workspace/disk';
import { memoryFiles } from './memoryFiles';

/** A disk in memory; what it holds can be changed while it is in use. */
export interface MemoryDisk extends Disk {
  /** Writes a file, or deletes it. */
  write(path: string, text: string | undefined): void;
}

/** A disk from texts by absolute path. */
export function memoryDisk(texts: ReadonlyMap<string, string>): MemoryDisk {
  const held = new Map(texts);
  const encoder = new TextEncoder();
  return {
    write: (path, text) => {
      if (text === undefined) held.delete(path);
      else held.set(path, text);
    },
    list: (directory) => memoryFiles(held).list(directory),
    read: (path, maximumBytes) => {
      const text = held.get(path);
      return text === undefined || text.length > maximumBytes ? undefined : encoder.encode(text);
    },
    realPath: (path) => path,
  };
}
