import { dirname } from 'node:path/posix';
import type { SyntaxParser } from '../syntax/parser';
import { isConfiguration } from '../terraform/definition/moduleFiles';
import { evaluateUnless } from '../terraform/evaluateRoot';
import type { Evaluation, RootInput } from '../terraform/evaluateRoot';
import type { Files } from '../terraform/files';
import type { Disk } from './disk';
import { createDocuments } from './documents';
import { findModuleFolders } from './roots';
import type { ModuleFolders } from './roots';

/** The workspace: documents, roots, and an evaluation for each root that somebody has asked for. */
export interface Workspace {
  /** Open documents over disk. */
  readonly files: Files;
  /** The root modules, sorted. */
  roots(): readonly string[];
  /** The roots that a file has to do with: all that call its module. */
  rootsOf(path: string): readonly string[];
  /** Each of these gives the roots that are affected, of those whose evaluation was ever asked for. */
  open(path: string, text: string): readonly string[];
  change(path: string, text: string): readonly string[];
  close(path: string): readonly string[];
  /** The disk has changed at these paths. */
  diskChanged(paths: readonly string[]): readonly string[];
  /** Other folders or settings: all roots are affected. */
  configure(options: WorkspaceOptions): void;
  /** A root's evaluation, made or brought up to date if need be; undefined where `shouldStop` has said so. */
  evaluation(root: string, shouldStop?: () => boolean): Evaluation | undefined;
}

export interface WorkspaceOptions {
  readonly folders: readonly string[];
  /** How a root is evaluated: variables, the environment. */
  readonly settings?: (root: string) => Pick<RootInput, 'given' | 'environment' | 'workspaceName'>;
}

/** Evaluations that are kept; the one that was not asked for longest goes first. */
const maximumEvaluations = 16;

interface Kept {
  evaluation: Evaluation;
  isCurrent: boolean;
}

export function createWorkspace(disk: Disk, parser: SyntaxParser, options: WorkspaceOptions): Workspace {
  const documents = createDocuments(disk);
  const kept = new Map<string, Kept>();
  // Also those whose evaluation failed, or was let go: what was said of them is old after an edit, too.
  const asked = new Set<string>();
  let configured = options;
  let folders: ModuleFolders | undefined;

  const modules = (): ModuleFolders =>
    (folders ??= findModuleFolders(documents, (path) => disk.realPath(path), configured.folders));

  const invalidate = (path: string): readonly string[] => {
    const affected = [...asked].filter((root) => concerns(modules(), root, path));
    for (const root of affected) {
      const entry = kept.get(root);
      if (entry !== undefined) entry.isCurrent = false;
    }
    return affected;
  };
  /** Roots may come and go with the calls in a file, or with a file. */
  const changed = (path: string, isStructural: boolean): readonly string[] => {
    const before = invalidate(path);
    if (!isStructural) return before;
    folders = undefined;
    return [...new Set([...before, ...invalidate(path)])];
  };

  return {
    files: documents,
    roots: () => modules().roots,
    rootsOf: (path) => modules().roots.filter((root) => concerns(modules(), root, path)),
    open: (path, text) => {
      const before = documents.read(path);
      documents.open(path, text);
      return before === text ? [] : changed(path, before === undefined || touchesCalls(before, text));
    },
    change: (path, text) => {
      const before = documents.read(path);
      documents.open(path, text);
      return before === text ? [] : changed(path, before === undefined || touchesCalls(before, text));
    },
    close: (path) => {
      const before = documents.read(path);
      documents.close(path);
      return before === documents.read(path) ? [] : changed(path, true);
    },
    diskChanged: (paths) => {
      for (const path of paths) documents.forget(path);
      return [...new Set(paths.flatMap((path) => changed(path, true)))];
    },
    configure: (next) => {
      configured = next;
      folders = undefined;
      for (const entry of kept.values()) entry.isCurrent = false;
    },
    evaluation: (root, shouldStop = () => false) => {
      asked.add(root);
      const entry = kept.get(root);
      kept.delete(root);
      if (entry !== undefined) kept.set(root, entry);
      if (entry?.isCurrent === true) return entry.evaluation;
      const workspace = configured.folders.find((folder) => root === folder || root.startsWith(`${folder}/`));
      const input: RootInput = {
        root,
        files: documents,
        parser,
        ...(workspace === undefined ? {} : { workspace }),
        ...configured.settings?.(root),
      };
      const evaluation = evaluateUnless(shouldStop, input, entry?.evaluation);
      if (evaluation === undefined) return undefined;
      kept.set(root, { evaluation, isCurrent: true });
      for (const oldest of kept.keys()) {
        if (kept.size <= maximumEvaluations) break;
        kept.delete(oldest);
      }
      return evaluation;
    },
  };
}

/** Whether a root's evaluation may depend on a file: one of its modules' own, or one that functions may read. */
function concerns(folders: ModuleFolders, root: string, path: string): boolean {
  const reach = folders.reach(root);
  if (reach.has(dirname(path))) return true;
  if (isConfiguration(path.slice(path.lastIndexOf('/') + 1)))
    return isBelow(path, `${root}/.terraform`) || reach.has(path);
  return [...reach].some((directory) => isBelow(path, directory));
}

function isBelow(path: string, directory: string): boolean {
  return path.startsWith(`${directory}/`);
}

/** Whether an edit may have changed which modules a file calls. */
function touchesCalls(before: string, after: string): boolean {
  const calls = (text: string): string => (text.match(/\bsource\b.*/g) ?? []).join('\n');
  return calls(before) !== calls(after);
}
