import type { ResourceInstance } from '../../terraform/configuration';
import type { ReferenceValue, UnknownValue, Value } from '../../terraform/value';
import type { ComponentKind, Id } from '../model';
import { canonicalType, type Context } from './context';
import { matchingResource } from './dataSources';
import { defaultGroupOf, defaultAclOf, defaultTableOf, defaultVpcOf } from './defaults';
import { manyBehind } from './referred';
import { resourceType } from './resourceTypes';
import { servicePrefixList } from './serviceNames';

/** What a value stands for: a component, by its kind and id. */
interface Identity {
  readonly kind: ComponentKind;
  readonly id: Id;
}

/**
 * Which component a value names: a reference to a resource, or a literal AWS id or ARN. `kind` is what the place wants:
 * an attribute that nothing is known about (an output of another state) is then taken for one of these.
 */
export function identify(context: Context, value: Value, kind?: ComponentKind): Identity | undefined {
  if (value.kind === 'string') return literalIdentity(value.value);
  if (value.kind === 'unknown') return oneOfMany(context, value, kind);
  return value.kind === 'reference' ? referenceIdentity(context, value, kind) : undefined;
}

/**
 * A value that hangs on a resource of which nobody knows how many there are (`aws_subnet.a[each.key].id`) is the id of
 * one of them, and one component stands for them all.
 */
function oneOfMany(
  context: Context,
  value: UnknownValue,
  kind: ComponentKind | undefined,
): Identity | undefined {
  const identities = manyBehind(context, value).flatMap((resource) => {
    const identity = resourceIdentity(context, resource, ['id']);
    return identity === undefined || identity.kind !== kind ? [] : [identity];
  });
  return identities.length === 1 ? identities[0] : undefined;
}

function referenceIdentity(
  context: Context,
  reference: ReferenceValue,
  kind: ComponentKind | undefined,
): Identity | undefined {
  const resource = context.resource(reference.address);
  const own = resource === undefined ? undefined : resourceIdentity(context, resource, reference.path);
  if (own !== undefined) return own;
  if (kind === undefined || !looksLikeId(reference.path)) return undefined;
  return { kind, id: [reference.address, ...reference.path].join('.') };
}

/** Whether a path ends in something like `subnet_ids`, or leads into the outputs of another state or stack. */
function looksLikeId(path: readonly string[]): boolean {
  const words = path.filter((step) => !/^\d+$/.test(step));
  return /(^|_)(ids?|arns?)$/.test(words.at(-1) ?? '') || words[0]?.startsWith('output') === true;
}

function resourceIdentity(
  context: Context,
  resource: ResourceInstance,
  path: readonly string[],
): Identity | undefined {
  const type = canonicalType(resource.type);
  const attribute = path[0] ?? 'id';
  const special = specialIdentity(context, resource, type, path, attribute);
  if (special !== undefined) return special;
  if (resource.mode === 'data') return dataIdentity(context, resource, type, attribute);
  const kind = resourceType(type)?.kind;
  if (kind === undefined || !namesItself(attribute)) return undefined;
  return { kind, id: resource.address };
}

/** Attributes whose value tells which resource it is. */
function namesItself(attribute: string): boolean {
  return /^(id|arn|name|cluster_identifier|identifier|cluster_name|function_name|invoke_arn|qualified_arn|private_ip|private_ips|ipv6_addresses|spot_instance_id|instance_id|address|endpoint|dns_name|arn_suffix|vpc_peering_connection_id)$/.test(
    attribute,
  );
}

