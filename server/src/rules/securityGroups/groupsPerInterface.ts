import { valueOf } from '../../network/maybe';
import type { NetworkInterface } from '../../network/model';
import { resourceHeader } from '../groupRules';
import { groupBy } from '../../util/collections';
import { chunkText } from '../networkAcls/chunkText';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';
import { cidrContains } from '../../ip/cidr';
import { includes } from '../../ip/ranges';
import { resourceOfInterface } from './carriers';
import { groupsArgument } from './groupsArgument';
import { permissionsByGroup, type Permission } from './permissions';
import { groupKeyOf } from './groupKey';

/**
 * More groups on one network interface than AWS allows by default, which is 5. The quota can be raised to 16, as long as
 * the product with the quota of rules a group stays within 1,000.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
export const groupsPerInterface: Rule = {
  id: 'sg-groups-per-interface',
  severity: 'warning',
  title: 'More groups on a network interface than AWS allows by default',
  check,
};

const byDefault = 5;
const atMost = 16;
/** Rules of a group (60 by default) times groups of an interface. */
const product = 1000;

function check(context: RuleContext): RawFinding[] {
  // As many groups are needed before there can be too many on one thing.
  const groups = context.configuration.resources.filter((one) => one.type.endsWith('security_group'));
  if (groups.length <= byDefault) return [];
  const crowded = [...context.network().interfaces.values()].filter(
    (one) => one.uncertain === undefined && groupsOf(one).length > byDefault,
  );
  const byOwner = groupBy(crowded, (one) => resourceOfInterface(one, context));
  return [...byOwner].flatMap(([resource, [one]]) =>
    resource === undefined || one === undefined
      ? []
      : [
          {
            source: groupsArgument(resource)?.source ?? resourceHeader(resource),
            subject: resource.address,
            message: (subjects: string) => messageFor(subjects, groupsOf(one), context),
            fixes: () => fixes(one, context),
          },
        ],
  );
}

/** The groups that it surely carries, each once. */
function groupsOf(one: NetworkInterface): readonly string[] {
  return [...new Set(one.securityGroups.flatMap((group) => valueOf(group) ?? []))];
}

function messageFor(subjects: string, groups: readonly string[], context: RuleContext): string {
  const number = groups.length;
  if (number > atMost)
    return `AWS refuses ${subjects}: it has ${number} groups on one interface, and no more than ${atMost} are possible.`;
  const most = mostRules(groups, context);
  if (most * number > product)
    return `AWS refuses ${subjects}: it has ${number} groups on one interface, one of them with ${most} rules, and the quotas of the two multiplied can not exceed ${product}.`;
  return `AWS refuses ${subjects} unless the quota was raised: it has ${number} groups on one interface, and ${byDefault} are allowed.`;
}

/** How many rules of one direction the fullest of the groups has; the default quota allows 60. */
function mostRules(groups: readonly string[], context: RuleContext): number {
  const permissions = permissionsByGroup(context.groupRules());
  const counts = groups.flatMap((group) =>
    ['ingress', 'egress'].map((direction) => permissions.get(`${direction} ${group}`)?.length ?? 0),
  );
  return Math.max(0, ...counts);
}

/** A group taken off, all of whose rules another group has too, and that no rule names. */
function fixes(one: NetworkInterface, context: RuleContext): Fix[] {
  const resource = resourceOfInterface(one, context);
  const argument = resource === undefined ? undefined : groupsArgument(resource);
  if (argument?.expression.kind !== 'tuple' || argument.value.kind !== 'list') return [];
  const { elements } = argument.expression;
  const values = argument.value.elements.map((value) => groupKeyOf(value));
  const byGroup = groupBy(
    [...permissionsByGroup(context.groupRules()).values()].flat(),
    (permission) => permission.group,
  );
  const { chunk } = argument.source;
  return elements.flatMap((element, index) => {
    const group =
      argument.value.kind === 'list' && values.length === elements.length ? values[index] : undefined;
    const other =
      group === undefined
        ? undefined
        : groupsOf(one).find((wide) => wide !== group && subsumes(wide, group, byGroup, context));
    if (group === undefined || other === undefined) return [];
    const left = elements.filter((kept) => kept !== element).map((kept) => chunkText(chunk, kept.range));
    const edits = placeEdits(
      [{ chunk, range: argument.expression.range, newText: `[${left.join(', ')}]` }],
      context.configuration,
    );
    return edits === undefined
      ? []
      : [{ title: `Take ${group} off: ${other} has all its rules`, edits, preferred: false }];
  });
}

function subsumes(
  wide: string,
  narrow: string,
  byGroup: ReadonlyMap<string, readonly Permission[]>,
  context: RuleContext,
): boolean {
  const { securityGroups } = context.network();
  const isKnown = [wide, narrow].every((id) => {
    const incomplete = securityGroups.get(id)?.rulesIncomplete;
    return incomplete !== undefined && incomplete.ingress === undefined && incomplete.egress === undefined;
  });
  const own = byGroup.get(narrow) ?? [];
  const count = securityGroups.get(narrow)?.rules.length ?? 0;
  const named = context
    .groupRules()
    .some((rule) =>
      rule.peers.some(
        (peer) =>
          groupKeyOf(peer.value) === narrow || (peer.kind === 'self' && groupKeyOf(rule.group) === narrow),
      ),
    );
  // Rules that are not known in full count in the network, and are missing here.
  return (
    isKnown &&
    !named &&
    own.length === count &&
    own.every((one) => (byGroup.get(wide) ?? []).some((other) => covers(other, one)))
  );
}

function covers(wide: Permission, narrow: Permission): boolean {
  const inside =
    wide.peerKey === narrow.peerKey ||
    (wide.cidr !== undefined && narrow.cidr !== undefined && cidrContains(wide.cidr, narrow.cidr));
  return wide.direction === narrow.direction && inside && includes(wide.traffic, narrow.traffic);
}
