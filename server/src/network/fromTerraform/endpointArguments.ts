import { addTo } from './addTo';
import type { SourceRange } from '../../terraform/source';
import type { UnknownCause } from '../../terraform/value';
import type { Id, Maybe } from '../model';
import type { Context } from './context';
import type { Fields } from './fields';
import { readId, readList, toId } from './read';

/** Whether an endpoint is of type gateway, which is the default. */
export function isGatewayEndpoint(_context: Context, fields: Fields): boolean {
  const type = fields.argument('vpc_endpoint_type')?.value;
  return type === undefined || (type.kind === 'string' && type.value === 'Gateway');
}

/** A route table that a gateway endpoint puts a route in. */
interface EndpointTable {
  readonly table: Maybe<Id>;
  readonly source: SourceRange;
  readonly uncertain: UnknownCause | undefined;
}

/** The route tables of gateway endpoints, by endpoint: `route_table_ids`, and association resources. */
export function gatewayEndpointTables(context: Context): ReadonlyMap<Id, readonly EndpointTable[]> {
  const tables = new Map<Id, EndpointTable[]>();
  const add = (endpoint: Id, table: EndpointTable): void => {
    addTo(tables, endpoint, table);
  };
  for (const endpoint of context.of('aws_vpc_endpoint')) {
    const fields = context.fields(endpoint);
    for (const { value, source } of readList(context, fields, 'route_table_ids', (_context, one) =>
      toId(context, one, 'routeTables'),
    )) {
      add(endpoint.address, { table: value, source, uncertain: undefined });
    }
  }
  for (const association of context.of('aws_vpc_endpoint_route_table_association')) {
    const fields = context.fields(association);
    const endpoint = readId(context, fields, 'vpc_endpoint_id', 'endpoints');
    const table = readId(context, fields, 'route_table_id', 'routeTables');
    if (endpoint?.known !== true || table === undefined) continue;
    add(endpoint.value, { table, source: association.source, uncertain: association.uncertain });
  }
  return tables;
}
