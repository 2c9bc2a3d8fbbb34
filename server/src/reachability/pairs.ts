import { addressSet, allAddresses, noAddresses, uniteAddresses, type AddressSet } from '../ip/addresses';
import {
  intersectPackets,
  normalisePackets,
  subtractPackets,
  unitePackets,
  type PacketSet,
} from '../ip/packets';
import type { Unknown } from '../network/model';
import type { Verdict } from './answer';
import type { Asked } from './askedTraffic';
import { distinct, type Case } from './case';
import { casesBetween } from './cases';
import type { End, EndHost } from './ends';
import type { NetworkIndex } from './networkIndex';
import type { SideNames } from './trafficSets';

/** What comes of all hosts of one end asking all of another. */
export interface PairsResult {
  readonly verdict: Verdict;
  /** With the addresses of both sides put in; `sides` has their names. */
  readonly must: PacketSet;
  readonly may: PacketSet;
  readonly from: SideNames;
  readonly to: SideNames;
  /** The case that shows best why the verdict is as it is. */
  readonly shown: Case | undefined;
  /** Cases that fail, where all have to succeed. */
  readonly failing: readonly Case[];
  readonly unknowns: readonly Unknown[];
}

interface Cell {
  readonly verdict: Verdict;
  readonly must: PacketSet;
  readonly may: PacketSet;
  readonly cases: readonly Case[];
}

/** Asks every pair, and puts the pairs together by what the ends are: `every` host has to do, or `some`. */
export function askPairs(index: NetworkIndex, from: End, to: End, asked: Asked, trace: boolean): PairsResult {
  const sources = placesOf(from);
  const targets = placesOf(to);
  const rows = sources.map((source) => targets.map((target) => askCell(index, source, target, asked, trace)));
  const joinedRows = rows.map((row) => join(row, to.quantifier));
  const whole = join(joinedRows, from.quantifier);
  const cells = rows.flat();
  const unknowns = whole.verdict === 'unknown' ? whyUnknown(from, to, rows, joinedRows, whole) : [];
  return {
    verdict: whole.verdict,
    must: whole.must,
    may: subtractPackets(whole.may, whole.must),
    from: namesOf(from, sources),
    to: namesOf(to, targets),
    shown: shownCase(whole),
    failing: failingCases(cells, from.quantifier === 'every' || to.quantifier === 'every', whole.verdict),
    unknowns,
  };
}

/** A host with the addresses that stand for it in packet sets: its own, or an invented one where it has no known set. */
interface Place {
  readonly host: EndHost;
  readonly standIn: AddressSet;
  readonly isSet: boolean;
}

function placesOf(end: End): readonly Place[] {
  if (end.quantifier === 'every')
    return end.hosts.map((host) => ({ host, standIn: allAddresses, isSet: false }));
  return placesOfHosts(end.hosts);
}

function placesOfHosts(hosts: readonly EndHost[]): readonly Place[] {
  return hosts.map((host, place) => {
    const own = ownAddresses(host);
    return own === undefined
      ? { host, standIn: standInFor(place), isSet: false }
      : { host, standIn: own, isSet: true };
  });
}

function ownAddresses(host: EndHost): AddressSet | undefined {
  if (host.kind !== 'interface') return host.mode === 'each' ? host.addresses : undefined;
  let all: AddressSet | undefined;
  for (const { addresses } of host.parties.values()) {
    if (addresses !== undefined) all = uniteAddresses(all ?? noAddresses, addresses);
  }
  return all;
}

/** An address that nobody has (`::n`), to tell hosts apart whose own is not known. */
function standInFor(place: number): AddressSet {
  return addressSet([{ family: 6, address: BigInt(place + 1), prefixLength: 128 }]);
}

function askCell(index: NetworkIndex, from: Place, to: Place, asked: Asked, trace: boolean): Cell {
  const cases = casesBetween(index, from.host, to.host, asked, trace);
  const place = (packets: PacketSet, one: Case): PacketSet =>
    packets.map((box) => ({
      ...box,
      source: from.isSet ? (one.source ?? from.standIn) : from.standIn,
      destination: to.isSet ? (one.destination ?? to.standIn) : to.standIn,
    }));
  return {
    verdict: best(cases.map(({ verdict }) => verdict)),
    must: normalisePackets(cases.flatMap((one) => place(one.must, one))),
    may: normalisePackets(cases.flatMap((one) => place(one.may, one))),
    cases,
  };
}

function uniteQuickly(a: PacketSet, b: PacketSet): PacketSet {
  if (a.length === 0) return b;
  return b.length === 0 ? a : unitePackets(a, b);
}

function join(cells: readonly Cell[], quantifier: End['quantifier']): Cell {
  const [first, ...others] = cells;
  if (first === undefined) return { verdict: 'unknown', must: [], may: [], cases: [] };
  if (others.length === 0) return first;
  const verdicts = cells.map(({ verdict }) => verdict);
  const every = quantifier === 'every';
  const must = others.reduce(
    (sum, one) => (every ? intersectPackets(sum, one.must) : uniteQuickly(sum, one.must)),
    first.must,
  );
  const verdict = every ? all(verdicts) : best(verdicts);
  return {
    // Each may be reachable by something else: then nothing is, whichever it is.
    verdict: verdict === 'reachable' && must.length === 0 ? 'unknown' : verdict,
    must,
    may: others.reduce((sum, { may }) => uniteQuickly(sum, may), first.may),
    cases: cells.flatMap(({ cases }) => cases),
  };
}

