import { cidrsOverlap, formatCidr, type Cidr } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Route, RouteTable, RouteTarget, Vpc } from '../../network/model';
import { groupBy } from '../../util/collections';
import { addRoutes } from '../routes/addRoute';
import { isWhole } from '../routes/hiddenRoutes';
import { routeCidr, tableOfSubnet } from '../routes/tables';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { peeringRoutes, type PeeringRoute } from './peeringRoutes';
import { allBlocks } from './peers';

/**
 * A peering that one VPC has a route to and the other one has none back: packets arrive, and their replies have no way. Told
 * where every subnet of the other VPC has a route table that is known.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
 */
export const peeringRouteMissingBack: Rule = {
  id: 'peering-route-missing-back',
  severity: 'warning',
  title: 'A peering with a route on one side only',
  check: (context) => {
    const sides = groupBy(
      peeringRoutes(context),
      ({ peering, from }) => `${peering.connection.id} ${from.id}`,
    );
    return [...sides.values()].flatMap((routes) => findingFor(routes, context));
  },
};

function findingFor(routes: readonly PeeringRoute[], context: RuleContext): RawFinding[] {
  const [first, ...others] = routes;
  const blocks = first === undefined ? undefined : allBlocks(first.from);
  const tables = first === undefined ? undefined : tablesOf(first.to, context);
  if (first === undefined || blocks === undefined || tables === undefined) return [];
  if (tables.some((table) => table.routes.some((route) => mayLeadBack(route, blocks)))) return [];
  const { from, to, peering, route } = first;
  const back = blocks.find((block) => block.family === first.cidr.family);
  return [
    {
      source: route.targets[0]?.source ?? route.header,
      subject: route.resource.address,
      message: () =>
        `Nothing comes back from ${to.name} to ${from.name}: no route table of its subnets leads ${blocks.map(formatCidr).join(' or ')} to ${peering.connection.name}.`,
      related: others
        .slice(0, 4)
        .map((one) => ({ message: 'This route has no way back either', source: one.route.header })),
      fixes: () => (back === undefined ? [] : mirrored(first, back, tables, context)),
    },
  ];
}

/** The tables that the subnets of a VPC have; undefined where one is not known, or where it has no subnets here. */
function tablesOf(vpc: Vpc, context: RuleContext): readonly RouteTable[] | undefined {
  const subnets = context.index().subnetsOfVpc(vpc.id);
  const tables = subnets.map((subnet) => tableOfSubnet(context, subnet));
  const known = [...new Set(tables.filter((table) => table !== undefined))];
  const isKnown = known.every((table) =>
    isWhole(context, table, ({ target }) => target === undefined || !outOnly.includes(target)),
  );
  return subnets.length === 0 || tables.includes(undefined) || !isKnown ? undefined : known;
}

/** What leads to the internet, and to no other network. */
const outOnly: readonly RouteTarget['kind'][] = [
  'internetGateway',
  'natGateway',
  'egressOnlyInternetGateway',
  'carrierGateway',
];

/** Whether a route may take replies there: by any way, but a default route only by one that can lead to other networks. */
function mayLeadBack(route: Route, blocks: readonly Cidr[]): boolean {
  const target = valueOf(route.target)?.kind;
  const cidr = routeCidr(route);
  if (cidr === undefined) return target !== 'endpoint';
  if (!blocks.some((block) => cidrsOverlap(block, cidr))) return false;
  return cidr.prefixLength > 0 || target === undefined || !outOnly.includes(target);
}

function mirrored(
  { from, to, peering }: PeeringRoute,
  back: Cidr,
  tables: readonly RouteTable[],
  context: RuleContext,
): Fix[] {
  const cidr = formatCidr(back);
  const title = `Lead ${cidr} back from ${to.name} (${tables.map((table) => table.name).join(', ')}): lets it answer ${from.name}`;
  const target = { kind: 'peeringConnection', id: peering.connection.id } as const;
  return addRoutes(
    context,
    title,
    tables.map((table) => ({ table: table.id, cidr: back, target })),
  );
}
