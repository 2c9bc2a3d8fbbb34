import { plain } from '../explain/escape';
import { reachMarkdown, reachText } from '../explain/reachText';
import { trafficList } from '../explain/summary';
import { readTraffic } from '../features/askedTraffic';
import { originOf } from '../features/networkOverview';
import type { ReachedEnd, ReachesList, ReachesParams } from '../protocol/reachRequests';
import { isProblem, type Problem } from '../protocol/requests';
import { reachableFrom, whoCanReach, type Reach } from '../reachability/index';
import { askedRoot, type WhyContext } from './askedRoot';
import { uriOf } from './uris';

/** `reachable/reaches` */
export async function reaches(
  context: WhyContext,
  params: ReachesParams,
  isStale: () => boolean,
): Promise<ReachesList | Problem> {
  const traffic = readTraffic(params.traffic?.protocol, params.traffic?.ports);
  if (traffic.kind === 'problem') return { problem: traffic.problem };
  const asked = await askedRoot(context, params.root, isStale);
  if (isProblem(asked)) return asked;
  const { model } = asked;
  const ask = params.direction === 'to' ? whoCanReach : reachableFrom;
  const result = ask(model.index(), params.end, traffic.traffic);
  if (result.kind === 'error')
    return { problem: result.errors.map(({ message }) => plain(message, 1000)).join(' ') };
  const list = { ...result, direction: params.direction };
  const network = model.network();
  const shown = ({ end, verdict, traffic: passing, unknowns }: Reach): ReachedEnd => ({
    id: end.id,
    name: plain(end.name),
    kind: end.kind,
    verdict,
    traffic: trafficList(passing),
    hangsOn: [...new Set(unknowns.map(({ value }) => plain(value)))],
    ...originOf(network, end.id, uriOf),
  });
  return {
    end: plain(result.end),
    direction: params.direction,
    reaches: result.reaches.map(shown).sort(internetFirst),
    text: reachText(list),
    markdown: reachMarkdown(list),
  };
}

function internetFirst(a: ReachedEnd, b: ReachedEnd): number {
  return Number(b.kind === 'internet') - Number(a.kind === 'internet');
}
