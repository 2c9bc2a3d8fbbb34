import type { Network, PrefixList } from '../../network/model';
import { groupBy } from '../../util/collections';
import { resourceHeader } from '../groupRules';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { identityOf } from '../values';
import { mergePorts } from './mergePorts';
import { permissionsByGroup, type Permission } from './permissions';

/**
 * More rules in a group than AWS allows by default: 60 a direction, for IPv4 and for IPv6 apart. A source is a rule, also
 * in one block with others; a group as the source counts in both families, a prefix list as many as it may have entries.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
export const ruleQuota: Rule = {
  id: 'sg-rule-quota',
  severity: 'warning',
  title: 'More rules in a group than AWS allows by default',
  check,
};

/** Rules that a group may have in one direction and family, unless AWS has raised it. */
export const defaultRuleQuota = 60;

/** The weights of the lists that AWS manages; others are not counted. */
const managedWeights: Readonly<Record<string, number>> = {
  s3: 1,
  dynamodb: 1,
  'cloudfront.origin-facing': 55,
  'vpc-lattice': 10,
  'ipv6.vpc-lattice': 10,
  groundstation: 5,
};

function check(context: RuleContext): RawFinding[] {
  return [...permissionsByGroup(context.groupRules()).values()].flatMap((permissions) =>
    mayExceed(permissions) ? findingsFor(permissions, context) : [],
  );
}

/** A cheap look first: only a prefix list counts as more than one rule. */
function mayExceed(permissions: readonly Permission[]): boolean {
  return permissions.length > defaultRuleQuota || permissions.some(({ peer }) => peer.kind === 'prefixList');
}

function findingsFor(permissions: readonly Permission[], context: RuleContext): RawFinding[] {
  const [first] = permissions;
  if (first === undefined) return [];
  const { group, direction } = first;
  const resource = context.configuration.byAddress.get(group);
  return ([4, 6] as const).flatMap((family) => {
    const total = countRules(permissions, family, context.network);
    if (total <= defaultRuleQuota) return [];
    return [
      {
        source: resource === undefined ? first.rule.header : resourceHeader(resource),
        subject: group,
        message: (subjects: string) =>
          `${subjects} has ${total} ${direction} rules for IPv${family}, and AWS allows ${defaultRuleQuota} unless the quota was raised: the apply fails. Each source counts, and a prefix list counts as many as it may have entries.`,
        fixes: () => mergePorts(permissions, context.configuration),
      },
    ];
  });
}

/** How many rules the permissions of one group and direction are in a family, as AWS counts: equal ones once. */
export function countRules(
  permissions: readonly Permission[],
  family: 4 | 6,
  network: () => Network,
): number {
  const distinct = groupBy(permissions, (one) => `${one.traffic.join()} ${one.peerKey}`).values();
  let total = 0;
  for (const [one] of distinct) total += one === undefined ? 0 : weight(one, family, network);
  return total;
}

function weight(permission: Permission, family: 4 | 6, network: () => Network): number {
  if (permission.cidr !== undefined) return permission.cidr.family === family ? 1 : 0;
  if (permission.peer.kind !== 'prefixList') return 1;
  const list = network().prefixLists.get(identityOf(permission.peer.value) ?? '');
  return list === undefined ? 0 : listWeight(list, family);
}

function listWeight(list: PrefixList, family: 4 | 6): number {
  if (list.family.known && list.family.value !== family) return 0;
  if (list.service !== undefined) return managedWeights[list.service] ?? 0;
  return list.family.known && list.maximumEntries.known ? list.maximumEntries.value : 0;
}
