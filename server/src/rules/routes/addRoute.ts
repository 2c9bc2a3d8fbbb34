import { editsForChange } from '../../edits/index';
import type { Cidr } from '../../ip/cidr';
import { known } from '../../network/maybe';
import type { Id, RouteTarget } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import type { Fix, RuleContext } from '../rule';

/** A route that a fix adds. */
export interface AddedRoute {
  readonly table: Id;
  readonly cidr: Cidr;
  readonly target: RouteTarget;
}

/**
 * Routes added in the flavour that their tables use; none where the text can not say it: a table without a resource, one
 * whose routes are a list, a block that would be in several tables, two resources of one name.
 */
export function addRoutes(context: RuleContext, title: string, added: readonly AddedRoute[]): Fix[] {
  const { configuration } = context;
  const owners = added.map(({ table }) => configuration.byAddress.get(table.replace(/\/[^/]*$/, '')));
  const names = owners.map((owner) => (owner === undefined ? '' : `${owner.module.address} ${owner.name}`));
  if (owners.some((owner) => owner !== undefined && isShared(owner))) return [];
  if (new Set(names).size < names.length) return [];
  const edits = editsForChange(
    added.map(({ table, cidr, target }) => ({
      kind: 'addRoute',
      routeTable: table,
      route: {
        destination: known({ kind: 'cidr', cidr }),
        target: known(target),
        state: 'active',
        kind: 'static',
      },
    })),
    configuration,
  );
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}

/** Whether a route in its text is one in several tables, or can not be added to the list that it has. */
function isShared(table: ResourceInstance): boolean {
  const { attributes, blocks } = table.block.body;
  if (attributes.some((one) => one.name === 'route')) return true;
  const inline = blocks.some((one) => one.type === 'route' || one.labels[0]?.text === 'route');
  return inline && (table.key !== undefined || table.module.address.endsWith(']'));
}
