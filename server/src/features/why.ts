import { answerJson, type AnswerJson } from '../explain/answerJson';
import { listInWords } from '../explain/traffic';
import { plain } from '../explain/escape';
import { proposeChanges } from '../reachability/changes/proposeChanges';
import { answer, type EndpointError } from '../reachability/index';
import type { Question } from '../reachability/question';
import { textEditsOf, type Model } from './model';

/** A question's answer in its published form, or the sentence that says why there is none. */
export type WhyOutcome =
  | { readonly kind: 'answer'; readonly answer: AnswerJson }
  | { readonly kind: 'problem'; readonly problem: string };

export interface WhyOptions {
  /** How a file is named in the answer; absolute paths without it. */
  readonly nameFile?: (path: string) => string;
}

/** Answers a question about a model, with the changes that would mend it. */
export function why(model: Model, question: Question, options: WhyOptions = {}): WhyOutcome {
  const result = answer(model.index(), question);
  if (result.kind === 'error')
    return { kind: 'problem', problem: result.errors.map(endpointProblem).join(' ') };
  const changes = proposeChanges(model.index(), question, result.answer);
  const textEdits = (change: (typeof changes)[number]): ReturnType<typeof textEditsOf> =>
    textEditsOf(model, change);
  return { kind: 'answer', answer: answerJson(result.answer, { ...options, changes, textEdits }) };
}

/** What is wrong with a name, in one sentence, with the names that are close where the engine has not said them yet. */
function endpointProblem(error: EndpointError): string {
  const message = plain(error.message, 1000).trim();
  if (error.close.length === 0 || /did you mean/i.test(message))
    return /[.?!]$/.test(message) ? message : `${message}.`;
  const names = listInWords(error.close.slice(0, 3).map((name) => plain(name))).replace(/ and /, ' or ');
  return `${message.replace(/[.?!]$/, '')}; did you mean ${names}?`;
}
