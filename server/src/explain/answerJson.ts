import type { Origin, Unknown } from '../network/model';
import type {
  Answer,
  Hop,
  HopKind,
  ResolvedQuestion,
  RuleFacts,
  TrafficSet,
  Verdict,
  WayThrough,
} from '../reachability/answer';
import type { OpenedTraffic, ProposedChange } from '../reachability/change';
import type { Range } from '../util/text';
import { hopAdvice, hopReason, hopText } from './hopText';
import { summary, wayThroughText } from './summary';

/**
 * The answer as published: `reachable why --json`, the editor's panel, and what the text and Markdown forms are made of.
 * Positions are the Language Server Protocol's (0-based, UTF-16). Texts are plain: who shows them escapes them.
 */
export interface AnswerJson {
  readonly version: 1;
  readonly question: ResolvedQuestion;
  readonly verdict: Verdict;
  readonly summary: string;
  readonly traffic: readonly TrafficSet[];
  /** What would pass besides if the unknowns were favourable. */
  readonly possibleTraffic: readonly TrafficSet[];
  readonly path: readonly HopJson[];
  readonly returnPath: readonly HopJson[];
  readonly blockers: readonly BlockerJson[];
  readonly unknowns: readonly UnknownJson[];
  readonly changes: readonly ChangeJson[];
  readonly assumptions: readonly string[];
  /** Load balancers through which it is reached, or may be, where the direct way is not open. */
  readonly through?: readonly WayThroughJson[];
}

interface WayThroughJson {
  readonly component: string;
  readonly name: string;
  readonly verdict: 'reachable' | 'unknown';
  /** What of the balancer is called: its listeners' ports. */
  readonly traffic: readonly TrafficSet[];
  readonly text: string;
}

export interface HopJson {
  readonly component: string;
  readonly name: string;
  readonly kind: HopKind;
  readonly direction: 'out' | 'in';
  readonly verdict: Hop['verdict'];
  readonly code: string | null;
  readonly text: string;
  readonly rule: RuleFacts | null;
  readonly origin: Origin | null;
}

interface BlockerJson {
  readonly code: string | null;
  readonly component: string;
  readonly kind: HopKind;
  readonly direction: 'out' | 'in';
  readonly text: string;
  /** Why AWS does that. */
  readonly reason: string;
  /** What to do about it, in general. */
  readonly advice: string;
  readonly origin: Origin | null;
}

interface UnknownJson {
  readonly value: string;
  readonly why: string;
  readonly origin: Origin | null;
}

export interface ChangeJson {
  readonly title: string;
  /** Empty where the code can not say the change. */
  readonly edits: readonly TextEditJson[];
  readonly verdict: Verdict;
  /** What else the change lets through. */
  readonly opens: readonly OpenedTraffic[];
}

export interface TextEditJson {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

export interface AnswerJsonOptions {
  readonly changes?: readonly ProposedChange[];
  /** The text of a change in the code it concerns; undefined where there is none. */
  readonly textEdits?: (change: ProposedChange) => readonly TextEditJson[] | undefined;
  /** How a file is named; absolute paths without it. */
  readonly nameFile?: (path: string) => string;
}

/** An answer in its published form. */
export function answerJson(answer: Answer, options: AnswerJsonOptions = {}): AnswerJson {
  const nameFile = options.nameFile ?? ((path: string) => path);
  const origin = (from: Origin | undefined): Origin | null => originJson(from, nameFile);
  const hop = (one: Hop): HopJson => ({
    component: one.component,
    name: one.name,
    kind: one.kind,
    direction: one.direction,
    verdict: one.verdict,
    code: one.code ?? null,
    text: hopText(one),
    rule: one.decision.rule ?? null,
    origin: origin(one.origin),
  });
  return {
    version: 1,
    question: answer.question,
    verdict: answer.verdict,
    summary: summary(answer),
    traffic: answer.traffic,
    possibleTraffic: answer.possibleTraffic,
    path: answer.path.map(hop),
    returnPath: answer.returnPath.map(hop),
    blockers: answer.blockers.map((one) => blockerJson(one, origin(one.origin))),
    unknowns: answer.unknowns.map((unknown) => unknownJson(unknown, origin)),
    changes: (options.changes ?? []).map((change) => changeJson(change, options.textEdits, nameFile)),
    assumptions: answer.assumptions,
    ...(answer.through === undefined ? {} : { through: answer.through.map(wayThroughJson) }),
  };
}

function wayThroughJson(way: WayThrough): WayThroughJson {
  const { balancer, name, verdict, traffic } = way;
  return { component: balancer, name, verdict, traffic, text: wayThroughText(way) };
}

/** An origin with its file named as asked. */
function originJson(origin: Origin | undefined, nameFile: (path: string) => string): Origin | null {
  if (origin === undefined) return null;
  return 'file' in origin ? { file: nameFile(origin.file), range: origin.range } : { arn: origin.arn };
}

function blockerJson(hop: Hop, origin: Origin | null): BlockerJson {
  return {
    code: hop.code ?? null,
    component: hop.component,
    kind: hop.kind,
    direction: hop.direction,
    text: hopText(hop),
    reason: hopReason(hop) ?? '',
    advice: hopAdvice(hop) ?? '',
    origin,
  };
}

function unknownJson(unknown: Unknown, origin: (from: Origin | undefined) => Origin | null): UnknownJson {
  return { value: unknown.value, why: unknown.why, origin: origin(unknown.origin) };
}

function changeJson(
  change: ProposedChange,
  textEdits: AnswerJsonOptions['textEdits'],
  nameFile: (path: string) => string,
): ChangeJson {
  const edits = textEdits?.(change) ?? [];
  return {
    title: change.title,
    edits: edits.map((edit) => ({ file: nameFile(edit.file), range: edit.range, newText: edit.newText })),
    verdict: change.verdict,
    opens: change.opens,
  };
}
