import type { SyntaxFile } from '../../syntax/tree';
import type { DirectoryEntry, Files } from '../files';
import type { Cells } from './cells';
import type { RootInput } from './input';
import { sameLists, sameOptional } from './same';

/** 8 MB: no file of Terraform's is larger; what is, is not parsed. */
const maximumSourceBytes = 8_000_000;

/** Files as cells: everything that is read is a dependency of what reads it, and looked at again in every revision. */
export interface Sources {
  folder(directory: string): readonly DirectoryEntry[] | undefined;
  syntax(path: string): SyntaxFile | undefined;
  text(path: string): string | undefined;
  /** For functions. */
  readonly files: Files;
}

export function createSources(cells: Cells, input: () => RootInput): Sources {
  const folders = cells.family<string, readonly DirectoryEntry[] | undefined>({
    volatile: true,
    compute: (directory) => input().files.list(directory),
    equal: (a, b) =>
      sameOptional(a, b, (x, y) =>
        sameLists(x, y, (one, other) => one.name === other.name && one.kind === other.kind),
      ),
    cyclic: () => undefined,
  });
  const texts = cells.family<
    { readonly path: string; readonly maximum: number | undefined },
    string | undefined
  >({
    volatile: true,
    compute: ({ path, maximum }) => input().files.read(path, maximum),
    equal: Object.is,
    cyclic: () => undefined,
  });
  const bytes = cells.family<
    { readonly path: string; readonly maximum: number | undefined },
    Uint8Array | undefined
  >({
    volatile: true,
    compute: ({ path, maximum }) => input().files.readBytes(path, maximum),
    equal: (a, b) => sameOptional(a, b, (x, y) => Buffer.compare(x, y) === 0),
    cyclic: () => undefined,
  });
  const text = (path: string, maximum?: number): string | undefined =>
    texts.read(`${maximum ?? ''}:${path}`, { path, maximum });
  const trees = cells.family<string, SyntaxFile | undefined>({
    compute: (path, previous) => {
      const content = text(path, maximumSourceBytes);
      if (content !== undefined) return input().parser.parseFile(path, content, previous);
      return previous?.chunks.every(({ chunk }) => chunk.text === '') === true ? previous : unreadable(path);
    },
    equal: Object.is,
    cyclic: () => undefined,
  });
  return {
    folder: (directory) => folders.read(directory, directory),
    syntax: (path) => trees.read(path, path),
    text,
    files: {
      list: (directory) => folders.read(directory, directory),
      read: text,
      readBytes: (path, maximum) => bytes.read(`${maximum ?? ''}:${path}`, { path, maximum }),
    },
  };
}

const start = { line: 0, character: 0 };

/** What stands for a file that is there, but can not be read: a problem at its beginning. */
function unreadable(path: string): SyntaxFile {
  const message = `This file can not be read, or is larger than ${maximumSourceBytes / 1_000_000} MB.`;
  const problems = [{ message, range: { start, end: start } }];
  return {
    path,
    chunks: [{ chunk: { text: '', body: { attributes: [], blocks: [] }, comments: [], problems }, line: 0 }],
  };
}
