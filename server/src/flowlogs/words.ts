import { plain } from '../explain/escape';
import { placeInWords } from '../explain/place';
import { ruleInWords } from '../explain/ruleText';
import { listInWords, trafficInWords } from '../explain/traffic';
import { formatAddress } from '../ip/cidr';
import { hasPorts, protocolName } from '../ip/traffic';
import type { Id, Origin } from '../network/model';
import { aclEntryFacts, groupRuleFacts } from '../reachability/facts';
import type { Cause, RecordExplanation } from './explainRecord';
import type { FlowPacket } from './packet';

/** How a file is named for whoever reads. */
export type NameOrigin = (origin: Origin | undefined) => string | undefined;

/** The record and its cause in a few sentences; no line breaks. */
export function explanationText(
  explanation: RecordExplanation,
  nameOrigin: NameOrigin = placeInWords,
): string {
  const { packet, cause, notes } = explanation;
  const head = packet === undefined ? '' : `${packetText(explanation, packet)} `;
  return plain([`${head}${causeText(cause, packet, nameOrigin)}`, ...notes].join(' '), 2000);
}

/** What rejected it, by id: the network ACL, or the groups that have no rule for it. */
export function componentsOf(cause: Cause): readonly Id[] {
  if (cause.kind === 'networkAcl') return [cause.acl.id];
  return cause.kind === 'securityGroup' ? cause.ids : [];
}

/** The same for programs. */
export function explanationJson(explanation: RecordExplanation): object {
  const { record, packet, cause, notes } = explanation;
  return {
    line: record.line,
    record: record.text,
    interface: explanation.interface?.id ?? record.fields['interface-id'] ?? null,
    direction: packet?.direction ?? null,
    role: packet?.role.kind ?? null,
    cause: causeJson(cause),
    text: explanationText(explanation),
    notes,
  };
}

function packetText({ interface: one }: RecordExplanation, packet: FlowPacket): string {
  const { source, destination, protocol, destinationPort, role } = packet;
  const traffic = trafficInWords(protocolName(protocol), hasPorts(protocol) ? String(destinationPort) : '');
  const roles = {
    initiator: 'opening a connection',
    reply: 'a reply',
    midway: 'in the middle of a connection',
    unsure: 'opening a connection or answering in one, which the record does not tell',
  };
  const where = packet.direction === 'ingress' ? 'coming in at' : 'leaving';
  const ends = [source, destination].map(({ family, address }) => formatAddress(family, address));
  const because = role.kind === 'unsure' ? '' : ` (${role.because})`;
  return `${traffic} from ${ends.join(' to ')}, ${where} ${one?.name ?? 'the interface'}, ${roles[role.kind]}${because}:`;
}

function causeText(cause: Cause, packet: FlowPacket | undefined, nameOrigin: NameOrigin): string {
  const isReply = packet?.role.kind === 'reply' || packet?.role.kind === 'midway';
  const way = packet?.direction === 'egress' ? 'outbound' : 'inbound';
  switch (cause.kind) {
    case 'accepted':
      return 'The record says ACCEPT: neither security groups nor network ACLs rejected this at the interface.';
    case 'noData':
      return 'The record says NODATA: there was no traffic at the interface in its time.';
    case 'skipData':
      return 'The record says SKIPDATA: AWS left records out (an error or a lack of capacity on its side), so nobody can tell what happened.';
    case 'encryption':
      return 'The record gives the reason itself: VPC Encryption Controls are enforced, and the traffic was not encrypted.';
    case 'blockPublicAccess':
      return `The record gives the reason itself: VPC Block Public Access, which ${blockText(cause)}.`;
    case 'networkAcl': {
      const rule =
        cause.entry === undefined
          ? `no ${way} entry matches, so its last one (*) denies`
          : `${way} ${ruleInWords(aclEntryFacts(cause.entry)) ?? 'an entry'} denies${placed(cause.entry.origin, nameOrigin)}`;
      const why = isReply
        ? ' Security groups let replies pass by themselves; a network ACL needs an entry for them, to the ports that clients use.'
        : '';
      return `network ACL ${cause.acl.name} rejected it: ${rule}${placed(cause.acl.origin, nameOrigin)}.${why}`;
    }
    case 'securityGroup':
      return `${groupsText(cause.groups)} no ${way} rule for it.${nearestText(cause, packet, nameOrigin)}`;
    case 'notTracked':
      return 'network ACLs let it pass today, and security groups let through what belongs to a connection that they track. So the connection was no longer tracked (it had been closed, or idle for too long), or something was changed since.';
    case 'allowedToday':
      return 'it is allowed today. Either something was changed since the record was made (CloudTrail knows), or it belonged to a connection that was over or idle for too long, or it was of a kind that the record does not tell (an ICMP type).';
    case 'unknown':
      return `Nobody can tell what rejected it: ${cause.why}.`;
  }
}

function blockText({ mode, of }: Extract<Cause, { kind: 'blockPublicAccess' }>): string {
  if (mode === 'unknown') return `this network does not show for ${of}`;
  if (mode === 'off') return `is off for ${of} today: it was switched off since, or an exclusion was made`;
  return `is ${mode === 'ingress' ? 'block-ingress' : 'block-bidirectional'} for ${of}, and no exclusion lets this through`;
}

function groupsText(groups: readonly string[]): string {
  if (groups.length === 0) return 'the interface has no security group that has';
  const names = listInWords(groups);
  return groups.length === 1 ? `security group ${names} has` : `security groups ${names} have`;
}

function nearestText(
  { nearest }: Extract<Cause, { kind: 'securityGroup' }>,
  packet: FlowPacket | undefined,
  nameOrigin: NameOrigin,
): string {
  if (nearest.length === 0 || packet === undefined) return '';
  const rules = nearest.map(({ rule }) => {
    const place = placed(rule.origin, nameOrigin);
    return `${ruleInWords(groupRuleFacts(rule)) ?? 'a rule'}${rule.id === undefined ? '' : ` (${rule.id})`}${place}`;
  });
  return ` Nearest to it: ${listInWords(rules)}.`;
}

/** ` (main.tf:12:3)`, where there is a place in a file; an ARN says no more than the name. */
function placed(origin: Origin | undefined, nameOrigin: NameOrigin): string {
  if (origin === undefined || 'arn' in origin) return '';
  const place = nameOrigin(origin);
  return place === undefined ? '' : ` (${place})`;
}

function causeJson(cause: Cause): object {
  switch (cause.kind) {
    case 'networkAcl':
      return {
        kind: cause.kind,
        component: cause.acl.id,
        rule: cause.entry === undefined ? { number: '*', action: 'deny' } : aclEntryFacts(cause.entry),
      };
    case 'securityGroup':
      return {
        kind: cause.kind,
        groups: cause.groups,
        nearest: cause.nearest.map(({ group, rule }) => ({ group: group.id, ...groupRuleFacts(rule) })),
      };
    default:
      return cause;
  }
}
