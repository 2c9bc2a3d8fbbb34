import { addressSet, allAddresses } from '../../ip/addresses';
import { parseCidr, type Cidr, type Family } from '../../ip/cidr';
import {
  allPorts,
  intersectPackets,
  subtractPackets,
  type PacketBox,
  type PacketSet,
} from '../../ip/packets';
import { overlaps } from '../../ip/ranges';
import { allTraffic, icmpTraffic, portTraffic, protocolTraffic, type Traffic } from '../../ip/traffic';
import { protocolNumber } from '../../network/fromTerraform/traffic';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import type { RuleArgument } from '../groupRules';
import { integerOf, textOf } from '../values';
import { isHandedOut } from './handedOut';
import { aclEntries, networkAcls, type AclEntry, type Direction } from './aclEntries';

/** An entry that is known in full. */
export interface KnownEntry {
  readonly entry: AclEntry;
  readonly number: number;
  readonly action: 'allow' | 'deny';
  readonly cidr: Cidr;
  readonly traffic: Traffic;
  /** What it matches: packets from (ingress) or to (egress) its block, which stands in `source` both times. */
  readonly space: PacketBox;
}

/** The entries of one ACL in one direction. */
export interface AclList {
  /** As in `AclEntry.acl`. */
  readonly acl: string;
  readonly direction: Direction;
  /** All of them, known or not, in the order of the code. */
  readonly entries: readonly AclEntry[];
  /** Those that surely exist and are known in full, by number. */
  readonly known: readonly KnownEntry[];
  /** Whether nothing else can be in the list: what is not in `known` is not there. */
  readonly complete: boolean;
}

interface Lists {
  readonly all: readonly AclList[];
  readonly byAcl: ReadonlyMap<string, readonly AclList[]>;
}

const made = new WeakMap<Configuration, Lists>();

/** The two lists of every ACL of the configuration, empty ones too, and those of ACLs that are known by id only. */
export function aclLists(configuration: Configuration): readonly AclList[] {
  return listsOf(configuration).all;
}

/** The list of an ACL in a direction; undefined for an ACL that nothing is known of. */
export function aclList(
  configuration: Configuration,
  acl: string,
  direction: Direction,
): AclList | undefined {
  return listsOf(configuration)
    .byAcl.get(acl)
    ?.find((list) => list.direction === direction);
}

function listsOf(configuration: Configuration): Lists {
  const earlier = made.get(configuration);
  if (earlier !== undefined) return earlier;
  const all = makeLists(configuration);
  const lists = { all, byAcl: groupBy(all, (list) => list.acl) };
  made.set(configuration, lists);
  return lists;
}

function makeLists(configuration: Configuration): AclList[] {
  const entries = aclEntries(configuration);
  const own = groupBy(
    entries.filter((entry) => entry.acl !== undefined),
    (entry) => entry.acl ?? '',
  );
  const managed = new Map(networkAcls(configuration).map((acl) => [acl.address, acl]));
  // An entry of an unknown ACL may be any ACL's.
  const strays = entries.some((entry) => entry.acl === undefined);
  return [...new Set([...managed.keys(), ...own.keys()])].flatMap((acl) => {
    const resource = managed.get(acl);
    return (['ingress', 'egress'] as const).map((direction) => {
      const entries = own.get(acl) ?? [];
      const closed = resource !== undefined && !strays && isClosed(resource, direction, configuration);
      return listOf(acl, direction, entries, closed);
    });
  });
}

/** Whether nobody else can add entries: Terraform owns the direction, or no other configuration gets to know the ACL. */
function isClosed(acl: ResourceInstance, direction: Direction, configuration: Configuration): boolean {
  const owned =
    acl.type === 'aws_default_network_acl' ||
    acl.body.attributes.has(direction) ||
    acl.body.blocks.some((block) => block.type === direction);
  return owned || !isHandedOut(acl, configuration);
}

function listOf(acl: string, direction: Direction, all: readonly AclEntry[], closed: boolean): AclList {
  const entries = all.filter((entry) => entry.direction === direction);
  const known = entries.flatMap((entry) => knownEntries(entry));
  const undirected = all.some((entry) => entry.direction === undefined);
  return {
    acl,
    direction,
    entries,
    known: known.toSorted((a, b) => a.number - b.number),
    complete: closed && !undirected && entries.every((entry) => knownEntries(entry).length > 0),
  };
}

