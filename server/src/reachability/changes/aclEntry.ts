import { cidrsOverlap, formatCidr, parseAddress, parseCidr, type Cidr } from '../../ip/cidr';
import { known, valueOf } from '../../network/maybe';
import type { NetworkAcl, NetworkAclEntry, TrafficMatch } from '../../network/model';
import type { Hop } from '../answer';
import type { NetworkEdit } from '../change';
import { blockedTraffic, shortTraffic } from './asked';
import type { Blockage, Candidate } from './candidate';
import { blocksOf, endOf } from './ends';

/** Ports that replies go to: those that NAT gateways, balancers and every usual system choose from. https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports */
const ephemeral = { from: 1024, to: 65535 } as const;

/**
 * An entry that allows what an ACL denies, with a free number before the entry that denies it. The replies need an entry
 * of their own; where they are denied too, that is a blocker of its own, with its own candidate.
 */
export function aclEntryCandidates({ network, answer, blocker }: Blockage): readonly Candidate[] {
  const acl =
    blocker.kind === 'networkAcl' && blocker.verdict === 'blocked'
      ? network.networkAcls.get(blocker.component)
      : undefined;
  if (acl === undefined) return [];
  const replies = isReply(blocker);
  const direction = blocker.direction === 'in' ? 'ingress' : 'egress';
  const peer = replies === (direction === 'egress') ? answer.question.from : answer.question.to;
  const matches = blockedTraffic(answer, blocker).map((match) => (replies ? toClientPorts(match) : match));
  const choices = [factBlocks(blocker, direction), blocksOf(endOf(network, peer))].filter(
    (blocks) => blocks.length > 0,
  );
  return choices.flatMap((blocks) => {
    const entries = allowing(acl, direction, matches, blocks);
    if (entries === undefined) return [];
    const edits = entries.map((entry): NetworkEdit => ({
      kind: 'addNetworkAclEntry',
      networkAcl: acl.id,
      entry,
    }));
    return [{ edits, title: titleOf(acl.name, direction, replies, shortTraffic(matches), blocks) }];
  });
}

function titleOf(
  acl: string,
  direction: string,
  replies: boolean,
  traffic: string,
  blocks: readonly Cidr[],
): string {
  const way = direction === 'ingress' ? `in through ${acl} from` : `out through ${acl} to`;
  return `let ${replies ? 'replies' : 'traffic'} ${way} ${blocks.map(formatCidr).join(', ')} on ${traffic}`;
}

function isReply(blocker: Hop): boolean {
  return blocker.code === 'RETURN_PATH_ACL_RESTRICTION' || blocker.decision.facts['phase'] === 'reply';
}

/** What answers a connection goes to the port that the client opened it from. */
function toClientPorts(match: TrafficMatch): TrafficMatch {
  return match.kind === 'ports' ? { ...match, ...ephemeral } : match;
}

/** The block that the hop itself tells of: behind a NAT gateway or balancer it is another than the end's. */
function factBlocks(blocker: Hop, direction: 'ingress' | 'egress'): readonly Cidr[] {
  const text = blocker.decision.facts[direction === 'ingress' ? 'source' : 'destination'] ?? '';
  const blocks = text.split(/,\s*/).map((part) => {
    const parsed = parseCidr(part);
    return parseAddress(part) ?? (parsed.kind === 'cidr' ? parsed.cidr : undefined);
  });
  const known = blocks.filter((block) => block !== undefined);
  return known.length === blocks.length && known.length <= 6 ? known : [];
}

/** One entry for each match and block, each with a number of its own; undefined where no number is free. */
function allowing(
  acl: NetworkAcl,
  direction: 'ingress' | 'egress',
  matches: readonly TrafficMatch[],
  blocks: readonly Cidr[],
): readonly NetworkAclEntry[] | undefined {
  const entries: NetworkAclEntry[] = [];
  for (const match of matches) {
    for (const cidr of blocks) {
      const number = freeNumber([...acl.entries, ...entries], direction, match, cidr);
      if (number === undefined) return undefined;
      entries.push({
        direction,
        number: known(number),
        action: known('allow'),
        traffic: known(match),
        cidr: known(cidr),
      });
    }
  }
  return entries;
}

/** The highest number that AWS takes for an entry. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html */
const highest = 32766;

/**
 * A number that no entry of this direction has, before the first entry that denies some of this: ten before it where
 * that is free, as people leave gaps; without such an entry, the next ten behind the last.
 */
function freeNumber(
  entries: readonly NetworkAclEntry[],
  direction: 'ingress' | 'egress',
  match: TrafficMatch,
  cidr: Cidr,
): number | undefined {
  const own = entries.filter((entry) => entry.direction === direction);
  const used = new Set(own.flatMap((entry) => valueOf(entry.number) ?? []));
  const denying = own
    .filter((entry) => denies(entry, match, cidr))
    .flatMap((entry) => valueOf(entry.number) ?? []);
  const last = Math.max(0, ...[...used].filter((number) => number <= highest));
  if (denying.length === 0) {
    const next = last === 0 ? 100 : Math.floor(last / 10) * 10 + 10;
    return next <= highest ? next : lowerFree(used, highest);
  }
  const limit = Math.min(...denying);
  const before = Math.max(0, ...[...used].filter((number) => number < limit));
  const gap = limit - before;
  if (gap > 10) return limit - 10;
  if (gap > 1) return before + Math.floor(gap / 2);
  return lowerFree(used, limit - 1);
}

function lowerFree(used: ReadonlySet<number>, from: number): number | undefined {
  for (let number = from; number >= 1; number -= 1) if (!used.has(number)) return number;
  return undefined;
}

function denies(entry: NetworkAclEntry, match: TrafficMatch, cidr: Cidr): boolean {
  if (valueOf(entry.action) === 'allow') return false;
  const block = valueOf(entry.cidr);
  const traffic = valueOf(entry.traffic);
  return (
    (block === undefined || cidrsOverlap(block, cidr)) &&
    (traffic === undefined || mayOverlap(traffic, match))
  );
}

function mayOverlap(a: TrafficMatch, b: TrafficMatch): boolean {
  if (a.kind === 'all' || b.kind === 'all') return true;
  if (a.protocol !== b.protocol) return false;
  return a.kind !== 'ports' || b.kind !== 'ports' || (a.from <= b.to && b.from <= a.to);
}
