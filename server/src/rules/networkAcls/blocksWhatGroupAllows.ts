import { trafficInShort } from '../../explain/traffic';
import { addressSet, ofFamily, subtractAddresses, type AddressSet } from '../../ip/addresses';
import { parseCidr, type Family } from '../../ip/cidr';
import { includes } from '../../ip/ranges';
import { noPackets, type PacketSet } from '../../ip/packets';
import { portTraffic, protocolTraffic, tcp, type Traffic } from '../../ip/traffic';
import { valueOf } from '../../network/maybe';
import type { NetworkInterface, Subnet, TrafficMatch } from '../../network/model';
import { trafficOf } from '../../reachability/filterTraffic';
import { groupAddress, type GroupRule, type RulePeer } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { rulePorts } from '../rulePorts';
import { peerAddresses } from '../securityGroups/internet';
import { textOf } from '../values';
import type { Direction } from './aclEntries';
import {
  aclList,
  allowedBy,
  deniedPieces,
  everywhere,
  spaceOf,
  type AclList,
  type KnownEntry,
} from './aclLists';
import { allowsNothing } from './deniesDirection';
import { entryInWords } from './entryText';
import { addEntries, newEntryInWords } from './newEntry';

/**
 * A group rule of which nothing is left, because the network ACLs of all subnets where the group is carried deny the
 * packets that it is for, or all replies to them. What stays within a subnet crosses no ACL and does not count; a direction
 * in which an ACL allows nothing at all is `nacl-denies-direction`.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html#VPC_Security_Comparison
 */
export const blocksWhatGroupAllows: Rule = {
  id: 'nacl-blocks-what-sg-allows',
  severity: 'warning',
  title: 'A group rule whose traffic the network ACL denies',
  check: (context) =>
    context
      .groupRules()
      .filter((rule) => !rule.uncertain)
      .flatMap((rule) => {
        const carriers = carriersBehindLists(rule, context);
        return carriers.length === 0
          ? []
          : rule.peers.flatMap((peer) => findingFor(rule, peer, carriers, context));
      }),
};

/** Where packets of a rule are dropped, at one interface. */
interface Blocked {
  readonly acl: string;
  /** The direction of the list that drops them. */
  readonly direction: Direction;
  readonly what: 'packets' | 'replies';
  /** Undefined: the end of the list. */
  readonly by: KnownEntry | undefined;
  readonly at: NetworkInterface;
}

/** The interfaces that carry the rule's group, if each is behind an ACL of which all is known; else none. */
function carriersBehindLists(rule: GroupRule, context: RuleContext): readonly NetworkInterface[] {
  const { direction } = rule;
  const group = groupAddress(rule);
  if (direction === undefined || group === undefined) return [];
  const carriers = context.index().interfacesOfGroup(group);
  return carriers.every((one) => listAt(one, direction, context) !== undefined) ? carriers : [];
}

function listAt(at: NetworkInterface, direction: Direction, context: RuleContext): AclList | undefined {
  const subnet = context.network().subnets.get(valueOf(at.subnet) ?? '');
  const acl = subnet === undefined ? undefined : valueOf(subnet.networkAcl);
  return acl === undefined ? undefined : closedList(acl, direction, context);
}

function findingFor(
  rule: GroupRule,
  peer: RulePeer,
  carriers: readonly NetworkInterface[],
  context: RuleContext,
): RawFinding[] {
  const { direction } = rule;
  const group = groupAddress(rule);
  const match = matchOf(rule);
  const family = peer.kind === 'cidr4' ? 4 : peer.kind === 'cidr6' ? 6 : undefined;
  if (direction === undefined || group === undefined || match === undefined || family === undefined)
    return [];
  const addresses = ofFamily(peerAddresses(peer, context.network), family);
  const blocked = carriers.map((one) => blockedAt(one, addresses, family, match, direction, context));
  const certain = blocked.filter((one) => one !== undefined);
  const [first] = certain;
  if (first === undefined || certain.length < blocked.length) return [];
  return [
    {
      source: peer.source,
      subject: group,
      message: (subjects) => messageFor(subjects, first, rule, peer, match),
      related:
        first.by === undefined
          ? []
          : [{ message: `Denied by ${entryInWords(first.by.entry)}`, source: first.by.entry.header }],
      fixes: () => fixes(certain, peer, match, context),
    },
  ];
}

