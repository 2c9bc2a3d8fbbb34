import { addTo } from './addTo';
import { parseAddress } from '../../ip/cidr';
import { known, unknown } from '../maybe';
import type { Id, Maybe, Target } from '../model';
import { unknownCause, withOrigin, withUncertain, type Context } from './context';
import { listElements, type Argument, type Fields } from './fields';
import { identify } from './identities';
import { read, readId, toNumber } from './read';
import { referredResource } from './referred';

/** Everything that is registered in target groups, by group: by attachments, ECS services and Auto Scaling groups. */
export function targetsByGroup(context: Context): ReadonlyMap<Id, readonly Target[]> {
  const targets = new Map<Id, Target[]>();
  const add = (group: Maybe<Id> | undefined, target: Target): void => {
    if (group?.known === true) addTo(targets, group.value, target);
  };
  for (const [fields, target] of attachments(context)) {
    add(readId(context, fields, 'target_group_arn', 'targetGroups'), target);
  }
  for (const service of context.of('aws_ecs_service')) {
    for (const block of context.fields(service).blocks('load_balancer').items) {
      add(readId(context, block, 'target_group_arn', 'targetGroups'), {
        to: known({ id: service.address }),
        ...portOf(context, block, 'container_port'),
        ...withOrigin(context.origin(block.source)),
        ...withUncertain(context, block.uncertain, service.uncertain),
      });
    }
  }
  for (const [group, target] of scalingTargets(context)) add(group, target);
  return targets;
}

function attachments(context: Context): (readonly [Fields, Target])[] {
  return context.of('aws_lb_target_group_attachment').flatMap((attachment) => {
    const fields = context.fields(attachment);
    const argument = fields.argument('target_id');
    if (argument === undefined) return [];
    const target: Target = {
      to: targetOf(context, argument),
      ...portOf(context, fields, 'port'),
      ...withOrigin(context.origin(attachment.source)),
      ...withUncertain(context, attachment.uncertain),
    };
    return [[fields, target] as const];
  });
}

function portOf(context: Context, fields: Fields, name: string): Pick<Target, 'port'> {
  const port = read(context, fields, name, toNumber);
  return port === undefined ? {} : { port };
}

/** A target's id: an instance's, a function's or a balancer's, or an address. */
function targetOf(context: Context, argument: Argument): Target['to'] {
  const { value } = argument;
  const address = value.kind === 'string' ? parseAddress(value.value) : undefined;
  if (address !== undefined) return known({ address });
  const identity = identify(context, value, 'workloads');
  if (identity !== undefined) {
    context.mention(identity.kind, identity.id, 'not in this code');
    return known({ id: identity.id });
  }
  const cause = unknownCause(argument) ?? {
    value: 'target_id',
    why: 'not a target',
    source: argument.source,
  };
  return unknown(context.reason(cause));
}

/** The instances of Auto Scaling groups are targets by the group's own arguments, or by attachment resources. */
function scalingTargets(context: Context): (readonly [Maybe<Id>, Target])[] {
  const own = context.of('aws_autoscaling_group').flatMap((group) => {
    const fields = context.fields(group);
    const sources = fields.blocks('traffic_source').items.flatMap((block) => elements(block, 'identifier'));
    return [...elements(fields, 'target_group_arns'), ...sources].map((argument) =>
      scalingTarget(context, argument, group.address, withUncertain(context, group.uncertain)),
    );
  });
  const types = ['aws_autoscaling_attachment', 'aws_autoscaling_traffic_source_attachment'];
  const attached = context.of(...types).flatMap((attachment) => {
    const fields = context.fields(attachment);
    const id = scalingGroup(context, fields);
    const sources = fields.blocks('traffic_source').items.flatMap((block) => elements(block, 'identifier'));
    const groups = [
      ...elements(fields, 'lb_target_group_arn'),
      ...elements(fields, 'alb_target_group_arn'),
      ...sources,
    ];
    return id === undefined
      ? []
      : groups.map((argument) =>
          scalingTarget(context, argument, id, withUncertain(context, attachment.uncertain)),
        );
  });
  return [...own, ...attached].flatMap((one) => (one === undefined ? [] : [one]));
}

function scalingTarget(
  context: Context,
  argument: Argument,
  id: Id,
  uncertain: Pick<Target, 'uncertain'>,
): readonly [Maybe<Id>, Target] | undefined {
  const group = identify(context, argument.value, 'targetGroups');
  if (group?.kind !== 'targetGroups') return undefined;
  context.mention('targetGroups', group.id, 'not in this code');
  return [
    known(group.id),
    { to: known({ id }), ...withOrigin(context.origin(argument.source)), ...uncertain },
  ];
}

/** The Auto Scaling group of an attachment, by reference or by name. */
export function scalingGroup(context: Context, fields: Fields): Id | undefined {
  const value = fields.argument('autoscaling_group_name')?.value;
  return referredResource(context, value, ['aws_autoscaling_group'], ['name'])?.address;
}

function elements(fields: Fields, name: string): readonly Argument[] {
  const argument = fields.argument(name);
  return argument === undefined ? [] : listElements(argument).items;
}
