import type { Network, Route, RouteTable } from '../../network/model';
import { cidrContains, formatCidr } from '../../ip/cidr';
import type { NetworkIndex } from '../../reachability/index';
import { markdownCode } from '../escape';
import { listInWords } from '../traffic';
import { nameList, named, told, type Page } from './page';
import { routeRows, routesText, vpcOfTable } from './routes';
import { targetText } from './words';

/** A route table: whether it is a VPC's main one, the subnets that use it, where packets go. */
export function routeTablePage({ network }: NetworkIndex, table: RouteTable): Page {
  return {
    what: isMain(network, table) ? 'main route table' : 'route table',
    of: markdownCode(table.name),
    body: [usersText(network, table), ...routesText(network, table), ...edgeText(network, table)],
  };
}

/** One route: where its packets go, which more specific routes take some of them, who uses its table. */
export function routePage({ network }: NetworkIndex, table: RouteTable, route: Route): Page {
  const destination = told(route.destination, (to) =>
    to.kind === 'cidr' ? markdownCode(formatCidr(to.cidr)) : `prefix list ${named(network, to.prefixList)}`,
  );
  const target = told(route.target, (to) => targetText(network, to));
  const drops = route.state === 'blackhole' ? ' Its target is gone: it still wins, and drops.' : '';
  return {
    what: 'route',
    of: `${destination} → ${target}`,
    body: [
      `Of ${isMain(network, table) ? 'the main route table' : 'route table'} ${markdownCode(table.name)}.${drops} ${usersText(network, table)}`,
      ...narrowerText(network, table, route),
    ],
  };
}

function isMain(network: Network, table: RouteTable): boolean {
  const main = vpcOfTable(network, table)?.mainRouteTable;
  return main?.known === true && main.value === table.id;
}

function usersText(network: Network, table: RouteTable): string {
  const subnets = [...network.subnets.values()].filter(
    ({ routeTable }) => routeTable.known && routeTable.value === table.id,
  );
  return subnets.length === 0
    ? 'No subnet here is known to use it.'
    : `Used by ${nameList(subnets.map(({ name }) => name))}.`;
}

function edgeText(network: Network, { gateways }: RouteTable): string[] {
  if (gateways.length === 0) return [];
  const names = gateways.map((gateway) => told(gateway, (id) => named(network, id)));
  return [`Routes what comes in by ${listInWords(names)}.`];
}

/** Routes that win over this one for some of its addresses: the longest prefix does. */
function narrowerText(network: Network, table: RouteTable, route: Route): string[] {
  if (!route.destination.known || route.destination.value.kind !== 'cidr') return [];
  const own = route.destination.value.cidr;
  const narrower = routeRows(network, table).filter(
    ({ cidr, route: other }) =>
      other !== route &&
      (cidr === undefined
        ? other !== 'local'
        : cidrContains(own, cidr) && cidr.prefixLength > own.prefixLength),
  );
  if (narrower.length === 0) return [];
  const lines = narrower.slice(0, 8).map(({ destination, target }) => `- ${destination} → ${target}`);
  const more = narrower.length > lines.length ? [`- … and ${narrower.length - lines.length} more`] : [];
  return [`More specific routes win for:\n\n${[...lines, ...more].join('\n')}`];
}
