import type { Verdict } from '../../../server/src/protocol/answer';
import { isLiveRoot } from '../../../server/src/protocol/liveRequests';
import { isProblem, type WhyParams, type WhyResult } from '../../../server/src/protocol/requests';

/**
 * `questions/`: what was asked in this window. The book keeps the questions and asks them anew as the code changes; the
 * panels, the views and the status item show what it says.
 */
export interface AskedQuestion {
  readonly question: WhyParams;
  /** Kept until somebody unpins it; what is not pinned makes room for newer questions. */
  readonly isPinned: boolean;
  /** The latest answer; undefined until there is one. */
  readonly result: WhyResult | undefined;
  /** The latest verdict, also while `result` is not there (a window that was opened again); undefined: never answered. */
  readonly verdict: Verdict | undefined;
  /** What happened to it last, in a sentence. */
  readonly news: string | undefined;
  /** The verdict before the edits of the last moments, and when (milliseconds) it last changed. */
  readonly before?: { readonly verdict: Verdict; readonly at: number };
}

/** Names a question: two that ask the same have the same key. */
export function keyOf({ root, from, to, traffic, ...rest }: WhyParams): string {
  return JSON.stringify([root, from, to, traffic?.protocol ?? null, traffic?.ports ?? null, rest]);
}

/** `aws_ecs_service.app → aws_db_instance.main` */
export function questionInWords({ from, to }: WhyParams): string {
  return `${from} → ${to}`;
}

/** `tcp/5432`; empty where the question leaves it open. */
export function trafficInWords({ traffic }: WhyParams): string {
  if (traffic === undefined) return '';
  if (traffic.protocol === '-1') return 'any traffic';
  return traffic.ports === undefined ? traffic.protocol : `${traffic.protocol}/${traffic.ports}`;
}

/** Milliseconds in which several changes of a verdict are one: half-typed code has verdicts that nobody means. */
const moment = 3000;

/** A question with its new result; where the verdict has changed, the news say so. `now` in milliseconds. */
export function withResult(asked: AskedQuestion, result: WhyResult, now: number): AskedQuestion {
  if (isProblem(result)) return { ...asked, result };
  const { verdict } = result.answerJson;
  if (asked.verdict === undefined || asked.verdict === verdict) return { ...asked, result, verdict };
  const isSameMoment = asked.before !== undefined && now - asked.before.at < moment;
  const before = isSameMoment && asked.before !== undefined ? asked.before.verdict : asked.verdict;
  const news = before === verdict ? undefined : changeInWords(asked, before, verdict);
  return { ...asked, result, verdict, news, before: { verdict: before, at: now } };
}

/** An applied change that the verdict follows is told in one sentence with it. */
function changeInWords({ news, question }: AskedQuestion, before: Verdict, now: Verdict): string {
  const change = `It was ${before}, and is ${now} now.`;
  const isApplied = news?.startsWith('Applied') === true && !news.includes('It was');
  const why = isLiveRoot(question.root) ? 'The account was read again.' : 'The code has changed.';
  return isApplied ? `${news} ${change}` : `${why} ${change}`;
}
