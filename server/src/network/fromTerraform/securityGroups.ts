import { addTo } from './addTo';
import type { ResourceInstance } from '../../terraform/configuration';
import { known, unknown } from '../maybe';
import type { Component, Id, Maybe, SecurityGroup, SecurityGroupRule, Unknown, Vpc } from '../model';
import { anyIpv4, anyIpv6, belongingTo, hasIpv6 } from './belonging';
import { unknownCause, withOrigin, type Context } from './context';
import { adoptedGroups, defaultGroupOf, defaultVpcOf } from './defaults';
import { mentionedResources } from './expressions';
import type { Fields } from './fields';
import { readId, readIds } from './read';
import { rememberedPart } from './rememberedParts';
import { inlineRules, legacyRules, rulesFrom } from './securityGroupRules';

/** The groups of the code. */
export function buildSecurityGroups(context: Context): SecurityGroup[] {
  return context
    .of('aws_security_group', 'aws_default_security_group')
    .map((group) => buildGroup(context, group));
}

/** The default groups of VPCs, where no resource adopts them. */
export function buildDefaultGroups(context: Context, vpcs: readonly Vpc[]): SecurityGroup[] {
  const adopted = context.once(adoptedGroups);
  return vpcs.filter((vpc) => !adopted.has(vpc.id)).map((vpc) => defaultGroup(context, vpc));
}

/**
 * An `aws_security_group` without `egress` has none: the provider takes AWS's allow-all away. An adopted default group
 * has what it declares. https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/security_group
 */
function buildGroup(context: Context, resource: ResourceInstance): SecurityGroup {
  const id = resource.address;
  const { component, vpc, own } = rememberedPart(context, resource, ownParts);
  return {
    ...component,
    vpc: vpc ?? known(inDefaultVpc(context, resource)),
    ...withStandaloneRules(context, id, own),
    associatedVpcs: context.once(vpcAssociations).get(id) ?? [],
  };
}

/** What the resource of a group says itself. */
function ownParts(
  context: Context,
  resource: ResourceInstance,
): { readonly component: Component; readonly vpc: Maybe<Id> | undefined; readonly own: Rules } {
  const fields = context.fields(resource);
  const ingress = inlineRules(context, fields, 'ingress', resource.address);
  const egress = inlineRules(context, fields, 'egress', resource.address);
  return {
    component: context.component(resource),
    vpc: readId(context, fields, 'vpc_id', 'vpcs'),
    own: {
      rules: [...ingress.rules, ...egress.rules],
      rulesIncomplete: { ...ingress.incomplete, ...egress.incomplete },
    },
  };
}

function inDefaultVpc(context: Context, resource: ResourceInstance): Id {
  const vpc = defaultVpcOf(context, resource);
  context.mention('vpcs', vpc, 'not in this code');
  return vpc;
}

/**
 * A VPC's default group as AWS makes it: in from itself, out to everywhere.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
function defaultGroup(context: Context, vpc: Vpc): SecurityGroup {
  const id = defaultGroupOf(context, vpc.id);
  const everywhere = hasIpv6(vpc) ? [anyIpv4, anyIpv6] : [anyIpv4];
  const rules: SecurityGroupRule[] = [
    {
      direction: 'ingress',
      traffic: known({ kind: 'all' }),
      peer: known({ kind: 'securityGroup', securityGroup: id }),
    },
    ...everywhere.map((cidr): SecurityGroupRule => ({
      direction: 'egress',
      traffic: known({ kind: 'all' }),
      peer: known({ kind: 'cidr', cidr }),
    })),
  ];
  return {
    ...belongingTo(vpc),
    id,
    name: `${vpc.name}'s default security group`,
    vpc: known(vpc.id),
    ...withStandaloneRules(context, id, { rules, rulesIncomplete: {} }),
    associatedVpcs: [],
  };
}

type Rules = Pick<SecurityGroup, 'rules' | 'rulesIncomplete'>;

/** A group's own rules and those of other resources; an exclusive list takes the rest away. */
function withStandaloneRules(context: Context, id: Id, own: Rules): Rules {
  const rules = [...own.rules, ...(context.once(standaloneRules).get(id) ?? [])];
  const lists = context.once(exclusiveLists).get(id);
  const stray = context.once(strayRules);
  const incomplete = { ...stray.get(id), ...own.rulesIncomplete };
  if (lists === undefined) return { rules, rulesIncomplete: incomplete };
  return {
    rules: rules.flatMap((rule) => keepListed(rule, lists[rule.direction])),
    rulesIncomplete: incomplete,
  };
}

