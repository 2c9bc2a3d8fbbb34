import { setArgument } from '../../edits/placement';
import { attributeExpression } from '../../edits/naming';
import { valueOf } from '../../network/maybe';
import type { Id, NetworkInterface, SecurityGroup, Vpc } from '../../network/model';
import { groupBy } from '../../util/collections';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';

/**
 * A group on something in another VPC. AWS refuses it, unless the group is associated with that VPC too. A group without
 * `vpc_id` is in the default VPC.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-groups.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html
 */
export const attachedAcrossVpcs: Rule = {
  id: 'sg-attached-across-vpcs',
  severity: 'error',
  title: 'A security group on something in another VPC',
  check,
};

/** An interface with a group that is not in its VPC. */
interface Astray {
  readonly group: SecurityGroup;
  readonly one: NetworkInterface;
  readonly vpc: Vpc;
}

function check(context: RuleContext): RawFinding[] {
  const network = context.network();
  const astray = [...network.interfaces.values()].flatMap((one) => {
    const vpc = context.index().vpcOf(one);
    if (vpc === undefined || !isManaged(vpc.id, context) || one.uncertain !== undefined) return [];
    return one.securityGroups.flatMap((id): Astray[] => {
      const group = network.securityGroups.get(valueOf(id) ?? '');
      return group !== undefined && isElsewhere(group, vpc.id, context) ? [{ group, one, vpc }] : [];
    });
  });
  return [...groupBy(astray, ({ group }) => group.id).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : finding(first, context);
  });
}

/** Whether the group is surely in another VPC, and surely not associated with this one. */
function isElsewhere(group: SecurityGroup, vpc: Id, context: RuleContext): boolean {
  const own = valueOf(group.vpc);
  const resource = context.configuration.byAddress.get(group.id);
  if (own === undefined || own === vpc || resource?.type !== 'aws_security_group') return false;
  // Without vpc_id it is in the default VPC, which no resource of the code has to be.
  const inDefault = !resource.body.attributes.has('vpc_id');
  return (inDefault || isManaged(own, context)) && group.associatedVpcs.length === 0;
}

/** Whether the code makes the VPC, so that it is not another one under a different name. */
function isManaged(vpc: Id, { configuration }: RuleContext): boolean {
  const resource = configuration.byAddress.get(vpc);
  return resource?.mode === 'managed' && resource.type === 'aws_vpc';
}

function finding({ group, one, vpc }: Astray, context: RuleContext): RawFinding[] {
  const resource = context.configuration.byAddress.get(group.id);
  if (resource === undefined) return [];
  const argument = resource.body.attributes.get('vpc_id');
  const own = argument === undefined ? 'the default VPC, for want of a vpc_id' : (valueOf(group.vpc) ?? '');
  const owner = one.owner ?? one.name;
  const carrier = context.configuration.byAddress.get(owner);
  return [
    {
      source: argument?.source ?? resourceHeader(resource),
      subject: group.id,
      message: (subjects) =>
        `AWS refuses ${subjects} on ${owner}: the group is in ${own}, and ${owner} in ${vpc.name}.`,
      related:
        carrier === undefined ? [] : [{ message: `${owner} carries it`, source: resourceHeader(carrier) }],
      fixes: () => movedTo(group.id, vpc.id, context),
    },
  ];
}

function movedTo(group: Id, vpcId: Id, { configuration }: RuleContext): Fix[] {
  const resource = configuration.byAddress.get(group);
  const vpc = configuration.byAddress.get(vpcId);
  const id =
    resource === undefined || vpc === undefined
      ? undefined
      : attributeExpression(vpc, 'id', resource.module, configuration);
  if (resource === undefined || id === undefined || resource.key !== undefined) return [];
  const edit = setArgument(resource, 'vpc_id', id, configuration);
  return edit === undefined
    ? []
    : [{ title: `Put the group into ${vpcId}: replaces it`, edits: [edit], preferred: false }];
}
