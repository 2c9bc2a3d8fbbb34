import { basename } from 'node:path/posix';
import { isLiveRoot } from '../protocol/liveRequests';
import type { Model } from '../features/model';
import type { Problem, RootModule } from '../protocol/requests';
import type { Workspace } from '../workspace/workspace';
import type { Analysis } from './analysis';
import type { LiveSession } from './liveSession';
import { pathOf, uriOf } from './uris';

/** What the custom requests are answered from. */
export interface WhyContext {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  /** The folders of the workspace, as paths. */
  readonly folders: () => readonly string[];
  /** Roots that belong to no folder of the workspace: those of single files that are open. */
  readonly looseRoots: () => readonly string[];
  /** The live account that can be asked as a root is. */
  readonly session: LiveSession;
}

/** A root that a request is about, and its model as the text is now. */
export interface AskedRoot {
  /** What the client calls it. */
  readonly id: string;
  /** Its folder; the id where it has none. */
  readonly root: string;
  readonly label: string;
  readonly model: Model;
}

/** The root that `id` names, brought up to date; or the sentence that says why there is none. */
export async function askedRoot(
  context: WhyContext,
  id: string,
  isStale: () => boolean,
): Promise<AskedRoot | Problem> {
  if (isLiveRoot(id)) return liveRoot(context, id);
  const root = pathOf(id);
  if (root === undefined || !rootsOf(context).includes(root))
    return { problem: 'This folder is no root module of the workspace.' };
  const model = await context.analysis.model(root, isStale);
  if (model === undefined) return { problem: 'The question was called off.' };
  return { id: uriOf(root), root, label: rootModule(root, context.folders()).label, model };
}

function liveRoot({ session }: WhyContext, id: string): AskedRoot | Problem {
  const account = session.current();
  const model = session.model(id);
  return account === undefined || model === undefined
    ? { problem: 'This account has not been read in this window: run "Reachable: Ask the Live Account".' }
    : { id, root: id, label: `${account.label}, read ${inLocalTime(account.takenAt)}`, model };
}

/** `2026-11-21 19:05`, as the clock of the machine shows it. */
function inLocalTime(moment: string): string {
  const at = new Date(moment);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The roots of the workspace and of single open files, as paths. */
export function rootsOf({ workspace, looseRoots }: WhyContext): readonly string[] {
  return [...new Set([...workspace.roots(), ...looseRoots()])];
}

/** A root as the client knows it. */
export function rootModule(root: string, folders: readonly string[]): RootModule {
  const folder = folderOf(root, folders);
  const label = folder === undefined || folder === root ? basename(root) : root.slice(folder.length + 1);
  return { id: uriOf(root), label };
}

/** The folder of the workspace that a root is in. */
export function folderOf(root: string, folders: readonly string[]): string | undefined {
  return folders.find((one) => root === one || root.startsWith(`${one}/`));
}
