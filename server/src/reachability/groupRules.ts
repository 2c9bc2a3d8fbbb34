import { addressSet, firstAddress, type AddressSet } from '../ip/addresses';
import { addressBits, cidrContains, type Cidr } from '../ip/cidr';
import { overlaps, unite } from '../ip/ranges';
import { allTraffic, noTraffic, type Traffic } from '../ip/traffic';
import { groupBy } from '../util/collections';
import type { Id, NetworkInterface, Peer, SecurityGroup, SecurityGroupRule, Unknown } from '../network/model';
import { atMost, trafficOf, type Bounds } from './filterTraffic';
import { addressUnknown, type Host } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { isIn, type Certainty } from './parties';
import { compilePrefixList, isInPrefixList } from './prefixLists';

/** Whether a rule that names a group can match on this way, and what stands against it. */
export interface References {
  readonly kept: Certainty;
  /** What the traffic went through that does not preserve them, for people. */
  readonly through?: string;
  readonly unknowns: readonly Unknown[];
}

/** References match: nothing between the two rewrites or forgets. */
export const referencesKept: References = { kept: 'yes', unknowns: [] };

/** References do not match beyond this component. */
export function referencesLost(through: string): References {
  return { kept: 'no', through, unknowns: [] };
}

/** What the groups of an interface do to traffic in one direction, with what a hop needs to tell about it. */
export interface GroupVerdict extends Bounds {
  /** Sure rules that admit some of the asked traffic, with their group. */
  readonly admitting: readonly GroupRule[];
  /** A rule that names a group of the other side, and would have admitted it had the reference held. */
  readonly lostReference: GroupRule | undefined;
  readonly ruleCount: number;
}

/** A rule and the group that it stands in. */
export interface GroupRule {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
  readonly traffic: Traffic;
}

/** A rule that names a group or a prefix list. */
interface NamingRule extends GroupRule {
  readonly to: Id;
}

/** One direction of a group. Sure rules with a CIDR are merged by what they let through: a thousand /32s are one set. */
interface CompiledGroup {
  readonly byCidr: readonly { traffic: Traffic; addresses: AddressSet; rules: readonly GroupRule[] }[];
  readonly byReference: readonly NamingRule[];
  /** The same by the group that they name. */
  readonly byNamedGroup: ReadonlyMap<Id, readonly NamingRule[]>;
  readonly byPrefixList: readonly NamingRule[];
  readonly unsure: readonly (GroupRule & { peer: Peer | undefined; unknown: Unknown })[];
  readonly incomplete: Unknown | undefined;
  readonly ruleCount: number;
}

/**
 * What the groups of an interface let in from a peer, or out to it: the union of their rules. An interface without
 * groups filters nothing.
 * @param asked only rules about some of this traffic are looked at
 */
export function judgeGroups(
  index: NetworkIndex,
  one: NetworkInterface,
  direction: 'ingress' | 'egress',
  peer: Host,
  references: () => References,
  asked: Traffic,
): GroupVerdict {
  if (one.securityGroups.length === 0) return openVerdict;
  const verdict: Judging = {
    must: noTraffic,
    may: noTraffic,
    unknowns: [],
    admitting: [],
    lostReference: undefined,
    ruleCount: 0,
  };
  for (const id of one.securityGroups) {
    const group = id.known ? index.network.securityGroups.get(id.value) : undefined;
    if (group === undefined) {
      mayAdmit(verdict, allTraffic, [id.known ? index.missing('securityGroups', id.value) : id.unknown]);
      continue;
    }
    const compiled = index.remember(direction, group, () => compileGroup(group, direction));
    judgeGroup(index, verdict, compiled, peer, references, asked);
  }
  return verdict;
}

/** The most that the groups of an interface let in, whoever asks. */
export function mostLetIn(index: NetworkIndex, one: NetworkInterface): Traffic {
  if (one.securityGroups.length === 0) return allTraffic;
  return index.remember('mostLetIn', one, () =>
    one.securityGroups.reduce<Traffic>((most, id) => {
      const group = id.known ? index.network.securityGroups.get(id.value) : undefined;
      if (group === undefined || group.rulesIncomplete.ingress !== undefined) return allTraffic;
      const rules = group.rules.filter(({ direction }) => direction === 'ingress');
      return rules.reduce<Traffic>((sum, rule) => unite(sum, atMost(rule.traffic)), most);
    }, noTraffic),
  );
}

