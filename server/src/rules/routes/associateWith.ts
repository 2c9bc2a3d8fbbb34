import { setArgument } from '../../edits/placement';
import { idExpression } from '../../edits/naming';
import { formatCidr } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Id, RouteTable } from '../../network/model';
import type { Fix, RuleContext } from '../rule';
import type { TableAssociation } from './associations';
import { routeCidr, targetId } from './tables';

/** The association changed to one of some tables of a VPC, one fix for each; a title says where the table leads. */
export function associateWith(
  { resource }: TableAssociation,
  tables: readonly RouteTable[],
  vpc: Id,
  context: RuleContext,
): Fix[] {
  const { configuration } = context;
  if (resource.key !== undefined) return [];
  return tables
    .filter((table) => valueOf(table.vpc) === vpc && configuration.byAddress.has(table.id))
    .slice(0, 3)
    .flatMap((table) => {
      const id = idExpression(table.id, resource.module, configuration);
      const edit = id === undefined ? undefined : setArgument(resource, 'route_table_id', id, configuration);
      const title = `Give it ${table.id}: ${leadsTo(table)}`;
      return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
    });
}

/** `leads 0.0.0.0/0 to aws_internet_gateway.main`, or that it has local routes only. */
export function leadsTo(table: RouteTable): string {
  const parts = table.routes.flatMap((route) => {
    const [cidr, id] = [routeCidr(route), targetId(route)];
    return cidr === undefined || id === undefined ? [] : [`${formatCidr(cidr)} to ${id}`];
  });
  const more = parts.length > 3 ? ', …' : '';
  return parts.length === 0
    ? 'leads nowhere but within the VPC'
    : `leads ${parts.slice(0, 3).join(', ')}${more}`;
}
