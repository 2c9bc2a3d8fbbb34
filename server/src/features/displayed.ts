import type { AnswerJson } from '../explain/answerJson';
import { plain } from '../explain/escape';

/** Fields of an answer that are read, not used: names and sentences. */
const shownFields = new Set([
  'name',
  'text',
  'summary',
  'reason',
  'advice',
  'value',
  'why',
  'title',
  'traffic',
]);

/** The answer with everything invisible or unprintable in its names and sentences shown as `�`: for a screen. */
export function displayed(answer: AnswerJson): AnswerJson {
  const show = (key: string, value: unknown): unknown =>
    typeof value === 'string' && shownFields.has(key) ? plain(value, 2000) : value;
  // The answer is JSON by its type: it comes out as it went in.
  return JSON.parse(JSON.stringify(answer), show) as AnswerJson;
}
