import { includes, intersect, unite } from '../ip/ranges';
import { allPorts } from '../ip/packets';
import { allAddresses } from '../ip/addresses';
import type { Traffic } from '../ip/traffic';
import type { Id, NetworkInterface, Unknown } from '../network/model';
import type { TrafficSet } from './answer';
import { askedTraffic, type Asked } from './askedTraffic';
import { distinct } from './cases';
import { classPairs, nothingPasses, wholeWalk, type ClassPair } from './classPairs';
import { httpsTraffic, listenerTraffic, ownTraffic, type End, type EndHost, type OwnTraffic } from './ends';
import { resolveEndpoint } from './endpoints';
import { fineClasses, type FineClass } from './fineClasses';
import type { NetworkIndex } from './networkIndex';
import type { AskedTraffic } from './question';
import type { Matrix, MatrixCell, Reach, ReachEnd, ReachResult } from './reach';
import { trafficSets } from './trafficSets';

/** An end of the matrix: who it is, and the classes of its interfaces. `internet` has none. */
interface Party {
  readonly end: ReachEnd;
  readonly quantifier: End['quantifier'];
  readonly classes: readonly FineClass[];
  readonly own: OwnTraffic | undefined;
}

/** Whom an end can reach, with this traffic, or on their own ports. */
export function reachableFrom(index: NetworkIndex, endpoint: string, traffic?: AskedTraffic): ReachResult {
  const resolved = resolveEndpoint(index, endpoint);
  if (resolved.kind === 'error') return { kind: 'error', errors: [resolved.error] };
  const asker = resolved.end;
  const pairOf = oneToAll(index, asker, traffic, 'from');
  const shown = newShown();
  const self = itself(index, asker);
  const reaches = partiesOf(index).flatMap((party) =>
    party.end.id === self
      ? []
      : reachOf(
          party.end,
          party.quantifier,
          pairOf(party),
          own(party, traffic),
          askedTraffic(traffic, undefined).required,
          shown,
        ),
  );
  return { kind: 'reach', end: asker.name, reaches };
}

/** Who can reach an end, with this traffic, or on its own ports. */
export function whoCanReach(index: NetworkIndex, endpoint: string, traffic?: AskedTraffic): ReachResult {
  const resolved = resolveEndpoint(index, endpoint);
  if (resolved.kind === 'error') return { kind: 'error', errors: [resolved.error] };
  const asked = resolved.end;
  const pairOf = oneToAll(index, asked, traffic, 'to');
  const wanted = traffic === undefined ? asked.own : undefined;
  const shown = newShown();
  const self = itself(index, asked);
  const reaches = partiesOf(index).flatMap((party) =>
    // An endpoint answers, and opens no connections.
    party.end.id === self || party.end.kind === 'endpoint'
      ? []
      : reachOf(
          party.end,
          party.quantifier,
          pairOf(party),
          wanted,
          askedTraffic(traffic, undefined).required,
          shown,
        ),
  );
  return { kind: 'reach', end: asked.name, reaches };
}

/** Who an end is, so that it is not told to reach itself: a group that only one thing carries is that thing. */
function itself(index: NetworkIndex, { id, kind }: End): Id | undefined {
  if (kind !== 'securityGroup') return id;
  const owners = new Set(index.interfacesOfGroup(id).map((one) => one.owner ?? one.id));
  const [only, another] = owners;
  return another === undefined ? only : undefined;
}

/** All pairs of workloads, balancers, endpoints, interfaces that nobody owns, and the internet. */
export function matrix(index: NetworkIndex, traffic?: AskedTraffic): Matrix {
  const asked = askedTraffic(traffic, undefined);
  const groups = groupAlike(partiesOf(index));
  const pairs = classPairs(index, asked).all();
  const partiesOfClass = placesByClass(groups);
  const internet = groups.findIndex(([party]) => party?.end.kind === 'internet');
  const shown = newShown();
  const cells: MatrixCell[] = [];
  groups.forEach(([source, another], from) => {
    if (source === undefined) return;
    const reached = new Set<number>([internet]);
    if (from === internet) groups.forEach((_, place) => reached.add(place));
    for (const own of source.classes) {
      for (const to of pairs.get(own)?.keys() ?? [])
        for (const place of partiesOfClass.get(to) ?? []) reached.add(place);
    }
    for (const to of reached) {
      const [target] = groups[to] ?? [];
      if (target === undefined || (from === to && another === undefined)) continue;
      const pair = partyPair(index, source, target, asked, (a, b) => pairs.get(a)?.get(b) ?? nothingPasses);
      const [reach] = reachOf(target.end, 'some', [pair], own(target, traffic), asked.required, shown);
      if (reach !== undefined) cells.push({ from, to, verdict: reach.verdict, traffic: reach.traffic });
    }
  });
  return { classes: groups.map((members) => members.map(({ end }) => end)), cells };
}

