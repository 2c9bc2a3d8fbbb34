import { managed } from '../../terraform/resources';
import type { EvaluatedAttribute } from '../../terraform/configuration';
import { resourceHeader } from '../groupRules';
import type { RawFinding, Rule, RuleContext } from '../rule';

/**
 * A group or group rule without a description; "Managed by Terraform", which the provider writes where there is none,
 * counts as none. There is no fix: nobody but its author knows what it is for, and a group's new description makes
 * Terraform replace the group.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export const descriptionMissing: Rule = {
  id: 'sg-description-missing',
  severity: 'warning',
  title: 'A group or group rule without a description',
  strictOnly: true,
  check,
};

function check(context: RuleContext): RawFinding[] {
  const groups = managed(context.configuration, 'aws_security_group')
    .filter((one) => isMissing(one.body.attributes.get('description')))
    .map((group) => ({
      source: resourceHeader(group),
      subject: group.address,
      message: (subjects: string) => `${subjects} has no description that says what it is for.`,
    }));
  const rules = context
    .groupRules()
    // What an element of a list has is not known by argument.
    .filter((rule) => rule.flavour !== 'attribute' && isMissing(rule.arguments.get('description')))
    .map((rule) => ({
      source: rule.header,
      subject: rule.resource.address,
      message: (subjects: string) =>
        rule.flavour === 'block'
          ? `This ${rule.direction ?? ''} rule of ${subjects} has no description that says who needs it.`
          : `${subjects} has no description that says who needs it.`,
    }));
  return [...groups, ...rules];
}

function isMissing(attribute: EvaluatedAttribute | undefined): boolean {
  if (attribute === undefined || attribute.value.kind === 'null') return true;
  const { value } = attribute;
  return value.kind === 'string' && (value.value.trim() === '' || value.value === 'Managed by Terraform');
}
