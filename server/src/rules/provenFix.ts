import { applyFileEdits } from '../edits/fileEdit';
import { editsForChange } from '../edits/index';
import { networkFromConfiguration } from '../network/fromTerraform/index';
import type { NetworkEdit } from '../reachability/change';
import { findChanges, type Effort } from '../reachability/changes/proposeChanges';
import { answer, indexNetwork, type NetworkIndex, type Verdict } from '../reachability/index';
import type { Question } from '../reachability/question';
import type { Configuration } from '../terraform/configuration';
import { tryTexts } from '../terraform/tryTexts';
import { changeTitle } from './changeTitle';
import { readGroupRules } from './groupRules';
import type { Fix, RuleContext } from './rule';
import { inlineReferences, leadsTo } from './securityGroups/inlineGraph';

/** Less than the answer panel's: proving one fix has to stay below 30 ms. */
const usualEffort: Effort = { offers: 2, trials: 12, rounds: 3 };

/**
 * Fixes for questions that are blocked and should not be: the changes that the engine proposes (those of the answer panel
 * and the command line), as text, best first. Each is proven: the engine has run on the configuration with the edits
 * applied, all questions come out reachable, and nothing is wrong with the text. The title says all that a fix opens; none
 * is ever `preferred`, since each widens access. Empty where nothing helps, or where it can not be proven.
 *
 * Several questions are mended together, by one fix; those that are reachable already may be among them.
 */
export function mendingFixes(
  context: RuleContext,
  questions: readonly Question[],
  effort: Effort = usualEffort,
): readonly Fix[] {
  const fixes = changesFor(context.index(), questions, effort).flatMap(({ edits, clause }): Fix[] => {
    const text = edits.length === 0 ? undefined : editsForChange(edits, context.configuration);
    if (text === undefined) return [];
    return [{ title: changeTitle(edits, clause, context.network()), edits: text, preferred: false }];
  });
  return fixes.flatMap((fix) => proven(context, fix, (index) => allAre(index, questions, 'reachable')));
}

/**
 * The fix, if the configuration with its edits applied holds what it promises, and Terraform has no more to complain about
 * than before; else nothing. For fixes whose edits a rule makes by itself.
 */
export function proven(
  { configuration }: Pick<RuleContext, 'configuration'>,
  fix: Fix,
  holds: (index: NetworkIndex, edited: Configuration) => boolean,
): readonly Fix[] {
  const edited = tryTexts(configuration, new Set(fix.edits.map((edit) => edit.file)), (path, text) =>
    applyFileEdits(path, text, fix.edits),
  );
  if (edited === undefined || errors(edited) > errors(configuration)) return [];
  if (closesCycle(edited, configuration)) return [];
  return holds(indexNetwork(networkFromConfiguration(edited)), edited) ? [fix] : [];
}

/** Whether the engine says this to all of the questions. */
export function allAre(index: NetworkIndex, questions: readonly Question[], verdict: Verdict): boolean {
  return questions.every((question) => verdictOf(index, question) === verdict);
}

/** The engine's verdict; undefined where the question names something that is not there. */
export function verdictOf(index: NetworkIndex, question: Question): Verdict | undefined {
  const result = answer(index, question);
  return result.kind === 'answer' ? result.answer.verdict : undefined;
}

interface Change {
  readonly edits: readonly NetworkEdit[];
  readonly clause: string;
}

/** Ways to mend the first question, each with the best way to mend the others once that is done. */
function changesFor(index: NetworkIndex, questions: readonly Question[], effort: Effort): readonly Change[] {
  const [first, ...rest] = questions;
  if (first === undefined) return [{ edits: [], clause: '' }];
  const result = answer(index, first);
  if (result.kind !== 'answer') return [];
  if (result.answer.verdict === 'reachable') return changesFor(index, rest, effort);
  return findChanges(index, first, result.answer, effort).flatMap(({ candidate, index: changed }) => {
    const [others] = changesFor(changed, rest, { ...effort, offers: 1 });
    if (others === undefined) return [];
    const clause = others.clause === '' ? candidate.title : `${candidate.title}, and ${others.clause}`;
    return [{ edits: [...candidate.edits, ...others.edits], clause }];
  });
}

/** Whether the inline rules of a group that was edited lead back to it: Terraform would refuse all of it. */
function closesCycle(edited: Configuration, before: Configuration): boolean {
  const references = inlineReferences(readGroupRules(edited), edited);
  return references.some(
    ({ rule, from, to }) =>
      before.byAddress.get(rule.resource.address) !== rule.resource && leadsTo(references, to, from),
  );
}

function errors(configuration: Configuration): number {
  const syntax = configuration.files.reduce(
    (sum, file) => sum + file.chunks.reduce((inFile, { chunk }) => inFile + chunk.problems.length, 0),
    0,
  );
  return syntax + configuration.problems.filter(({ severity }) => severity === 'error').length;
}
