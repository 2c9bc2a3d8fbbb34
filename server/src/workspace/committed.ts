import type { SyntaxParser } from '../syntax/parser';
import type { SyntaxFile } from '../syntax/tree';
import type { History } from './history';

/** Folders as they were last committed, kept while somebody looks at them. */
export interface Committed {
  /**
   * The folder's files of the last commit that read differently now. Answers at once, with what is known so far: nothing
   * before the commit was first read.
   */
  readonly changedFiles: (directory: string) => readonly SyntaxFile[];
  /** Counts up whenever an answer may be another one. */
  readonly version: () => number;
}

/** What reading a commit takes. */
export interface CommitReading {
  readonly history: History;
  readonly parser: SyntaxParser;
  /** The text of a file as it is now. */
  readonly read: (path: string) => string | undefined;
}

/** What `createCommitted` works with. */
export interface CommittedOptions extends CommitReading {
  /** Called when an answer has become another one. */
  readonly changed: () => void;
  /** Milliseconds, for the age of an answer. */
  readonly now?: () => number;
}

/** An answer that is younger is given without another look at the repository. Milliseconds. */
const fresh = 15_000;

interface Folder {
  texts: ReadonlyMap<string, string>;
  readAt: number;
  isReading: boolean;
}

/** Looks at the repository besides, never while somebody waits. */
export function createCommitted({
  history,
  parser,
  read,
  changed,
  now = Date.now,
}: CommittedOptions): Committed {
  const folders = new Map<string, Folder>();
  const parsed = new Map<string, { readonly text: string; readonly file: SyntaxFile }>();
  let version = 0;

  const look = async (directory: string, folder: Folder): Promise<void> => {
    folder.isReading = true;
    const texts = (await history.committed(directory)) ?? new Map<string, string>();
    folder.isReading = false;
    folder.readAt = now();
    if (sameTexts(texts, folder.texts)) return;
    folder.texts = texts;
    version += 1;
    changed();
  };
  const parse = (path: string, text: string): SyntaxFile => {
    const known = parsed.get(path);
    if (known?.text === text) return known.file;
    const file = parser.parseFile(path, text);
    parsed.set(path, { text, file });
    return file;
  };

  return {
    version: () => version,
    changedFiles: (directory) => {
      const folder = folders.get(directory) ?? {
        texts: new Map<string, string>(),
        readAt: -Infinity,
        isReading: false,
      };
      folders.set(directory, folder);
      if (!folder.isReading && now() - folder.readAt > fresh) void look(directory, folder);
      return [...folder.texts].flatMap(([path, text]) => (read(path) === text ? [] : [parse(path, text)]));
    },
  };
}

/** The folders' files of the last commit that read differently now, for those who can wait for them. */
export async function readCommitted(
  directories: readonly string[],
  { history, parser, read }: CommitReading,
): Promise<Committed['changedFiles']> {
  const folders = new Map<string, readonly SyntaxFile[]>();
  for (const directory of directories) {
    const texts = (await history.committed(directory)) ?? new Map<string, string>();
    const changed = [...texts].filter(([path, text]) => read(path) !== text);
    folders.set(
      directory,
      changed.map(([path, text]) => parser.parseFile(path, text)),
    );
  }
  return (directory) => folders.get(directory) ?? [];
}

function sameTexts(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}