function messageFor(
  group: string,
  { acl, direction, what, by, at }: Blocked,
  rule: GroupRule,
  peer: RulePeer,
  match: TrafficMatch,
): string {
  const traffic =
    match.kind === 'ports'
      ? trafficInShort(String(match.protocol), `${match.from}-${match.to}`.replace(/^(\d+)-\1$/, '$1'))
      : 'everything';
  const cidr = textOf(peer.value) ?? '';
  const allows =
    rule.direction === 'ingress' ? `admits ${traffic} from ${cidr}` : `lets ${traffic} out to ${cidr}`;
  const reason =
    by === undefined
      ? `no ${direction} entry of ${acl} allows`
      : `${entryInWords(by.entry)} of ${acl} denies`;
  const whom = (at.owner ?? at.id).split('/')[0] ?? '';
  return `${group} ${allows}, but nothing of it works at ${whom}: ${reason} ${what === 'packets' ? 'it' : 'the replies'}.`;
}

/** TCP, UDP with its ports, or everything; undefined for the rest, and where it is unknown. */
function matchOf(rule: GroupRule): TrafficMatch | undefined {
  const ports = rulePorts(rule);
  if (ports?.tcp !== undefined && ports.udp !== undefined) return { kind: 'all' };
  if (ports?.tcp !== undefined) return { kind: 'ports', protocol: 6, ...ports.tcp };
  return ports?.udp === undefined ? undefined : { kind: 'ports', protocol: 17, ...ports.udp };
}

function blockedAt(
  at: NetworkInterface,
  addresses: AddressSet,
  family: Family,
  match: TrafficMatch,
  direction: Direction,
  context: RuleContext,
): Blocked | undefined {
  const subnet = context.network().subnets.get(valueOf(at.subnet) ?? '');
  const outside = subnet === undefined ? undefined : withoutSubnet(addresses, subnet, family);
  if (outside === undefined || at.uncertain !== undefined) return undefined;
  if (!at.addresses.some((address) => address.family === family)) return undefined;
  const list = listAt(at, direction, context);
  const back = listAt(at, direction === 'ingress' ? 'egress' : 'ingress', context);
  if (list === undefined) return undefined;
  const { acl } = list;
  const asked: PacketSet = [{ ...spaceOf(everywhere(family), trafficOf(match)), source: outside }];
  if (noPackets(asked)) return undefined;
  const passing = allowedBy(list, asked);
  if (noPackets(passing))
    return { acl, direction: list.direction, what: 'packets', by: deniedPieces(list, asked)[0]?.by, at };
  if (back === undefined || !passing.every((box) => onlyTcp(box.traffic))) return undefined;
  const replies = passing.map((box) => ({ ...box, traffic: portTraffic(tcp, 1024, 65535) }));
  if (!noPackets(allowedBy(back, replies))) return undefined;
  return { acl, direction: back.direction, what: 'replies', by: deniedPieces(back, replies)[0]?.by, at };
}

function onlyTcp(traffic: Traffic): boolean {
  return includes(protocolTraffic(tcp), traffic);
}

/** A list that is known in full, and lets something through. */
function closedList(acl: string, direction: Direction, context: RuleContext): AclList | undefined {
  const list = aclList(context.configuration, acl, direction);
  return list?.complete !== true || allowsNothing(acl, direction, context) ? undefined : list;
}

/** The addresses without the subnet's own; undefined where those are not all known. */
function withoutSubnet(addresses: AddressSet, subnet: Subnet, family: Family): AddressSet | undefined {
  const own = subnet.cidrs.filter(
    (cidr) => (cidr.known ? cidr.value.family : cidr.unknown.family) === family,
  );
  const known = own.flatMap((cidr) => valueOf(cidr) ?? []);
  // An IPv6 block that AWS gives out is nobody's to write: no block of a rule is within it.
  if (family === 4 && (known.length < own.length || own.length === 0)) return undefined;
  return subtractAddresses(addresses, addressSet(known));
}

/** An entry for the packets, or the replies, in each of the ACLs. */
function fixes(
  blocked: readonly Blocked[],
  peer: RulePeer,
  match: TrafficMatch,
  { configuration }: RuleContext,
): Fix[] {
  const parsed = parseCidr(textOf(peer.value) ?? '');
  if (parsed.kind === 'error') return [];
  const byAcl = [...new Map(blocked.map((one) => [`${one.acl} ${one.direction}`, one])).values()];
  const entries = byAcl.map(({ acl, direction, what }) => ({
    acl,
    direction,
    action: 'allow' as const,
    match: what === 'packets' ? match : ({ kind: 'ports', protocol: 6, from: 1024, to: 65535 } as const),
    cidr: parsed.cidr,
  }));
  const [first] = entries;
  if (first === undefined) return [];
  const acls = byAcl.map((one) => one.acl).join(' and ');
  return addEntries(`Allow it in ${acls}: opens ${newEntryInWords(first)}`, entries, configuration);
}