/** Attributes that name another component than their resource. */
function specialIdentity(
  context: Context,
  resource: ResourceInstance,
  type: string,
  path: readonly string[],
  attribute: string,
): Identity | undefined {
  const { address } = resource;
  switch (`${type}.${attribute}`) {
    case 'aws_vpc.default_security_group_id':
    case 'aws_default_vpc.default_security_group_id':
      return { kind: 'securityGroups', id: defaultGroupOf(context, address) };
    case 'aws_vpc.default_network_acl_id':
    case 'aws_default_vpc.default_network_acl_id':
      return { kind: 'networkAcls', id: defaultAclOf(context, address) };
    case 'aws_vpc.default_route_table_id':
    case 'aws_vpc.main_route_table_id':
    case 'aws_default_vpc.default_route_table_id':
    case 'aws_default_vpc.main_route_table_id':
      return { kind: 'routeTables', id: defaultTableOf(context, vpcIdentity(context, resource)) };
    case 'aws_default_subnet.vpc_id':
    case 'aws_security_group.vpc_id':
    case 'aws_default_security_group.vpc_id':
      return { kind: 'vpcs', id: defaultVpcOf(context, resource) };
    case 'aws_eks_cluster.vpc_config':
      return path.at(-1) === 'cluster_security_group_id'
        ? { kind: 'securityGroups', id: `${address}/cluster-security-group` }
        : undefined;
    case 'aws_vpc_endpoint.prefix_list_id':
      return { kind: 'prefixLists', id: servicePrefixList(context, resource, 'service_name') };
    case 'aws_instance.primary_network_interface_id':
    case 'aws_nat_gateway.network_interface_id':
      return { kind: 'interfaces', id: `${address}/interface-0` };
    case 'aws_vpc_endpoint.network_interface_ids':
      return path[1] === undefined
        ? undefined
        : { kind: 'interfaces', id: `${address}/interface-${path[1]}` };
    case 'aws_ec2_transit_gateway.association_default_route_table_id':
    case 'aws_ec2_transit_gateway.propagation_default_route_table_id':
      return { kind: 'transitGatewayRouteTables', id: `${address}/default-route-table` };
    case 'aws_vpn_connection.transit_gateway_attachment_id':
    case 'aws_dx_gateway_association.transit_gateway_attachment_id':
      return { kind: 'transitGatewayAttachments', id: `${address}/attachment` };
    case 'aws_vpc_peering_connection_accepter.id':
      return throughArgument(context, resource, 'vpc_peering_connection_id', 'peeringConnections');
    case 'aws_ec2_transit_gateway_vpc_attachment_accepter.id':
      return throughArgument(context, resource, 'transit_gateway_attachment_id', 'transitGatewayAttachments');
    case 'aws_rds_cluster_instance.cluster_identifier':
      return throughArgument(context, resource, 'cluster_identifier', 'workloads');
    default:
      return undefined;
  }
}

function vpcIdentity(context: Context, resource: ResourceInstance): Id {
  return resource.mode === 'data'
    ? (dataIdentity(context, resource, resource.type, 'id')?.id ?? resource.address)
    : resource.address;
}

function throughArgument(
  context: Context,
  resource: ResourceInstance,
  name: string,
  kind: ComponentKind,
): Identity | undefined {
  const argument = context.fields(resource).argument(name);
  return argument === undefined ? undefined : identify(context, argument.value, kind);
}

/** A data source stands for what it finds in this code, or else for something that only its name is known of. */
function dataIdentity(
  context: Context,
  resource: ResourceInstance,
  type: string,
  attribute: string,
): Identity | undefined {
  if (type === 'aws_prefix_list' || type === 'aws_ec2_managed_prefix_list') {
    const list = servicePrefixList(context, resource, 'name');
    const own = list === resource.address ? matchingResource(context, resource)?.address : undefined;
    return { kind: 'prefixLists', id: own ?? list };
  }
  const kind = resourceType(type)?.kind;
  if (kind === undefined || !namesItself(attribute)) return undefined;
  const given = context.fields(resource).argument('id');
  const named = given === undefined ? undefined : identify(context, given.value, kind);
  if (named !== undefined) return named;
  if (type === 'aws_vpc' && isTrue(context.fields(resource).argument('default')?.value)) {
    return { kind, id: defaultVpcOf(context, resource) };
  }
  return { kind, id: matchingResource(context, resource)?.address ?? resource.address };
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const idPrefixes: Readonly<Record<string, ComponentKind>> = {
  vpc: 'vpcs',
  subnet: 'subnets',
  sg: 'securityGroups',
  pl: 'prefixLists',
  acl: 'networkAcls',
  rtb: 'routeTables',
  igw: 'internetGateways',
  eigw: 'egressOnlyInternetGateways',
  nat: 'natGateways',
  vgw: 'vpnGateways',
  cagw: 'carrierGateways',
  vpn: 'vpnConnections',
  pcx: 'peeringConnections',
  tgw: 'transitGateways',
  'tgw-attach': 'transitGatewayAttachments',
  'tgw-rtb': 'transitGatewayRouteTables',
  vpce: 'endpoints',
  'vpce-svc': 'endpointServices',
  eni: 'interfaces',
  i: 'workloads',
};

function literalIdentity(text: string): Identity | undefined {
  // A group of another account is written with it: 123456789012/sg-0abc.
  const id = /^\d{12}\/(sg-.*)$/.exec(text)?.[1] ?? text;
  const prefix = /^([a-z]+(?:-[a-z]+)?)-[0-9a-zA-Z]+$/.exec(id)?.[1];
  const kind =
    prefix === undefined ? undefined : (idPrefixes[prefix] ?? idPrefixes[prefix.split('-')[0] ?? '']);
  if (kind !== undefined) return { kind, id };
  if (/^arn:[\w-]+:elasticloadbalancing:.*:targetgroup\//.test(text))
    return { kind: 'targetGroups', id: text };
  if (/^arn:[\w-]+:elasticloadbalancing:.*:loadbalancer\//.test(text))
    return { kind: 'loadBalancers', id: text };
  return undefined;
}
