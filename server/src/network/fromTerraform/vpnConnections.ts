import { addTo } from './addTo';
import type { ResourceInstance } from '../../terraform/configuration';
import { unknown } from '../maybe';
import type { Id, Maybe, VpnConnection } from '../model';
import type { Cidr } from '../../ip/cidr';
import type { Context } from './context';
import { readBoolean, readId, toCidr } from './read';

/** Site-to-site VPNs and Direct Connect: what lies behind a virtual private or transit gateway. */
export function vpnRoutes(context: Context): VpnConnection[] {
  const connections = context.of('aws_vpn_connection').map((one) => vpnConnection(context, one));
  return [
    ...connections,
    ...context.of('aws_dx_gateway_association').map((one) => directConnect(context, one)),
  ];
}

function vpnConnection(context: Context, resource: ResourceInstance): VpnConnection {
  const fields = context.fields(resource);
  const id = resource.address;
  const onlyStatic = readBoolean(context, fields, 'static_routes_only', false);
  const incomplete = onlyStatic.known
    ? onlyStatic.value
      ? undefined
      : { value: `the routes of ${id}`, why: 'the other side announces them (BGP)' }
    : onlyStatic.unknown;
  return {
    ...context.component(resource),
    gateway:
      readId(context, fields, 'vpn_gateway_id', 'vpnGateways') ??
      readId(context, fields, 'transit_gateway_id', 'transitGateways') ??
      unknown({ value: `${id}.vpn_gateway_id`, why: 'not given' }),
    kind: 'vpn',
    routes: context.once(staticRoutes).get(id) ?? [],
    ...(incomplete === undefined ? {} : { routesIncomplete: incomplete }),
  };
}

function staticRoutes(context: Context): ReadonlyMap<Id, readonly Maybe<Cidr>[]> {
  const routes = new Map<Id, Maybe<Cidr>[]>();
  for (const route of context.of('aws_vpn_connection_route')) {
    const fields = context.fields(route);
    const connection = readId(context, fields, 'vpn_connection_id', 'vpnConnections');
    const cidr = fields.argument('destination_cidr_block');
    if (connection?.known !== true || cidr === undefined) continue;
    addTo(routes, connection.value, toCidr(context, cidr, 4));
  }
  return routes;
}

function directConnect(context: Context, resource: ResourceInstance): VpnConnection {
  const fields = context.fields(resource);
  const id = resource.address;
  const gateway = readId(context, fields, 'associated_gateway_id', 'vpnGateways', 'transitGateways');
  return {
    ...context.component(resource),
    gateway: gateway ?? unknown({ value: `${id}.associated_gateway_id`, why: 'not given' }),
    kind: 'directConnect',
    // `allowed_prefixes` are what AWS announces, not what lies on the other side.
    routes: [],
    routesIncomplete: { value: `the routes of ${id}`, why: 'the other side announces them (BGP)' },
  };
}