function keepListed(rule: SecurityGroupRule, listed: readonly Maybe<Id>[]): SecurityGroupRule[] {
  if (listed.some((id) => id.known && id.value === rule.id)) return [rule];
  const doubt = listed.find((id) => !id.known);
  return doubt?.known === false ? [{ ...rule, uncertain: doubt.unknown }] : [];
}

/** Rules of resources of their own, by group. */
export function standaloneRules(context: Context): ReadonlyMap<Id, readonly SecurityGroupRule[]> {
  const rules = new Map<Id, SecurityGroupRule[]>();
  for (const resource of context.of(...standaloneTypes)) {
    const { group, own } = rememberedPart(context, resource, standaloneRule);
    if (group !== undefined) addTo(rules, group, ...own);
  }
  return rules;
}

function standaloneRule(
  context: Context,
  resource: ResourceInstance,
): { readonly group: Id | undefined; readonly own: readonly SecurityGroupRule[] } {
  const fields = context.fields(resource);
  const group = readId(context, fields, 'security_group_id', 'securityGroups');
  if (group?.known !== true) return { group: undefined, own: [] };
  return { group: group.value, own: ruleOf(context, resource, fields, group.value) };
}

const standaloneTypes = [
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
] as const;

function ruleOf(
  context: Context,
  resource: ResourceInstance,
  fields: Fields,
  group: Id,
): readonly SecurityGroupRule[] {
  if (resource.type === 'aws_security_group_rule') return legacyRules(context, resource, fields, group);
  const direction = resource.type === 'aws_vpc_security_group_ingress_rule' ? 'ingress' : 'egress';
  return rulesFrom(context, fields, direction, group, resource.address);
}

/** Rules of which nobody knows the group: each group that the argument may mean has rules that do not show. */
function strayRules(context: Context): ReadonlyMap<Id, SecurityGroup['rulesIncomplete']> {
  const doubts = new Map<Id, SecurityGroup['rulesIncomplete']>();
  for (const resource of context.of(...standaloneTypes)) {
    const argument = context.fields(resource).argument('security_group_id');
    const cause = argument === undefined ? undefined : unknownCause(argument);
    if (argument?.value.kind !== 'unknown' || cause === undefined) continue;
    const mentioned = mentionedResources(argument.expression);
    for (const group of context.of('aws_security_group', 'aws_default_security_group')) {
      if (group.module !== resource.module || !mentioned.has(`${group.type}.${group.name}`)) continue;
      const doubt = doubtfulDirections(resource, context.reason(cause));
      doubts.set(group.address, { ...doubts.get(group.address), ...doubt });
    }
  }
  return doubts;
}

function doubtfulDirections(resource: ResourceInstance, reason: Unknown): SecurityGroup['rulesIncomplete'] {
  if (resource.type === 'aws_vpc_security_group_ingress_rule') return { ingress: reason };
  if (resource.type === 'aws_vpc_security_group_egress_rule') return { egress: reason };
  return { ingress: reason, egress: reason };
}

interface ExclusiveLists {
  readonly ingress: readonly Maybe<Id>[];
  readonly egress: readonly Maybe<Id>[];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_rules_exclusive */
function exclusiveLists(context: Context): ReadonlyMap<Id, ExclusiveLists> {
  const lists = new Map<Id, ExclusiveLists>();
  for (const resource of context.of('aws_vpc_security_group_rules_exclusive')) {
    const fields = context.fields(resource);
    const group = readId(context, fields, 'security_group_id', 'securityGroups');
    if (group?.known !== true) continue;
    const [ingress, egress] = [
      ruleIds(context, fields, 'ingress_rule_ids'),
      ruleIds(context, fields, 'egress_rule_ids'),
    ];
    lists.set(group.value, { ingress, egress });
  }
  return lists;
}

/** Rules are no components: their references are taken by address. */
function ruleIds(context: Context, fields: Fields, name: string): readonly Maybe<Id>[] {
  const argument = fields.argument(name);
  if (argument === undefined) return [];
  const { value } = argument;
  const origin = withOrigin(context.origin(argument.source));
  if (value.kind !== 'list') return [unknown({ value: name, why: 'not known', ...origin })];
  return value.elements.map((element) =>
    element.kind === 'reference'
      ? known(element.address)
      : unknown<Id>({ value: name, why: 'not a rule of this code', ...origin }),
  );
}

function vpcAssociations(context: Context): ReadonlyMap<Id, readonly Maybe<Id>[]> {
  const vpcs = new Map<Id, Maybe<Id>[]>();
  for (const association of context.of('aws_vpc_security_group_vpc_association')) {
    const fields = context.fields(association);
    const group = readId(context, fields, 'security_group_id', 'securityGroups');
    if (group?.known !== true) continue;
    addTo(vpcs, group.value, ...readIds(context, fields, 'vpc_id', 'vpcs'));
  }
  return vpcs;
}
