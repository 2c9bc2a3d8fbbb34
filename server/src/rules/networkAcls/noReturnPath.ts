import { formatAddressSet, noAddresses, uniteAddresses } from '../../ip/addresses';
import { cidrContains } from '../../ip/cidr';
import type { PacketSet } from '../../ip/packets';
import { includes, intersect, overlaps, unite } from '../../ip/ranges';
import {
  formatPorts,
  hasProtocol,
  noTraffic,
  ofProtocol,
  portsOf,
  portTraffic,
  type Traffic,
} from '../../ip/traffic';
import type { RawFinding, Rule, RuleContext } from '../rule';
import type { Direction } from './aclEntries';
import {
  aclList,
  aclLists,
  allowedBy,
  decidedBy,
  deniedPieces,
  type AclList,
  type DeniedPiece,
  type KnownEntry,
} from './aclLists';
import { allowsNothing, hasSubnets } from './deniesDirection';
import { entryInWords } from './entryText';
import { addEntries, newEntryInWords, type NewEntry } from './newEntry';

/**
 * An entry that lets connections in (or out) whose replies the other direction drops. A network ACL does not remember
 * connections: replies go to the client's ephemeral port, and need an entry of their own. Load balancers, NAT gateways and
 * Lambda use 1024-65535, Linux 32768-60999: where only ports below 32768 or above 60999 are missing, it is `info`.
 *
 * Entries for whole ephemeral ranges are taken for replies themselves, and services that only ever send (Syslog, StatsD,
 * flow records) need none.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
 */
export const noReturnPath: Rule = {
  id: 'nacl-no-return-path',
  severity: 'warning',
  title: 'An entry of a network ACL that lets connections through whose replies are dropped',
  check: (context) =>
    aclLists(context.configuration).flatMap((list) => {
      const replies = aclList(context.configuration, list.acl, opposite(list.direction));
      if (!list.complete || replies?.complete !== true) return [];
      // An ACL without any allow in that direction has a finding of its own.
      if (allowsNothing(list.acl, replies.direction, context) && hasSubnets(list.acl, context)) return [];
      return list.known
        .filter((one) => one.action === 'allow')
        .flatMap((one) =>
          ([6, 17] as const).flatMap((protocol) => findingFor(one, protocol, list, replies, context)),
        );
    }),
};

/** What Linux takes for its end of a connection (net.ipv4.ip_local_port_range). */
const linux = { from: 32768, to: 60999 };

/** UDP services that are not answered: SNMP traps, Syslog, NetFlow, IPFIX, sFlow, StatsD. */
const unanswered = [162, 514, 2055, 4739, 6343, 8125];

function opposite(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}

function findingFor(
  one: KnownEntry,
  protocol: 6 | 17,
  list: AclList,
  replies: AclList,
  context: RuleContext,
): RawFinding[] {
  if (!hasProtocol(one.traffic, protocol) || isReplies(one.traffic, protocol)) return [];
  const opening = openingPackets(one, protocol, list);
  if (opening.length === 0) return [];
  if (protocol === 17 && isOneWay(opening, replies)) return [];
  const source = opening.map((box) => box.source).reduce(uniteAddresses, noAddresses);
  const needed: PacketSet = [{ ...one.space, source, traffic: portTraffic(protocol, 1024, 65535) }];
  const lost = deniedPieces(replies, needed).filter((piece) => !isCarvedOut(piece, one));
  const packets = lost.flatMap((piece) => piece.packets);
  if (packets.length === 0) return [];
  const ports = packets.map((box) => box.traffic).reduce(unite, noTraffic);
  const addresses = packets.map((box) => box.source).reduce(uniteAddresses, noAddresses);
  const name = protocol === 6 ? 'TCP' : 'UDP';
  const severe = overlaps(ports, portTraffic(protocol, linux.from, linux.to));
  const where = replies.direction === 'egress' ? 'to' : 'from';
  const range = formatPorts(portsOf(ports, protocol));
  const deciding = lost.find((piece) => piece.by !== undefined)?.by;
  return [
    {
      source: (one.entry.toPort ?? one.entry.protocol)?.source ?? one.entry.header,
      subject: one.entry.resource.address,
      ...(severe ? {} : { severity: 'info' as const }),
      message: (subjects) =>
        `Replies to what ${subjects} lets ${list.direction === 'ingress' ? 'in' : 'out'} by ${entryInWords(one.entry)} are dropped: ${replies.direction} does not allow ${name} ${range} ${where} ${formatAddressSet(addresses, 3)}${severe ? '' : ', which load balancers, NAT gateways, Lambda and Windows use'}.`,
      related:
        deciding === undefined
          ? []
          : [{ message: `Dropped by ${entryInWords(deciding.entry)}`, source: deciding.entry.header }],
      fixes: () => {
        const entry: NewEntry = {
          acl: list.acl,
          direction: replies.direction,
          action: 'allow',
          match: { kind: 'ports', protocol, from: 1024, to: 65535 },
          cidr: one.cidr,
        };
        const title = `Allow replies: opens ${newEntryInWords(entry)} (${entry.direction})`;
        return addEntries(title, [entry], context.configuration);
      },
    },
  ];
}

/** The packets of one protocol that this entry lets through. */
function openingPackets(one: KnownEntry, protocol: 6 | 17, list: AclList): PacketSet {
  return decidedBy(list, one)
    .filter((box) => hasProtocol(box.traffic, protocol))
    .map((box) => ({ ...box, traffic: ofProtocol(box.traffic, protocol) }));
}

/** Whether an entry may be for the replies of connections that the other direction opens: thousands of high ports. */
function isReplies(traffic: Traffic, protocol: 6 | 17): boolean {
  const high = intersect(traffic, portTraffic(protocol, 1024, 65535));
  return high.reduce((sum, bound, index) => (index % 2 === 0 ? sum - bound : sum + bound), 0) >= 4096;
}

/** Whether UDP is never answered, or from the same port as it went to (NTP, IKE). */
function isOneWay(opening: PacketSet, replies: AclList): boolean {
  if (allowedBy(replies, opening).length > 0) return true;
  const silent = unanswered.map((port) => portTraffic(17, port, port)).reduce(unite, noTraffic);
  return opening.every((box) => includes(silent, box.traffic));
}

/** Whether somebody wrote a deny for a part of the addresses: those are meant to be cut off. */
function isCarvedOut({ by }: DeniedPiece, one: KnownEntry): boolean {
  return by !== undefined && cidrContains(one.cidr, by.cidr) && by.cidr.prefixLength > one.cidr.prefixLength;
}
