import type { Route, RouteTarget } from '../network/model';
import type { Configuration, ResourceInstance } from '../terraform/configuration';
import type { FileEdit } from './fileEdit';
import { argument, printBlock } from './hcl';
import { cidrExpression, freeName, idExpression, type TakenNames } from './naming';
import { afterResource, nestedBlock } from './placement';

/** The route argument of each kind of target. */
const targetArguments: Readonly<Partial<Record<RouteTarget['kind'], string>>> = {
  internetGateway: 'gateway_id',
  vpnGateway: 'gateway_id',
  egressOnlyInternetGateway: 'egress_only_gateway_id',
  natGateway: 'nat_gateway_id',
  carrierGateway: 'carrier_gateway_id',
  peeringConnection: 'vpc_peering_connection_id',
  transitGateway: 'transit_gateway_id',
  interface: 'network_interface_id',
  endpoint: 'vpc_endpoint_id',
};

/**
 * The text of a new route: a `route` block where the table's routes are written inline, else an `aws_route`. Undefined
 * where the table has no resource, or its module can not name the target.
 */
export function routeEdits(
  tableId: string,
  route: Route,
  configuration: Configuration,
  taken?: TakenNames,
): readonly FileEdit[] | undefined {
  const owner = configuration.byAddress.get(tableId.split('/')[0] ?? tableId);
  if (owner === undefined || !route.destination.known || !route.target.known) return undefined;
  const destination = route.destination.value;
  const target = route.target.value;
  const targetArgument = targetArguments[target.kind];
  if (destination.kind !== 'cidr' || targetArgument === undefined || target.kind === 'local')
    return undefined;
  const targetId = idExpression(target.id, owner.module, configuration);
  const tableExpression = idExpression(tableId, owner.module, configuration);
  if (targetId === undefined || tableExpression === undefined) return undefined;
  const cidr = cidrExpression(destination.cidr, owner.module, configuration);
  const family = destination.cidr.family === 4 ? 'cidr_block' : 'ipv6_cidr_block';
  const edit = isInline(owner)
    ? nestedBlock(
        owner,
        'route',
        printBlock('route', [argument(family, cidr), argument(targetArgument, targetId)], 1),
        configuration,
      )
    : afterResource(
        owner,
        printBlock(
          `resource "aws_route" "${freeName('aws_route', `${owner.name}_to_${snakeCase(target.kind)}`, owner.module, configuration, taken)}"`,
          [
            argument('route_table_id', tableExpression),
            argument(`destination_${family}`, cidr),
            argument(targetArgument, targetId),
          ],
        ),
        configuration,
      );
  return edit === undefined ? undefined : [edit];
}

function isInline(table: ResourceInstance): boolean {
  const { blocks } = table.block.body;
  return (
    table.type === 'aws_default_route_table' ||
    blocks.some((block) => block.type === 'route' || block.labels[0]?.text === 'route')
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
