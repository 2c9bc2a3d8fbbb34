import { groupBy } from '../../util/collections';
import type { Value } from '../../terraform/value';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import type { AclEntry } from './aclEntries';
import { aclLists, type AclList } from './aclLists';
import { freeNumberBehind, usedNumbers } from './entryNumbers';
import { entryInWords, renumber } from './entryText';

/**
 * Two entries of one network ACL and direction with one number. AWS takes the first and refuses the second, so that the
 * apply fails.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html
 */
export const duplicateRuleNumber: Rule = {
  id: 'nacl-duplicate-rule-number',
  severity: 'error',
  title: 'Two entries of one network ACL and direction with the same number',
  check: (context) => aclLists(context.configuration).flatMap((list) => findingsIn(list, context)),
};

function findingsIn(list: AclList, context: RuleContext): RawFinding[] {
  const numbered = list.entries.filter(
    (entry) => !entry.uncertain && integerOf(entry.number?.value) !== undefined,
  );
  const byNumber = groupBy(numbered, (entry) => integerOf(entry.number?.value));
  return [...byNumber.values()].flatMap((same) => {
    const [first, ...others] = withoutEqualBlocks(same);
    return first === undefined ? [] : others.map((entry) => finding(entry, first, list, context));
  });
}

/** Inline entries are a set: two that are the same in everything are one. */
function withoutEqualBlocks(same: readonly AclEntry[]): AclEntry[] {
  return same.filter((entry, index) => {
    if (entry.flavour === 'aws_network_acl_rule') return true;
    const earlier = same.slice(0, index).filter((other) => other.resource === entry.resource);
    return !earlier.some((other) => contents(other) === contents(entry));
  });
}

function contents(entry: AclEntry): string {
  const { action, protocol, fromPort, toPort, icmpType, icmpCode, cidr4, cidr6 } = entry;
  return [action, protocol, fromPort, toPort, icmpType, icmpCode, cidr4, cidr6]
    .map((argument) => valueText(argument?.value))
    .join(' ');
}

function valueText(value: Value | undefined): string {
  switch (value?.kind) {
    case 'string':
      return value.value;
    case 'number':
      return value.value.toFixed();
    case 'reference':
      return [value.address, ...value.path].join('.');
    default:
      return value?.kind ?? '';
  }
}

function finding(entry: AclEntry, first: AclEntry, list: AclList, context: RuleContext): RawFinding {
  const number = integerOf(entry.number?.value) ?? 0;
  return {
    source: entry.number?.source ?? entry.header,
    subject: entry.resource.address,
    message: (subjects) =>
      `AWS refuses entry ${number} of ${subjects}: ${first.resource === entry.resource ? 'it' : list.acl} already has a rule ${number} for ${list.direction}.`,
    related: [
      { message: `The first one: ${entryInWords(first)}`, source: first.number?.source ?? first.header },
    ],
    fixes: (): Fix[] => renumber(entry, freeNumberBehind(usedNumbers(list), number), context.configuration),
  };
}
