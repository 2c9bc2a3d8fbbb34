import { addTo } from './addTo';
import { known, unknown } from '../maybe';
import type { Id, Maybe, Route, RouteDestination } from '../model';
import { withOrigin, withUncertain, type Context } from './context';
import { gatewayEndpointTables, isGatewayEndpoint } from './endpointArguments';
import { prefixListId, shortServiceName } from './serviceNames';

/**
 * The routes that gateway endpoints put in their tables: to the service's prefix list, without an `aws_route`.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export function endpointRoutes(context: Context): ReadonlyMap<Id, readonly Route[]> {
  const routes = new Map<Id, Route[]>();
  for (const endpoint of context.of('aws_vpc_endpoint')) {
    const fields = context.fields(endpoint);
    if (!isGatewayEndpoint(context, fields)) continue;
    const service = shortServiceName(context, fields.argument('service_name'));
    const { key } = context.place(endpoint);
    const destination: Maybe<RouteDestination> =
      service === undefined
        ? unknown(
            context.reason({
              value: `${endpoint.address}.service_name`,
              why: 'not known',
              source: endpoint.source,
            }),
          )
        : known({ kind: 'prefixList', prefixList: prefixListId(service, key) });
    if (destination.known && destination.value.kind === 'prefixList') {
      const id = destination.value.prefixList;
      context.mention('prefixLists', id, 'AWS manages its entries');
    }
    for (const { table, source, uncertain } of context.once(gatewayEndpointTables).get(endpoint.address) ??
      []) {
      if (!table.known) continue;
      const route: Route = {
        destination,
        target: known({ kind: 'endpoint', id: endpoint.address }),
        state: 'active',
        kind: 'static',
        ...withOrigin(context.origin(source)),
        ...withUncertain(context, uncertain, endpoint.uncertain),
      };
      addTo(routes, table.value, route);
    }
  }
  return routes;
}
