import {
  CancellationTokenSource,
  EventEmitter,
  type CancellationToken,
  type Event,
  type Memento,
} from 'vscode';
import type { Verdict } from '../../../server/src/protocol/answer';
import { isProblem, type WhyParams, type WhyResult } from '../../../server/src/protocol/requests';
import { keyOf, withResult, type AskedQuestion } from './askedQuestion';
import { readQuestions, writeQuestions } from './questionStore';

/** How the book asks; rejects where the server does not answer. */
export type Ask = (question: WhyParams, token: CancellationToken) => Promise<WhyResult>;

export interface VerdictChange {
  readonly question: WhyParams;
  readonly before: Verdict;
  readonly now: Verdict;
}

/** The questions of this workspace, each with its latest answer. */
export interface QuestionBook {
  /** Something about a question has changed: its answer, its news, its pin, or that it is there at all. */
  readonly onDidChange: Event<string>;
  /** An answer that was there before has another verdict now. */
  readonly onDidChangeVerdict: Event<VerdictChange>;
  /** Pinned ones first, then the latest first. */
  list(): readonly AskedQuestion[];
  get(key: string): AskedQuestion | undefined;
  /** The question that was asked last. */
  latest(): AskedQuestion | undefined;
  /** Puts a question on top, and asks it. Resolves with its answer; undefined where the server does not answer. */
  ask(question: WhyParams): Promise<WhyResult | undefined>;
  /** Asks a question of the book anew. */
  again(key: string): Promise<WhyResult | undefined>;
  /** The code of these roots has changed (undefined: of all): asks their questions anew, those on screen first. */
  refresh(roots: readonly string[] | undefined): void;
  /** Says something about a question. */
  tell(key: string, news: string | undefined): void;
  pin(key: string, isPinned: boolean): void;
  remove(key: string): void;
  dispose(): void;
}

/** Questions that are kept though nobody has pinned them. */
const maximumLoose = 20;

/** Milliseconds between an edit and asking: a burst of edits is asked about once. */
const pause = 15;

/** Makes the book; `isShown` says which questions are on screen. */
export function createQuestionBook(
  state: Memento,
  ask: Ask,
  isShown: (key: string) => boolean,
): QuestionBook {
  const changed = new EventEmitter<string>();
  const verdictChanged = new EventEmitter<VerdictChange>();
  let questions = new Map(readQuestions(state).map((asked) => [keyOf(asked.question), asked]));
  let running = new CancellationTokenSource();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stale = new Set<string>();

  const put = (key: string, asked: AskedQuestion): void => {
    questions.set(key, asked);
    changed.fire(key);
  };
  const save = (): void => writeQuestions(state, [...questions.values()]);

  const run = async (key: string, token: CancellationToken): Promise<WhyResult | undefined> => {
    const asked = questions.get(key);
    if (asked === undefined) return undefined;
    const result = await ask(asked.question, token).catch(() => undefined);
    const now = questions.get(key);
    if (result === undefined || now === undefined || token.isCancellationRequested) return undefined;
    const next = withResult(now, result, Date.now());
    put(key, next);
    if (!isProblem(result) && now.verdict !== result.answerJson.verdict) {
      save();
      const { verdict } = result.answerJson;
      if (now.verdict !== undefined)
        verdictChanged.fire({
          question: now.question,
          before: next.before?.verdict ?? now.verdict,
          now: verdict,
        });
    }
    return result;
  };

  const refreshStale = async (): Promise<void> => {
    running.cancel();
    running.dispose();
    running = new CancellationTokenSource();
    const { token } = running;
    for (const key of [...stale].sort((a, b) => Number(isShown(b)) - Number(isShown(a)))) {
      await run(key, token);
      if (token.isCancellationRequested) return;
      stale.delete(key);
    }
  };

  return {
    onDidChange: changed.event,
    onDidChangeVerdict: verdictChanged.event,
    list: () => [...questions.values()].sort((a, b) => Number(b.isPinned) - Number(a.isPinned)),
    get: (key) => questions.get(key),
    latest: () => [...questions.values()][0],
    ask: (question) => {
      const key = keyOf(question);
      const asked = questions.get(key) ?? {
        question,
        isPinned: false,
        result: undefined,
        verdict: undefined,
        news: undefined,
      };
      questions.delete(key);
      questions = new Map([[key, { ...asked, news: undefined }], ...questions]);
      const loose = [...questions].filter(([, { isPinned }]) => !isPinned);
      for (const [old] of loose.slice(maximumLoose)) questions.delete(old);
      save();
      changed.fire(key);
      return run(key, new CancellationTokenSource().token);
    },
    again: (key) => run(key, new CancellationTokenSource().token),
    refresh: (roots) => {
      for (const [key, { question, result, isPinned }] of questions) {
        const isWanted = isShown(key) || isPinned || result !== undefined;
        if (isWanted && (roots === undefined || roots.includes(question.root))) stale.add(key);
      }
      clearTimeout(timer);
      timer = setTimeout(() => void refreshStale(), pause);
    },
    tell: (key, news) => {
      const asked = questions.get(key);
      if (asked !== undefined) put(key, { ...asked, news });
    },
    pin: (key, isPinned) => {
      const asked = questions.get(key);
      if (asked === undefined) return;
      put(key, { ...asked, isPinned });
      save();
    },
    remove: (key) => {
      questions.delete(key);
      save();
      changed.fire(key);
    },
    dispose: () => {
      clearTimeout(timer);
      running.dispose();
      changed.dispose();
      verdictChanged.dispose();
    },
  };
}