/** The entry as AWS gets it, once for each block that it names; none where something about it is unknown or wrong. */
function knownEntries(entry: AclEntry): KnownEntry[] {
  const number = integerOf(entry.number?.value);
  const action = textOf(entry.action?.value)?.toLowerCase();
  const traffic = entryTraffic(entry);
  if (entry.uncertain || number === undefined || traffic === undefined) return [];
  if (action !== 'allow' && action !== 'deny') return [];
  const given = [entry.cidr4, entry.cidr6].filter((argument) => argument !== undefined);
  const cidrs = given.map(cidrOf).filter((cidr) => cidr !== undefined);
  if (cidrs.length < given.length) return [];
  return cidrs.map((cidr) => ({
    entry,
    number,
    action,
    cidr,
    traffic,
    space: spaceOf(cidr, traffic),
  }));
}

function cidrOf(argument: RuleArgument): Cidr | undefined {
  const text = textOf(argument.value);
  const parsed = text === undefined ? undefined : parseCidr(text);
  return parsed?.kind === 'cidr' ? parsed.cidr : undefined;
}

/**
 * The traffic that an entry matches. Ports, type and code that are absent are sent as 0
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_rule).
 */
function entryTraffic(entry: AclEntry): Traffic | undefined {
  const protocol = entryProtocol(entry);
  if (protocol === undefined) return undefined;
  if (protocol === 'all') return allTraffic;
  if (protocol === 6 || protocol === 17) {
    const from = orZero(entry.fromPort);
    const to = orZero(entry.toPort);
    return from === undefined || to === undefined || from < 0 || to < from
      ? undefined
      : portTraffic(protocol, from, to);
  }
  if (protocol !== 1 && protocol !== 58) return protocolTraffic(protocol);
  const type = orZero(entry.icmpType);
  const code = orZero(entry.icmpCode);
  if (type === undefined || code === undefined || type > 255 || code > 255) return undefined;
  return icmpTraffic(protocol, type < 0 ? undefined : type, code < 0 ? undefined : code);
}

/** The entry's protocol by number; `all` for -1, undefined where it is unknown or none. */
export function entryProtocol(entry: AclEntry): number | 'all' | undefined {
  const text = textOf(entry.protocol?.value);
  return text === undefined ? undefined : protocolNumber(text);
}

function orZero(argument: RuleArgument | undefined): number | undefined {
  return argument === undefined ? 0 : integerOf(argument.value);
}

/** Packets of some traffic whose remote address is in a block. */
export function spaceOf(cidr: Cidr, traffic: Traffic): PacketBox {
  return {
    source: addressSet([cidr]),
    destination: allAddresses,
    traffic,
    clientPorts: allPorts,
  };
}

const decided = new WeakMap<KnownEntry, PacketSet>();

/** What an entry of a list decides: its packets, without those that lower numbers have taken. */
export function decidedBy(list: AclList, one: KnownEntry): PacketSet {
  const earlier = decided.get(one);
  if (earlier !== undefined) return earlier;
  const lower = list.known.filter((other) => other.number < one.number && mayMeet(other, [one.space]));
  const left = subtractPackets(
    [one.space],
    lower.map((other) => other.space),
  );
  decided.set(one, left);
  return left;
}

/** Whether an entry is for some of this traffic at all: most are not, and comparing packets costs more. */
function mayMeet({ traffic }: KnownEntry, packets: PacketSet): boolean {
  return packets.some((box) => overlaps(box.traffic, traffic));
}

/** What of some packets the list lets through: by number, the first that matches decides, the end denies. */
export function allowedBy(list: AclList, asked: PacketSet): PacketSet {
  return subtractPackets(asked, deniedBy(list, asked));
}

/** What of some packets the list does not let through. */
function deniedBy(list: AclList, asked: PacketSet): PacketSet {
  return deniedPieces(list, asked).flatMap((piece) => piece.packets);
}

/** A part of some packets that is denied, with the entry that does so; undefined for the end of the list. */
export interface DeniedPiece {
  readonly by: KnownEntry | undefined;
  readonly packets: PacketSet;
}

/** What of some packets the list denies, by what denies it, in the order of the numbers. */
export function deniedPieces(list: AclList, asked: PacketSet): readonly DeniedPiece[] {
  const pieces: DeniedPiece[] = [];
  let rest = asked;
  for (const one of list.known) {
    if (!mayMeet(one, rest)) continue;
    const left = subtractPackets(rest, [one.space]);
    if (one.action === 'deny') {
      const packets = intersectPackets(rest, [one.space]);
      if (packets.length > 0) pieces.push({ by: one, packets });
    }
    rest = left;
    if (rest.length === 0) return pieces;
  }
  return [...pieces, { by: undefined, packets: rest }];
}

/** Whether the block is every address of its family. */
export function isEverywhere(cidr: Cidr): boolean {
  return cidr.prefixLength === 0;
}

/** The block that is every address of a family. */
export function everywhere(family: Family): Cidr {
  return { family, address: 0n, prefixLength: 0 };
}
