import { applyEdits } from '../applyEdits';
import type { Answer } from '../answer';
import type { NetworkEdit, ProposedChange } from '../change';
import { answer as askEngine, indexNetwork, type NetworkIndex } from '../index';
import type { Question } from '../question';
import { aclEntryCandidates } from './aclEntry';
import type { Candidate, Proposer } from './candidate';
import { compareWith } from './compare';
import { groupRuleCandidates } from './groupRule';
import { routeCandidates } from './route';
import {
  gatewayCandidates,
  peeringCandidates,
  publicAddressCandidates,
  sourceDestinationCheckCandidates,
} from './switches';

const proposers: readonly Proposer[] = [
  groupRuleCandidates,
  aclEntryCandidates,
  routeCandidates,
  publicAddressCandidates,
  sourceDestinationCheckCandidates,
  peeringCandidates,
  gatewayCandidates,
];

/** How far to look; a question that needs more than this needs a person. */
export interface Effort {
  /** Changes to offer. */
  readonly offers: number;
  /** Changed networks to ask the engine about. */
  readonly trials: number;
  /** Rounds of blockers: what stands behind the first ones may show only when they are gone. */
  readonly rounds: number;
}

const usualEffort: Effort = { offers: 3, trials: 24, rounds: 3 };

/**
 * The smallest changes to the network that make a blocked question reachable, best first. Each has been run through the
 * engine; `opens` is what a comparison of pairs before and after says. Empty where nothing that is tried here helps,
 * and for questions that are not blocked.
 */
export function proposeChanges(
  index: NetworkIndex,
  question: Question,
  answer: Answer,
  effort: Effort = usualEffort,
): readonly ProposedChange[] {
  const found = findChanges(index, question, answer, effort);
  if (found.length === 0) return [];
  const opens = compareWith(index, answer.question);
  return found.map(({ candidate, index: changed }) => ({
    edits: candidate.edits,
    title: sentence(candidate.title),
    verdict: 'reachable',
    opens: opens(changed, candidate.edits),
  }));
}

interface Trial {
  readonly candidate: Candidate;
  readonly round: number;
}

/** A change that makes the question reachable, with the changed network. */
export interface FoundChange {
  readonly candidate: Candidate;
  readonly index: NetworkIndex;
}

/**
 * As `proposeChanges`, without the comparison of pairs, which is most of its cost. Breadth first over sets of edits: each
 * trial mends one choice for every blocker that the engine names.
 */
export function findChanges(
  index: NetworkIndex,
  question: Question,
  answer: Answer,
  effort: Effort,
): readonly FoundChange[] {
  if (answer.verdict !== 'blocked') return [];
  const queue: Trial[] = combinations(index, answer).map((candidate) => ({ candidate, round: 1 }));
  const tried = new Set<string>();
  const found: FoundChange[] = [];
  for (let trial = queue.shift(); trial !== undefined; trial = queue.shift()) {
    if (found.length >= effort.offers || tried.size >= effort.trials) break;
    const key = editsKey(trial.candidate.edits);
    if (tried.has(key) || found.some((one) => contains(trial.candidate, one.candidate))) continue;
    tried.add(key);
    const changed = indexNetwork(applyEdits(index.network, trial.candidate.edits));
    const result = askEngine(changed, question);
    if (result.kind !== 'answer') continue;
    if (result.answer.verdict === 'reachable') found.push({ candidate: trial.candidate, index: changed });
    else if (result.answer.verdict === 'blocked' && trial.round < effort.rounds) {
      const { candidate, round } = trial;
      const next = combinations(changed, result.answer).map((more) => join([candidate, more]));
      queue.push(...next.map((one) => ({ candidate: one, round: round + 1 })));
    }
  }
  return found;
}

/** One candidate for every blocker at once: the best ones together first, then each next best in turn. None where a blocker has none. */
function combinations(index: NetworkIndex, answer: Answer): readonly Candidate[] {
  const choices = answer.blockers.map((blocker) =>
    proposers.flatMap((propose) => propose({ network: index.network, answer, blocker })),
  );
  const open = choices.filter((candidates) => candidates.length > 0);
  if (open.length === 0) return [];
  const best = open.map((candidates) => candidates.slice(0, 1));
  const variants = open.flatMap((candidates, place) =>
    candidates.slice(1).map((candidate) => best.map((own, other) => (other === place ? [candidate] : own))),
  );
  return [best, ...variants].map((parts) => join(parts.flat()));
}

function join(candidates: readonly Candidate[]): Candidate {
  const edits = new Map(candidates.flatMap((one) => one.edits).map((edit) => [editsKey([edit]), edit]));
  return {
    edits: [...edits.values()],
    title: [...new Set(candidates.map((one) => one.title))].join(', and '),
  };
}

/** Whether `larger` does all that `smaller` does: it is no better then. */
function contains(larger: Candidate, smaller: Candidate): boolean {
  const keys = new Set(larger.edits.map((edit) => editsKey([edit])));
  return smaller.edits.every((edit) => keys.has(editsKey([edit])));
}

function editsKey(edits: readonly NetworkEdit[]): string {
  const text = edits.map((edit) =>
    JSON.stringify(edit, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  );
  return text.sort().join('\n');
}

function sentence(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
