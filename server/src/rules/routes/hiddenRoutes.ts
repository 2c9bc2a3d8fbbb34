import type { Family } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Id, Route, RouteTable, RouteTarget } from '../../network/model';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { remembered } from '../../util/remembered';
import type { RuleContext } from '../rule';
import { codeRoutes, type CodeRoute } from './codeRoutes';
import { destinationFamily } from './destination';
import { routeCidr, targetKinds } from './tables';
import { homeOf } from './tableHome';

/** What is known of a route that a table may have: nothing, or where it leads, or what it is for. */
export interface HiddenRoute {
  readonly target: RouteTarget['kind'] | undefined;
  readonly family: Family | undefined;
}

/**
 * Whether all routes of a table that matter are known, so that what is not in it is not there. Routes may hide in a table
 * outside the code, behind an unknown value, in a route that may not exist, in an `aws_route` whose table nobody knows.
 */
export function isWhole(
  context: RuleContext,
  table: RouteTable,
  matters: (hidden: HiddenRoute) => boolean = () => true,
): boolean {
  const owner = ownerOf(context, table.id);
  if (owner?.mode !== 'managed' || table.uncertain !== undefined || table.routesIncomplete !== undefined)
    return false;
  return (
    !table.routes.some((route) => isDoubtful(route) && matters(asHidden(route))) &&
    !strays(context.configuration).some(
      (stray) => (stray.home === undefined || stray.home === owner.module.address) && matters(stray),
    )
  );
}

/** What leads to an internet gateway, or may pass on to one what it gets. */
export const towardsInternetGateway: readonly RouteTarget['kind'][] = [
  'internetGateway',
  'endpoint',
  'interface',
  'other',
];

/** Whether a table surely leads to none of these. */
export function leadsToNone(
  context: RuleContext,
  table: RouteTable,
  kinds: readonly RouteTarget['kind'][],
): boolean {
  const own = targetKinds(table);
  return (
    !kinds.some((kind) => own.has(kind)) &&
    isWhole(context, table, ({ target }) => target === undefined || kinds.includes(target))
  );
}

function isDoubtful(route: Route): boolean {
  return route.uncertain !== undefined || !route.destination.known || !route.target.known;
}

function asHidden(route: Route): HiddenRoute {
  return { target: valueOf(route.target)?.kind, family: routeCidr(route)?.family };
}

/** The resource of a table, or of the VPC that it comes with. */
function ownerOf({ configuration }: RuleContext, table: Id): ResourceInstance | undefined {
  return configuration.byAddress.get(table) ?? configuration.byAddress.get(table.replace(/\/[^/]*$/, ''));
}

/** A route of an unknown table; `home` is the module instance that the table is in, where that is told. */
interface Stray extends HiddenRoute {
  readonly home: string | undefined;
}

const strays = remembered((configuration: Configuration): readonly Stray[] =>
  codeRoutes(configuration)
    .filter((route) => route.table === undefined)
    .map((route) => ({
      home: homeOf(route.resource),
      target: kindOfArgument(route),
      family: destinationFamily(route),
    })),
);

const kindsOfArguments: Readonly<Record<string, RouteTarget['kind']>> = {
  nat_gateway_id: 'natGateway',
  egress_only_gateway_id: 'egressOnlyInternetGateway',
  transit_gateway_id: 'transitGateway',
  vpc_peering_connection_id: 'peeringConnection',
};

/** Where a route surely leads, by its only argument; `gateway_id` takes many things. */
function kindOfArgument({ targets }: CodeRoute): RouteTarget['kind'] | undefined {
  const [only, second] = targets;
  return only === undefined || second !== undefined ? undefined : kindsOfArguments[only.name];
}
