import { Uri } from 'vscode';
import type { WhyParams } from '../../../server/src/protocol/requests';

/** The scheme of answers as documents. */
export const answerScheme = 'reachable';

/** Where the answer to a question is found: the question itself, so that a window that is reloaded can ask it again. */
export function answerUri(question: WhyParams): Uri {
  // What stands behind the last slash is the tab's title.
  const title = `${question.from} → ${question.to}`.replaceAll('/', '⁄');
  return Uri.from({ scheme: answerScheme, path: `/${title}`, query: JSON.stringify(question) });
}

/** The question that an answer's address holds; undefined where somebody made the address up. */
export function questionOf(uri: Uri): WhyParams | undefined {
  try {
    const question: unknown = JSON.parse(uri.query);
    return isQuestion(question) ? question : undefined;
  } catch {
    return undefined;
  }
}

function isQuestion(value: unknown): value is WhyParams {
  if (typeof value !== 'object' || value === null) return false;
  return ['root', 'from', 'to'].every((key) => typeof Reflect.get(value, key) === 'string');
}
