import { managed } from '../../terraform/resources';
import { attributeExpression } from '../../edits/naming';
import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { at, placeEdits } from '../textEdits';
import { groupsArgument } from './groupsArgument';
import { isNamedElsewhere, removedBlock } from './removedBlock';

/**
 * An `aws_network_interface_sg_attachment` to an interface whose groups are also listed where it is made
 * (`vpc_security_group_ids`, `security_groups`). Terraform sees the attached group as one too many in the list, and takes it
 * off at the next apply; the attachment puts it back at the one after.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_interface_sg_attachment
 */
export const attachmentAndInlineGroups: Rule = {
  id: 'sg-attachment-and-inline-groups',
  severity: 'warning',
  title: 'Groups of one interface both listed and attached',
  check: (context) =>
    managed(context.configuration, 'aws_network_interface_sg_attachment').flatMap((attachment) =>
      findingFor(attachment, context),
    ),
};

function findingFor(attachment: ResourceInstance, context: RuleContext): RawFinding[] {
  const argument = attachment.body.attributes.get('network_interface_id');
  const target = argument?.value.kind === 'reference' ? argument.value : undefined;
  const owner = target === undefined ? undefined : context.configuration.byAddress.get(target.address);
  if (argument === undefined || target === undefined || owner === undefined) return [];
  const isOwn =
    (owner.type === 'aws_network_interface' && target.path.join('.') === 'id') ||
    (owner.type === 'aws_instance' && target.path.join('.') === 'primary_network_interface_id');
  const listed = isOwn && owner.mode === 'managed' ? groupsArgument(owner) : undefined;
  const isList = listed?.value.kind === 'list' && listed.value.elements.length > 0;
  if (listed === undefined || !isList || attachment.uncertain !== undefined) return [];
  return [
    {
      source: argument.source,
      subject: attachment.address,
      message: (subjects) =>
        `${owner.address} and ${subjects} undo each other: ${listed.name} is the whole list of its groups, so that Terraform takes the attached one off again.`,
      related: [{ message: 'The groups are listed here', source: listed.nameSource }],
      fixes: () => moved(attachment, owner, listed, context),
    },
  ];
}

/** The group in the list, and the attachment forgotten: were it deleted, it would take the group off. */
function moved(
  attachment: ResourceInstance,
  owner: ResourceInstance,
  listed: EvaluatedAttribute,
  { configuration }: RuleContext,
): Fix[] {
  const group = attachment.body.attributes.get('security_group_id')?.value;
  const resource = group?.kind === 'reference' ? configuration.byAddress.get(group.address) : undefined;
  if (group?.kind !== 'reference' || resource === undefined || listed.expression.kind !== 'tuple') return [];
  const expression = attributeExpression(resource, group.path.join('.'), owner.module, configuration);
  const repeated = attachment.key !== undefined || owner.key !== undefined;
  const last = listed.expression.elements.at(-1);
  if (
    expression === undefined ||
    repeated ||
    last === undefined ||
    isNamedElsewhere(attachment, configuration)
  )
    return [];
  const isListed =
    listed.value.kind === 'list' &&
    listed.value.elements.some((one) => one.kind === 'reference' && one.address === group.address);
  const insertion = { chunk: listed.source.chunk, range: at(last.range.end), newText: `, ${expression}` };
  const forgotten = {
    chunk: attachment.source.chunk,
    range: attachment.block.range,
    newText: removedBlock(attachment),
  };
  const edits = placeEdits(isListed ? [forgotten] : [insertion, forgotten], configuration);
  return edits === undefined
    ? []
    : [{ title: `Move the group into ${listed.name} of ${owner.address}`, edits, preferred: true }];
}
