import { noAddresses } from '../../ip/addresses';
import { intersectPackets, subtractPackets, unitePackets, type PacketSet } from '../../ip/packets';
import { includes, unite } from '../../ip/ranges';
import { noTraffic, type Traffic } from '../../ip/traffic';
import type { Hop, Verdict } from '../answer';
import type { Asked } from '../askedTraffic';
import type { End } from '../ends';
import type { NetworkIndex } from '../networkIndex';
import { askPairs, partNames, type PairsResult } from '../pairs';
import type { Front } from './front';
import { hopOf } from './hop';
import { mayKeepClientAddress } from './nodes';
import { askBehind, noListenerHop, type BehindOptions, type SecondLeg } from './secondLeg';

/** What comes of asking somebody through a balancer. */
export interface ThroughBalancer {
  /** Both legs as one: `shown` and `failing` are of the first. */
  readonly result: PairsResult;
  readonly behind: SecondLeg;
}

/** The connection to a balancer and the one that it opens for it, as one question. */
export function askThrough(
  index: NetworkIndex,
  from: End,
  to: End,
  front: Front,
  asked: Asked,
  options: BehindOptions,
): ThroughBalancer {
  if (from.hosts.length < 2 || !mayKeepClientAddress(index, front))
    return askAtOnce(index, from, to, front, asked, options);
  return askEachClient(index, from, to, front, asked, options);
}

function askAtOnce(
  index: NetworkIndex,
  from: End,
  to: End,
  front: Front,
  asked: Asked,
  options: BehindOptions,
): ThroughBalancer {
  const behind = askBehind(index, front, from, asked, options);
  const first = askFirstLeg(index, from, to, asked, behind, options.trace);
  return joinLegs(first, behind, front, asked);
}

/** Where targets see the client itself, each of several clients has to get through both legs. */
function askEachClient(
  index: NetworkIndex,
  from: End,
  to: End,
  front: Front,
  asked: Asked,
  options: BehindOptions,
): ThroughBalancer {
  const verdicts = from.hosts.map(
    (host) =>
      askAtOnce(index, { ...from, hosts: [host] }, to, front, asked, { ...options, trace: false }).result
        .verdict,
  );
  const open = from.hosts.filter((_, place) => verdicts[place] !== 'blocked');
  // Together one could get to the balancer, and another on from it: each for itself fails.
  if (open.length === 0)
    return askAtOnce(index, { ...from, hosts: from.hosts.slice(0, 1) }, to, front, asked, options);
  if (open.length === from.hosts.length || from.quantifier === 'every') {
    const whole = askAtOnce(index, from, to, front, asked, options);
    if (open.length === from.hosts.length || whole.result.verdict !== 'reachable') return whole;
    const unknown = {
      value: `which of its interfaces ${from.name} uses`,
      why: 'not all of them get through',
    };
    const { result } = whole;
    return {
      ...whole,
      result: { ...result, verdict: 'unknown', must: [], may: result.must, unknowns: [unknown] },
    };
  }
  const part = askAtOnce(index, { ...from, hosts: open }, to, front, asked, options);
  return { ...part, result: { ...part.result, from: { whole: noAddresses, names: partNames(open) } } };
}

/**
 * The first leg is asked for what the second serves: a port that is open to the balancer is of no use where nothing
 * stands behind it. Where the second serves nothing the first is asked all the same, for what blocks there too.
 */
function askFirstLeg(
  index: NetworkIndex,
  from: End,
  to: End,
  asked: Asked,
  behind: SecondLeg,
  trace: boolean,
): PairsResult {
  const isWhole = asked.required !== undefined || asked.portUnknown !== undefined;
  const served = trafficIn(behind.served);
  const possible = unite(served, trafficIn(behind.possible));
  if (isWhole || possible.length === 0) return askPairs(index, from, to, asked, trace);
  const sure =
    served.length === 0 ? undefined : askPairs(index, from, to, { ...asked, traffic: served }, trace);
  if (sure?.verdict === 'reachable' || (sure !== undefined && includes(served, possible))) return sure;
  return askPairs(index, from, to, { ...asked, traffic: possible }, trace);
}

function joinLegs(first: PairsResult, behind: SecondLeg, front: Front, asked: Asked): ThroughBalancer {
  if (behind.verdict === 'blocked') {
    return { behind, result: { ...first, verdict: 'blocked', must: [], may: [] } };
  }
  const must = intersectPackets(first.must, behind.served);
  const all = intersectPackets(
    unitePackets(first.must, first.may),
    unitePackets(behind.served, behind.possible),
  );
  const result = {
    ...first,
    // Where only the client's leg is too narrow for an answer, what passes all the same is still told.
    must,
    may: subtractPackets(all, must),
    unknowns: [...first.unknowns, ...(behind.verdict === 'unknown' ? behind.unknowns : [])],
  };
  const { required } = asked;
  if (required !== undefined && !includes(trafficIn(all), required) && first.verdict !== 'blocked') {
    return blockedBetween(result, behind, noListenerHop(front.balancer));
  }
  if (all.length === 0 && first.verdict !== 'blocked') {
    const why = { why: 'the clients that get to it are not those that get on to its targets' };
    return blockedBetween(result, behind, hopOf(front.balancer, 'loadBalancer', 'blocked', 'NO_PATH', why));
  }
  const isServed = required === undefined ? must.length > 0 : includes(trafficIn(must), required);
  return { behind, result: { ...result, verdict: joined(first.verdict, behind.verdict, isServed) } };
}

function joined(first: Verdict, second: Verdict, isServed: boolean): Verdict {
  if (first === 'blocked' || second === 'blocked') return 'blocked';
  return first === 'reachable' && second === 'reachable' && isServed ? 'reachable' : 'unknown';
}

function blockedBetween(result: PairsResult, behind: SecondLeg, hop: Hop): ThroughBalancer {
  return {
    result: { ...result, verdict: 'blocked' },
    behind: { ...behind, verdict: 'blocked', hops: [hop], pairs: undefined, blockers: [hop] },
  };
}

/** The traffic of packets, whoever sends them. */
export function trafficIn(packets: PacketSet): Traffic {
  return packets.reduce<Traffic>((all, { traffic }) => unite(all, traffic), noTraffic);
}
