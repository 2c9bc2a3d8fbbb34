import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { groupAddress, readGroupRules } from '../../rules/groupRules';

/**
 * Who owns the rules of a security group of this code, each direction apart: with inline rules Terraform removes what it
 * does not know, with resources of their own it leaves what others add.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export function ownershipText(configuration: Configuration, address: string): string[] {
  const group = configuration.byAddress.get(address);
  if (group?.mode !== 'managed') return [];
  if (group.type === 'aws_default_security_group')
    return ['Terraform owns all rules of this group: it removes those that this code does not have.'];
  if (group.type !== 'aws_security_group') return [];
  const standalone = readGroupRules(configuration).filter(
    (rule) => rule.resource !== group && groupAddress(rule) === address,
  );
  const lines = (['ingress', 'egress'] as const).map((direction) => {
    const own = standalone.filter(
      (rule) => rule.direction === direction || rule.direction === undefined,
    ).length;
    return `- ${direction === 'ingress' ? 'inbound' : 'outbound'}: ${ownerOf(isInline(group, direction), own, direction)}`;
  });
  return [`Who owns its rules:\n\n${lines.join('\n')}`];
}

function isInline({ body }: ResourceInstance, direction: 'ingress' | 'egress'): boolean {
  const attribute = body.attributes.get(direction);
  return (
    body.blocks.some(({ type }) => type === direction) ||
    (attribute !== undefined && attribute.value.kind !== 'null')
  );
}

function ownerOf(inline: boolean, standalone: number, direction: 'ingress' | 'egress'): string {
  if (inline && standalone > 0)
    return '**both** inline and resources of their own, which undo each other at every apply';
  if (inline) return 'Terraform (inline): it removes any rule that this code does not have';
  if (standalone > 0) return 'resources of their own: rules that others add stay';
  return direction === 'egress'
    ? 'nobody here; Terraform removes the rule that lets everything out when it creates the group'
    : 'nobody here: rules that others add stay';
}
