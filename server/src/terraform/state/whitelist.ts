import { isObject, type Json, type JsonObject } from './resource';

/**
 * The attributes that the network model reads, by name. Everything else in a state or plan file is dropped while it is
 * read: it may be a secret, and it is of no use here. A test holds the list to what the model's builders ask for.
 */
const names = `
  accepter acceptance_required accept_status action address address_family address_prefix addresses allocated_outbound_ports
  allocation_id amazon_side_asn appliance_mode_support arn assign_generated_ipv6_cidr_block assign_ipv6_address_on_creation
  assign_public_ip associate_public_ip_address association_default_route_table_id attachment_id auto_accept
  auto_accept_shared_attachments autoscaling_group_name availability_mode availability_zone availability_zones
  availability_zone_id availability_zone_address blackhole broker_node_group_info
  bridge carrier_gateway_id carrier_ip cidr cidr_block cidr_blocks cidr_ipv4 cidr_ipv6 client_subnets cluster cluster_address
  cluster_endpoint_public_access cluster_security_group_id cluster_identifier cluster_mode cluster_name compute_resources connection_type
  connectivity_type container_definitions core_network_arn create_vpc cross_zone_load_balancing
  customer_gateway_id db_subnet_group_name default_action default_network_acl_id default_route_table_association
  default_route_table_id default_route_table_propagation default_security_group_id default_vpc_id deployment_mode
  destination_cidr_block destination_ipv6_cidr_block destination_prefix_list_id destination_port dns_entry
  dns_options dns_support ec2_attributes egress egress_only_gateway_id egress_rule_ids elasticache_subnet_group_name
  enable_cross_zone_load_balancing enable_dns_hostnames enable_dns_support enable_cross_zone endpoint
  endpoint_private_access endpoint_public_access endpoint_type engine engine_mode entry forward from_port function_name
  gateway_id gateway_load_balancer_arns group_name groups health_check health_check_port icmp_code icmp_type id identifier
  ingress ingress_rule_ids instance instance_id instance_port instance_ports instance_type instance_interruption_behavior
  instances internal internet_gateway_block_mode internet_gateway_exclusion_mode ip_address_type
  ip_protocol ipam_pool_id ipv4_ipam_pool_id ipv6_address_count ipv6_addresses ipv6_cidr_block ipv6_cidr_block_network_border_group
  ipv6_native kubernetes_network_config launch_configuration launch_template launch_type listener listener_arn lb_port lb_protocol
  load_balancer load_balancer_arn load_balancer_arns load_balancer_type load_balancers local_gateway_id main_route_table_id
  map_public_ip_on_launch max_entries mount_target_id name name_prefix nat_gateway_id network_acl_id network_configuration
  network_interface network_interface_id network_interface_ids network_interfaces network_load_balancer_arns network_mode
  node_to_node_encryption odb_network_arn outpost_arn owner_id peer_owner_id peer_region
  peer_transit_gateway_attachment_id peer_transit_gateway_id peer_vpc_id peering_attachment_id platform
  policy port port_mappings prefix_list_id prefix_list_ids preserve_client_ip primary_network_interface_id private_dns_enabled
  private_ip private_ips private_ips_count propagated propagating_vgws propagation_default_route_table_id protocol
  public_access_cidrs public_dns public_ip public_ipv4_pool publicly_accessible referenced_security_group_id
  referenced_security_group_owner_id region replication_group_id replication_subnet_group_id requester requires_compatibilities resource_id rds_cluster_id
  route route_table_id route_table_ids rule_action rule_no rule_number scheme secondary_allocation_ids secondary_private_ip_address_count
  secondary_private_ip_addresses secondary_private_ips security_group_id security_group_ids security_group_names
  security_group_referencing_support security_group_rule_id security_groups self service_name service_type
  service_region source_dest_check source_security_group_id spot_instance_id state static_routes_only status
  subnet_configuration subnet_group_name subnet_id subnet_ids subnet_mapping subnets supported_regions tags tags_all
  target_availability_zone target_control_port target_failover target_group target_group_arn target_group_arns target_id
  target_type task_definition to_port traffic_source traffic_type transit_gateway_attachment_id
  transit_gateway_default_route_table_association transit_gateway_default_route_table_propagation transit_gateway_id
  transit_gateway_route_table_id type vpc vpc_attachment_id vpc_classic_link_id vpc_config vpc_connectivity vpc_connector
  vpc_connector_arn vpc_endpoint_id vpc_endpoint_type vpc_id vpc_ids vpc_options vpc_owner_id vpc_peering_connection_id vpc_region
  vpc_security_group_ids vpc_settings vpc_subnet_ids vpn_connection_id vpn_gateway_id zone_id zones
  ami_type client_authentication cluster_subnet_group_name container_port description encryption_info endpoint_details
  engine_family get_password_data iam ipv6_allowed_for_dual_stack ipv6_cidr_blocks ipv6_ipam_pool_id
  load_balancing_cross_zone_enabled mixed_instances_policy network_type physical_connection_requirements
  primary_network_interface replicate_source_db runtime_platform sasl scram security_group_id_list vpc_configuration
  vpc_zone_identifier tls unauthenticated firewall_status sync_states attachment endpoint_id
  vpc_endpoint_association_status association_sync_state remote_access ec2_ssh_key source_security_group_ids
`;

const allowed: ReadonlySet<string> = new Set(names.split(/\s+/).filter((name) => name !== ''));

/** Whether an attribute may be kept, at any depth. */
export function isWhitelisted(name: string): boolean {
  return allowed.has(name);
}

/** Only what is on the list, at every depth; tags stay whole (they name things). */
export function pickWhitelisted(values: JsonObject): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || !allowed.has(name)) continue;
    kept[name] = name === 'container_definitions' ? portMappingsOnly(value) : pickNested(name, value);
  }
  return kept;
}

function pickNested(name: string, value: Json): Json {
  if (name === 'tags' || name === 'tags_all') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((element) => pickNested(name, element));
  return isObject(value) ? pickWhitelisted(value) : value;
}

/** Container definitions carry environment variables, often with secrets: only the port mappings are kept. */
function portMappingsOnly(value: Json): Json {
  if (typeof value !== 'string') return null;
  try {
    const definitions: unknown = JSON.parse(value);
    if (!Array.isArray(definitions)) return null;
    return JSON.stringify(
      definitions.filter(isObject).map((definition) => ({
        name: definition['name'],
        portMappings: definition['portMappings'],
      })),
    );
  } catch {
    return null;
  }
}
