/**
 * How the evaluation sees files: the workspace (open documents over disk), or a fixture in a test. All paths are
 * absolute with forward slashes. Nothing here throws: what can not be read is undefined.
 */
export interface Files {
  /** Names of the entries of a folder, sorted; undefined where it is no folder or can not be read. */
  list(directory: string): readonly DirectoryEntry[] | undefined;
  /** A file's text (a byte-order mark stripped); undefined where it can not be read or is larger than `maximumBytes`. */
  read(path: string, maximumBytes?: number): string | undefined;
  /** A file's bytes, for `filebase64` and the hashes. */
  readBytes(path: string, maximumBytes?: number): Uint8Array | undefined;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

/** 1 MB: what `file` and its kin read at the most. */
export const maximumFileBytes = 1_000_000;
