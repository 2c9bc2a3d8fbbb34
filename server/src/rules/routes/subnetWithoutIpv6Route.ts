import { listInWords } from '../../explain/traffic';
import { anyIpv6 } from '../../network/fromTerraform/belonging';
import { valueOf } from '../../network/maybe';
import type { Id, RouteTable, Subnet } from '../../network/model';
import { groupBy } from '../../util/collections';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { addRoutes } from './addRoute';
import { gatewaysOf } from './candidates';
import { isWhole } from './hiddenRoutes';
import { codeOf, defaultRoute, routeCidr, tableOfSubnet, targetId } from './tables';

/**
 * A route table that leads IPv4 to the internet and has no route for IPv6, while subnets with IPv6 addresses have it: where
 * a name has both kinds of address, clients try IPv6 first, and get nowhere.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html
 */
export const subnetWithoutIpv6Route: Rule = {
  id: 'subnet-without-ipv6-route',
  severity: 'warning',
  title: 'Subnets with IPv6 whose route table leads only IPv4 to the internet',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const dual = [...context.network().subnets.values()].filter(
    (subnet) => subnet.uncertain === undefined && hasIpv6(subnet),
  );
  const placed = dual.flatMap((subnet) => {
    const table = tableOfSubnet(context, subnet);
    return table === undefined ? [] : [{ subnet, table }];
  });
  return [...groupBy(placed, ({ table }) => table).entries()].flatMap(([table, all]) =>
    findingFor(
      table,
      all.map(({ subnet }) => subnet),
      context,
    ),
  );
}

function hasIpv6(subnet: Subnet): boolean {
  return subnet.cidrs.some((cidr) => cidr.known && cidr.value.family === 6) || hasUnknownIpv6(subnet);
}

/** A block cut out of one that AWS assigns. */
function hasUnknownIpv6({ cidrs }: Subnet): boolean {
  return cidrs.some((cidr) => !cidr.known && cidr.unknown.family === 6);
}

function findingFor(table: RouteTable, subnets: readonly Subnet[], context: RuleContext): RawFinding[] {
  const route = defaultRoute(table, 4);
  const kind = route === undefined ? undefined : valueOf(route.target)?.kind;
  const code = route === undefined ? undefined : codeOf(context, table.id, route);
  const vpc = valueOf(table.vpc);
  if (code === undefined || vpc === undefined || (kind !== 'internetGateway' && kind !== 'natGateway'))
    return [];
  if (table.routes.some((one) => routeCidr(one)?.family === 6)) return [];
  if (!isWhole(context, table, ({ family }) => family !== 4)) return [];
  const names = listInWords(
    subnets.map((one) => one.name),
    3,
  );
  return [
    {
      source: code.destinations[0]?.source ?? code.header,
      subject: code.resource.address,
      message: () =>
        `${names} ${subnets.length === 1 ? 'has' : 'have'} IPv6 addresses and no way out for them: ${table.name} leads 0.0.0.0/0 to ${targetId(route) ?? ''}, and has no route for ::/0.`,
      fixes: () => ledOut(table, kind, vpc, context),
    },
  ];
}

/** As IPv4 goes: through the internet gateway, or outbound only. */
function ledOut(
  table: RouteTable,
  kind: 'internetGateway' | 'natGateway',
  vpc: Id,
  context: RuleContext,
): Fix[] {
  const wanted = kind === 'internetGateway' ? kind : 'egressOnlyInternetGateway';
  const [gateway] = gatewaysOf(context, vpc)[wanted];
  if (gateway === undefined) return [];
  const opens =
    wanted === 'internetGateway'
      ? 'opens IPv6 in and out, as far as groups and network ACLs allow'
      : 'opens IPv6 outbound';
  return addRoutes(context, `Lead ::/0 to ${gateway}: ${opens}`, [
    { table: table.id, cidr: anyIpv6, target: { kind: wanted, id: gateway } },
  ]);
}
