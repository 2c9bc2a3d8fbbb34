import type { LanguageClient } from 'vscode-languageclient/node';
import type { WhyParams } from '../../../server/src/protocol/requests';
import { pickQuestion } from '../picker/question';
import type { Recent } from '../picker/recent';
import { atCursor, findEndpoints } from './endpoints';

/** The command *Why Can't X Reach Y?*: asks for the ends (of a root, if one is given) and the traffic; undefined where the person gave up. */
export async function pickWhy(
  server: LanguageClient,
  recent: Recent,
  root?: string,
): Promise<WhyParams | undefined> {
  const found = await findEndpoints(server, root === undefined ? atCursor() : { root });
  if (found === undefined) return undefined;
  // A root that was chosen already is not asked for.
  if (root !== undefined) {
    const roots = found.roots.filter(({ id }) => id === found.root);
    return pickQuestion({ ...found, roots }, () => Promise.resolve(found), recent);
  }
  return pickQuestion(found, (root) => findEndpoints(server, { ...atCursor(), root }), recent);
}
