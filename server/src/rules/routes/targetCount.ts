import { listInWords } from '../../explain/traffic';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { codeRoutes, type CodeRoute, type RouteArgument } from './codeRoutes';
import { destinationInWords, mayBeNull } from './destination';
import { identityOf } from '../values';
import { removeRouteArguments } from './writtenRoute';

/**
 * A route without a target or with several, without a destination or with several. Each route leads one destination to one
 * target. For an `aws_route` Terraform says so itself; for an inline route only AWS does, at apply.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route_table
 */
export const targetCount: Rule = {
  id: 'route-target-count',
  severity: 'error',
  title: 'A route without a target or destination, or with several',
  check: (context) =>
    codeRoutes(context.configuration)
      .filter((route) => !route.uncertain)
      .flatMap((route) => [
        ...countOf(route, 'destination', route.destinations, context),
        ...countOf(route, 'target', route.targets, context),
      ]),
};

function countOf(
  route: CodeRoute,
  what: 'destination' | 'target',
  given: readonly RouteArgument[],
  context: RuleContext,
): RawFinding[] {
  const sure = given.filter((one) => !mayBeNull(one));
  const [, second] = sure;
  if (given.length === 0) {
    return [
      {
        source: route.header,
        subject: route.resource.address,
        message: (subjects) =>
          what === 'target'
            ? `This route of ${subjects} leads nowhere: it has no target for ${destinationInWords(route)}, and AWS refuses it.`
            : `This route of ${subjects} is for nothing: it has no destination, and AWS refuses it.`,
      },
    ];
  }
  if (second === undefined) return [];
  const names = sure.map((one) => one.name);
  return [
    {
      source: second.attribute?.nameSource ?? second.source,
      subject: route.resource.address,
      message: (subjects) =>
        `This route of ${subjects} has ${names.length} ${what}s (${listInWords(names)}), and a route has one: it is refused.`,
      fixes: () => sure.flatMap((kept) => keep(route, kept, sure, context)),
    },
  ];
}

function keep(
  route: CodeRoute,
  kept: RouteArgument,
  all: readonly RouteArgument[],
  context: RuleContext,
): Fix[] {
  const others = all.filter((one) => one !== kept).map((one) => one.name);
  const title = `Keep ${kept.name}: ${identityOf(kept.value) ?? 'its value'}`;
  return removeRouteArguments(route, others, title, context);
}