/** Parties that nothing tells apart, together. */
function groupAlike(parties: readonly Party[]): readonly (readonly Party[])[] {
  const groups = new Map<string, Party[]>();
  for (const party of parties) {
    const { quantifier, own, end, classes } = party;
    const ids = classes.map(({ id }) => id).join();
    const key = `${quantifier} ${own?.traffic.join() ?? ''} ${own?.unknown?.value ?? ''} ${end.kind === 'internet' ? end.id : ids}`;
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [party]);
    else same.push(party);
  }
  return [...groups.values()];
}

function placesByClass(groups: readonly (readonly Party[])[]): ReadonlyMap<FineClass, readonly number[]> {
  const places = new Map<FineClass, number[]>();
  groups.forEach(([party], place) => {
    for (const one of party?.classes ?? []) {
      const known = places.get(one);
      if (known === undefined) places.set(one, [place]);
      else known.push(place);
    }
  });
  return places;
}

function partyPair(
  index: NetworkIndex,
  source: Party,
  target: Party,
  asked: Asked,
  pairOf: (from: FineClass, to: FineClass) => ClassPair,
): ClassPair {
  const [a] = source.classes;
  const [b] = target.classes;
  // Most parties are of one class: a million cells are made without a list each.
  if (a !== undefined && b !== undefined && source.classes.length === 1 && target.classes.length === 1) {
    return pairOf(a, b);
  }
  const rows = sidesOf(source).map((from) =>
    sidesOf(target).map((to) =>
      from === 'internet' || to === 'internet' ? internetPair(index, from, to, asked) : pairOf(from, to),
    ),
  );
  return joinPairs(
    rows.map((row) => joinPairs(row, target.quantifier)),
    source.quantifier,
  );
}

/** A destination counts on its own ports, unless the question names others. */
function own(party: Party, traffic: AskedTraffic | undefined): OwnTraffic | undefined {
  return traffic === undefined ? party.own : undefined;
}

type Side = FineClass | 'internet';

function sidesOf(party: Party): readonly Side[] {
  return party.end.kind === 'internet' ? ['internet'] : party.classes;
}

function internetPair(
  index: NetworkIndex,
  from: Side,
  to: Side,
  asked: ReturnType<typeof askedTraffic>,
): ClassPair {
  const host = (side: Side): EndHost | undefined => {
    const resolved =
      side === 'internet' ? resolveEndpoint(index, 'internet') : resolveEndpoint(index, side.interface.id);
    return resolved.kind === 'end' ? resolved.end.hosts[0] : undefined;
  };
  const [a, b] = [host(from), host(to)];
  return a === undefined || b === undefined || (from === 'internet' && to === 'internet')
    ? { sure: [], possible: [], unknowns: [] }
    : wholeWalk(index, a, b, asked);
}

/** The ends of a network that a matrix is about. */
function partiesOf(index: NetworkIndex): readonly Party[] {
  return index.remember('parties', index.network, () => {
    const { network } = index;
    const { classOf } = fineClasses(index);
    const owned = new Set<Id>();
    const parties: Party[] = [];
    const add = (
      end: ReachEnd,
      quantifier: End['quantifier'],
      interfaces: readonly Id[],
      own: OwnTraffic | undefined,
    ): void => {
      for (const id of interfaces) owned.add(id);
      const classes = new Set(interfaces.flatMap((id) => classOf.get(id) ?? []));
      if (classes.size > 0)
        parties.push({ end, quantifier, classes: [...classes].sort((a, b) => a.id - b.id), own });
    };
    for (const { id, name, placement, interfaces, listens } of network.workloads.values()) {
      add(
        { id, name, kind: 'workload' },
        placement === 'any' ? 'every' : 'some',
        interfaces,
        ownTraffic(listens),
      );
    }
    for (const balancer of network.loadBalancers.values()) {
      const { id, name, interfaces } = balancer;
      add({ id, name, kind: 'loadBalancer' }, 'every', interfaces, listenerTraffic(balancer));
    }
    for (const { id, name, interfaces } of network.endpoints.values()) {
      add({ id, name, kind: 'endpoint' }, 'every', interfaces, httpsTraffic);
    }
    for (const one of network.interfaces.values()) {
      if (!owned.has(one.id) && isEnd(one))
        add({ id: one.id, name: one.name, kind: 'interface' }, 'some', [one.id], undefined);
    }
    const internet: ReachEnd = { id: 'internet', name: 'internet', kind: 'internet' };
    return [...parties, { end: internet, quantifier: 'some', classes: [], own: undefined }];
  });
}

