import type { PublishedAnswer, PublishedHop, PublishedOrigin } from '../../../server/src/protocol/answer';
import { isProblem } from '../../../server/src/protocol/requests';
import { questionInWords, type AskedQuestion } from '../questions/askedQuestion';

/** A row of the answer's tree. */
export interface AnswerRow {
  readonly label: string;
  /** What a screen reader says: the verdict in words, not by an icon. */
  readonly words: string;
  readonly icon: string;
  readonly tone?: 'good' | 'bad' | 'doubtful';
  readonly origin?: PublishedOrigin;
  readonly isOpen: boolean;
  readonly children: readonly AnswerRow[];
}

const verdicts = {
  reachable: { icon: 'pass', tone: 'good' },
  blocked: { icon: 'error', tone: 'bad' },
  unknown: { icon: 'question', tone: 'doubtful' },
} as const;

const hops = {
  allowed: { icon: 'pass', tone: 'good', word: 'passes' },
  blocked: { icon: 'error', tone: 'bad', word: 'blocked' },
  unknown: { icon: 'question', tone: 'doubtful', word: 'unknown' },
} as const;

/** An answer as rows: the verdict, then what a person needs next, in the order of the panel. */
export function answerRows({ question, result }: AskedQuestion): readonly AnswerRow[] {
  if (result === undefined) return [row(`${questionInWords(question)}: asking…`, 'loading', {})];
  if (isProblem(result)) return [row(result.problem, 'warning', {})];
  const { answerJson } = result;
  const { verdict, summary } = answerJson;
  return [
    row(summary, verdicts[verdict].icon, { tone: verdicts[verdict].tone, words: `${verdict}: ${summary}` }),
    ...heading(
      'What blocks it',
      'error',
      true,
      answerJson.blockers.map(({ text, origin }) => row(text, 'error', { tone: 'bad', ...at(origin) })),
    ),
    ...heading(
      'What nobody knows',
      'question',
      true,
      answerJson.unknowns.map(({ value, why, origin }) =>
        row(`${value}: ${why}`, 'question', { tone: 'doubtful', ...at(origin) }),
      ),
    ),
    ...heading('What mends it', 'lightbulb', true, answerJson.changes.map(changeRow)),
    ...heading('The way there', 'arrow-right', false, answerJson.path.map(hopRow)),
    ...heading("The reply's way back", 'arrow-left', false, answerJson.returnPath.map(hopRow)),
  ];
}

function hopRow({ text, verdict, origin }: PublishedHop): AnswerRow {
  const { icon, tone, word } = hops[verdict];
  return row(text, icon, { tone, words: `${word}: ${text}`, ...at(origin) });
}

function changeRow({ title, edits }: PublishedAnswer['changes'][number]): AnswerRow {
  const [edit] = edits;
  return row(
    title,
    'lightbulb',
    edit === undefined ? {} : { origin: { file: edit.file, range: edit.range } },
  );
}

function heading(label: string, icon: string, isOpen: boolean, children: readonly AnswerRow[]): AnswerRow[] {
  return children.length === 0
    ? []
    : [{ label, words: `${label}, ${children.length}`, icon, isOpen, children }];
}

function row(
  label: string,
  icon: string,
  more: {
    readonly tone?: 'good' | 'bad' | 'doubtful';
    readonly words?: string;
    readonly origin?: PublishedOrigin;
  },
): AnswerRow {
  return { label, words: label, icon, isOpen: false, children: [], ...more };
}

function at(origin: PublishedOrigin | null): { readonly origin?: PublishedOrigin } {
  return origin === null ? {} : { origin };
}
