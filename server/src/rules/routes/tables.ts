import { sameCidr, type Cidr, type Family } from '../../ip/cidr';
import { anyIpv4, anyIpv6 } from '../../network/fromTerraform/belonging';
import { valueOf } from '../../network/maybe';
import type { Id, Route, RouteTable, RouteTarget, Subnet } from '../../network/model';
import type { RuleContext } from '../rule';
import { routesOfTable, type CodeRoute } from './codeRoutes';
import { destinationCidr } from './destination';

/** The table that a subnet surely has in the end: by association, or its VPC's main one. What is in it may be unknown. */
export function tableOfSubnet(context: RuleContext, subnet: Subnet): RouteTable | undefined {
  const table =
    subnet.uncertain === undefined
      ? context.network().routeTables.get(valueOf(subnet.routeTable) ?? '')
      : undefined;
  return table?.uncertain === undefined ? table : undefined;
}

/** The route for everything else that a table surely has: `0.0.0.0/0` or `::/0`. */
export function defaultRoute(table: RouteTable, family: Family): Route | undefined {
  const everywhere = family === 4 ? anyIpv4 : anyIpv6;
  return table.routes.find((route) => {
    const cidr = routeCidr(route);
    return cidr !== undefined && sameCidr(cidr, everywhere) && route.uncertain === undefined;
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
