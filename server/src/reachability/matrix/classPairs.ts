import type { Family } from '../../ip/cidr';
import { groupBy } from '../../util/collections';
import type { Asked } from '../askedTraffic';
import { isDialledByPublicAddress } from '../cases';
import { interfaceEnd } from '../ends';
import { addressOf, interfaceHost, type InterfaceHost } from '../hosts';
import type { NetworkIndex } from '../networkIndex';
import {
  bareWay,
  eitherOf,
  nothingPasses,
  wholeWalk,
  withGroups,
  type BareWay,
  type PairTraffic,
} from './bareWays';
import { candidateFinder } from './candidates';
import { fineClasses, type FineClass } from './fineClasses';

/** Pairs of classes for one kind of traffic. */
export interface ClassPairs {
  readonly pair: (from: FineClass, to: FineClass) => PairTraffic;
  /** Shows all pairs through which something may pass, without looking at each of the others. */
  readonly each: (visit: (from: FineClass, to: FineClass, traffic: PairTraffic) => void) => void;
}

/** The ways between two places, one for each family that both have; `whole` where groups can not be looked at apart. */
type Ways = readonly { readonly family: Family; readonly way: BareWay }[] | 'whole';

/**
 * What lies between two places is walked once and kept; the groups at both ends are then looked at by themselves, as
 * long as nothing in between rewrites addresses.
 */
export function classPairs(index: NetworkIndex, asked: Asked): ClassPairs {
  const { classes } = fineClasses(index);
  const known = new Map<number, Ways>();
  const hosts = { 4: hostsOf(index, 4), 6: hostsOf(index, 6) };
  const waysBetween = (from: FineClass, to: FineClass): Ways => {
    const key = from.place * classes.length + to.place;
    let ways = known.get(key);
    if (ways === undefined) known.set(key, (ways = findWays(from, to)));
    return ways;
  };
  const findWays = (from: FineClass, to: FineClass): Ways => {
    const here = from.interface;
    if (here.addresses.length === 0 || to.interface.addresses.length === 0) return 'whole';
    const ways: { family: Family; way: BareWay }[] = [];
    for (const family of [4, 6] as const) {
      const source = hosts[family](from);
      const destination = hosts[family](to);
      if (source === undefined || destination === undefined) continue;
      if (
        family === 4 &&
        isDialledByPublicAddress(index, interfaceEnd(index, here), interfaceEnd(index, to.interface))
      )
        return 'whole';
      const way = bareWay(index, source, destination, family, asked);
      if (way === 'whole') return way;
      if (way.traffic.possible.length > 0) ways.push({ family, way });
    }
    return ways;
  };
  const pairBy = (ways: Ways, from: FineClass, to: FineClass): PairTraffic => {
    if (ways === 'whole')
      return wholeWalk(index, interfaceEnd(index, from.interface), interfaceEnd(index, to.interface), asked);
    let all = nothingPasses;
    for (const { family, way } of ways) {
      const source = hosts[family](from);
      const destination = hosts[family](to);
      if (source !== undefined && destination !== undefined)
        all = eitherOf(all, withGroups(index, way, source, destination));
    }
    return all;
  };
  return {
    pair: (from, to) => pairBy(waysBetween(from, to), from, to),
    each: (visit) => {
      visitPairs(index, classes, waysBetween, pairBy, visit);
    },
  };
}

function visitPairs(
  index: NetworkIndex,
  classes: readonly FineClass[],
  waysBetween: (from: FineClass, to: FineClass) => Ways,
  pairBy: (ways: Ways, from: FineClass, to: FineClass) => PairTraffic,
  visit: (from: FineClass, to: FineClass, traffic: PairTraffic) => void,
): void {
  const candidates = candidateFinder(index, classes);
  const byPlace = groupBy(classes, ({ place }) => place);
  for (const to of classes) {
    const admitted = candidates(to) ?? byPlace;
    for (const [place, there] of byPlace) {
      const [first] = there;
      if (first === undefined) continue;
      const ways = waysBetween(first, to);
      // Where addresses are rewritten on the way, the rules are not about the sender's own.
      const senders = ways === 'whole' ? there : ways.length > 0 ? (admitted.get(place) ?? []) : [];
      for (const from of senders) {
        const traffic = pairBy(ways, from, to);
        if (traffic.possible.length > 0) visit(from, to, traffic);
      }
    }
  }
}

/** Classes under their private IPv4 or their IPv6 address, made once each. */
function hostsOf(index: NetworkIndex, family: Family): (one: FineClass) => InterfaceHost | undefined {
  const hosts: (InterfaceHost | null)[] = [];
  return ({ id, interface: one }) => {
    const old = hosts[id];
    if (old !== undefined) return old ?? undefined;
    const address = addressOf(one, family);
    const host = address === undefined ? undefined : interfaceHost(index, one, address);
    hosts[id] = host ?? null;
    return host;
  };
}
