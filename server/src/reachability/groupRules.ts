import { addressSet, type AddressSet } from '../ip/addresses';
import type { Cidr } from '../ip/cidr';
import { overlaps, unite } from '../ip/ranges';
import { allTraffic, noTraffic, type Traffic } from '../ip/traffic';
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

/** One direction of a group. Sure rules with a CIDR are merged by what they let through: a thousand /32s are one set. */
interface CompiledGroup {
  readonly byCidr: readonly { traffic: Traffic; addresses: AddressSet; rules: readonly GroupRule[] }[];
  readonly byReference: readonly (GroupRule & { to: Id })[];
  readonly byPrefixList: readonly (GroupRule & { to: Id })[];
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
  const unknowns: Unknown[] = [];
  const admitting: GroupRule[] = [];
  let must = noTraffic;
  let may = noTraffic;
  let lostReference: GroupRule | undefined;
  let ruleCount = 0;
  if (one.securityGroups.length === 0) {
    return { must: allTraffic, may: allTraffic, unknowns, admitting, lostReference, ruleCount };
  }
  const admit = (
    certainty: Certainty,
    rules: readonly GroupRule[],
    traffic: Traffic,
    why: () => readonly Unknown[],
  ): void => {
    if (certainty === 'no') return;
    may = unite(may, traffic);
    if (certainty === 'yes') {
      must = unite(must, traffic);
      admitting.push(...rules);
    } else unknowns.push(...why());
  };
  for (const id of one.securityGroups) {
    if (!id.known) {
      may = allTraffic;
      unknowns.push(id.unknown);
      continue;
    }
    const group = index.network.securityGroups.get(id.value);
    if (group === undefined) {
      may = allTraffic;
      unknowns.push(index.missing('securityGroups', id.value));
      continue;
    }
    const compiled = index.remember(direction, group, () => compileGroup(group, direction));
    ruleCount += compiled.ruleCount + (compiled.incomplete === undefined ? 0 : 1);
    if (compiled.incomplete !== undefined) {
      may = allTraffic;
      unknowns.push(compiled.incomplete);
    }
    for (const { traffic, addresses, rules } of compiled.byCidr) {
      if (!overlaps(traffic, asked)) continue;
      const certainty = isIn(peer.party, addresses);
      if (certainty === 'yes') admit('yes', matchingRules(rules, peer), traffic, () => []);
      else admit(certainty, rules, traffic, () => [addressUnknown(peer)]);
    }
    for (const rule of compiled.byReference) {
      if (!overlaps(rule.traffic, asked)) continue;
      const match = matchesReference(index, rule.to, peer, references);
      if (match.certainty === 'no' && match.lost) lostReference ??= rule;
      admit(match.certainty, [rule], rule.traffic, () => match.unknowns);
    }
    for (const rule of compiled.byPrefixList) {
      if (!overlaps(rule.traffic, asked)) continue;
      const list = compilePrefixList(index, rule.to);
      admit(isInPrefixList(peer, list), [rule], rule.traffic, () =>
        list.unknowns.length > 0 ? list.unknowns : [addressUnknown(peer)],
      );
    }
    for (const rule of compiled.unsure) {
      if (!overlaps(rule.traffic, asked)) continue;
      if (rule.peer !== undefined && matchesPeer(index, rule.peer, peer, references) === 'no') continue;
      admit('maybe', [rule], rule.traffic, () => [rule.unknown]);
    }
  }
  return { must, may, unknowns, admitting, lostReference, ruleCount };
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

function matchesPeer(index: NetworkIndex, rule: Peer, peer: Host, references: () => References): Certainty {
  switch (rule.kind) {
    case 'cidr':
      return isIn(peer.party, addressSet([rule.cidr]));
    case 'prefixList':
      return isInPrefixList(peer, compilePrefixList(index, rule.prefixList));
    case 'securityGroup':
      return matchesReference(index, rule.securityGroup, peer, references).certainty;
  }
}

/** Membership is the interface's own list of groups, known by id: the group named need not be in the model. */
function matchesReference(
  index: NetworkIndex,
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

function matchingRules(rules: readonly GroupRule[], peer: Host): readonly GroupRule[] {
  if (rules.length === 1) return rules;
  const found = rules.find(({ rule }) => {
    if (!rule.peer.known || rule.peer.value.kind !== 'cidr') return false;
    const set = addressSet([rule.peer.value.cidr]);
    return isIn({ mode: 'oneOf', addresses: peer.party.addresses }, set) === 'yes';
  });
  return found === undefined ? rules.slice(0, 1) : [found];
}

function compileGroup(group: SecurityGroup, direction: 'ingress' | 'egress'): CompiledGroup {
  const byCidr = new Map<string, { traffic: Traffic; cidrs: Cidr[]; rules: GroupRule[] }>();
  const byReference: (GroupRule & { to: Id })[] = [];
  const byPrefixList: (GroupRule & { to: Id })[] = [];
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
