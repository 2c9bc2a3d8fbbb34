import type { Family } from '../../ip/cidr';
import { groupBy } from '../../util/collections';
import { resourceHeader } from '../groupRules';
import type { RawFinding, Rule, RuleContext } from '../rule';
import type { AclEntry } from './aclEntries';
import { aclLists, type AclList } from './aclLists';
import { mergeNeighbours } from './mergeEntries';

/**
 * More entries in one direction and address family than AWS takes: 20 with the deny at the end, so 19 of one's own. The
 * quota can be raised, to 40 at most.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls
 */
export const entryQuota: Rule = {
  id: 'nacl-entry-quota',
  severity: 'warning',
  title: 'A network ACL with more entries than its quota',
  check: (context) => aclLists(context.configuration).flatMap((list) => findingsIn(list, context)),
};

/** The deny at the end counts. */
const quota = 20;
const highestQuota = 40;

function findingsIn(list: AclList, context: RuleContext): RawFinding[] {
  const certain = list.entries.filter((entry) => !entry.uncertain);
  return ([4, 6] as const).flatMap((family) => {
    const own = certain.filter((entry) => (family === 4 ? isGiven(entry, 'cidr4') : isGiven(entry, 'cidr6')));
    const first = own[quota - 1];
    if (first === undefined) return [];
    const acl = context.configuration.byAddress.get(list.acl);
    const tooMany = own.length + 1 > highestQuota;
    return [
      {
        source: acl === undefined ? first.header : resourceHeader(acl),
        subject: list.acl,
        ...(tooMany ? { severity: 'error' as const } : {}),
        message: (subjects: string) =>
          `${subjects} has ${own.length} ${list.direction} entries for IPv${family}, and the deny at the end: AWS takes ${quota} by default, and ${highestQuota} at most.`,
        related: written(own).map((entry) => ({
          message: 'These are counted too',
          source: entry.header,
        })),
        fixes: () => mergeNeighbours(ofFamily(list, family), context.configuration),
      },
    ];
  });
}

/** Entries of the other family never meet these, and may stand between them. */
function ofFamily(list: AclList, family: Family): AclList {
  return { ...list, known: list.known.filter((one) => one.cidr.family === family) };
}

/** An argument that is surely there. */
function isGiven(entry: AclEntry, name: 'cidr4' | 'cidr6'): boolean {
  const value = entry[name]?.value;
  if (value === undefined) return false;
  return value.kind !== 'unknown' || value.notNull === true;
}

/** One entry of each text. */
function written(entries: readonly AclEntry[]): readonly AclEntry[] {
  const byText = groupBy(entries, (entry) => entry.source.range.start.line);
  return [...byText.values()].flatMap((same) => same.slice(0, 1)).slice(0, 5);
}
