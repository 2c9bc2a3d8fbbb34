import { addressSet, type AddressSet } from '../ip/addresses';
import { intersect, overlaps, subtract, unite } from '../ip/ranges';
import { noTraffic, type Traffic } from '../ip/traffic';
import type { NetworkAcl, NetworkAclEntry, Unknown } from '../network/model';
import { atMost, openBounds, type Bounds } from './filterTraffic';
import { addressUnknown, type Host } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { isIn, type Certainty } from './parties';

/** What an ACL does to some traffic, with the entries that decided. */
export interface AclVerdict extends Bounds {
  /** The entry that surely allows the most of it; of equals the first. */
  readonly allowing: NetworkAclEntry | undefined;
  /** The first entry that surely denies some of it; undefined where it is the end of the list that denies. */
  readonly denying: NetworkAclEntry | undefined;
}

interface CompiledEntry {
  readonly entry: NetworkAclEntry;
  readonly action: 'allow' | 'deny' | undefined;
  readonly traffic: Traffic;
  /** Undefined: any address may be meant. */
  readonly addresses: AddressSet | undefined;
  /** Why it may not be as it reads. */
  readonly doubt: Unknown | undefined;
}

interface CompiledAcl {
  /** By number; entries whose number nobody knows stand first, as they may decide anything. */
  readonly entries: readonly CompiledEntry[];
  readonly incomplete: Unknown | undefined;
}

/**
 * What the entries of an ACL let through, of `asked`, for packets whose remote address is the peer's: by number, the
 * first that matches decides, the end denies.
 */
export function judgeAcl(
  index: NetworkIndex,
  acl: NetworkAcl,
  direction: 'ingress' | 'egress',
  peer: Host,
  asked: Traffic,
): AclVerdict {
  const compiled = index.remember(`acl ${direction}`, acl, () => compileAcl(acl, direction));
  const unknowns: Unknown[] = [];
  let must = noTraffic;
  let may = noTraffic;
  // What no entry has surely decided; and what no entry can have denied, whatever the unknowns are.
  let undecided = asked;
  let undenied = asked;
  let allowing: NetworkAclEntry | undefined;
  let allowed = 0;
  let denying: NetworkAclEntry | undefined;
  if (compiled.incomplete !== undefined) {
    return { ...openBounds, must, unknowns: [compiled.incomplete], allowing, denying };
  }
  for (const entry of compiled.entries) {
    if (undecided.length === 0) break;
    if (!overlaps(entry.traffic, undecided)) continue;
    const inBlock: Certainty = entry.addresses === undefined ? 'maybe' : isIn(peer.party, entry.addresses);
    if (inBlock === 'no') continue;
    const sure = inBlock === 'yes' && entry.doubt === undefined;
    const matched = intersect(undecided, entry.traffic);
    if (!sure) unknowns.push(entry.doubt ?? addressUnknown(peer));
    if (entry.action !== 'deny') may = unite(may, matched);
    if (entry.action === 'allow' && sure) {
      must = unite(must, intersect(undenied, entry.traffic));
      const size = sizeOf(matched);
      if (size > allowed) allowing = entry.entry;
      allowed = Math.max(allowed, size);
    }
    if (entry.action === 'deny' && sure) denying ??= entry.entry;
    if (entry.action !== 'allow') undenied = subtract(undenied, entry.traffic);
    if (sure) undecided = subtract(undecided, entry.traffic);
  }
  return { must, may, unknowns, allowing, denying };
}

/** How many ports (or types) the traffic has. */
function sizeOf(traffic: Traffic): number {
  let size = 0;
  for (let i = 0; i < traffic.length; i += 2) size += (traffic[i + 1] ?? 0) - (traffic[i] ?? 0);
  return size;
}

function compileAcl(acl: NetworkAcl, direction: 'ingress' | 'egress'): CompiledAcl {
  const entries = acl.entries.filter((entry) => entry.direction === direction);
  const numbered = entries.toSorted((a, b) => (numberOf(a) ?? -1) - (numberOf(b) ?? -1));
  return {
    entries: numbered.map(compileEntry),
    incomplete: acl.uncertain ?? acl.entriesIncomplete[direction],
  };
}

function compileEntry(entry: NetworkAclEntry): CompiledEntry {
  return {
    entry,
    action: entry.action.known ? entry.action.value : undefined,
    traffic: atMost(entry.traffic),
    addresses: entry.cidr.known ? addressSet([entry.cidr.value]) : undefined,
    doubt: doubtOf(entry),
  };
}

function doubtOf(entry: NetworkAclEntry): Unknown | undefined {
  if (entry.uncertain !== undefined) return entry.uncertain;
  for (const field of [entry.number, entry.action, entry.traffic, entry.cidr]) {
    if (!field.known) return field.unknown;
  }
  return undefined;
}

function numberOf(entry: NetworkAclEntry): number | undefined {
  return entry.number.known ? entry.number.value : undefined;
}
