import type { Reach } from '../reachability/reach';
import { markdown, plain } from './escape';
import { trafficList } from './summary';

/** Who can reach an end (`to`), or whom it can reach (`from`). */
export interface ReachList {
  readonly end: string;
  readonly direction: 'to' | 'from';
  readonly reaches: readonly Reach[];
}

/** The list in words, a line for each: for a document, a screen reader, an assistant. */
export function reachText({ end, direction, reaches }: ReachList): string {
  const name = plain(end);
  if (reaches.length === 0)
    return direction === 'to' ? `Nobody can reach ${name}.\n` : `${name} can reach nobody.\n`;
  const title = direction === 'to' ? `Who can reach ${name}` : `Whom ${name} can reach`;
  return `${[title, ...reaches.map((one) => `  ${reachLine(one)}`)].join('\n')}\n`;
}

/** The list as Markdown; names in it can not become markup. */
export function reachMarkdown({ end, direction, reaches }: ReachList): string {
  const title = direction === 'to' ? `Who can reach ${end}` : `Whom ${end} can reach`;
  const lines = reaches.map((one) => `- ${markdown(reachLine(one))}`);
  return `### ${markdown(title)}\n\n${lines.length === 0 ? 'Nobody.' : lines.join('\n')}\n`;
}

function reachLine({ end, verdict, traffic, unknowns }: Reach): string {
  const what = `${plain(end.name)}: ${trafficList(traffic)}`;
  if (verdict === 'reachable') return `✓ ${what}`;
  const values = [...new Set(unknowns.map(({ value }) => plain(value)))];
  return `? ${what}, perhaps: it hangs on ${values.join(', ')}`;
}
