import { formatCidr } from '../../ip/cidr';
import type { Network, RouteTable, Subnet } from '../../network/model';
import type { NetworkIndex } from '../../reachability/index';
import { markdown, markdownCode } from '../escape';
import { named, nameList, ownerName, told, unknownText, type Page } from './page';
import { routeRows, routesText, type RouteRow } from './routes';
import { usableAddresses } from './size';

/** A subnet: public or not and by which route, where a packet goes, its ACL, what runs in it. */
export function subnetPage(index: NetworkIndex, subnet: Subnet): Page {
  const { network } = index;
  const table = subnet.routeTable.known ? network.routeTables.get(subnet.routeTable.value) : undefined;
  return {
    what: 'subnet',
    of: markdownCode(subnet.name),
    body: [
      wayOut(network, subnet, table),
      addressesText(network, subnet),
      ...(table === undefined ? [] : routesText(network, table)),
      `Route table ${told(subnet.routeTable, (id) => named(network, id))}, network ACL ${told(subnet.networkAcl, (id) => named(network, id))}.`,
      inhabitants(index, subnet),
    ],
  };
}

/** Public is a subnet whose table leads to an internet gateway: https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html */
function wayOut(network: Network, subnet: Subnet, table: RouteTable | undefined): string {
  if (!subnet.routeTable.known)
    return `**Public or private?** That hangs on its route table, ${unknownText(subnet.routeTable.unknown)}.`;
  if (table === undefined) return '**Public or private?** Its route table is not in this code.';
  const rows = routeRows(network, table);
  const said = (row: RouteRow): string => `${row.destination} → ${row.target}`;
  const doubtful = ({ route }: RouteRow): boolean =>
    route !== 'local' && (!route.target.known || !route.destination.known || route.uncertain !== undefined);
  const to = (kind: string): RouteRow[] =>
    rows.filter(
      (row) =>
        row.route !== 'local' &&
        !doubtful(row) &&
        row.route.state === 'active' &&
        row.route.target.known &&
        row.route.target.value.kind === kind,
    );
  const open = to('internetGateway');
  if (open.length > 0 && table.uncertain === undefined) return `**Public**: ${open.map(said).join(', ')}.`;
  if (rows.some(doubtful) || table.routesIncomplete !== undefined || table.uncertain !== undefined)
    return '**Public or private?** Not all of its routes are known.';
  const outward = [...to('natGateway'), ...to('egressOnlyInternetGateway')];
  if (outward.length > 0) return `**Private**: ${outward.map(said).join(', ')}.`;
  return rows.every(({ route }) => route === 'local')
    ? '**Isolated**: no route leads out of the VPC.'
    : '**Private**: no route leads to an internet gateway.';
}

function addressesText(network: Network, { cidrs, vpc, zone, mapPublicIpOnLaunch: mapped }: Subnet): string {
  const blocks = cidrs.map((cidr) =>
    told(
      cidr,
      (known) =>
        `${markdownCode(formatCidr(known))}${known.family === 4 ? ` (${usableAddresses(known)} usable)` : ''}`,
    ),
  );
  const where = told(vpc, (id) => named(network, id));
  const zoneText = zone.known ? `, zone ${markdown(zone.value)}` : '';
  const launch = mapped.known && mapped.value ? ' What starts in it gets a public address.' : '';
  return `${blocks.join(', ')} of VPC ${where}${zoneText}.${launch}`;
}

function inhabitants(index: NetworkIndex, { id }: Subnet): string {
  const names = index.interfacesOfSubnet(id).map((one) => ownerName(index.network, one));
  return names.length === 0 ? 'Nothing here is known to run in it.' : `In it: ${nameList(names)}.`;
}
