import {
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeCarrierGatewaysCommand,
  DescribeCustomerGatewaysCommand,
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeFlowLogsCommand,
  DescribeInstanceConnectEndpointsCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribePrefixListsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupVpcAssociationsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayConnectsCommand,
  DescribeTransitGatewayPeeringAttachmentsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  DescribeVpcEncryptionControlsCommand,
  DescribeVpcEndpointServiceConfigurationsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
} from '@aws-sdk/client-ec2';
import { only, type Item, type ListCall, type Page } from './call';

/** A VPN connection's configuration holds its pre-shared keys: neither is kept. */
const withoutKeys = only(
  'VpnConnectionId',
  'State',
  'Type',
  'Category',
  'CustomerGatewayId',
  'VpnGatewayId',
  'TransitGatewayId',
  'CoreNetworkArn',
  'Routes',
  'Tags',
);

/** Of an instance's many members, those that say what it is and where. */
const instanceMembers = only(
  'InstanceId',
  'State',
  'SubnetId',
  'VpcId',
  'PrivateIpAddress',
  'PublicIpAddress',
  'Ipv6Address',
  'SecurityGroups',
  'SourceDestCheck',
  'NetworkInterfaces',
  'Placement',
  'Platform',
  'PlatformDetails',
  'Tags',
);

/**
 * What EC2 tells of a Region's network: everything that its own Reachability Analyzer reads, and what was added since.
 * Page sizes are the operations' own maxima (the EC2 API's model).
 */
