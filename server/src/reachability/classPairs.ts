import { intersect, unite } from '../ip/ranges';
import { noTraffic, type Traffic } from '../ip/traffic';
import type { NetworkInterface, Unknown } from '../network/model';
import type { Asked } from './askedTraffic';
import { casesBetween, trafficOf } from './cases';
import { interfaceEnd, type EndHost } from './ends';
import { candidateFinder } from './candidates';
import { fineClasses, type FineClass } from './fineClasses';
import { judgeGroups, referencesKept, type References } from './groupRules';
import { addressOf, interfaceHost, type InterfaceHost } from './hosts';
import type { NetworkIndex } from './networkIndex';
import type { Packet, Walk } from './walk/packet';
import { referencesOnTheWay } from './walk/referencesOnTheWay';
import { walkBetween } from './walk/walk';

/** Traffic from one class to another: what surely passes, what may, and what that hangs on. */
export interface ClassPair {
  readonly sure: Traffic;
  readonly possible: Traffic;
  readonly unknowns: readonly Unknown[];
}

/** Nothing passes. */
export const nothingPasses: ClassPair = { sure: noTraffic, possible: noTraffic, unknowns: [] };

/** What lies between two places, whatever groups stand at its ends. Undefined: the groups can not be looked at apart. */
type BareWay =
  { readonly pair: ClassPair; readonly arrived: References; readonly leaving: () => References } | 'whole';

/** Pairs of classes for one kind of traffic. */
export interface ClassPairs {
  readonly pair: (from: FineClass, to: FineClass) => ClassPair;
  /** All pairs through which something may pass, without looking at each of the others. */
  readonly all: () => ReadonlyMap<FineClass, ReadonlyMap<FineClass, ClassPair>>;
}

/**
 * What lies between two subnets is walked once and kept; the groups at both ends are then looked at by themselves, as
 * long as nothing in between rewrites addresses.
 */
export function classPairs(index: NetworkIndex, asked: Asked): ClassPairs {
  const ways = new Map<number, BareWay>();
  const places = fineClasses(index).classes.length;
  const hosts = new Map<FineClass, InterfaceHost | undefined>();
  const hostOf = (one: FineClass): InterfaceHost | undefined => {
    if (!hosts.has(one)) hosts.set(one, ipv4Host(index, one.interface));
    return hosts.get(one);
  };
  const wayBetween = (from: FineClass, to: FineClass): BareWay => {
    const here = hostOf(from);
    const there = hostOf(to);
    if (here === undefined || there === undefined) return 'whole';
    const key = from.place * places + to.place;
    let way = ways.get(key);
    if (way === undefined) ways.set(key, (way = bareWay(index, here, there, asked)));
    return way;
  };
  const pairBy = (way: BareWay, from: FineClass, to: FineClass): ClassPair => {
    const here = hostOf(from);
    const there = hostOf(to);
    if (way === 'whole' || here === undefined || there === undefined) {
      return wholeWalk(index, ofClass(index, from), ofClass(index, to), asked);
    }
    return withGroups(index, way, here, there);
  };
  return {
    pair: (from, to) => pairBy(wayBetween(from, to), from, to),
    all: () => allPairs(index, wayBetween, pairBy),
  };
}

function allPairs(
  index: NetworkIndex,
  wayBetween: (from: FineClass, to: FineClass) => BareWay,
  pairBy: (way: BareWay, from: FineClass, to: FineClass) => ClassPair,
): ReadonlyMap<FineClass, ReadonlyMap<FineClass, ClassPair>> {
  const { classes } = fineClasses(index);
  const candidates = candidateFinder(index, classes);
  const byPlace = groupByPlace(classes);
  const pairs = new Map<FineClass, Map<FineClass, ClassPair>>();
  for (const to of classes) {
    const admitted = candidates(to);
    const admittedByPlace = admitted === undefined ? byPlace : groupByPlace(admitted);
    for (const [place, there] of byPlace) {
      const [first] = there;
      if (first === undefined) continue;
      const way = wayBetween(first, to);
      if (way !== 'whole' && way.pair.possible.length === 0) continue;
      // Where addresses are rewritten on the way, the rules are not about the sender's own.
      const senders =
        way === 'whole' || admittedByPlace === undefined ? there : (admittedByPlace.get(place) ?? []);
      for (const from of senders) {
        const pair = pairBy(way, from, to);
        if (pair.possible.length === 0) continue;
        const row = pairs.get(from);
        if (row === undefined) pairs.set(from, new Map([[to, pair]]));
        else row.set(to, pair);
      }
    }
  }
  return pairs;
}

