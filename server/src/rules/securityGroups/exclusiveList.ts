import { certain } from '../../terraform/resources';
import { localAddress } from '../../edits/naming';
import { listElement } from '../../edits/placement';
import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import type { GroupRule } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { groupKeyOf } from './groupKey';

/**
 * A rule that the group's `aws_vpc_security_group_rules_exclusive` does not list. That resource removes every rule which is
 * not in its lists, so that it and the rule undo each other at every apply.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_rules_exclusive
 */
export const ruleNotInExclusiveList: Rule = {
  id: 'sg-rule-not-in-exclusive-list',
  severity: 'error',
  title: "A rule that its group's exclusive list does not have",
  check,
};

function check(context: RuleContext): RawFinding[] {
  const rulesByGroup = groupBy(context.groupRules(), (rule) => groupKeyOf(rule.group));
  return certain(context.configuration, 'aws_vpc_security_group_rules_exclusive').flatMap((list) => {
    const group = groupKeyOf(list.body.attributes.get('security_group_id')?.value);
    const rules = group === undefined ? [] : (rulesByGroup.get(group) ?? []);
    return rules.flatMap((rule) => findingFor(rule, list, context));
  });
}

function findingFor(rule: GroupRule, list: ResourceInstance, context: RuleContext): RawFinding[] {
  const attribute = list.body.attributes.get(`${rule.direction ?? ''}_rule_ids`);
  const listed = attribute === undefined ? [] : idsIn(attribute);
  if (rule.direction === undefined || rule.uncertain || listed === undefined) return [];
  if (listed.includes(rule.resource.address)) return [];
  return [
    {
      source: rule.header,
      subject: rule.resource.address,
      message: (subjects) =>
        `${list.address} removes this ${rule.direction ?? ''} rule of ${subjects} at every apply: it is not in its list.`,
      related: [{ message: 'The list of all rules', source: attribute?.source ?? list.source }],
      fixes: () => listedToo(rule, list, attribute, context),
    },
  ];
}

/** The rules that are listed; undefined where one of them is unknown. */
function idsIn({ value }: EvaluatedAttribute): readonly string[] | undefined {
  if (value.kind !== 'list') return undefined;
  const ids = value.elements.map((one) =>
    one.kind === 'reference' && !one.address.includes('[*]')
      ? one.address
      : one.kind === 'string'
        ? one.value
        : undefined,
  );
  const known = ids.filter((id) => id !== undefined);
  // A literal id may be this rule's.
  return known.length === ids.length && !known.some((id) => id.startsWith('sgr-')) ? known : undefined;
}

function listedToo(
  rule: GroupRule,
  list: ResourceInstance,
  attribute: EvaluatedAttribute | undefined,
  { configuration }: RuleContext,
): Fix[] {
  const { resource } = rule;
  const written = list.block.body.attributes.find((one) => one.name === attribute?.name);
  if (!rule.flavour.startsWith('aws_vpc') || written === undefined) return [];
  if (resource.key !== undefined || resource.module.address !== list.module.address) return [];
  const edit = listElement(list, written, `${localAddress(resource)}.id`, configuration);
  return edit === undefined ? [] : [{ title: `Add it to ${list.address}`, edits: [edit], preferred: false }];
}
