import type { OpenedTraffic } from '../reachability/change';
import type { AnswerJson, ChangeJson, HopJson, TextEditJson } from './answerJson';
import { plain } from './escape';
import { placeInWords } from './place';
import { plainStyle, type Style } from './style';
import { trafficList } from './summary';
import { count } from './traffic';
import { wrap } from './wrap';

/**
 * An answer as text for a terminal, a screen reader or a log: lines of at most 100 columns
 * (or the style's), with a line end at the end.
 */
export function answerText(answer: AnswerJson, style: Style = plainStyle): string {
  const sections = [
    heading(answer, style),
    passing(answer, style),
    way('The way there', answer.path, style),
    way('The way back', answer.returnPath, style),
    blockers(answer, style),
    waysThrough(answer, style),
    unknowns(answer, style),
    changes(answer, style),
    assumptions(answer, style),
  ];
  const present = sections.filter((section) => section.length > 0);
  return `${present.map((section) => section.join('\n')).join('\n\n')}\n`;
}

function heading(answer: AnswerJson, style: Style): string[] {
  const paint = { reachable: style.good, blocked: style.bad, unknown: style.doubtful }[answer.verdict];
  return [
    style.bold(paint(answer.verdict.toUpperCase())),
    ...wrap(plain(answer.summary, 1000), '', '', style.columns),
  ];
}

function passing(answer: AnswerJson, { columns }: Style): string[] {
  const { traffic, possibleTraffic } = answer;
  if (answer.verdict === 'reachable' && traffic.length > 0) {
    return [
      'What passes',
      ...traffic.flatMap((set) =>
        wrap(`${trafficList([set])}${clientPorts(set.clientPorts)}`, '  ', '    ', columns),
      ),
    ];
  }
  if (answer.verdict === 'unknown' && possibleTraffic.length > 0) {
    return wrap(`What may pass: ${trafficList(possibleTraffic)}`, '', '  ', columns);
  }
  return [];
}

function clientPorts(ports: string): string {
  return ports === '' || ports === '0-65535' ? '' : `, from client ports ${ports}`;
}

const marks = { allowed: '✓', blocked: '✗', unknown: '?' } as const;

function way(title: string, hops: readonly HopJson[], style: Style): string[] {
  if (hops.length === 0) return [];
  return [style.bold(title), ...hops.flatMap((hop) => hopLines(hop, style))];
}

function hopLines(hop: HopJson, style: Style): string[] {
  const paint = { allowed: style.good, blocked: style.bad, unknown: style.doubtful }[hop.verdict];
  const [first = '', ...rest] = wrap(plain(hop.text), '    ', '    ', style.columns);
  const place = placeInWords(hop.origin);
  return [
    `  ${paint(marks[hop.verdict])} ${first.trimStart()}`,
    ...rest,
    ...(place === undefined ? [] : [style.dim(`      ${plain(place)}`)]),
  ];
}

function blockers(answer: AnswerJson, style: Style): string[] {
  const { length } = answer.blockers;
  if (length === 0) return [];
  return [
    style.bold(length === 1 ? 'What blocks it' : `What blocks it: ${count(length, 'thing')}, each by itself`),
    ...answer.blockers.flatMap((blocker, index) => {
      const place = placeInWords(blocker.origin);
      const code = blocker.code === null ? '' : ` [${blocker.code}]`;
      return [
        ...wrap(`${plain(blocker.text)}${code}`, `  ${index + 1}. `, '     ', style.columns),
        ...(place === undefined ? [] : [style.dim(`     ${plain(place)}`)]),
        // Once is enough: what stands at several places is mended alike.
        ...(isFirstOfItsCode(answer, index)
          ? wrap(`${blocker.reason} ${blocker.advice}`, '     ', '     ', style.columns)
          : []),
      ];
    }),
  ];
}

function isFirstOfItsCode(answer: AnswerJson, index: number): boolean {
  const { code } = answer.blockers[index] ?? { code: null };
  return answer.blockers.findIndex((blocker) => blocker.code === code) === index;
}

function waysThrough({ through = [] }: AnswerJson, style: Style): string[] {
  if (through.length === 0) return [];
  return [
    style.bold('Through a load balancer'),
    ...through.flatMap((one) =>
      wrap(plain(one.text), `  ${throughMarks[one.verdict]} `, '    ', style.columns),
    ),
  ];
}

const throughMarks = { reachable: '✓', unknown: '?' } as const;

function unknowns(answer: AnswerJson, style: Style): string[] {
  if (answer.unknowns.length === 0) return [];
  const lines = answer.unknowns.flatMap((unknown) => {
    const place = placeInWords(unknown.origin);
    return [
      ...wrap(`${plain(unknown.value)}: ${plain(unknown.why)}`, '  ? ', '    ', style.columns),
      ...(place === undefined ? [] : [style.dim(`      ${plain(place)}`)]),
    ];
  });
  return [style.bold('What nobody knows'), ...lines];
}

function changes(answer: AnswerJson, style: Style): string[] {
  if (answer.changes.length === 0) return [];
  const title = answer.changes.length === 1 ? 'What mends it' : 'What mends it: one of these';
  return [
    style.bold(title),
    ...answer.changes.flatMap((change, index) => changeLines(change, index + 1, style)),
  ];
}

function changeLines(change: ChangeJson, number: number, style: Style): string[] {
  return [
    ...wrap(plain(change.title), `  ${number}. `, '     ', style.columns),
    ...change.edits.flatMap((edit) => editLines(edit, style)),
    ...wrap(opensInWords(change.opens), '     ', '     ', style.columns),
  ];
}

function editLines(edit: TextEditJson, style: Style): string[] {
  const { start, end } = edit.range;
  const replaces = start.line !== end.line || start.character !== end.character;
  const lines = edit.newText.replace(/^\n+|\n+$/g, '').split('\n');
  return [
    style.dim(`     ${replaces ? 'replace at' : 'add at'} ${plain(edit.file)}:${start.line + 1}`),
    ...lines.map((line) => style.good(`     + ${plain(line, 1000)}`)),
  ];
}

/** What a change opens, in a sentence. */
export function opensInWords(opens: readonly OpenedTraffic[], limit = 4): string {
  if (opens.length === 0) return 'It opens nothing else.';
  const pairs = opens
    .slice(0, limit)
    .map((one) => `${plain(one.from)} → ${plain(one.to)} (${plain(one.traffic)})`);
  const more = opens.length > limit ? `, and ${count(opens.length - limit, 'more pair')}` : '';
  return `It opens ${pairs.join(', ')}${more}.`;
}

function assumptions(answer: AnswerJson, style: Style): string[] {
  if (answer.assumptions.length === 0) return [];
  return [
    style.bold('Taken for granted'),
    ...answer.assumptions.flatMap((one) => wrap(plain(one), '  - ', '    ', style.columns)),
  ];
}
