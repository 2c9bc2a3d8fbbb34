import type { Rule } from '../rule';
import { rewriteLegacy } from './rewriteLegacy';

/**
 * An `aws_security_group_rule`. The provider's documentation advises against it: it holds several sources in one resource,
 * and knows no ids, tags or descriptions of single rules.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group_rule
 */
export const ruleResourceDiscouraged: Rule = {
  id: 'sg-rule-resource-discouraged',
  severity: 'warning',
  title: 'A rule resource of the kind that the provider advises against',
  strictOnly: true,
  check: (context) =>
    context
      .groupRules()
      .filter((rule) => rule.flavour === 'aws_security_group_rule')
      .map((rule) => ({
        source: rule.header,
        subject: rule.resource.address,
        message: (subjects) =>
          `${subjects} is of the old kind, which the provider advises against: aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule have one source, an id and a description each.`,
        fixes: () => rewriteLegacy(rule, context),
      })),
};
