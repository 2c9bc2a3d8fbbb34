import { argument, printBlock, type HclItem } from '../../edits/hcl';
import { freeName, idExpression } from '../../edits/naming';
import { afterResource } from '../../edits/placement';
import type { RouteTable } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import type { Fix, RuleContext } from '../rule';
import { associateWith, leadsTo } from './associateWith';
import { associationOf } from './associations';

/**
 * A subnet given one of some tables, one fix for each: its association changed, or a new one where it has none, for all
 * instances of the subnet's block at once.
 */
export function giveTable(
  subnet: ResourceInstance,
  tables: readonly RouteTable[],
  context: RuleContext,
): Fix[] {
  const { configuration } = context;
  const association = associationOf(configuration, subnet.address);
  if (association !== undefined) {
    const [first] = tables;
    const vpc = first?.vpc.known === true ? first.vpc.value : undefined;
    return vpc === undefined ? [] : associateWith(association, tables, vpc, context);
  }
  return tables
    .filter((table) => configuration.byAddress.has(table.id))
    .slice(0, 3)
    .flatMap((table) => {
      const text = associationText(subnet, table, context);
      const edit = text === undefined ? undefined : afterResource(subnet, text, configuration);
      const title = `Give it ${table.id}: ${leadsTo(table)}`;
      return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
    });
}

function associationText(
  subnet: ResourceInstance,
  table: RouteTable,
  { configuration }: RuleContext,
): string | undefined {
  const tableId = idExpression(table.id, subnet.module, configuration);
  const same = configuration.resources.filter((one) => one.block === subnet.block);
  const others = same.some((one) => associationOf(configuration, one.address) !== undefined);
  if (tableId === undefined || others) return undefined;
  const type = 'aws_route_table_association';
  const name = freeName(type, subnet.name, subnet.module, configuration);
  const own = `${subnet.type}.${subnet.name}`;
  const first: readonly HclItem[] =
    typeof subnet.key === 'number'
      ? [argument('count', `length(${own})`), argument('subnet_id', `${own}[count.index].id`)]
      : typeof subnet.key === 'string'
        ? [argument('for_each', own), argument('subnet_id', 'each.value.id')]
        : [argument('subnet_id', `${own}.id`)];
  return printBlock(`resource "${type}" "${name}"`, [...first, argument('route_table_id', tableId)]);
}
