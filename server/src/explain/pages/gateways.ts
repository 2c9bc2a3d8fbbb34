import type {
  Component,
  EgressOnlyInternetGateway,
  Id,
  InternetGateway,
  NatGateway,
  Network,
  PeeringConnection,
  RouteTarget,
} from '../../network/model';
import { formatCidr } from '../../ip/cidr';
import type { NetworkIndex } from '../../reachability/index';
import { markdownCode } from '../escape';
import { named, nameList, told, type Page } from './page';

/** An internet gateway: its VPC, and the subnets that it makes public. */
export function internetGatewayPage({ network }: NetworkIndex, gateway: InternetGateway): Page {
  const vpc = told(gateway.vpc, (id) => (id === undefined ? '' : named(network, id)));
  return {
    what: 'internet gateway',
    of: markdownCode(gateway.name),
    body: [
      vpc === '' ? 'Attached to no VPC: nothing passes.' : `Of VPC ${vpc}.`,
      `${usersText(network, 'internetGateway', gateway.id, 'Makes public')} What has no public address can not use it.`,
    ],
  };
}

/** An egress-only internet gateway: IPv6, outbound. https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html */
export function egressOnlyGatewayPage({ network }: NetworkIndex, gateway: EgressOnlyInternetGateway): Page {
  return {
    what: 'egress-only internet gateway',
    of: markdownCode(gateway.name),
    body: [
      `Of VPC ${told(gateway.vpc, (id) => named(network, id))}. Lets IPv6 out to the internet and only replies back in.`,
      usersText(network, 'egressOnlyInternetGateway', gateway.id, 'Used by'),
    ],
  };
}

/** A NAT gateway: where it stands, under which addresses it sends, whether it has a way to the internet, who uses it. */
export function natGatewayPage({ network }: NetworkIndex, gateway: NatGateway): Page {
  const place = told(gateway.subnet, (id) => (id === undefined ? 'its VPC' : `subnet ${named(network, id)}`));
  const addresses = gateway.publicAddresses.map((one) => formatCidr(one).replace(/\/32$/, ''));
  const isPublic = gateway.connectivity.known ? gateway.connectivity.value === 'public' : undefined;
  return {
    what: isPublic === false ? 'private NAT gateway' : 'NAT gateway',
    of: markdownCode(gateway.name),
    body: [
      `Stands in ${place}.${addresses.length === 0 ? '' : ` Sends under ${nameList(addresses)}.`}${isPublic === true ? wayOut(network, gateway) : ''}`,
      usersText(network, 'natGateway', gateway.id, 'Used by'),
      'Takes TCP, UDP and ICMP from its own VPC, and nothing that comes in unasked.',
    ],
  };
}

/** A public one works only where its own subnet leads to an internet gateway. */
function wayOut(network: Network, { subnet }: NatGateway): string {
  const own = subnet.known && subnet.value !== undefined ? network.subnets.get(subnet.value) : undefined;
  const table = own?.routeTable.known === true ? network.routeTables.get(own.routeTable.value) : undefined;
  if (table === undefined || table.routesIncomplete !== undefined) return '';
  const leads = table.routes.some(({ target }) => !target.known || target.value.kind === 'internetGateway');
  return leads ? '' : ' **That subnet has no route to an internet gateway: nothing gets out.**';
}

/** A peering connection: its two sides, and whether it carries anything. */
export function peeringPage({ network }: NetworkIndex, peering: PeeringConnection): Page {
  const side = ({ vpc, region }: PeeringConnection['requester']): string =>
    `${told(vpc, (id) => named(network, id))}${region === undefined ? '' : ` (${markdownCode(region)})`}`;
  return {
    what: 'peering connection',
    of: markdownCode(peering.name),
    body: [
      `Between VPC ${side(peering.requester)} and VPC ${side(peering.accepter)}. ${told(peering.active, (active) => (active ? 'Active.' : '**Not accepted yet: it carries nothing.**'))}`,
      usersText(network, 'peeringConnection', peering.id, 'Routes lead to it from'),
    ],
  };
}

/** The subnets whose tables lead to a target. */
function usersText(network: Network, kind: RouteTarget['kind'], id: Id, verb: string): string {
  const tables = new Set(
    [...network.routeTables.values()]
      .filter(({ routes }) =>
        routes.some(
          ({ target }) =>
            target.known && target.value.kind === kind && 'id' in target.value && target.value.id === id,
        ),
      )
      .map((table) => table.id),
  );
  const subnets: Component[] = [...network.subnets.values()].filter(
    ({ routeTable }) => routeTable.known && tables.has(routeTable.value),
  );
  if (subnets.length > 0) return `${verb} ${nameList(subnets.map(({ name }) => name))}.`;
  return tables.size === 0 ? 'No route here leads to it.' : 'No subnet here uses the routes that lead to it.';
}
