import { dirname } from 'node:path/posix';
import type { DirectoryEntry, Files } from '../terraform/files';
import type { Disk } from './disk';

/** Files as the evaluation sees them: open documents win over the disk, and what was read from it is kept. */
export interface Documents extends Files {
  /** A document is open with this text, whatever the disk says. */
  open(path: string, text: string): void;
  /** The disk's text counts again. */
  close(path: string): void;
  /** The disk has changed at this path: a file or a folder. */
  forget(path: string): void;
}

/** Text that is kept at the most, in UTF-16 units: about 64 MB. */
const maximumKept = 32_000_000;

const defaultMaximum = 16_000_000;

export function createDocuments(disk: Disk): Documents {
  const opened = new Map<string, string>();
  const folders = new Map<string, readonly DirectoryEntry[] | undefined>();
  const texts = new Map<string, string | undefined>();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: false });
  const encoder = new TextEncoder();
  let kept = 0;

  const keep = (path: string, text: string | undefined): void => {
    texts.set(path, text);
    kept += text?.length ?? 0;
    for (const [oldest, old] of texts) {
      if (kept <= maximumKept || oldest === path) break;
      texts.delete(oldest);
      kept -= old?.length ?? 0;
    }
  };
  const drop = (path: string): void => {
    kept -= texts.get(path)?.length ?? 0;
    texts.delete(path);
  };

  return {
    open: (path, text) => {
      opened.set(path, text.startsWith('\uFEFF') ? text.slice(1) : text);
    },
    close: (path) => {
      opened.delete(path);
      drop(path);
      folders.delete(dirname(path));
    },
    forget: (path) => {
      drop(path);
      folders.delete(dirname(path));
      for (const folder of folders.keys())
        if (folder === path || folder.startsWith(`${path}/`)) folders.delete(folder);
      for (const file of texts.keys()) if (file.startsWith(`${path}/`)) drop(file);
    },
    list: (directory) => {
      if (!folders.has(directory)) folders.set(directory, disk.list(directory));
      return withOpened(directory, folders.get(directory), opened);
    },
    read: (path, maximumBytes = defaultMaximum) => {
      const document = opened.get(path);
      if (document !== undefined) return document.length > maximumBytes ? undefined : document;
      if (!texts.has(path)) {
        const bytes = disk.read(path, defaultMaximum);
        keep(path, bytes && decoder.decode(bytes));
      }
      const text = texts.get(path);
      return text !== undefined && text.length > maximumBytes ? undefined : text;
    },
    readBytes: (path, maximumBytes = defaultMaximum) => {
      const document = opened.get(path);
      return document === undefined ? disk.read(path, maximumBytes) : encoder.encode(document);
    },
  };
}

/** A folder's entries, with documents that are open but not saved yet. */
function withOpened(
  directory: string,
  entries: readonly DirectoryEntry[] | undefined,
  opened: ReadonlyMap<string, string>,
): readonly DirectoryEntry[] | undefined {
  const names = new Set(entries?.map((entry) => entry.name));
  const added: DirectoryEntry[] = [];
  for (const path of opened.keys()) {
    const name = path.slice(directory.length + 1);
    if (dirname(path) === directory && !names.has(name)) added.push({ name, kind: 'file' });
  }
  return added.length === 0
    ? entries
    : [...(entries ?? []), ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
}
