import type {
  CarrierGateway,
  EgressOnlyInternetGateway,
  Id,
  InternetGateway,
  NatGateway,
  VpnConnection,
  VpnGateway,
} from '../model';
import { known } from '../maybe';
import type { Item } from './collect';
import { address, child, cidr, flag, records, text } from './record';
import { component, items, said, type Source } from './source';

/** Internet, egress-only, NAT, carrier and virtual private gateways, and VPN connections. */

export function readInternetGateways(source: Source): InternetGateway[] {
  return items(source, 'InternetGateways').map((item) => {
    const id = text(item.record, 'InternetGatewayId') ?? '';
    return { ...component(item, id, 'internet-gateway'), vpc: known(attachedVpc(item, 'Attachments')) };
  });
}

export function readEgressOnlyInternetGateways(source: Source): EgressOnlyInternetGateway[] {
  return items(source, 'EgressOnlyInternetGateways').map((item) => {
    const id = text(item.record, 'EgressOnlyInternetGatewayId') ?? '';
    const vpc = attachedVpc(item, 'Attachments');
    return { ...component(item, id, 'egress-only-internet-gateway'), vpc: said(vpc, `the VPC of ${id}`) };
  });
}

/** An attached gateway is `available` (internet gateways) or `attached` (virtual private ones). */
function attachedVpc(item: Item, member: string): Id | undefined {
  const standing = records(item.record, member).find((each) =>
    [undefined, 'available', 'attached', 'attaching'].includes(text(each, 'State')),
  );
  return standing === undefined ? undefined : text(standing, 'VpcId');
}

export function readNatGateways(source: Source): NatGateway[] {
  return items(source, 'NatGateways').map((item) => {
    const { record } = item;
    const id = text(record, 'NatGatewayId') ?? '';
    const addresses = records(record, 'NatGatewayAddresses');
    const publicAddresses = addresses
      .map((each) => text(each, 'PublicIp'))
      .filter((each) => each !== undefined);
    const regional = text(record, 'AvailabilityMode')?.toLowerCase() === 'regional';
    const table = text(record, 'RouteTableId');
    // Gateways of before 2021 say no connectivity: there were only public ones.
    const isPrivate = text(record, 'ConnectivityType')?.toLowerCase() === 'private';
    return {
      ...component(item, id, 'natgateway'),
      vpc: said(text(record, 'VpcId'), `the VPC of ${id}`),
      connectivity: known(isPrivate ? 'private' : 'public'),
      availability: known(regional ? 'regional' : 'zonal'),
      subnet: regional ? known(undefined) : said(text(record, 'SubnetId'), `the subnet of ${id}`),
      ...(table === undefined ? {} : { routeTable: known(table) }),
      interfaces: addresses
        .map((each) => text(each, 'NetworkInterfaceId'))
        .filter((each) => each !== undefined),
      hasElasticIp: known(publicAddresses.length > 0),
      publicAddresses: publicAddresses
        .map((each) => address(id, each))
        .flatMap((each) => (each.known ? [each.value] : [])),
      state: [undefined, 'available'].includes(text(record, 'State')) ? 'available' : 'unavailable',
    };
  });
}

export function readVpnGateways(source: Source): VpnGateway[] {
  return items(source, 'VpnGateways').map((item) => {
    const id = text(item.record, 'VpnGatewayId') ?? '';
    return { ...component(item, id, 'vpn-gateway'), vpc: known(attachedVpc(item, 'VpcAttachments')) };
  });
}

export function readCarrierGateways(source: Source): CarrierGateway[] {
  return items(source, 'CarrierGateways').map((item) => {
    const id = text(item.record, 'CarrierGatewayId') ?? '';
    return {
      ...component(item, id, 'carrier-gateway'),
      vpc: said(text(item.record, 'VpcId'), `the VPC of ${id}`),
    };
  });
}

/** Site-to-site VPNs that are not deleted; with BGP nobody knows the other side's blocks. */
export function readVpnConnections(source: Source): VpnConnection[] {
  const live = items(source, 'VpnConnections').filter(({ record }) => text(record, 'State') !== 'deleted');
  return live.map((item) => {
    const { record } = item;
    const id = text(record, 'VpnConnectionId') ?? '';
    const staticOnly = flag(child(record, 'Options'), 'StaticRoutesOnly') === true;
    const routes = records(record, 'Routes').filter((route) => text(route, 'State') !== 'deleted');
    const blocks = routes
      .map((route) => text(route, 'DestinationCidrBlock'))
      .filter((block) => block !== undefined);
    const learned = { value: `the routes of ${id}`, why: 'they are learned by BGP, and no call lists them' };
    return {
      ...component(item, id, 'vpn-connection'),
      gateway: said(text(record, 'VpnGatewayId') ?? text(record, 'TransitGatewayId'), `the gateway of ${id}`),
      kind: 'vpn',
      routes: blocks.map((block) => cidr(`a route of ${id}`, block)),
      ...(staticOnly ? {} : { routesIncomplete: learned }),
    };
  });
}
