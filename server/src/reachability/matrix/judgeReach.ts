import { allAddresses } from '../../ip/addresses';
import { allPorts } from '../../ip/packets';
import { includes, intersect } from '../../ip/ranges';
import type { Traffic } from '../../ip/traffic';
import type { Unknown } from '../../network/model';
import type { TrafficSet } from '../answer';
import { distinct } from '../case';
import type { OwnTraffic } from '../ends';
import type { Reach, ReachEnd } from '../reach';
import { trafficSets } from '../trafficSets';
import type { PairTraffic } from './bareWays';

/** What counts for a pair: the receiver's own ports, and what was asked for by name. */
export interface Wanted {
  readonly own: OwnTraffic | undefined;
  readonly required: Traffic | undefined;
}

/** The verdict about a pair through which something may pass, and the traffic that it is about. */
export interface JudgedReach {
  readonly verdict: Reach['verdict'];
  readonly traffic: Traffic;
}

/** Judges a pair; undefined where it is surely blocked. */
export function judgeReach(pair: PairTraffic, { own, required }: Wanted): JudgedReach | undefined {
  const possible = own === undefined ? pair.possible : intersect(pair.possible, own.traffic);
  if (possible.length === 0 || (required !== undefined && !includes(possible, required))) return undefined;
  const sure = own === undefined ? pair.sure : intersect(pair.sure, own.traffic);
  const isSure =
    sure.length > 0 &&
    (own?.unknown === undefined || includes(sure, own.traffic)) &&
    (required === undefined || includes(sure, required));
  return isSure ? { verdict: 'reachable', traffic: sure } : { verdict: 'unknown', traffic: possible };
}

/** Why nobody knows whether a pair that is judged `unknown` is reachable. */
export function whyUnknown(
  end: ReachEnd,
  pair: PairTraffic,
  own: OwnTraffic | undefined,
): readonly Unknown[] {
  const unknowns = [...pair.unknowns, ...(own?.unknown === undefined ? [] : [own.unknown])];
  if (unknowns.length > 0) return distinct(unknowns);
  const why = `some of those between it and ${end.name} let the traffic pass, and some do not`;
  return [{ value: 'which interface is used', why }];
}

/** Puts traffic in the form of answers. Many pairs share theirs: it is done once. */
export function newShown(): (traffic: Traffic) => readonly TrafficSet[] {
  const byIdentity = new WeakMap<Traffic, readonly TrafficSet[]>();
  const byText = new Map<string, readonly TrafficSet[]>();
  const side = { whole: allAddresses, names: [] };
  return (traffic) => {
    const old = byIdentity.get(traffic);
    if (old !== undefined) return old;
    const key = traffic.join();
    let sets = byText.get(key);
    if (sets === undefined) {
      const box = { source: allAddresses, destination: allAddresses, traffic, clientPorts: allPorts };
      byText.set(key, (sets = trafficSets([box], side, side)));
    }
    byIdentity.set(traffic, sets);
    return sets;
  };
}
