import { join } from 'node:path/posix';
import { isLocalSource, localDirectory } from '../terraform/definition/installedModules';
import { isConfiguration } from '../terraform/definition/moduleFiles';
import type { Files } from '../terraform/files';

/** The module folders of a workspace: which there are, which of them are roots, and what each root reaches. */
export interface ModuleFolders {
  /** Every folder with Terraform files that no other of them calls, sorted. */
  readonly roots: readonly string[];
  /** The folders that a root consists of: its own, and those of local modules that it calls. */
  reach(root: string): ReadonlySet<string>;
}

/** Folders that are never looked into. */
const ignoredFolders = new Set(['node_modules']);

/** Folders in folders: more is a circle of links that have different names each time. */
const maximumDepth = 32;

/**
 * Goes through the folders and finds the modules. Calls are read off the text without parsing it: a `source` that
 * leads to a folder with Terraform files is a call.
 */
export function findModuleFolders(
  files: Files,
  realPath: (path: string) => string | undefined,
  folders: readonly string[],
): ModuleFolders {
  const modules = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  for (const folder of folders) collect(files, realPath, folder, 0, seen, modules);

  const calls = new Map<string, readonly string[]>();
  for (const [directory, names] of modules) {
    const targets = names.flatMap((name) =>
      localSources(files.read(join(directory, name)) ?? '').map((source) =>
        localDirectory(directory, source),
      ),
    );
    calls.set(
      directory,
      [...new Set(targets)].filter((target) => target !== directory && modules.has(target)),
    );
  }
  const called = new Set([...calls.values()].flat());
  const directories = [...modules.keys()].sort();
  const roots = directories.filter((directory) => !called.has(directory));
  const reached = new Set(roots.flatMap((root) => [...reachable(root, calls)]));
  // Modules that call each other in a circle, and that no other calls: the first of them counts.
  for (const directory of directories) {
    if (reached.has(directory)) continue;
    roots.push(directory);
    for (const one of reachable(directory, calls)) reached.add(one);
  }
  return { roots: roots.sort(), reach: (root) => reachable(root, calls) };
}

function collect(
  files: Files,
  realPath: (path: string) => string | undefined,
  directory: string,
  depth: number,
  seen: Set<string>,
  into: Map<string, readonly string[]>,
): void {
  const real = realPath(directory) ?? directory;
  if (seen.has(real) || depth > maximumDepth) return;
  seen.add(real);
  const entries = files.list(directory) ?? [];
  const names = entries
    .filter((entry) => entry.kind === 'file' && isConfiguration(entry.name))
    .map((entry) => entry.name);
  if (names.length > 0) into.set(directory, names);
  for (const entry of entries) {
    if (entry.kind === 'directory' && !entry.name.startsWith('.') && !ignoredFolders.has(entry.name)) {
      collect(files, realPath, join(directory, entry.name), depth + 1, seen, into);
    }
  }
}

function reachable(root: string, calls: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(calls.get(next) ?? []));
  }
  return found;
}

/** Local sources in a file's text: `source = "./net"`, or `"source": "./net"` in JSON. */
function localSources(text: string): string[] {
  if (!text.includes('source')) return [];
  return [...text.matchAll(/^[^#\n]*?\bsource"?\s*[=:]\s*"(\.[^"\n]*)"/gm)].flatMap(([, source]) =>
    source !== undefined && isLocalSource(source) ? [source] : [],
  );
}
