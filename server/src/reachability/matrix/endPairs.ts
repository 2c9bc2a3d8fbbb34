import { intersect, unite } from '../../ip/ranges';
import type { Asked } from '../askedTraffic';
import type { Front } from '../balancers/front';
import { mayKeepClientAddress } from '../balancers/nodes';
import { askBehind, type SecondLeg } from '../balancers/secondLeg';
import { askThrough, trafficIn } from '../balancers/throughBalancer';
import { plainEnd, type End, type EndHost } from '../ends';
import type { NetworkIndex } from '../networkIndex';
import { nothingPasses, wholeWalk, type PairTraffic } from './bareWays';
import { classPairs, type ClassPairs } from './classPairs';
import { hostOf, isClass, type Side } from './sides';

/** An end as a sender: any of its sides will do, or every one has to. */
export interface Sender {
  readonly quantifier: End['quantifier'];
  readonly sides: readonly Side[];
}

/** An end as a receiver, with the balancer that stands behind its doors. */
export interface Receiver {
  readonly quantifier: End['quantifier'];
  readonly doors: readonly Side[];
  readonly front: Front | undefined;
}

/** Asks pairs of ends, each pair of their sides once. */
export interface EndPairs {
  readonly classes: ClassPairs;
  readonly pair: (from: Sender, to: Receiver) => PairTraffic;
}

/** Pairs of ends for one kind of traffic. */
export function endPairs(index: NetworkIndex, asked: Asked): EndPairs {
  const classes = classPairs(index, asked);
  const known = new Map<Side, Map<Side, PairTraffic>>();
  const sidePair = (from: Side, to: Side): PairTraffic => {
    if (isClass(from) && isClass(to)) return classes.pair(from, to);
    let row = known.get(from);
    if (row === undefined) known.set(from, (row = new Map<Side, PairTraffic>()));
    let pair = row.get(to);
    if (pair === undefined)
      row.set(to, (pair = wholeWalk(index, hostOf(index, from), hostOf(index, to), asked)));
    return pair;
  };
  const behind = new Map<Front, SecondLeg>();
  const legBehind = (front: Front): SecondLeg => {
    let leg = behind.get(front);
    if (leg === undefined)
      behind.set(front, (leg = askBehind(index, front, nobody, asked, { trace: false })));
    return leg;
  };
  const fromSide = (from: Side, to: Receiver): PairTraffic => {
    const first = joinPairs(
      to.doors.map((door) => sidePair(from, door)),
      to.quantifier,
    );
    const { front } = to;
    if (front === undefined || first.possible.length === 0) return first;
    const isClientSeen = !isClass(from) && from.kind !== 'interface';
    if (isClientSeen || mayKeepClientAddress(index, front))
      return wholeThrough(index, hostOf(index, from), to, front, asked);
    return throughFront(first, legBehind(front));
  };
  return {
    classes,
    pair: (from, to) =>
      joinPairs(
        from.sides.map((side) => fromSide(side, to)),
        from.quantifier,
      ),
  };
}

/** Several sides of one end as one: what passes by all of them, or by any. */
export function joinPairs(pairs: readonly PairTraffic[], quantifier: End['quantifier']): PairTraffic {
  const [first, ...others] = pairs;
  if (first === undefined) return nothingPasses;
  if (others.length === 0) return first;
  return others.reduce<PairTraffic>(
    (all, one) => ({
      sure: quantifier === 'every' ? intersect(all.sure, one.sure) : unite(all.sure, one.sure),
      possible: unite(all.possible, one.possible),
      unknowns: [...all.unknowns, ...one.unknowns],
    }),
    first,
  );
}

/** Who a balancer serves does not matter where its targets do not see who that is. */
const nobody: End = { ...plainEnd, id: '', name: '', kind: 'address', quantifier: 'some', hosts: [] };

function throughFront(first: PairTraffic, behind: SecondLeg): PairTraffic {
  const served = trafficIn(behind.served);
  const possible = intersect(first.possible, unite(served, trafficIn(behind.possible)));
  if (possible.length === 0) return nothingPasses;
  return {
    sure: intersect(first.sure, served),
    possible,
    unknowns: behind.unknowns.length === 0 ? first.unknowns : [...first.unknowns, ...behind.unknowns],
  };
}

/** Both legs for one client, with its addresses: not all that get to the balancer need get on to its targets. */
function wholeThrough(
  index: NetworkIndex,
  from: EndHost,
  to: Receiver,
  front: Front,
  asked: Asked,
): PairTraffic {
  const client: End = { ...nobody, hosts: [from] };
  const doors = to.doors.map((door) => hostOf(index, door));
  const receiver: End = { ...nobody, kind: 'loadBalancer', quantifier: to.quantifier, hosts: doors };
  const { result } = askThrough(index, client, receiver, front, asked, { trace: false });
  if (result.verdict === 'blocked') return nothingPasses;
  const must = trafficIn(result.must);
  const sure = result.verdict === 'reachable' ? must : [];
  return { sure, possible: unite(must, trafficIn(result.may)), unknowns: result.unknowns };
}
