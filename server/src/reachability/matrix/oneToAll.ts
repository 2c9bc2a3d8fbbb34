import type { Id } from '../../network/model';
import { askedTraffic } from '../askedTraffic';
import type { End } from '../ends';
import { resolveEndpoint } from '../endpoints';
import type { NetworkIndex } from '../networkIndex';
import type { AskedTraffic } from '../question';
import type { Reach, ReachResult } from '../reach';
import { nothingPasses, type PairTraffic } from './bareWays';
import { endPairs, type EndPairs } from './endPairs';
import { judgeReach, newShown, whyUnknown, type Wanted } from './judgeReach';
import { matrixEnds, type MatrixEnd } from './matrixEnds';
import { sidesOf } from './sides';

/** Whom an end can reach, with this traffic, or on their own ports; through balancers and endpoint services to their targets. */
export function reachableFrom(index: NetworkIndex, endpoint: string, traffic?: AskedTraffic): ReachResult {
  return oneToAll(index, endpoint, traffic, (pairs, asker) => {
    const sender = { quantifier: asker.quantifier, sides: sidesOf(index, asker) };
    return (other) => ({ pair: pairs.pair(sender, other), own: other.own });
  });
}

/** Who can reach an end, with this traffic, or on its own ports; of a balancer or endpoint service, who is served. */
export function whoCanReach(index: NetworkIndex, endpoint: string, traffic?: AskedTraffic): ReachResult {
  return oneToAll(index, endpoint, traffic, (pairs, asker) => {
    const { quantifier, front, own } = asker;
    const receiver = { quantifier, front, doors: sidesOf(index, asker) };
    return (other) => ({
      // An endpoint answers, and opens no connections.
      pair: other.end.kind === 'endpoint' ? nothingPasses : pairs.pair(other, receiver),
      own,
    });
  });
}

type Ask = (other: MatrixEnd) => { readonly pair: PairTraffic; readonly own: Wanted['own'] };

function oneToAll(
  index: NetworkIndex,
  endpoint: string,
  traffic: AskedTraffic | undefined,
  askOf: (pairs: EndPairs, asker: End) => Ask,
): ReachResult {
  const resolved = resolveEndpoint(index, endpoint);
  if (resolved.kind === 'error') return { kind: 'error', errors: [resolved.error] };
  const { end } = resolved;
  const asked = askedTraffic(traffic, undefined);
  const ask = askOf(endPairs(index, asked), end);
  const shown = newShown();
  const self = itself(index, end);
  const reaches = matrixEnds(index).flatMap((other): readonly Reach[] => {
    if (other.end.id === self) return [];
    const { pair, own } = ask(other);
    const wanted = { own: traffic === undefined ? own : undefined, required: asked.required };
    const judged = judgeReach(pair, wanted);
    if (judged === undefined) return [];
    const unknowns = judged.verdict === 'unknown' ? whyUnknown(other.end, pair, wanted.own) : [];
    return [{ end: other.end, verdict: judged.verdict, traffic: shown(judged.traffic), unknowns }];
  });
  return { kind: 'reach', end: end.name, reaches };
}

/** Who an end is, so that it is not told to reach itself: a group that only one thing carries is that thing. */
function itself(index: NetworkIndex, { id, kind }: End): Id | undefined {
  if (kind !== 'securityGroup') return id;
  const owners = new Set(index.interfacesOfGroup(id).map((one) => one.owner ?? one.id));
  const [only, another] = owners;
  return another === undefined ? only : undefined;
}
