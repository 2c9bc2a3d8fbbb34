import type { LanguageClient } from 'vscode-languageclient/node';
import type { ReachesParams } from '../../../server/src/protocol/reachRequests';
import { pickEnd } from '../picker/end';
import { pickRoot } from '../picker/root';
import { atCursor, findEndpoints } from './endpoints';

/**
 * The commands *Who Can Reach This?* and *What Can This Reach?*: about what was clicked, else the resource at the cursor,
 * else what is picked.
 * @param clicked a code lens's argument, or a row of a view
 */
export async function pickReaches(
  server: LanguageClient,
  direction: ReachesParams['direction'],
  clicked: unknown,
): Promise<ReachesParams | undefined> {
  const known = readClicked(clicked);
  if (known !== undefined) return { ...known, direction };
  const found = await findEndpoints(server, atCursor());
  if (found === undefined) return undefined;
  if (found.atCursor !== undefined && found.root !== undefined)
    return { root: found.root, end: found.atCursor, direction };
  const title = direction === 'to' ? 'Who Can Reach …?' : 'What Can … Reach?';
  const isSeveral = found.roots.length > 1;
  const root = isSeveral ? await pickRoot(found, title, 2) : found.root;
  if (root === undefined) return undefined;
  const endpoints = root === found.root ? found : await findEndpoints(server, { root });
  if (endpoints === undefined) return undefined;
  const picked = await pickEnd({
    title,
    placeholder: direction === 'to' ? 'Who can reach whom?' : 'Who opens the connections?',
    endpoints,
    step: isSeveral ? 2 : 1,
    totalSteps: isSeveral ? 2 : 1,
    canGoBack: false,
  });
  return picked.kind === 'picked' ? { root, end: picked.item.id, direction } : undefined;
}

function readClicked(clicked: unknown): { readonly root: string; readonly end: string } | undefined {
  if (typeof clicked !== 'object' || clicked === null) return undefined;
  const root: unknown = Reflect.get(clicked, 'root');
  const end: unknown = Reflect.get(clicked, 'end') ?? Reflect.get(clicked, 'address');
  return typeof root === 'string' && typeof end === 'string' ? { root, end } : undefined;
}
