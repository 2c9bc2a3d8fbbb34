import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import { aclEntries, type AclEntry } from './aclEntries';
import { aclList } from './aclLists';
import { firstNumber, freeNumber, lastNumber, usedNumbers } from './entryNumbers';
import { renumber } from './entryText';

/**
 * An entry whose number AWS does not take: they go from 1 to 32766. The provider checks it inline only.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html
 */
export const ruleNumberOutOfRange: Rule = {
  id: 'nacl-rule-number-out-of-range',
  severity: 'error',
  title: 'An entry of a network ACL with a number that AWS does not take',
  check: (context) => aclEntries(context.configuration).flatMap((entry) => findingFor(entry, context)),
};

function findingFor(entry: AclEntry, context: RuleContext): RawFinding[] {
  const number = integerOf(entry.number?.value);
  if (number === undefined || (firstNumber <= number && number <= lastNumber)) return [];
  return [
    {
      source: entry.number?.source ?? entry.header,
      subject: entry.resource.address,
      message: (subjects) =>
        `AWS refuses entry ${number} of ${subjects}: numbers go from ${firstNumber} to ${lastNumber}.`,
      fixes: () => fixes(entry, number, context),
    },
  ];
}

/** The nearest place in the order: before all others, or behind them. */
function fixes(entry: AclEntry, number: number, { configuration }: RuleContext): Fix[] {
  const { acl, direction } = entry;
  if (acl === undefined || direction === undefined) return [];
  const list = aclList(configuration, acl, direction);
  if (list === undefined) return [];
  const used = usedNumbers(list);
  const legal = [...used].filter((other) => firstNumber <= other && other <= lastNumber);
  const free =
    number < firstNumber
      ? freeNumber(used, 0, Math.min(lastNumber + 1, ...legal))
      : freeNumber(used, Math.max(0, ...legal), lastNumber + 1);
  return renumber(entry, free, configuration);
}