const openVerdict: GroupVerdict = {
  must: allTraffic,
  may: allTraffic,
  unknowns: [],
  admitting: [],
  lostReference: undefined,
  ruleCount: 0,
};

/** A verdict in the making: millions are made, so it is filled in place. */
interface Judging {
  must: Traffic;
  may: Traffic;
  readonly unknowns: Unknown[];
  readonly admitting: GroupRule[];
  lostReference: GroupRule | undefined;
  ruleCount: number;
}

function admits(verdict: Judging, rules: readonly GroupRule[], traffic: Traffic): void {
  verdict.may = unite(verdict.may, traffic);
  verdict.must = unite(verdict.must, traffic);
  verdict.admitting.push(...rules);
}

function mayAdmit(verdict: Judging, traffic: Traffic, why: readonly Unknown[]): void {
  verdict.may = unite(verdict.may, traffic);
  verdict.unknowns.push(...why);
}

function judgeGroup(
  index: NetworkIndex,
  verdict: Judging,
  compiled: CompiledGroup,
  peer: Host,
  references: () => References,
  asked: Traffic,
): void {
  const { incomplete } = compiled;
  verdict.ruleCount += compiled.ruleCount + (incomplete === undefined ? 0 : 1);
  if (incomplete !== undefined) mayAdmit(verdict, allTraffic, [incomplete]);
  for (const { traffic, addresses, rules } of compiled.byCidr) {
    if (!overlaps(traffic, asked)) continue;
    const certainty = isIn(peer.party, addresses);
    if (certainty === 'yes') admits(verdict, matchingRules(rules, peer), traffic);
    else if (certainty === 'maybe') mayAdmit(verdict, traffic, [addressUnknown(peer)]);
  }
  for (const rule of rulesNaming(compiled, peer)) {
    if (!overlaps(rule.traffic, asked)) continue;
    const match = matchesReference(rule.to, peer, references);
    if (match.certainty === 'yes') admits(verdict, [rule], rule.traffic);
    else if (match.certainty === 'maybe') mayAdmit(verdict, rule.traffic, match.unknowns);
    else if (match.lost) verdict.lostReference ??= rule;
  }
  for (const rule of compiled.byPrefixList) {
    if (!overlaps(rule.traffic, asked)) continue;
    const list = compilePrefixList(index, rule.to);
    const certainty = isInPrefixList(peer, list);
    if (certainty === 'yes') admits(verdict, [rule], rule.traffic);
    else if (certainty === 'maybe') {
      mayAdmit(verdict, rule.traffic, list.unknowns.length > 0 ? list.unknowns : [addressUnknown(peer)]);
    }
  }
  for (const rule of compiled.unsure) {
    if (!overlaps(rule.traffic, asked)) continue;
    const isOut = rule.peer !== undefined && matchesPeer(index, rule.peer, peer, references) === 'no';
    if (!isOut) mayAdmit(verdict, rule.traffic, [rule.unknown]);
  }
}

/**
 * The rules that are about some of the traffic and let in (or out to) somebody else: what people took for the rule that
 * is missing. In the order of the groups and their rules.
 */
export function nearMisses(
  index: NetworkIndex,
  one: NetworkInterface,
  direction: 'ingress' | 'egress',
  wanted: Traffic,
): readonly GroupRule[] {
  return one.securityGroups.flatMap((id) => {
    const group = id.known ? index.network.securityGroups.get(id.value) : undefined;
    return (group?.rules ?? []).flatMap((rule) => {
      if (group === undefined || rule.direction !== direction || !rule.traffic.known || !rule.peer.known)
        return [];
      const traffic = trafficOf(rule.traffic.value);
      return overlaps(traffic, wanted) ? [{ group, rule, traffic }] : [];
    });
  });
}

/** The rules that name a group which the peer carries, or may carry; in the order of the group. */
function rulesNaming(compiled: CompiledGroup, peer: Host): readonly NamingRule[] {
  if (peer.kind !== 'interface' && peer.kind !== 'public') return [];
  const [only, ...more] = peer.interface.securityGroups;
  if (only === undefined) return [];
  return only.known && more.length === 0
    ? (compiled.byNamedGroup.get(only.value) ?? [])
    : compiled.byReference;
}

