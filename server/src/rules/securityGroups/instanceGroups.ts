import { managed } from '../../terraform/resources';
import type { ResourceInstance } from '../../terraform/configuration';
import type { Value } from '../../terraform/value';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits, replaceArgument } from '../textEdits';

/**
 * `security_groups` of an `aws_instance` inside a VPC. The argument is for names of groups in the default VPC; given ids, a
 * change of it makes Terraform replace the instance, which `vpc_security_group_ids` does not.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance
 */
export const instanceGroupsInVpc: Rule = {
  id: 'instance-security-groups-in-vpc',
  severity: 'warning',
  title: 'security_groups of an instance inside a VPC',
  check: (context) =>
    managed(context.configuration, 'aws_instance').flatMap((instance) => findingFor(instance, context)),
};

function findingFor(instance: ResourceInstance, context: RuleContext): RawFinding[] {
  const { attributes } = instance.body;
  const groups = attributes.get('security_groups');
  if (groups === undefined || (groups.value.kind === 'list' && groups.value.elements.length === 0)) return [];
  const subnet = attributes.get('subnet_id')?.value;
  const inSubnet = subnet?.kind === 'reference' || subnet?.kind === 'string';
  if (groups.value.kind === 'null' || !(inSubnet || hasIds(groups.value))) return [];
  return [
    {
      source: groups.nameSource,
      subject: instance.address,
      message: (subjects) =>
        `Every change of its groups replaces ${subjects}: security_groups is for names of groups in the default VPC; vpc_security_group_ids takes ids, and is changed in place.`,
      fixes: () => renamed(instance, groups.value, context),
    },
  ];
}

function hasIds(value: Value): boolean {
  return value.kind === 'list' && value.elements.some(isId);
}

function isId(value: Value): boolean {
  if (value.kind === 'string') return /^sg-[0-9a-f]{8,}$/.test(value.value);
  return value.kind === 'reference' && value.path.join('.') === 'id';
}

/** The other argument takes ids only. */
function renamed(instance: ResourceInstance, value: Value, { configuration }: RuleContext): Fix[] {
  const written = instance.block.body.attributes;
  const old = written.find((one) => one.name === 'security_groups');
  const isIds = value.kind === 'list' && value.elements.every(isId);
  if (old === undefined || !isIds || written.some((one) => one.name === 'vpc_security_group_ids')) return [];
  const { chunk } = instance.source;
  const all = replaceArgument(chunk, written, old, 'vpc_security_group_ids', '');
  // The value stays as it is written: only what stands before it changes.
  const changed = all.map((edit) =>
    edit.range === old.range
      ? { ...edit, range: { start: old.range.start, end: old.expression.range.start } }
      : edit,
  );
  const edits = placeEdits(changed, configuration);
  return edits === undefined
    ? []
    : [{ title: 'Rename it to vpc_security_group_ids', edits, preferred: true }];
}
