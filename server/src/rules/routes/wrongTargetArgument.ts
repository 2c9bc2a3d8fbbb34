import { attributeExpression } from '../../edits/naming';
import { chunkText } from '../networkAcls/chunkText';
import { identityOf } from '../values';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { codeRoutes, type CodeRoute, type RouteArgument } from './codeRoutes';
import { targetKindOf } from './targetKinds';
import { replaceRouteArgument } from './writtenRoute';

/**
 * A route target in an argument that is for something else, such as a NAT gateway in `gateway_id`. AWS refuses most of
 * them; `gateway_id` it forgives, but answers with the right argument, so that every plan shows a difference.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route_table (the note on
 * `gateway_id`)
 */
export const wrongTargetArgument: Rule = {
  id: 'route-wrong-target-argument',
  severity: 'error',
  title: 'A route target in an argument that is for something else',
  check: (context) =>
    codeRoutes(context.configuration).flatMap((route) =>
      route.targets.flatMap((target) => findingFor(route, target, context)),
    ),
};

function findingFor(route: CodeRoute, target: RouteArgument, context: RuleContext): RawFinding[] {
  const kind = targetKindOf(target, context.configuration);
  if (kind === undefined || kind.argument === target.name) return [];
  const forgiven = target.name === 'gateway_id' && kind.argument !== undefined;
  const id = identityOf(target.value) ?? '';
  const right = kind.argument === undefined ? '' : ` ${kind.argument} is for it.`;
  return [
    {
      source: target.attribute?.nameSource ?? target.source,
      subject: route.resource.address,
      severity: forgiven ? 'warning' : 'error',
      message: (subjects) =>
        forgiven
          ? `Every plan of ${subjects} shows a difference: ${id} is ${kind.words}, and AWS does not keep it as gateway_id.${right}`
          : `AWS refuses this route of ${subjects}: ${id} is ${kind.words}, which ${target.name} does not take.${right}`,
      fixes: () => renamed(route, target, kind.argument, context),
    },
  ];
}

function renamed(
  route: CodeRoute,
  target: RouteArgument,
  name: string | undefined,
  context: RuleContext,
): Fix[] {
  if (target.attribute === undefined) return [];
  if (name === undefined) return throughAttachment(route, target, context);
  if (name === 'instance_id') return toInterface(route, target, context);
  const { chunk, range } = target.attribute.source;
  const title = `Write ${name} instead of ${target.name}`;
  return replaceRouteArgument(route, target, name, chunkText(chunk, range), title, context);
}

/** An instance is a target by its first interface. */
function toInterface(route: CodeRoute, target: RouteArgument, context: RuleContext): Fix[] {
  const expression = otherAttribute(route, target, 'primary_network_interface_id', context);
  if (expression === undefined) return [];
  const title = `Lead to the instance's first interface: ${expression}`;
  return replaceRouteArgument(route, target, 'network_interface_id', expression, title, context);
}

/** Routes lead to the transit gateway itself. */
function throughAttachment(route: CodeRoute, target: RouteArgument, context: RuleContext): Fix[] {
  const expression = otherAttribute(route, target, 'transit_gateway_id', context);
  if (expression === undefined) return [];
  const title = `Lead to the transit gateway: ${expression}`;
  return replaceRouteArgument(route, target, 'transit_gateway_id', expression, title, context);
}

function otherAttribute(
  route: CodeRoute,
  { value }: RouteArgument,
  attribute: string,
  { configuration }: RuleContext,
): string | undefined {
  const resource = value.kind === 'reference' ? configuration.byAddress.get(value.address) : undefined;
  return resource === undefined || route.repeated || resource.module.address !== route.resource.module.address
    ? undefined
    : attributeExpression(resource, attribute, route.resource.module, configuration);
}
