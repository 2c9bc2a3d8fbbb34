import { Uri } from 'vscode';
import type { ReachesParams } from '../../../server/src/protocol/reachRequests';
import type { WhyParams } from '../../../server/src/protocol/requests';
import { isReachesParams } from '../panel/reachesPanels';
import { isQuestion } from '../questions/questionStore';

/** The scheme of answers as documents. */
export const answerScheme = 'reachable';

/** Where the answer to a question is found: the question itself, so that a window that is reloaded can ask it again. */
export function answerUri(question: WhyParams): Uri {
  return uriOf(`${question.from} → ${question.to}`, question);
}

/** The same for who can reach something. */
export function reachesUri(params: ReachesParams): Uri {
  return uriOf(
    params.direction === 'to' ? `Who can reach ${params.end}` : `Whom ${params.end} can reach`,
    params,
  );
}

/** The question that an answer's address holds; undefined where somebody made the address up. */
export function questionOf(uri: Uri): WhyParams | undefined {
  const asked = askedOf(uri);
  return isQuestion(asked) ? asked : undefined;
}

/** What a list's address asks for; undefined where it holds something else. */
export function reachesOf(uri: Uri): ReachesParams | undefined {
  const asked = askedOf(uri);
  return isReachesParams(asked) ? asked : undefined;
}

function uriOf(title: string, asked: object): Uri {
  // What stands behind the last slash is the tab's title.
  const path = `/${title.replaceAll('/', '⁄')}`;
  return Uri.from({ scheme: answerScheme, path, query: JSON.stringify(asked) });
}

function askedOf(uri: Uri): unknown {
  try {
    return JSON.parse(uri.query);
  } catch {
    return undefined;
  }
}
