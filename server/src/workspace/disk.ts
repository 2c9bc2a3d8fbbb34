import type { DirectoryEntry } from '../terraform/files';

/**
 * The files that the program works on (`workspace/`): open documents over disk, which folders are root modules, and
 * their evaluations, kept up to date. The disk itself comes in through this interface, so that tests need none.
 *
 * Paths are absolute, with forward slashes. Nothing throws: what can not be read is undefined.
 */
export interface Disk {
  /** Entries of a folder, sorted by name; links count as what they lead to, and what leads nowhere is left out. */
  list(directory: string): readonly DirectoryEntry[] | undefined;
  /** A file's bytes; undefined where it is larger than `maximumBytes`, or no plain file. */
  read(path: string, maximumBytes: number): Uint8Array | undefined;
  /** The path without links: two names of one folder have the same. */
  realPath(path: string): string | undefined;
}