function groupByPlace(classes: readonly FineClass[]): ReadonlyMap<number, readonly FineClass[]> {
  const places = new Map<number, FineClass[]>();
  for (const one of classes) {
    const same = places.get(one.place);
    if (same === undefined) places.set(one.place, [one]);
    else same.push(one);
  }
  return places;
}

function ofClass(index: NetworkIndex, one: FineClass): EndHost {
  return interfaceEnd(index, one.interface);
}

/** The interface under its private IPv4 address, if that is the only one that it has. */
function ipv4Host(index: NetworkIndex, one: NetworkInterface): InterfaceHost | undefined {
  const address = addressOf(one, 4);
  if (address === undefined || one.addresses.length !== 1) return undefined;
  const isPublic = !address.publicAddress.known || address.publicAddress.value !== undefined;
  return isPublic ? undefined : interfaceHost(index, one, address);
}

/** Any two ends, the long way. */
export function wholeWalk(index: NetworkIndex, from: EndHost, to: EndHost, asked: Asked): ClassPair {
  const cases = casesBetween(index, from, to, asked, false);
  let result = nothingPasses;
  for (const one of cases) {
    result = {
      sure: join(result.sure, one.sure),
      possible: join(result.possible, one.possible),
      unknowns: [...result.unknowns, ...one.unknowns],
    };
  }
  return result;
}

function join(a: Traffic, b: Traffic): Traffic {
  if (a.length === 0) return b;
  return b.length === 0 ? a : unite(a, b);
}

function bareWay(index: NetworkIndex, from: InterfaceHost, to: InterfaceHost, asked: Asked): BareWay {
  const bare = (host: InterfaceHost): InterfaceHost => ({
    ...host,
    interface: { ...host.interface, securityGroups: [] },
    party: { ...host.party },
  });
  const arrivals: Packet[] = [];
  const source = bare(from);
  const walk: Walk = {
    index,
    trace: false,
    asked: asked.traffic,
    required: undefined,
    clientPorts: interfaceEnd(index, from.interface).clientPorts,
    forks: [],
    outcomes: [],
    arrivals,
  };
  walkBetween(walk, source, bare(to), 4);
  const pair: ClassPair = {
    ...trafficOf(walk.outcomes),
    unknowns: [...walk.forks, ...walk.outcomes.flatMap(({ unknowns }) => unknowns)],
  };
  if (pair.possible.length === 0) return { pair, arrived: referencesKept, leaving: () => referencesKept };
  const [arrival] = arrivals;
  const isPlain = walk.outcomes.length === 1 && arrivals.length === 1 && arrival?.from === source;
  if (!isPlain || arrival.translations !== undefined || arrival.visited.length > 2) return 'whole';
  let leaving: References | undefined;
  return {
    pair,
    arrived: arrival.references,
    leaving: () => (leaving ??= referencesOnTheWay(index, from.interface, to)),
  };
}

function withGroups(
  index: NetworkIndex,
  way: Exclude<BareWay, 'whole'>,
  from: InterfaceHost,
  to: InterfaceHost,
): ClassPair {
  const { pair } = way;
  if (pair.possible.length === 0) return nothingPasses;
  // Inbound first: it is the one that mostly says no.
  const inbound = judgeGroups(index, to.interface, 'ingress', from, () => way.arrived, pair.possible);
  const possibleIn = intersect(pair.possible, inbound.may);
  if (possibleIn.length === 0) return nothingPasses;
  const outbound = judgeGroups(index, from.interface, 'egress', to, way.leaving, possibleIn);
  const possible = intersect(possibleIn, outbound.may);
  if (possible.length === 0) return nothingPasses;
  return {
    possible,
    sure: intersect(intersect(pair.sure, inbound.must), outbound.must),
    unknowns: [...pair.unknowns, ...inbound.unknowns, ...outbound.unknowns],
  };
}