/** Interfaces of gateways are on the way, not at its end. */
function isEnd(one: NetworkInterface): boolean {
  return (
    one.kind !== 'natGateway' && one.kind !== 'transitGateway' && one.kind !== 'gatewayLoadBalancerEndpoint'
  );
}

/** The pairs of one end with any other, each class walked once. */
function oneToAll(
  index: NetworkIndex,
  asker: End,
  traffic: AskedTraffic | undefined,
  side: 'from' | 'to',
): (party: Party) => readonly ClassPair[] {
  const asked = askedTraffic(traffic, undefined);
  const classes = fineClasses(index);
  const pairs = classPairs(index, asked);
  const known = new Map<Side, ClassPair>();
  const askerClasses = asker.hosts.map((host): FineClass | undefined =>
    host.kind === 'interface' && host.dial !== 'public' ? classes.classOf.get(host.interface.id) : undefined,
  );
  const one = (other: Side, host: EndHost, own: FineClass | undefined): ClassPair => {
    if (own !== undefined && other !== 'internet')
      return side === 'from' ? pairs.pair(own, other) : pairs.pair(other, own);
    const resolved = resolveEndpoint(index, other === 'internet' ? 'internet' : other.interface.id);
    const otherHost = resolved.kind === 'end' ? resolved.end.hosts[0] : undefined;
    if (otherHost === undefined) return { sure: [], possible: [], unknowns: [] };
    return side === 'from'
      ? wholeWalk(index, host, otherHost, asked)
      : wholeWalk(index, otherHost, host, asked);
  };
  const toSide = (other: Side): ClassPair => {
    const old = known.get(other);
    if (old !== undefined) return old;
    const made = joinPairs(
      asker.hosts.map((host, place) => one(other, host, askerClasses[place])),
      asker.quantifier,
    );
    known.set(other, made);
    return made;
  };
  return (party) => sidesOf(party).map(toSide);
}

function joinPairs(pairs: readonly ClassPair[], quantifier: End['quantifier']): ClassPair {
  const [only] = pairs;
  if (only !== undefined && pairs.length === 1) return only;
  const [first, ...others] = pairs;
  if (first === undefined) return { sure: [], possible: [], unknowns: [] };
  return others.reduce<ClassPair>(
    (all, one) => ({
      sure: quantifier === 'every' ? intersect(all.sure, one.sure) : unite(all.sure, one.sure),
      possible: unite(all.possible, one.possible),
      unknowns: [...all.unknowns, ...one.unknowns],
    }),
    first,
  );
}

function reachOf(
  end: ReachEnd,
  quantifier: End['quantifier'],
  pairs: readonly ClassPair[],
  wanted: OwnTraffic | undefined,
  required: Traffic | undefined,
  shown: (traffic: Traffic) => readonly TrafficSet[],
): readonly Reach[] {
  const pair = joinPairs(pairs, quantifier);
  const possible = wanted === undefined ? pair.possible : intersect(pair.possible, wanted.traffic);
  if (possible.length === 0 || (required !== undefined && !includes(possible, required))) return [];
  const sure = wanted === undefined ? pair.sure : intersect(pair.sure, wanted.traffic);
  const isSure =
    sure.length > 0 &&
    (wanted?.unknown === undefined || includes(sure, wanted.traffic)) &&
    (required === undefined || includes(sure, required));
  if (isSure) return [{ end, verdict: 'reachable', traffic: shown(sure), unknowns: [] }];
  const unknowns: Unknown[] = [...pair.unknowns, ...(wanted?.unknown === undefined ? [] : [wanted.unknown])];
  if (unknowns.length === 0) unknowns.push(dependsOnPlace(end));
  return [{ end, verdict: 'unknown', traffic: shown(possible), unknowns: distinct(unknowns) }];
}

function dependsOnPlace(end: ReachEnd): Unknown {
  return {
    value: `which interface is used`,
    why: `some of those between it and ${end.name} let the traffic pass, and some do not`,
  };
}

/** Many pairs share their traffic: it is put in words once. */
function newShown(): (traffic: Traffic) => readonly TrafficSet[] {
  const known = new Map<string, readonly TrafficSet[]>();
  const side = { whole: allAddresses, names: [] };
  return (traffic) => {
    const key = traffic.join();
    let sets = known.get(key);
    if (sets === undefined) {
      const box = { source: allAddresses, destination: allAddresses, traffic, clientPorts: allPorts };
      known.set(key, (sets = trafficSets([box], side, side)));
    }
    return sets;
  };
}