function matchesPeer(index: NetworkIndex, rule: Peer, peer: Host, references: () => References): Certainty {
  switch (rule.kind) {
    case 'cidr':
      return isIn(peer.party, addressSet([rule.cidr]));
    case 'prefixList':
      return isInPrefixList(peer, compilePrefixList(index, rule.prefixList));
    case 'securityGroup':
      return matchesReference(rule.securityGroup, peer, references).certainty;
  }
}

/** Membership is the interface's own list of groups, known by id: the group named need not be in the model. */
function matchesReference(
  group: Id,
  peer: Host,
  references: () => References,
): { certainty: Certainty; lost: boolean; unknowns: readonly Unknown[] } {
  if (peer.kind !== 'interface' && peer.kind !== 'public')
    return { certainty: 'no', lost: false, unknowns: [] };
  const groups = peer.interface.securityGroups;
  let member = false;
  let mayBeMember = false;
  for (const id of groups) {
    if (!id.known) mayBeMember = true;
    else if (id.value === group) member = true;
  }
  if (!member && !mayBeMember) return noMember;
  const unknownGroups = groups.flatMap((id) => (id.known ? [] : [id.unknown]));
  // A public address never matches: the packet arrives as a stranger's.
  const { kept, unknowns } = peer.kind === 'public' ? referencesLost('its public address') : references();
  if (kept === 'no') return { certainty: 'no', lost: member, unknowns: [] };
  if (member && kept === 'yes') return { certainty: 'yes', lost: false, unknowns: [] };
  return { certainty: 'maybe', lost: false, unknowns: member ? unknowns : [...unknowns, ...unknownGroups] };
}

const noMember = { certainty: 'no' as const, lost: false, unknowns: [] };

/** Of rules that are one set, the one that the peer's address is in. */
function matchingRules(rules: readonly GroupRule[], peer: Host): readonly GroupRule[] {
  if (rules.length === 1) return rules;
  const first = firstAddress(peer.party.addresses);
  if (first === undefined) return rules.slice(0, 1);
  const address: Cidr = { ...first, prefixLength: addressBits(first.family) };
  const found = rules.find(
    ({ rule }) =>
      rule.peer.known && rule.peer.value.kind === 'cidr' && cidrContains(rule.peer.value.cidr, address),
  );
  return found === undefined ? rules.slice(0, 1) : [found];
}

function compileGroup(group: SecurityGroup, direction: 'ingress' | 'egress'): CompiledGroup {
  const byCidr = new Map<string, { traffic: Traffic; cidrs: Cidr[]; rules: GroupRule[] }>();
  const byReference: NamingRule[] = [];
  const byPrefixList: NamingRule[] = [];
  const unsure: (GroupRule & { peer: Peer | undefined; unknown: Unknown })[] = [];
  let ruleCount = 0;
  for (const rule of group.rules) {
    if (rule.direction !== direction) continue;
    ruleCount += 1;
    const doubt = group.uncertain ?? rule.uncertain ?? unknownOf(rule);
    if (!rule.traffic.known || !rule.peer.known || doubt !== undefined) {
      if (doubt === undefined) continue; // Cannot be: an unknown field is a doubt.
      const peer = rule.peer.known ? rule.peer.value : undefined;
      unsure.push({ group, rule, traffic: atMost(rule.traffic), peer, unknown: doubt });
      continue;
    }
    const traffic = trafficOf(rule.traffic.value);
    const peer = rule.peer.value;
    if (peer.kind === 'securityGroup') byReference.push({ group, rule, traffic, to: peer.securityGroup });
    else if (peer.kind === 'prefixList') byPrefixList.push({ group, rule, traffic, to: peer.prefixList });
    else {
      const key = traffic.join();
      let same = byCidr.get(key);
      if (same === undefined) byCidr.set(key, (same = { traffic, cidrs: [], rules: [] }));
      same.cidrs.push(peer.cidr);
      same.rules.push({ group, rule, traffic });
    }
  }
  return {
    byCidr: [...byCidr.values()].map(({ traffic, cidrs, rules }) => ({
      traffic,
      addresses: addressSet(cidrs),
      rules,
    })),
    byReference,
    byNamedGroup: groupBy(byReference, ({ to }) => to),
    byPrefixList,
    unsure,
    incomplete: group.rulesIncomplete[direction],
    ruleCount,
  };
}

function unknownOf(rule: SecurityGroupRule): Unknown | undefined {
  if (!rule.traffic.known) return rule.traffic.unknown;
  return rule.peer.known ? undefined : rule.peer.unknown;
}
