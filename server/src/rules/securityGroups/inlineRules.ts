import { groupBy } from '../../util/collections';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { extractInline } from './extractInline';

/**
 * Rules that stand inline in an `aws_security_group`. The provider's documentation advises rules of their own: inline ones
 * are lists that are replaced as a whole, and that nobody else may add to.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export const inlineRules: Rule = {
  id: 'sg-inline-rules',
  severity: 'warning',
  title: 'Rules that stand inline in a security group',
  strictOnly: true,
  check,
};

function check(context: RuleContext): RawFinding[] {
  const inline = context
    .groupRules()
    .filter(
      (rule) =>
        rule.resource.type === 'aws_security_group' &&
        (rule.flavour === 'block' || rule.flavour === 'attribute') &&
        !rule.uncertain,
    );
  return [...groupBy(inline, (rule) => rule.resource)].flatMap(([group, [first]]) =>
    first === undefined
      ? []
      : [
          {
            source: first.header,
            subject: group.address,
            message: (subjects: string) =>
              `${subjects} has its rules inline: no other code can add one without both undoing each other, and the provider advises rules of their own.`,
            fixes: () => extractInline(group, context),
          },
        ],
  );
}
