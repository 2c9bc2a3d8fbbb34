import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import { managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';
import { textOf } from '../values';

/**
 * An instance, launch template, launch configuration, spot request or ECS service that asks for a public address. Behind a
 * load balancer or a NAT gateway nothing needs one.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
export const instancePublicIp: Rule = {
  id: 'instance-public-ip',
  severity: 'warning',
  strictOnly: true,
  title: 'Something that asks for a public address',
  check: (context) =>
    shapes.flatMap(({ type, block, name }) =>
      managed(context.configuration, type).flatMap((resource) =>
        bodiesOf(resource, block).flatMap((attributes) =>
          findingFor(resource, attributes.get(name), context),
        ),
      ),
    ),
};

/** Where each type asks for it; in a nested block, or in the resource itself. */
const shapes: readonly {
  readonly type: string;
  readonly block: string | undefined;
  readonly name: string;
}[] = [
  { type: 'aws_instance', block: undefined, name: 'associate_public_ip_address' },
  { type: 'aws_spot_instance_request', block: undefined, name: 'associate_public_ip_address' },
  { type: 'aws_launch_configuration', block: undefined, name: 'associate_public_ip_address' },
  { type: 'aws_launch_template', block: 'network_interfaces', name: 'associate_public_ip_address' },
  { type: 'aws_ecs_service', block: 'network_configuration', name: 'assign_public_ip' },
  { type: 'aws_ecs_task_set', block: 'network_configuration', name: 'assign_public_ip' },
];

function bodiesOf(
  { body }: ResourceInstance,
  block: string | undefined,
): readonly ReadonlyMap<string, EvaluatedAttribute>[] {
  if (block === undefined) return [body.attributes];
  return body.blocks.filter((one) => one.type === block).map((one) => one.body.attributes);
}

function findingFor(
  resource: ResourceInstance,
  argument: EvaluatedAttribute | undefined,
  context: RuleContext,
): RawFinding[] {
  if (argument === undefined || !isTrue(argument)) return [];
  return [
    {
      source: argument.source,
      subject: resource.address,
      message: (subjects) =>
        `A public address is asked for by ${subjects}: in a subnet that leads to an internet gateway, that faces the internet.`,
      fixes: () => refused(argument, context),
    },
  ];
}

function isTrue({ value }: EvaluatedAttribute): boolean {
  return value.kind === 'boolean' ? value.value : textOf(value) === 'true';
}

function refused({ expression, source }: EvaluatedAttribute, { configuration }: RuleContext): Fix[] {
  if (expression.kind !== 'boolean' && expression.kind !== 'template') return [];
  const newText = expression.kind === 'boolean' ? 'false' : '"false"';
  const edits = placeEdits([{ ...source, newText }], configuration);
  return edits === undefined ? [] : [{ title: 'Ask for none', edits, preferred: false }];
}
