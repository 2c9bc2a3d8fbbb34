import { cidrExpression } from '../../edits/naming';
import { formatCidr } from '../../ip/cidr';
import { codeRoutes, type CodeRoute } from '../routes/codeRoutes';
import { destinationCidr } from '../routes/destination';
import { targetKindOf } from '../routes/targetKinds';
import { replaceDestination } from '../routes/writtenRoute';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { peeringRoutes } from './peeringRoutes';

/**
 * A route to a peering connection for `0.0.0.0/0` or `::/0`. A peering leads to the peer's own addresses, not through it to
 * the internet: the route is either too wide, or meant for something that peering does not do.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
 */
export const peeringRouteTooWide: Rule = {
  id: 'peering-route-too-wide',
  severity: 'warning',
  title: 'A default route to a peering connection',
  check: (context) => codeRoutes(context.configuration).flatMap((route) => findingFor(route, context)),
};

function findingFor(route: CodeRoute, context: RuleContext): RawFinding[] {
  const [target] = route.targets;
  const cidr = destinationCidr(route);
  if (target?.name !== 'vpc_peering_connection_id' || cidr?.prefixLength !== 0) return [];
  const kind = targetKindOf(target, context.configuration);
  if (kind !== undefined && kind.argument !== target.name) return [];
  return [
    {
      source: route.destinations[0]?.source ?? route.header,
      subject: route.resource.address,
      message: (subjects) =>
        `Nothing gets to the internet by this route of ${subjects}: a peering connection delivers only what is for the peer's own addresses.`,
      fixes: () => narrowed(route, context),
    },
  ];
}

function narrowed(route: CodeRoute, context: RuleContext): Fix[] {
  const cidr = destinationCidr(route);
  const own = peeringRoutes(context).find((one) => one.route === route);
  return (own?.to.cidrs ?? []).slice(0, 3).flatMap((block) => {
    if (!block.known || block.value.family !== cidr?.family) return [];
    const text = cidrExpression(block.value, route.resource.module, context.configuration);
    const title = `Lead ${formatCidr(block.value)} only, the block of ${own?.to.name ?? ''}`;
    return replaceDestination(route, text, title, context);
  });
}
