import type { ResourceInstance } from '../../../terraform/configuration';
import type { Id, Maybe } from '../../model';
import type { Context } from '../context';
import type { Argument, Fields } from '../fields';
import { unknownCause } from '../context';
import { unknown } from '../../maybe';
import { readIds } from '../read';
import { referredResource } from '../referred';

/** What an instance inherits from a launch template or launch configuration. */
export interface Launch {
  readonly fields: Fields;
  /** The template's first `network_interfaces` block, or the launch configuration itself. */
  readonly networkInterface: Fields | undefined;
  groups(context: Context): readonly Maybe<Id>[];
}

/** The template or configuration that a resource launches by; undefined where it names none. */
export function launchTemplate(context: Context, fields: Fields): Launch | undefined {
  const configuration = fields.argument('launch_configuration');
  if (configuration !== undefined) {
    return launchOf(
      context,
      referredResource(context, configuration.value, ['aws_launch_configuration'], ['name']),
      configuration,
    );
  }
  const block = fields.blocks('launch_template').items[0] ?? mixedInstances(fields);
  const argument =
    block?.argument('id') ??
    block?.argument('name') ??
    block?.argument('launch_template_id') ??
    block?.argument('launch_template_name');
  if (argument === undefined) return undefined;
  return launchOf(
    context,
    referredResource(context, argument.value, ['aws_launch_template'], ['name']),
    argument,
  );
}

function mixedInstances(fields: Fields): Fields | undefined {
  const policy = fields.blocks('mixed_instances_policy').items[0];
  return policy?.blocks('launch_template').items[0]?.blocks('launch_template_specification').items[0];
}

const nothing: Fields['blocks'] = () => ({ items: [], given: false, incomplete: undefined });

function launchOf(context: Context, resource: ResourceInstance | undefined, argument: Argument): Launch {
  if (resource?.mode !== 'managed') {
    const cause = unknownCause(argument) ?? {
      value: 'the launch template',
      why: 'not in this code',
      source: argument.source,
    };
    return {
      fields: { argument: () => undefined, blocks: nothing, source: argument.source, uncertain: undefined },
      networkInterface: undefined,
      groups: () => [unknown(context.reason(cause))],
    };
  }
  const fields = context.fields(resource);
  if (resource.type === 'aws_launch_configuration') {
    return {
      fields,
      networkInterface: fields,
      groups: () => readIds(context, fields, 'security_groups', 'securityGroups'),
    };
  }
  const networkInterface = fields.blocks('network_interfaces').items[0];
  return {
    fields,
    networkInterface,
    groups: () => {
      const own =
        networkInterface === undefined
          ? []
          : readIds(context, networkInterface, 'security_groups', 'securityGroups');
      return own.length > 0 ? own : readIds(context, fields, 'vpc_security_group_ids', 'securityGroups');
    },
  };
}
