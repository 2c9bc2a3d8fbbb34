import type { ComponentKind } from '../model';

/** The families, in the order in which the manual lists them; each is a file (or, for workloads, a folder) here. */
type ResourceFamily =
  | 'vpcs'
  | 'subnets'
  | 'securityGroups'
  | 'prefixLists'
  | 'networkAcls'
  | 'routing'
  | 'gateways'
  | 'peering'
  | 'transitGateways'
  | 'endpoints'
  | 'loadBalancers'
  | 'interfaces'
  | 'workloads';

/** What a resource type becomes in the network. */
export interface ResourceType {
  readonly type: string;
  readonly family: ResourceFamily;
  /** The kind of component that its id stands for; undefined where it only adds to another one. */
  readonly kind: ComponentKind | undefined;
  /** In words, for the manual. */
  readonly becomes: string;
}

const table: Readonly<
  Record<ResourceFamily, readonly (readonly [string, ComponentKind | undefined, string])[]>
> = {
  vpcs: [
    ['aws_vpc', 'vpcs', 'a VPC with its main route table, default network ACL and default security group'],
    ['aws_default_vpc', 'vpcs', 'the default VPC of its Region'],
    ['aws_vpc_ipv4_cidr_block_association', undefined, 'a secondary IPv4 block of a VPC'],
    ['aws_vpc_ipv6_cidr_block_association', undefined, 'an IPv6 block of a VPC'],
    ['aws_vpc_block_public_access_options', undefined, 'Block Public Access of all VPCs of its Region'],
    [
      'aws_vpc_block_public_access_exclusion',
      undefined,
      'an exclusion of a VPC or subnet from Block Public Access',
    ],
    ['aws_vpc_dhcp_options', undefined, 'nothing: DHCP options do not decide who reaches whom'],
    ['aws_vpc_dhcp_options_association', undefined, 'nothing: DHCP options do not decide who reaches whom'],
    ['aws_default_vpc_dhcp_options', undefined, 'nothing: DHCP options do not decide who reaches whom'],
    ['aws_flow_log', undefined, 'nothing: a flow log only watches'],
  ],
  subnets: [
    ['aws_subnet', 'subnets', 'a subnet with its effective route table and network ACL'],
    ['aws_default_subnet', 'subnets', 'the default subnet of an Availability Zone'],
  ],
  securityGroups: [
    ['aws_security_group', 'securityGroups', 'a security group with its inline rules'],
    [
      'aws_default_security_group',
      'securityGroups',
      "a VPC's default group, emptied of what is not declared",
    ],
    ['aws_security_group_rule', undefined, 'rules of a group'],
    ['aws_vpc_security_group_ingress_rule', undefined, 'a rule of a group'],
    ['aws_vpc_security_group_egress_rule', undefined, 'a rule of a group'],
    ['aws_vpc_security_group_rules_exclusive', undefined, 'removes all other rules of a group'],
    ['aws_vpc_security_group_vpc_association', undefined, 'lets a group be used in another VPC'],
    ['aws_network_interface_sg_attachment', undefined, 'puts a group on an interface'],
  ],
  prefixLists: [
    ['aws_ec2_managed_prefix_list', 'prefixLists', 'a prefix list with its entries'],
    ['aws_ec2_managed_prefix_list_entry', undefined, 'an entry of a prefix list'],
  ],
  networkAcls: [
    ['aws_network_acl', 'networkAcls', 'a network ACL with its inline entries and associations'],
    ['aws_default_network_acl', 'networkAcls', "a VPC's default ACL, emptied of what is not declared"],
    ['aws_network_acl_rule', undefined, 'an entry of a network ACL'],
    ['aws_network_acl_association', undefined, 'the network ACL of a subnet'],
  ],
  routing: [
    ['aws_route_table', 'routeTables', 'a route table with its inline routes'],
    ['aws_default_route_table', 'routeTables', "a VPC's default table, emptied of what is not declared"],
    ['aws_route', undefined, 'a route'],
    ['aws_route_table_association', undefined, 'the route table of a subnet or, at the edge, of a gateway'],
    ['aws_main_route_table_association', undefined, "a VPC's main route table"],
    ['aws_vpn_gateway_route_propagation', undefined, 'the propagation of VPN routes into a table'],
  ],
  gateways: [
    ['aws_internet_gateway', 'internetGateways', 'an internet gateway'],
    ['aws_internet_gateway_attachment', undefined, 'the VPC of an internet gateway'],
    ['aws_egress_only_internet_gateway', 'egressOnlyInternetGateways', 'an egress-only internet gateway'],
    ['aws_nat_gateway', 'natGateways', 'a NAT gateway with its interface'],
    ['aws_eip', undefined, 'a public address'],
    ['aws_eip_association', undefined, 'what a public address belongs to'],
    ['aws_vpn_gateway', 'vpnGateways', 'a virtual private gateway'],
    ['aws_vpn_gateway_attachment', undefined, 'the VPC of a virtual private gateway'],
    ['aws_vpn_connection', 'vpnConnections', 'a site-to-site VPN'],
    ['aws_vpn_connection_route', undefined, 'a static route of a site-to-site VPN'],
    ['aws_customer_gateway', undefined, 'the other end of a site-to-site VPN, outside the model'],
    ['aws_dx_gateway', undefined, 'Direct Connect, outside the model'],
    ['aws_dx_gateway_association', 'vpnConnections', 'Direct Connect behind a gateway'],
    ['aws_dx_gateway_association_proposal', undefined, 'nothing: the association that accepts it counts'],
    ['aws_ec2_carrier_gateway', 'carrierGateways', 'a carrier gateway'],
  ],
  peering: [
    ['aws_vpc_peering_connection', 'peeringConnections', 'a peering of two VPCs'],
    ['aws_vpc_peering_connection_accepter', 'peeringConnections', 'the acceptance of a peering'],
    ['aws_vpc_peering_connection_options', undefined, 'nothing: its options are about DNS'],
  ],
  transitGateways: [
    ['aws_ec2_transit_gateway', 'transitGateways', 'a transit gateway with its default route table'],
    ['aws_ec2_transit_gateway_vpc_attachment', 'transitGatewayAttachments', 'the attachment of a VPC'],
    [
      'aws_ec2_transit_gateway_vpc_attachment_accepter',
      'transitGatewayAttachments',
      'the acceptance of an attachment',
    ],
    [
      'aws_ec2_transit_gateway_peering_attachment',
      'transitGatewayAttachments',
      'the attachment of another transit gateway',
    ],
    [
      'aws_ec2_transit_gateway_peering_attachment_accepter',
      'transitGatewayAttachments',
      'the other end of such an attachment',
    ],
    ['aws_ec2_transit_gateway_connect', 'transitGatewayAttachments', 'a Connect attachment, not followed'],
    [
      'aws_ec2_transit_gateway_route_table',
      'transitGatewayRouteTables',
      'a route table of a transit gateway',
    ],
    [
      'aws_ec2_transit_gateway_route_table_association',
      undefined,
      'the table that routes what comes from an attachment',
    ],
    ['aws_ec2_transit_gateway_route_table_propagation', undefined, 'routes to an attachment, by propagation'],
    ['aws_ec2_transit_gateway_route', undefined, 'a static route or a blackhole'],
    [
      'aws_ec2_transit_gateway_prefix_list_reference',
      undefined,
      'static routes to the entries of a prefix list',
    ],
    [
      'aws_ec2_transit_gateway_default_route_table_association',
      undefined,
      "another table as the gateway's default",
    ],
    [
      'aws_ec2_transit_gateway_default_route_table_propagation',
      undefined,
      "another table as the gateway's default",
    ],
    ['aws_ram_resource_share', undefined, 'nothing: who else may use a thing is outside the model'],
    ['aws_ram_resource_association', undefined, 'nothing: who else may use a thing is outside the model'],
    ['aws_ram_principal_association', undefined, 'nothing: who else may use a thing is outside the model'],
    ['aws_ram_resource_share_accepter', undefined, 'nothing: who else may use a thing is outside the model'],
    [
      'aws_ram_sharing_with_organization',
      undefined,
      'nothing: who else may use a thing is outside the model',
    ],
  ],
  endpoints: [
    [
      'aws_vpc_endpoint',
      'endpoints',
      'an endpoint: routes (gateway) or interfaces (interface, Gateway Load Balancer)',
    ],
    ['aws_vpc_endpoint_route_table_association', undefined, 'routes of a gateway endpoint'],
    ['aws_vpc_endpoint_subnet_association', undefined, 'an interface of an endpoint'],
    ['aws_vpc_endpoint_security_group_association', undefined, 'a group on the interfaces of an endpoint'],
    ['aws_vpc_endpoint_connection_accepter', undefined, 'the acceptance of an endpoint'],
    ['aws_vpc_endpoint_policy', undefined, 'the policy of an endpoint'],
    ['aws_vpc_endpoint_service', 'endpointServices', 'an endpoint service in front of load balancers'],
    ['aws_networkfirewall_firewall', undefined, 'a middlebox: what it lets through is unknown'],
    [
      'aws_networkfirewall_vpc_endpoint_association',
      undefined,
      'a middlebox: what it lets through is unknown',
    ],
    ['aws_networkfirewall_firewall_policy', undefined, 'nothing: what a firewall lets through is unknown'],
    ['aws_networkfirewall_rule_group', undefined, 'nothing: what a firewall lets through is unknown'],
  ],
  loadBalancers: [
    ['aws_lb', 'loadBalancers', 'a load balancer with a node in each subnet'],
    ['aws_lb_listener', undefined, 'a listener of a load balancer'],
    ['aws_lb_listener_rule', undefined, 'target groups of a listener'],
    ['aws_lb_target_group', 'targetGroups', 'a target group'],
    ['aws_lb_target_group_attachment', undefined, 'a target'],
    ['aws_elb', 'loadBalancers', 'a classic load balancer'],
    ['aws_elb_attachment', undefined, 'an instance behind a classic load balancer'],
    ['aws_autoscaling_attachment', undefined, 'the instances of a group as targets'],
    ['aws_autoscaling_traffic_source_attachment', undefined, 'the instances of a group as targets'],
  ],
  interfaces: [
    ['aws_network_interface', 'interfaces', 'a network interface'],
    ['aws_network_interface_attachment', undefined, 'the instance of a network interface'],
  ],
  workloads: [
    ['aws_instance', 'workloads', 'an instance with its interfaces'],
    ['aws_spot_instance_request', 'workloads', 'an instance with its interfaces'],
    ['aws_launch_template', undefined, 'what the instances of others inherit'],
    ['aws_launch_configuration', undefined, 'what the instances of a group inherit'],
    ['aws_autoscaling_group', 'workloads', 'instances in any of its subnets'],
    ['aws_ecs_service', 'workloads', 'tasks in any of its subnets, on the ports of their definition'],
    ['aws_ecs_task_definition', undefined, "ports and network mode of a service's tasks"],
    ['aws_lambda_function', 'workloads', 'a function: in any subnet of its `vpc_config`, or outside VPCs'],
    ['aws_eks_cluster', 'workloads', "a control plane's interfaces (443) with the cluster's security group"],
    ['aws_eks_node_group', 'workloads', 'nodes in any of its subnets'],
    ['aws_eks_fargate_profile', 'workloads', 'pods in any of its subnets'],
    ['aws_db_instance', 'workloads', "a database on its engine's port"],
    ['aws_rds_cluster', 'workloads', "a database cluster on its engine's port"],
    ['aws_rds_cluster_instance', 'workloads', 'an instance of a database cluster'],
    ['aws_db_proxy', 'workloads', "a proxy on its engine family's port"],
    ['aws_db_subnet_group', undefined, 'the subnets of databases'],
    ['aws_elasticache_cluster', 'workloads', 'a cache (6379 or 11211)'],
    ['aws_elasticache_replication_group', 'workloads', 'a cache (6379)'],
    ['aws_elasticache_serverless_cache', 'workloads', 'a cache (6379 or 11211)'],
    ['aws_elasticache_subnet_group', undefined, 'the subnets of caches'],
    ['aws_memorydb_cluster', 'workloads', 'a cache (6379)'],
    ['aws_memorydb_subnet_group', undefined, 'the subnets of MemoryDB clusters'],
    ['aws_redshift_cluster', 'workloads', 'a data warehouse (5439)'],
    ['aws_redshift_subnet_group', undefined, 'the subnets of Redshift clusters'],
    ['aws_redshiftserverless_workgroup', 'workloads', 'a data warehouse (5439)'],
    ['aws_opensearch_domain', 'workloads', 'a search domain (443)'],
    ['aws_elasticsearch_domain', 'workloads', 'a search domain (443)'],
    ['aws_msk_cluster', 'workloads', 'Kafka brokers on the ports of their ways to authenticate'],
    ['aws_msk_serverless_cluster', 'workloads', 'Kafka (9098)'],
    ['aws_mq_broker', 'workloads', 'a message broker on the ports of its engine'],
    ['aws_docdb_cluster', 'workloads', 'a document database (27017)'],
    ['aws_docdb_cluster_instance', undefined, 'nothing more: the cluster stands for its instances'],
    ['aws_docdb_subnet_group', undefined, 'the subnets of DocumentDB clusters'],
    ['aws_neptune_cluster', 'workloads', 'a graph database (8182)'],
    ['aws_neptune_cluster_instance', undefined, 'nothing more: the cluster stands for its instances'],
    ['aws_neptune_subnet_group', undefined, 'the subnets of Neptune clusters'],
    ['aws_dax_cluster', 'workloads', 'a DynamoDB accelerator (8111 or 9111)'],
    ['aws_dax_subnet_group', undefined, 'the subnets of DAX clusters'],
    ['aws_efs_mount_target', 'workloads', 'a file system (2049)'],
    ['aws_fsx_lustre_file_system', 'workloads', 'a file system (988)'],
    ['aws_fsx_windows_file_system', 'workloads', 'a file system (445)'],
    ['aws_fsx_ontap_file_system', 'workloads', 'a file system (2049, 445, 3260, 443)'],
    ['aws_fsx_openzfs_file_system', 'workloads', 'a file system (2049)'],
    ['aws_fsx_file_cache', 'workloads', 'a file cache (988)'],
    ['aws_dms_replication_instance', 'workloads', 'a replication instance'],
    ['aws_dms_replication_subnet_group', undefined, 'the subnets of replication instances'],
    ['aws_codebuild_project', 'workloads', 'builds in any of its subnets, or outside VPCs'],
    ['aws_sagemaker_notebook_instance', 'workloads', 'a notebook'],
    ['aws_apprunner_vpc_connector', 'workloads', "an App Runner service's way into a VPC"],
    ['aws_batch_compute_environment', 'workloads', 'jobs in any of its subnets'],
    ['aws_mwaa_environment', 'workloads', 'an Airflow environment (443)'],
    ['aws_emr_cluster', 'workloads', 'a cluster of instances'],
    ['aws_glue_connection', 'workloads', 'the interface of Glue jobs'],
    ['aws_route53_resolver_endpoint', 'workloads', 'a resolver in all its subnets (53, where it is inbound)'],
    ['aws_lightsail_instance', 'workloads', 'outside VPCs'],
    ['aws_lightsail_database', 'workloads', 'outside VPCs'],
    ['aws_lightsail_lb', 'workloads', 'outside VPCs'],
    ['aws_lightsail_container_service', 'workloads', 'outside VPCs'],
  ],
};

/** Every resource type that the model knows of, in the manual's order. */
export const resourceTypes: readonly ResourceType[] = Object.entries(table).flatMap(([family, rows]) =>
  // The keys of `table` are its families: `Object.entries` forgets that.
  rows.map(([type, kind, becomes]) => ({ type, family: family as ResourceFamily, kind, becomes })),
);

const byType = new Map(resourceTypes.map((entry) => [entry.type, entry]));

/** What a type becomes; undefined for one that is not in the table. */
export function resourceType(type: string): ResourceType | undefined {
  return byType.get(type);
}
