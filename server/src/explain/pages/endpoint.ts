import type { VpcEndpoint } from '../../network/model';
import type { NetworkIndex } from '../../reachability/index';
import { markdown, markdownCode } from '../escape';
import { listInWords } from '../traffic';
import { named, nameList, told, type Page } from './page';
import { reachLine } from './reachLine';
import { groupsText } from './workload';

const typeNames = {
  gateway: 'gateway endpoint',
  interface: 'interface endpoint',
  gatewayLoadBalancer: 'Gateway Load Balancer endpoint',
  other: 'VPC endpoint',
} as const;

/** A VPC endpoint: the service, and who gets to it that way. */
export function endpointPage(index: NetworkIndex, endpoint: VpcEndpoint): Page {
  const { network } = index;
  const type = endpoint.type.known ? endpoint.type.value : 'other';
  const service = told(endpoint.service, (name) => markdown(name));
  const interfaces = endpoint.interfaces.flatMap((id) => network.interfaces.get(id) ?? []);
  const common = {
    what: typeNames[type],
    of: `${markdownCode(endpoint.name)} to ${service}`,
  };
  if (type === 'gateway') return { ...common, body: gatewayText(index, endpoint) };
  const subnets = interfaces.map(({ subnet }) => told(subnet, (id) => named(network, id)));
  return {
    ...common,
    body: [
      subnets.length === 0
        ? 'Nothing tells in which subnets it has network interfaces.'
        : `Network interfaces in ${listInWords([...new Set(subnets)], 4)}.`,
      ...(type === 'interface' ? [dnsText(endpoint)] : []),
      ...groupsText(index, interfaces),
      ...(interfaces.length > 0 && type === 'interface' ? reachLine(index, endpoint.id) : []),
    ],
  };
}

function gatewayText({ network }: NetworkIndex, endpoint: VpcEndpoint): string[] {
  const tables = endpoint.routeTables.map((table) => told(table, (id) => named(network, id)));
  const known = new Set(endpoint.routeTables.flatMap((table) => (table.known ? [table.value] : [])));
  const subnets = [...network.subnets.values()].filter(
    ({ routeTable }) => routeTable.known && known.has(routeTable.value),
  );
  return [
    tables.length === 0
      ? 'It is in no route table: nothing goes this way.'
      : `Adds a route for the service's addresses to ${listInWords(tables, 4)}.`,
    subnets.length === 0
      ? 'No subnet here is known to use it.'
      : `Used by ${nameList(subnets.map(({ name }) => name))}. Security groups and network ACLs still have to let the service's public addresses pass.`,
  ];
}

/** https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html */
function dnsText({ privateDns }: VpcEndpoint): string {
  return told(privateDns, (on) =>
    on
      ? 'Private DNS is on: inside the VPC the service’s own name leads here.'
      : 'Private DNS is off: only the endpoint’s own names lead here.',
  );
}
