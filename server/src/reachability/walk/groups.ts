import { overlaps } from '../../ip/ranges';
import { repliesTo } from '../../ip/traffic';
import type { NetworkInterface } from '../../network/model';
import type { Host } from '../hosts';
import { groupRuleFacts, peerText } from '../facts';
import {
  judgeGroups,
  nearMisses,
  referencesKept,
  referencesLost,
  type GroupRule,
  type GroupVerdict,
  type References,
} from '../groupRules';
import type { HopCode } from '../facts';
import { awsPorts } from '../ends';
import { filter, filterReplies, type Branch, type HopVerdict } from './branch';
import { addHop, type HopParts } from './hops';
import { isPortTranslated, type Packet, type Walk } from './packet';

/**
 * The security groups of an interface, for what leaves it or arrives at it. Groups remember connections: a reply passes
 * whatever the rules say. https://docs.aws.amazon.com/vpc/latest/userguide/security-group-connection-tracking.html
 * @param references whether rules that name a group can match; asked only where there is such a rule
 */
export function crossGroups(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  one: NetworkInterface,
  direction: 'in' | 'out',
  references: () => References = () => referencesKept,
): void {
  if (one.securityGroups.length === 0) return;
  if (packet.reply && branch.tracked.has(one.id)) {
    addHop(walk, branch, packet, () => ({
      component: nameGroup(walk, one, undefined),
      kind: 'securityGroup',
      direction,
      verdict: 'allowed',
      facts: { ...groupFacts(walk, one), stateful: 'true' },
    }));
    return;
  }
  const peer = direction === 'in' ? packet.from : packet.to;
  const asked = packet.reply
    ? repliesTo(branch.flow.someMay)
    : walk.required === undefined
      ? branch.flow.someMay
      : walk.asked;
  const side = direction === 'in' ? 'ingress' : 'egress';
  const judged = judgeGroups(walk.index, one, side, peer, references, asked);
  let verdict: HopVerdict;
  if (packet.reply) {
    // Groups that never saw the request take its reply for a connection of its own.
    const translated = isPortTranslated(packet);
    const needed = translated ? awsPorts : walk.clientPorts;
    verdict = filterReplies(branch, judged, needed, translated, walk.required).verdict;
  } else {
    branch.tracked.add(one.id);
    verdict = filter(branch, judged, walk.required);
  }
  addHop(walk, branch, packet, () => {
    const told =
      verdict === 'blocked' && direction === 'in' ? withLostReference(walk, packet, one, judged) : judged;
    return groupHop(walk, branch, one, direction, verdict, told, references);
  });
}

/** A rule may name a group that the sender does carry, but not under the address that its packets arrive by. */
function withLostReference(
  walk: Walk,
  packet: Packet,
  one: NetworkInterface,
  judged: GroupVerdict,
): GroupVerdict {
  const sender = firstSender(packet);
  if (judged.lostReference !== undefined || sender === packet.from) return judged;
  const party = { ...sender.party };
  const lost = (): References => referencesLost('an address that was rewritten');
  const { lostReference } = judgeGroups(walk.index, one, 'ingress', { ...sender, party }, lost, walk.asked);
  return { ...judged, lostReference };
}

/** Who sent the packet, before its source was rewritten. */
function firstSender(packet: Packet): Host {
  let sender = packet.from;
  for (let one = packet.translations; one !== undefined; one = one.below) {
    if (one.kind === 'nat' || one.kind === 'instance' || one.kind === 'internetOut') sender = one.original;
  }
  return sender;
}

function groupHop(
  walk: Walk,
  branch: Branch,
  one: NetworkInterface,
  direction: 'in' | 'out',
  verdict: HopVerdict,
  judged: GroupVerdict,
  references: () => References,
): HopParts {
  const wanted = walk.required ?? branch.flow.may;
  const rule =
    verdict === 'allowed'
      ? judged.admitting.find(({ traffic }) => overlaps(traffic, wanted))
      : judged.lostReference;
  const lost = verdict === 'blocked' ? judged.lostReference : undefined;
  const side = direction === 'in' ? 'ingress' : 'egress';
  const misses =
    verdict === 'blocked' && lost === undefined && judged.admitting.length === 0
      ? nearMisses(walk.index, one, side, wanted)
      : [];
  const through = lost === undefined ? undefined : references().through;
  return {
    component: nameGroup(walk, one, rule ?? misses[0]),
    kind: 'securityGroup',
    direction,
    verdict,
    code: verdict === 'blocked' ? codeOf(judged) : undefined,
    rule: rule === undefined ? undefined : groupRuleFacts(rule.rule),
    facts: {
      ...groupFacts(walk, one),
      ...(lost?.rule.peer.known === true && lost.rule.peer.value.kind === 'securityGroup'
        ? { reference: lost.rule.peer.value.securityGroup }
        : {}),
      ...(through === undefined ? {} : { through }),
      ...(misses.length === 0 ? {} : { others: othersText(misses) }),
    },
    unknowns: verdict === 'unknown' ? judged.unknowns : [],
    origin: rule?.rule.origin ?? misses[0]?.rule.origin,
  };
}

/** The groups of a receiver, none of whose rules is about the traffic, whoever sends it. */
export function trafficBlock(walk: Walk, branch: Branch, one: NetworkInterface): HopParts {
  const ruleCount = one.securityGroups
    .flatMap((id) => (id.known ? (walk.index.network.securityGroups.get(id.value)?.rules ?? []) : []))
    .filter((rule) => rule.direction === 'ingress').length;
  const judged = { must: [], may: [], unknowns: [], admitting: [], lostReference: undefined, ruleCount };
  const parts = groupHop(walk, branch, one, 'in', 'blocked', judged, () => referencesKept);
  return { ...parts, facts: { ...parts.facts, source: 'anyone' } };
}

/** Whom rules about this traffic let in instead: three by name, and how many more. */
function othersText(misses: readonly GroupRule[]): string {
  const peers = [
    ...new Set(misses.flatMap(({ rule }) => (rule.peer.known ? [peerText(rule.peer.value)] : []))),
  ];
  const more = peers.length - 3;
  return peers.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function codeOf(judged: GroupVerdict): HopCode {
  if (judged.lostReference !== undefined) return 'SG_REFERENCES_NOT_PRESERVED';
  return judged.ruleCount === 0 ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH';
}

function nameGroup(walk: Walk, one: NetworkInterface, rule: GroupRule | undefined): HopParts['component'] {
  if (rule !== undefined) return rule.group;
  const [first] = one.securityGroups;
  if (first === undefined) return one;
  if (!first.known) return { id: first.unknown.value, name: first.unknown.value };
  return walk.index.network.securityGroups.get(first.value) ?? { id: first.value, name: first.value };
}

function groupFacts(walk: Walk, one: NetworkInterface): Readonly<Record<string, string>> {
  const names = one.securityGroups.map((id) =>
    id.known ? (walk.index.network.securityGroups.get(id.value)?.name ?? id.value) : id.unknown.value,
  );
  return { groups: names.join(', '), interface: one.name };
}
