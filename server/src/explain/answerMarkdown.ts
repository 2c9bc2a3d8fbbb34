import type { Origin } from '../network/model';
import type { AnswerJson, ChangeJson, HopJson } from './answerJson';
import { opensInWords } from './answerText';
import { markdown, markdownCode, plain } from './escape';
import { placeInWords } from './place';
import { trafficList } from './summary';

/** What a place links to (`vscode://file/…`, `#L12`); undefined for no link. The target is the caller's, not escaped here. */
export type LinkTo = (origin: Origin) => string | undefined;

/** An answer as Markdown: for *Copy as Markdown*, a report, an assistant. Names in it can not become markup. */
export function answerMarkdown(answer: AnswerJson, linkTo: LinkTo = () => undefined): string {
  const place = (origin: Origin | null): string => placeMarkdown(origin, linkTo);
  const sections = [
    [`**${verdictWords[answer.verdict]}** ${markdown(answer.summary)}`],
    answer.verdict === 'reachable' && answer.traffic.length > 0
      ? [`What passes: ${markdown(trafficList(answer.traffic))}`]
      : [],
    way('The way there', answer.path, place),
    way('The way back', answer.returnPath, place),
    section('What blocks it', answer.blockers, (blocker, index) => [
      `${index + 1}. ${markdown(blocker.text)}${blocker.code === null ? '' : ` ${markdownCode(blocker.code)}`}${place(blocker.origin)}`,
      `   ${markdown(blocker.reason)} ${markdown(blocker.advice)}`,
    ]),
    section('Through a load balancer', answer.through ?? [], (one) => [`- ${markdown(one.text)}`]),
    section('What nobody knows', answer.unknowns, (unknown) => [
      `- ${markdownCode(unknown.value)}: ${markdown(unknown.why)}${place(unknown.origin)}`,
    ]),
    section('What mends it', answer.changes, changeLines),
    section('Taken for granted', answer.assumptions, (one) => [`- ${markdown(one)}`]),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const verdictWords = { reachable: 'Reachable.', blocked: 'Blocked.', unknown: 'Unknown.' } as const;
const marks = { allowed: '✅', blocked: '❌', unknown: '❔' } as const;

function section<T>(
  title: string,
  items: readonly T[],
  lines: (item: T, index: number) => readonly string[],
): string[] {
  return items.length === 0 ? [] : [`### ${title}`, '', ...items.flatMap(lines)];
}

function way(title: string, hops: readonly HopJson[], place: (origin: Origin | null) => string): string[] {
  return section(title, hops, (hop, index) => [
    `${index + 1}. ${marks[hop.verdict]} ${markdown(hop.text)}${place(hop.origin)}`,
  ]);
}

function changeLines(change: ChangeJson, index: number): string[] {
  return [
    `${index + 1}. ${markdown(change.title)}`,
    ...change.edits.flatMap((edit) => [
      '',
      `   ${markdownCode(`${edit.file}:${edit.range.start.line + 1}`)}`,
      '',
      ...codeBlock(edit.newText),
    ]),
    '',
    `   ${markdown(opensInWords(change.opens))}`,
    '',
  ];
}

function codeBlock(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const lines = text.replace(/^\n+|\n+$/g, '').split('\n');
  return [`${fence}hcl`, ...lines.map((line) => plain(line)), fence].map((line) => `   ${line}`);
}

function placeMarkdown(origin: Origin | null, linkTo: LinkTo): string {
  const words = placeInWords(origin);
  if (origin === null || words === undefined) return '';
  const target = linkTo(origin);
  return target === undefined ? ` (${markdownCode(words)})` : ` ([${markdown(words)}](${target}))`;
}
