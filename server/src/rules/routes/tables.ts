import { sameCidr, type Cidr, type Family } from '../../ip/cidr';
import { anyIpv4, anyIpv6 } from '../../network/fromTerraform/belonging';
import { valueOf } from '../../network/maybe';
import type { Id, Route, RouteTable, RouteTarget, Subnet } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { remembered } from '../../util/remembered';
import type { RuleContext } from '../rule';
import { codeRoutes, routesOfTable, type CodeRoute } from './codeRoutes';
import { destinationCidr } from './destination';

/**
 * A table of which every route is known, so that what is not in it is not there; undefined where something may be hidden:
 * an unknown value, a route that may not exist, an `aws_route` of a table that nobody knows, a table outside the code.
 */
export function wholeTable(context: RuleContext, id: Id | undefined): RouteTable | undefined {
  const network = context.network();
  const table = id === undefined ? undefined : network.routeTables.get(id);
  if (table === undefined || ownerOf(context, table.id)?.mode !== 'managed') return undefined;
  if (hasStrays(context.configuration)) return undefined;
  const hidden =
    table.routesIncomplete !== undefined ||
    table.uncertain !== undefined ||
    table.routes.some(
      (route) => route.uncertain !== undefined || !route.destination.known || !route.target.known,
    );
  return hidden ? undefined : table;
}

/** The resource of a table, or of the VPC that it comes with. */
export function ownerOf({ configuration }: RuleContext, table: Id): ResourceInstance | undefined {
  return configuration.byAddress.get(table) ?? configuration.byAddress.get(table.replace(/\/[^/]*$/, ''));
}

const hasStrays = remembered((configuration: RuleContext['configuration']): boolean =>
  codeRoutes(configuration).some((route) => route.table === undefined),
);

/** The whole table that a subnet has in the end: by association, or its VPC's main one. */
export function tableOfSubnet(context: RuleContext, subnet: Subnet): RouteTable | undefined {
  return subnet.uncertain === undefined ? wholeTable(context, valueOf(subnet.routeTable)) : undefined;
}

/** The route for everything else: `0.0.0.0/0` or `::/0`. */
export function defaultRoute(table: RouteTable, family: Family): Route | undefined {
  const everywhere = family === 4 ? anyIpv4 : anyIpv6;
  return table.routes.find((route) => {
    const cidr = routeCidr(route);
    return cidr !== undefined && sameCidr(cidr, everywhere);
  });
}

/** The block that a route is for; undefined for prefix lists and the unknown. */
export function routeCidr({ destination }: Route): Cidr | undefined {
  return destination.known && destination.value.kind === 'cidr' ? destination.value.cidr : undefined;
}

/** The kinds of things that a table leads to. Routes of gateway endpoints, which AWS writes itself, are passed over. */
export function targetKinds(table: RouteTable): ReadonlySet<RouteTarget['kind']> {
  return new Set(
    table.routes.flatMap((route) => {
      const target = valueOf(route.target);
      return target === undefined || isOfGatewayEndpoint(route) ? [] : [target.kind];
    }),
  );
}

function isOfGatewayEndpoint(route: Route): boolean {
  return (
    route.destination.known &&
    route.destination.value.kind === 'prefixList' &&
    valueOf(route.target)?.kind === 'endpoint'
  );
}

/** Whether a table leads to an internet gateway, or to something that may pass on what it gets to one. */
export function mayReachInternetGateway(table: RouteTable): boolean {
  const kinds = targetKinds(table);
  return (['internetGateway', 'endpoint', 'interface', 'other'] as const).some((kind) => kinds.has(kind));
}

/** How a route of the model stands in the code; undefined where it does not. */
export function codeOf(context: RuleContext, table: Id, route: Route): CodeRoute | undefined {
  const cidr = routeCidr(route);
  if (cidr === undefined) return undefined;
  return routesOfTable(context.configuration, table).find((one) => {
    const own = destinationCidr(one);
    return own !== undefined && sameCidr(own, cidr);
  });
}

/** The id of what a route leads to. */
export function targetId(route: Route | undefined): Id | undefined {
  const target = route === undefined ? undefined : valueOf(route.target);
  return target === undefined || target.kind === 'local' ? undefined : target.id;
}
