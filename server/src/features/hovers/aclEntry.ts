import { markdown, markdownCode } from '../../explain/escape';
import type { Page } from '../../explain/pages/page';
import { listInWords, trafficInWords } from '../../explain/traffic';
import { formatAddressSet } from '../../ip/addresses';
import { formatCidr } from '../../ip/cidr';
import { noPackets, subtractPackets, type PacketSet } from '../../ip/packets';
import {
  formatPorts,
  hasProtocol,
  portsOf,
  portTraffic,
  protocolName,
  protocolsOf,
  type Traffic,
} from '../../ip/traffic';
import { portsText } from '../../reachability/facts';
import { aclEntries, type AclEntry } from '../../rules/networkAcls/aclEntries';
import {
  aclList,
  allowedBy,
  decidedBy,
  spaceOf,
  type AclList,
  type KnownEntry,
} from '../../rules/networkAcls/aclLists';
import { entryInWords } from '../../rules/networkAcls/entryText';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { holds, resourcesAt } from '../locations';
import { distinctSections, type Place, type Section } from './section';

/** The ACL entry that the cursor is in: what it decides, what lower numbers leave of it, and what its replies need. */
export function aclEntrySections(place: Place): readonly Section[] {
  const { configuration, cursor } = place;
  const isAcl = ({ type }: ResourceInstance): boolean => type.includes('network_acl');
  if (!resourcesAt(configuration, cursor).some(isAcl)) return [];
  const here = aclEntries(configuration).filter((entry) => holds(configuration, entry.source, cursor));
  return distinctSections(
    here.slice(0, 50).map((entry) => pageOf(entry, configuration)),
    here[0]?.header,
    place,
  );
}

function pageOf(entry: AclEntry, configuration: Configuration): Page {
  const { acl, direction } = entry;
  const lists =
    acl === undefined || direction === undefined ? undefined : listsOf(acl, direction, configuration);
  const known = lists?.own.known.filter((one) => one.entry === entry) ?? [];
  return {
    what:
      direction === undefined
        ? 'ACL entry'
        : direction === 'egress'
          ? 'outbound ACL entry'
          : 'inbound ACL entry',
    of: acl === undefined ? 'of an unknown network ACL' : `of ${markdownCode(acl)}`,
    body: [
      `${markdown(capital(entryInWords(entry)))}.`,
      ...(lists === undefined || known.length === 0
        ? ['Not all of it is known, so nobody can say what it decides.']
        : known.flatMap((one) => entryText(one, lists.own, lists.opposite))),
    ],
  };
}

interface Lists {
  readonly own: AclList;
  readonly opposite: AclList | undefined;
}

function listsOf(
  acl: string,
  direction: 'ingress' | 'egress',
  configuration: Configuration,
): Lists | undefined {
  const own = aclList(configuration, acl, direction);
  const opposite = aclList(configuration, acl, direction === 'ingress' ? 'egress' : 'ingress');
  return own === undefined ? undefined : { own, opposite };
}

function entryText(one: KnownEntry, list: AclList, opposite: AclList | undefined): string[] {
  const left = decidedBy(list, one);
  const doubt = list.complete ? '' : ' Entries that nobody knows here may come before it.';
  const earlier = list.known.filter((other) => other.number < one.number && !noPackets(overlap(other, one)));
  if (noPackets(left))
    return [
      `**It never decides**: ${entriesText(earlier)} ${earlier.length === 1 ? 'takes' : 'take'} all of its packets first.${doubt}`,
    ];
  const whole =
    earlier.length === 0
      ? `It decides all of them: no lower number takes any.${doubt}`
      : `${entriesText(earlier)} ${earlier.length === 1 ? 'comes' : 'come'} first. What still reaches it: ${packetsText(left)}.${doubt}`;
  return [whole, ...(one.action === 'allow' ? repliesText(one, opposite) : [])];
}

/** What two entries share. */
function overlap(a: KnownEntry, b: KnownEntry): PacketSet {
  return subtractPackets([b.space], subtractPackets([b.space], [a.space]));
}

function entriesText(entries: readonly KnownEntry[]): string {
  const numbers = entries.map(({ number, action }) => `${number} (${action})`);
  return `${entries.length === 1 ? 'entry' : 'entries'} ${listInWords(numbers)}`;
}

function packetsText(packets: PacketSet): string {
  const pieces = packets.map(
    ({ source, traffic }) =>
      `${markdown(trafficText(traffic))} of ${markdownCode(formatAddressSet(source, 3))}`,
  );
  return listInWords(pieces, 4);
}

function trafficText(traffic: Traffic): string {
  const protocols = protocolsOf(traffic);
  if (protocols.length > 3) return protocols.length === 256 ? 'all traffic' : 'most protocols';
  return listInWords(
    protocols.map((protocol) =>
      trafficInWords(protocolName(protocol), portsText(traffic, protocol).replaceAll(' ', '')),
    ),
  );
}

/** Ephemeral ports that clients use: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html */
const ephemeral = { from: 1024, to: 65535 };

/** Whether only ports that clients take are meant, up to the end of what Linux takes (60999). */
function isForReplies(traffic: Traffic): boolean {
  return ([6, 17] as const).every((protocol) => {
    const [from = 0, end = 0] = portsOf(traffic, protocol);
    return !hasProtocol(traffic, protocol) || (from >= ephemeral.from && end > 60999);
  });
}

/** Whether the other direction lets the replies through; an ACL does not remember connections. */
function repliesText(one: KnownEntry, opposite: AclList | undefined): string[] {
  const protocols = ([6, 17] as const).filter((protocol) => hasProtocol(one.traffic, protocol));
  if (protocols.length === 0) return [];
  if (isForReplies(one.traffic))
    return [
      "These are clients' ports: what it lets through are mostly replies to what the other direction admits.",
    ];
  const way = one.entry.direction === 'ingress' ? 'go out to' : 'come in from';
  const need = `Replies ${way} ${markdownCode(formatCidr(one.cidr))}, to the client's port (${ephemeral.from}-${ephemeral.to}), and need an entry there`;
  if (opposite?.complete !== true) return [`${need}; not all of that direction is known.`];
  const lines = protocols.map((protocol) => {
    const asked = [spaceOf(one.cidr, portTraffic(protocol, ephemeral.from, ephemeral.to))];
    const passed = allowedBy(opposite, asked);
    const name = protocolName(protocol).toUpperCase();
    if (noPackets(passed)) return `${name}: **all are dropped**`;
    if (noPackets(subtractPackets(asked, passed))) return `${name}: all pass`;
    const ports = [...new Set(passed.map(({ traffic }) => formatPorts(portsOf(traffic, protocol))))];
    return `${name}: those to ${listInWords(ports, 3)} pass, for some or all of the addresses`;
  });
  return [`${need}:\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