export const ec2Lists: readonly ListCall[] = [
  whole('DescribeAvailabilityZones', 'AvailabilityZones', ({ clients, options }) =>
    clients.ec2.send(new DescribeAvailabilityZonesCommand({}), options),
  ),
  paged('DescribeVpcs', 'Vpcs', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeVpcsCommand(pageOf(page)), options),
  ),
  paged('DescribeSubnets', 'Subnets', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeSubnetsCommand(pageOf(page)), options),
  ),
  paged('DescribeNetworkInterfaces', 'NetworkInterfaces', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeNetworkInterfacesCommand(pageOf(page)), options),
  ),
  paged('DescribeSecurityGroups', 'SecurityGroups', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeSecurityGroupsCommand(pageOf(page)), options),
  ),
  paged('DescribeSecurityGroupRules', 'SecurityGroupRules', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeSecurityGroupRulesCommand(pageOf(page)), options),
  ),
  paged(
    'DescribeSecurityGroupVpcAssociations',
    'SecurityGroupVpcAssociations',
    1000,
    ({ clients, options }, page) =>
      clients.ec2.send(new DescribeSecurityGroupVpcAssociationsCommand(pageOf(page)), options),
  ),
  paged('DescribeNetworkAcls', 'NetworkAcls', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeNetworkAclsCommand(pageOf(page)), options),
  ),
  paged('DescribeRouteTables', 'RouteTables', 100, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeRouteTablesCommand(pageOf(page)), options),
  ),
  paged('DescribeInternetGateways', 'InternetGateways', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeInternetGatewaysCommand(pageOf(page)), options),
  ),
  paged(
    'DescribeEgressOnlyInternetGateways',
    'EgressOnlyInternetGateways',
    255,
    ({ clients, options }, page) =>
      clients.ec2.send(new DescribeEgressOnlyInternetGatewaysCommand(pageOf(page)), options),
  ),
  paged('DescribeCarrierGateways', 'CarrierGateways', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeCarrierGatewaysCommand(pageOf(page)), options),
  ),
  paged('DescribeNatGateways', 'NatGateways', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeNatGatewaysCommand(pageOf(page)), options),
  ),
  paged('DescribeVpcEndpoints', 'VpcEndpoints', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeVpcEndpointsCommand(pageOf(page)), options),
  ),
  paged(
    'DescribeVpcEndpointServiceConfigurations',
    'ServiceConfigurations',
    1000,
    ({ clients, options }, page) =>
      clients.ec2.send(new DescribeVpcEndpointServiceConfigurationsCommand(pageOf(page)), options),
  ),
  paged('DescribeVpcPeeringConnections', 'VpcPeeringConnections', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeVpcPeeringConnectionsCommand(pageOf(page)), options),
  ),
  paged('DescribeTransitGateways', 'TransitGateways', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeTransitGatewaysCommand(pageOf(page)), options),
  ),
  paged(
    'DescribeTransitGatewayAttachments',
    'TransitGatewayAttachments',
    1000,
    ({ clients, options }, page) =>
      clients.ec2.send(new DescribeTransitGatewayAttachmentsCommand(pageOf(page)), options),
  ),
  paged(
    'DescribeTransitGatewayVpcAttachments',
    'TransitGatewayVpcAttachments',
    1000,
    ({ clients, options }, page) =>
      clients.ec2.send(new DescribeTransitGatewayVpcAttachmentsCommand(pageOf(page)), options),
  ),
  paged(
    'DescribeTransitGatewayPeeringAttachments',
    'TransitGatewayPeeringAttachments',
    1000,
    ({ clients, options }, page) =>
      clients.ec2.send(new DescribeTransitGatewayPeeringAttachmentsCommand(pageOf(page)), options),
  ),
  paged('DescribeTransitGatewayConnects', 'TransitGatewayConnects', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeTransitGatewayConnectsCommand(pageOf(page)), options),
  ),
  paged(
    'DescribeTransitGatewayRouteTables',
    'TransitGatewayRouteTables',
    1000,
    ({ clients, options }, page) =>
      clients.ec2.send(new DescribeTransitGatewayRouteTablesCommand(pageOf(page)), options),
  ),
  paged('DescribeManagedPrefixLists', 'PrefixLists', 100, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeManagedPrefixListsCommand(pageOf(page)), options),
  ),
  paged('DescribePrefixLists', 'PrefixLists', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribePrefixListsCommand(pageOf(page)), options),
  ),
  paged(
    'DescribeInstances',
    'Reservations',
    1000,
    ({ clients, options }, page) => clients.ec2.send(new DescribeInstancesCommand(pageOf(page)), options),
    { keep: instancePart },
  ),
  whole('DescribeAddresses', 'Addresses', ({ clients, options }) =>
    clients.ec2.send(new DescribeAddressesCommand({}), options),
  ),
  whole('DescribeVpnGateways', 'VpnGateways', ({ clients, options }) =>
    clients.ec2.send(new DescribeVpnGatewaysCommand({}), options),
  ),
  whole(
    'DescribeVpnConnections',
    'VpnConnections',
    ({ clients, options }) => clients.ec2.send(new DescribeVpnConnectionsCommand({}), options),
    { keep: withoutKeys },
  ),
  whole('DescribeCustomerGateways', 'CustomerGateways', ({ clients, options }) =>
    clients.ec2.send(new DescribeCustomerGatewaysCommand({}), options),
  ),
  whole('DescribeVpcBlockPublicAccessOptions', 'VpcBlockPublicAccessOptions', ({ clients, options }) =>
    clients.ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand({}), options),
  ),
  paged(
    'DescribeVpcBlockPublicAccessExclusions',
    'VpcBlockPublicAccessExclusions',
    1000,
    ({ clients, options }, page) =>
      clients.ec2.send(new DescribeVpcBlockPublicAccessExclusionsCommand(pageOf(page)), options),
  ),
  paged('DescribeVpcEncryptionControls', 'VpcEncryptionControls', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeVpcEncryptionControlsCommand(pageOf(page)), options),
  ),
  paged('DescribeInstanceConnectEndpoints', 'InstanceConnectEndpoints', 50, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeInstanceConnectEndpointsCommand(pageOf(page)), options),
  ),
  paged('DescribeFlowLogs', 'FlowLogs', 1000, ({ clients, options }, page) =>
    clients.ec2.send(new DescribeFlowLogsCommand(pageOf(page)), options),
  ),
];

type Rest = Pick<ListCall, 'keep'>;

function paged(
  api: string,
  key: string,
  pageSize: number,
  send: ListCall['send'],
  rest: Rest = {},
): ListCall {
  return { service: 'ec2', api, key, pageSize, send, ...rest };
}

/** Operations that give everything at once. */
function whole(api: string, key: string, send: ListCall['send'], rest: Rest = {}): ListCall {
  return { service: 'ec2', api, key, send, ...rest };
}

/** A page in EC2's words. */
export function pageOf({ size, token }: Page): {
  MaxResults: number | undefined;
  NextToken: string | undefined;
} {
  return { MaxResults: size, NextToken: token };
}

function instancePart(reservation: Item): Item {
  const instances = Array.isArray(reservation['Instances']) ? (reservation['Instances'] as Item[]) : [];
  return { ...only('ReservationId', 'OwnerId')(reservation), Instances: instances.map(instanceMembers) };
}
