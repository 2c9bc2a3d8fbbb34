import type { Memento } from 'vscode';
import type { Verdict } from '../../../server/src/protocol/answer';
import type { WhyParams } from '../../../server/src/protocol/requests';
import type { AskedQuestion } from './askedQuestion';

/** What is kept of a question between two windows. */
interface KeptQuestion {
  readonly question: WhyParams;
  readonly isPinned: boolean;
  readonly verdict?: Verdict;
}

const stateKey = 'reachable.questions';

/** The questions of the workspace's last window, latest first. Whatever else stands there is left out. */
export function readQuestions(state: Memento): AskedQuestion[] {
  const kept: unknown = state.get(stateKey);
  if (!Array.isArray(kept)) return [];
  return kept.filter(isKept).map(({ question, isPinned, verdict }) => ({
    question,
    isPinned,
    verdict,
    result: undefined,
    news: undefined,
  }));
}

/** Keeps questions for the next window. */
export function writeQuestions(state: Memento, questions: readonly AskedQuestion[]): void {
  const kept = questions.map(({ question, isPinned, verdict }): KeptQuestion => ({
    question,
    isPinned,
    ...(verdict === undefined ? {} : { verdict }),
  }));
  void state.update(stateKey, kept);
}

/** Whether a value of any shape is a question. */
export function isQuestion(value: unknown): value is WhyParams {
  if (typeof value !== 'object' || value === null) return false;
  return ['root', 'from', 'to'].every((key) => typeof Reflect.get(value, key) === 'string');
}

function isKept(value: unknown): value is KeptQuestion {
  if (typeof value !== 'object' || value === null) return false;
  const verdict: unknown = Reflect.get(value, 'verdict');
  const isVerdict =
    verdict === undefined || verdict === 'reachable' || verdict === 'blocked' || verdict === 'unknown';
  return (
    isQuestion(Reflect.get(value, 'question')) &&
    typeof Reflect.get(value, 'isPinned') === 'boolean' &&
    isVerdict
  );
}
