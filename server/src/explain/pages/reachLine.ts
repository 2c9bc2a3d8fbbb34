import type { Id } from '../../network/model';
import type { NetworkIndex, Reach } from '../../reachability/index';
import { markdown, markdownCode } from '../escape';
import { firstUnknown, whoReaches } from '../reachSummary';
import { trafficList } from '../summary';
import { nameList } from './page';

/** Who can reach something, in a line: `Reached by a, b and 3 more on TCP port 5432; perhaps by c. Faces the internet.` */
export function reachLine(index: NetworkIndex, id: Id): string[] {
  const summary = whoReaches(index, id);
  if (summary === undefined) return [];
  const { sure, unsure, internet } = summary;
  const cause = firstUnknown(unsure);
  const hangs = cause === undefined ? '' : `: that hangs on ${markdownCode(cause.value)}`;
  const inside = [
    ...(sure.length === 0 ? [] : [`Can be reached by ${names(sure)}${commonTraffic(sure)}.`]),
    ...(unsure.length === 0 ? [] : [`Can perhaps be reached by ${names(unsure)}${hangs}.`]),
    ...(sure.length + unsure.length === 0 ? ['Nothing here can reach it.'] : []),
  ];
  const outside =
    internet === 'reachable'
      ? ' **It faces the internet.**'
      : internet === 'unknown'
        ? ' Whether it faces the internet is unknown.'
        : ' The internet can not reach it.';
  return [`${inside.join(' ')}${outside}`];
}

function names(reaches: readonly Reach[]): string {
  return nameList(reaches.map(({ end }) => end.name));
}

/** The traffic, where all are let in with the same. */
function commonTraffic(reaches: readonly Reach[]): string {
  const [first, ...others] = new Set(reaches.map(({ traffic }) => trafficList(traffic)));
  return first === undefined || others.length > 0 ? '' : ` on ${markdown(first)}`;
}
