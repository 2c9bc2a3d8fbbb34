import type { LanguageClient } from 'vscode-languageclient/node';
import type { WhyParams } from '../../../server/src/protocol/requests';
import { pickQuestion } from '../picker/question';
import type { Recent } from '../picker/recent';
import { atCursor, findEndpoints } from './endpoints';

/** The command *Why Can't X Reach Y?*: asks for the ends and the traffic; undefined where the person gave up. */
export async function pickWhy(server: LanguageClient, recent: Recent): Promise<WhyParams | undefined> {
  const found = await findEndpoints(server, atCursor());
  if (found === undefined) return undefined;
  return pickQuestion(found, (root) => findEndpoints(server, { ...atCursor(), root }), recent);
}
