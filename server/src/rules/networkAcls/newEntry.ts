import { editsForChange } from '../../edits/index';
import { noPackets, intersectPackets } from '../../ip/packets';
import { formatCidr, type Cidr } from '../../ip/cidr';
import { known } from '../../network/maybe';
import type { TrafficMatch } from '../../network/model';
import { trafficOf } from '../../reachability/filterTraffic';
import type { Configuration } from '../../terraform/configuration';
import type { Fix } from '../rule';
import { aclTypes, type Direction } from './aclEntries';
import { aclList, spaceOf, type AclList } from './aclLists';
import { freeNumber, lastNumber, usedNumbers } from './entryNumbers';

/** An entry to be written: its number is found. */
export interface NewEntry {
  readonly acl: string;
  readonly direction: Direction;
  readonly action: 'allow' | 'deny';
  readonly match: TrafficMatch;
  readonly cidr: Cidr;
}

/**
 * A fix that adds entries to an ACL, in the flavour that it has, each in front of the first entry that would deny its
 * packets. None where the ACL's text has no place for them.
 */
export function addEntries(title: string, entries: readonly NewEntry[], configuration: Configuration): Fix[] {
  const edits: Parameters<typeof editsForChange>[0][number][] = [];
  const taken = new Map<AclList, Set<number>>();
  for (const entry of entries) {
    const list = aclList(configuration, entry.acl, entry.direction);
    if (list === undefined || !canGrow(entry.acl, configuration)) return [];
    const used = taken.get(list) ?? new Set(usedNumbers(list));
    taken.set(list, used);
    const number = numberFor(entry, list, used);
    if (number === undefined) return [];
    used.add(number);
    edits.push({
      kind: 'addNetworkAclEntry',
      networkAcl: entry.acl,
      entry: {
        direction: entry.direction,
        number: known(number),
        action: known(entry.action),
        traffic: known(entry.match),
        cidr: known(entry.cidr),
      },
    });
  }
  const placed = editsForChange(edits, configuration);
  return placed === undefined ? [] : [{ title, edits: placed, preferred: false }];
}

/** Whether the ACL is in the code, and not with its entries as lists; one of several has to have its entries inline. */
function canGrow(acl: string, configuration: Configuration): boolean {
  const resource = configuration.byAddress.get(acl);
  if (resource === undefined || !aclTypes.has(resource.type)) return false;
  const { attributes, blocks } = resource.body;
  if (attributes.has('ingress') || attributes.has('egress')) return false;
  return resource.key === undefined || blocks.length > 0;
}

/** Behind all others; or in front of the first entry that does the opposite with some of its packets. */
function numberFor(entry: NewEntry, list: AclList, used: ReadonlySet<number>): number | undefined {
  const space = [spaceOf(entry.cidr, trafficOf(entry.match))];
  const opposite = list.known.find(
    (other) => other.action !== entry.action && !noPackets(intersectPackets(space, [other.space])),
  );
  if (opposite === undefined) return freeNumber(used, Math.max(99, ...used), lastNumber + 1);
  const before = Math.max(0, ...[...used].filter((number) => number < opposite.number));
  return freeNumber(used, before, opposite.number) ?? freeNumber(used, 0, opposite.number);
}

/** `TCP 1024-65535 to 10.0.0.0/8` */
export function newEntryInWords({ direction, match, cidr }: NewEntry): string {
  const where = `${direction === 'egress' ? 'to' : 'from'} ${formatCidr(cidr)}`;
  if (match.kind === 'ports') {
    const name = match.protocol === 6 ? 'TCP' : 'UDP';
    return `${name} ${match.from === match.to ? match.from : `${match.from}-${match.to}`} ${where}`;
  }
  return match.kind === 'all' ? `everything ${where}` : `this traffic ${where}`;
}