function best(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('reachable')) return 'reachable';
  return verdicts.includes('unknown') ? 'unknown' : 'blocked';
}

function all(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts;
  return first !== undefined && verdicts.every((verdict) => verdict === first) ? first : 'unknown';
}

function shownCase({ verdict, cases }: Cell): Case | undefined {
  if (verdict === 'blocked') return nearest(cases);
  const same = cases.find((one) => one.verdict === verdict);
  // Where some get through and some do not, the ones that do not are what the question is about.
  return same ?? nearest(cases.filter((one) => one.verdict === 'blocked')) ?? cases[0];
}

/** The case with the fewest things to mend. */
function nearest(cases: readonly Case[]): Case | undefined {
  return cases.toSorted((a, b) => blockersOf(a) - blockersOf(b))[0];
}

function blockersOf(one: Case): number {
  return Math.min(...one.branches.map(({ blockers }) => blockers.length));
}

function failingCases(cells: readonly Cell[], everyCounts: boolean, verdict: Verdict): readonly Case[] {
  if (verdict === 'reachable') return [];
  const failing = cells.flatMap(({ cases, verdict: own }) => {
    const near = own === 'blocked' ? nearest(cases) : undefined;
    return near === undefined ? [] : [near];
  });
  if (everyCounts || verdict === 'unknown') return failing;
  const one = nearest(failing);
  return one === undefined ? [] : [one];
}

/** Why nobody can say: the values, and where it hangs on which host it is. */
function whyUnknown(
  from: End,
  to: End,
  rows: readonly (readonly Cell[])[],
  joinedRows: readonly Cell[],
  whole: Cell,
): readonly Unknown[] {
  const mixed: Unknown[] = [];
  const isMixed = (verdicts: readonly Verdict[]): boolean =>
    verdicts.includes('reachable') && verdicts.includes('blocked');
  if (from.quantifier === 'every' && isMixed(joinedRows.map(({ verdict }) => verdict))) {
    mixed.push(...(from.chosenBy ?? [dependsOn(from, joinedRows, 'from')]));
  }
  const row = rows.find((cells) => to.quantifier === 'every' && isMixed(cells.map(({ verdict }) => verdict)));
  if (row !== undefined) mixed.push(...(to.chosenBy ?? [dependsOn(to, row, 'to')]));
  const values = whole.cases.flatMap((one) => (one.verdict === 'unknown' ? one.unknowns : []));
  const whys = distinct([...mixed, ...values]);
  const several = [from, to].find(({ quantifier, hosts }) => quantifier === 'every' && hosts.length > 1);
  return whys.length > 0 || several === undefined ? whys : [nothingInCommon(several)];
}

function nothingInCommon(end: End): Unknown {
  const why = 'something passes by each of them, but nothing by all of them';
  return { value: `which of its interfaces ${end.name} uses`, why };
}

function dependsOn(end: End, cells: readonly Cell[], side: 'from' | 'to'): Unknown {
  const names = (verdict: Verdict): string => {
    const places = end.hosts.filter((_, place) => cells[place]?.verdict === verdict).map(placeName);
    return [...new Set(places)].join(', ');
  };
  const where =
    end.kind === 'workload' ? `which of its interfaces ${end.name} uses` : `which part of ${end.name} it is`;
  return {
    value: where,
    why: `${side} ${names('reachable')} it gets through, ${side} ${names('blocked')} it does not`,
  };
}

function placeName(host: EndHost): string {
  if (host.kind !== 'interface') return host.name;
  return host.interface.subnet.known ? host.interface.subnet.value : host.interface.name;
}

function namesOf(end: End, places: readonly Place[]): SideNames {
  if (end.quantifier === 'every') return { whole: allAddresses, names: [] };
  const whole = places.reduce((sum, { standIn }) => uniteAddresses(sum, standIn), noAddresses);
  if (places.length === 1 && places[0]?.isSet !== true) return { whole, names: [] };
  if (
    places.every(
      ({ host }) => host.kind !== 'interface' || host.members[0]?.id.endsWith('/a-machine') === true,
    )
  ) {
    return { whole, names: places.every(({ isSet }) => isSet) ? [] : places.map(nameOfPlace) };
  }
  return { whole, names: places.flatMap((place) => memberNames(place)) };
}

/** Names for some hosts of an end, where the others are left out. */
export function partNames(hosts: readonly EndHost[]): SideNames['names'] {
  return placesOfHosts(hosts).flatMap(memberNames);
}

function nameOfPlace({ host, standIn }: Place): { addresses: AddressSet; name: string } {
  return { addresses: standIn, name: host.kind === 'interface' ? host.interface.name : host.name };
}

function memberNames(place: Place): { addresses: AddressSet; name: string }[] {
  const { host } = place;
  if (host.kind !== 'interface' || !place.isSet) return [nameOfPlace(place)];
  return host.members.flatMap((one) =>
    one.addresses.flatMap(({ within }) =>
      within.known && within.value.length === 1
        ? [{ addresses: addressSet(within.value), name: one.name }]
        : [],
    ),
  );
}
