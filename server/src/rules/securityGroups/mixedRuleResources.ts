import { groupBy } from '../../util/collections';
import type { GroupRule } from '../groupRules';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { groupKeyOf } from './groupKey';
import { rewriteLegacy } from './rewriteLegacy';

/**
 * An `aws_security_group_rule` and a rule resource of the current kind on one group. The provider does not support both:
 * they take each other's rules for their own, and undo them.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group_rule
 */
export const mixedRuleResources: Rule = {
  id: 'sg-mixed-rule-resources',
  severity: 'warning',
  title: 'Old and current rule resources on one security group',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const standalone = context
    .groupRules()
    .filter((rule) => rule.flavour !== 'block' && rule.flavour !== 'attribute' && !rule.uncertain);
  return [...groupBy(standalone, (rule) => groupKeyOf(rule.group))].flatMap(([group, rules]) => {
    const [current] = rules.filter((rule) => rule.flavour !== 'aws_security_group_rule');
    if (group === undefined || current === undefined) return [];
    return rules
      .filter((rule) => rule.flavour === 'aws_security_group_rule')
      .map((legacy) => finding(legacy, current, group, context));
  });
}

function finding(legacy: GroupRule, current: GroupRule, group: string, context: RuleContext): RawFinding {
  return {
    source: legacy.header,
    subject: legacy.resource.address,
    message: (subjects) =>
      `${subjects} and ${current.resource.address} are rules of ${group} of two kinds: the provider does not support both on one group, and one may remove the other's rules.`,
    related: [{ message: 'A rule of the current kind', source: current.header }],
    fixes: () => rewriteLegacy(legacy, context),
  };
}
