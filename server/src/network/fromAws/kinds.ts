import type { ComponentKind } from '../model';

/**
 * The top-level keys by which a snapshot's files are recognised: those that the AWS CLI prints, and those that
 * collectors write around calls whose answer does not say what it was asked for (`TransitGatewayStaticRoutes`: a list
 * of `{TransitGatewayRouteTableId, Routes}`). A file's name means nothing.
 */
export interface Kind {
  /** Members that name an item; two items with the same ones are the same thing. Empty: nothing to tell them by. */
  readonly id: readonly string[];
  /** The components that are unknown where no file has this key (nor another one of theirs). */
  readonly component?: ComponentKind;
  /** The call that prints it, for people. */
  readonly command: string;
}

const kind = (command: string, id: string | readonly string[], component?: ComponentKind): Kind => ({
  id: typeof id === 'string' ? [id] : id,
  command,
  ...(component === undefined ? {} : { component }),
});

/** By key. `aws <command>` prints the file. */
export const kinds = {
  Vpcs: kind('ec2 describe-vpcs', 'VpcId', 'vpcs'),
  VpcAttributes: kind('ec2 describe-vpc-attribute', []),
  VpcBlockPublicAccessOptions: kind('ec2 describe-vpc-block-public-access-options', []),
  Subnets: kind('ec2 describe-subnets', 'SubnetId', 'subnets'),
  NetworkInterfaces: kind('ec2 describe-network-interfaces', 'NetworkInterfaceId', 'interfaces'),
  Addresses: kind('ec2 describe-addresses', ['PublicIp', 'AllocationId']),
  SecurityGroups: kind('ec2 describe-security-groups', 'GroupId', 'securityGroups'),
  SecurityGroupRules: kind('ec2 describe-security-group-rules', 'SecurityGroupRuleId'),
  SecurityGroupVpcAssociations: kind('ec2 describe-security-group-vpc-associations', ['GroupId', 'VpcId']),
  PrefixLists: kind('ec2 describe-managed-prefix-lists', [], 'prefixLists'),
  ManagedPrefixLists: kind('ec2 describe-managed-prefix-lists', []),
  ManagedPrefixListEntries: kind('ec2 get-managed-prefix-list-entries', []),
  NetworkAcls: kind('ec2 describe-network-acls', 'NetworkAclId', 'networkAcls'),
  RouteTables: kind('ec2 describe-route-tables', 'RouteTableId', 'routeTables'),
  InternetGateways: kind('ec2 describe-internet-gateways', 'InternetGatewayId', 'internetGateways'),
  EgressOnlyInternetGateways: kind(
    'ec2 describe-egress-only-internet-gateways',
    'EgressOnlyInternetGatewayId',
    'egressOnlyInternetGateways',
  ),
  CarrierGateways: kind('ec2 describe-carrier-gateways', 'CarrierGatewayId', 'carrierGateways'),
  NatGateways: kind('ec2 describe-nat-gateways', 'NatGatewayId', 'natGateways'),
  VpnGateways: kind('ec2 describe-vpn-gateways', 'VpnGatewayId', 'vpnGateways'),
  VpnConnections: kind('ec2 describe-vpn-connections', 'VpnConnectionId', 'vpnConnections'),
  VpcPeeringConnections: kind(
    'ec2 describe-vpc-peering-connections',
    'VpcPeeringConnectionId',
    'peeringConnections',
  ),
  TransitGateways: kind('ec2 describe-transit-gateways', 'TransitGatewayId', 'transitGateways'),
  TransitGatewayAttachments: kind(
    'ec2 describe-transit-gateway-attachments',
    ['TransitGatewayAttachmentId', 'TransitGatewayId'],
    'transitGatewayAttachments',
  ),
  TransitGatewayVpcAttachments: kind(
    'ec2 describe-transit-gateway-vpc-attachments',
    'TransitGatewayAttachmentId',
  ),
  TransitGatewayPeeringAttachments: kind(
    'ec2 describe-transit-gateway-peering-attachments',
    'TransitGatewayAttachmentId',
  ),
  TransitGatewayRouteTables: kind(
    'ec2 describe-transit-gateway-route-tables',
    'TransitGatewayRouteTableId',
    'transitGatewayRouteTables',
  ),
  TransitGatewayRoutes: kind('ec2 search-transit-gateway-routes', []),
  TransitGatewayStaticRoutes: kind('ec2 search-transit-gateway-routes', []),
  TransitGatewayAssociations: kind('ec2 get-transit-gateway-route-table-associations', []),
  TransitGatewayPropagations: kind('ec2 get-transit-gateway-route-table-propagations', []),
  TransitGatewayPrefixListReferences: kind('ec2 get-transit-gateway-prefix-list-references', []),
  VpcEndpoints: kind('ec2 describe-vpc-endpoints', 'VpcEndpointId', 'endpoints'),
  ServiceConfigurations: kind(
    'ec2 describe-vpc-endpoint-service-configurations',
    'ServiceId',
    'endpointServices',
  ),
  Reservations: kind('ec2 describe-instances', []),
  LoadBalancers: kind(
    'elbv2 describe-load-balancers',
    ['LoadBalancerArn', 'LoadBalancerName'],
    'loadBalancers',
  ),
  LoadBalancerDescriptions: kind('elb describe-load-balancers', 'LoadBalancerName'),
  LoadBalancerListeners: kind('elbv2 describe-listeners', []),
  Listeners: kind('elbv2 describe-listeners', 'ListenerArn'),
  Rules: kind('elbv2 describe-rules', 'RuleArn'),
  LoadBalancerAttributes: kind('elbv2 describe-load-balancer-attributes', []),
  TargetGroups: kind('elbv2 describe-target-groups', 'TargetGroupArn', 'targetGroups'),
  TargetGroupAttributes: kind('elbv2 describe-target-group-attributes', []),
  LoadBalancerTargetHealth: kind('elbv2 describe-target-health', []),
  TargetHealth: kind('elbv2 describe-target-health', []),
  DBInstances: kind('rds describe-db-instances', 'DBInstanceArn'),
  DBSubnetGroups: kind('rds describe-db-subnet-groups', 'DBSubnetGroupName'),
  Functions: kind('lambda list-functions', 'FunctionArn'),
  tasks: kind('ecs describe-tasks', 'taskArn'),
  cluster: kind('eks describe-cluster', 'arn'),
  CacheClusters: kind('elasticache describe-cache-clusters', 'CacheClusterId'),
  MountTargets: kind('efs describe-mount-targets', 'MountTargetId'),
} as const satisfies Record<string, Kind>;

/** A key by which items are found. */
export type Key = keyof typeof kinds;

/** Spellings of other tools and SDKs for the same lists. */
export const aliases: Readonly<Record<string, Key>> = {
  DbInstances: 'DBInstances',
  DbSubnetGroups: 'DBSubnetGroups',
  Tasks: 'tasks',
  Cluster: 'cluster',
  GroupRules: 'SecurityGroupRules',
  TransitGatewayRouteTableAssociations: 'TransitGatewayAssociations',
  ElasticIps: 'Addresses',
};
