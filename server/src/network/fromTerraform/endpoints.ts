import { addTo } from './addTo';
import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe, unknown } from '../maybe';
import type { EndpointService, Id, Maybe, NetworkInterface, VpcEndpoint } from '../model';
import { withOrigin, type Context } from './context';
import { gatewayEndpointTables } from './endpointArguments';
import type { Fields } from './fields';
import { buildInterface, noPublicAddress } from './interfaces';
import { read, readBoolean, readId, readIds, readList, toCidrOrAddress, toText } from './read';
import { referredResource } from './referred';
import { shortServiceName } from './serviceNames';
import { defaultGroups, type Site } from './site';

/** VPC endpoints, with the interfaces of those that have any. */
export function buildEndpoints(site: Site): { endpoints: VpcEndpoint[]; interfaces: NetworkInterface[] } {
  const built = site.context.of('aws_vpc_endpoint').map((endpoint) => build(site, endpoint));
  return { endpoints: built.map((one) => one.endpoint), interfaces: built.flatMap((one) => one.interfaces) };
}

/** https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html */
function build(
  site: Site,
  resource: ResourceInstance,
): { endpoint: VpcEndpoint; interfaces: NetworkInterface[] } {
  const { context } = site;
  const fields = context.fields(resource);
  const id = resource.address;
  const type = mapMaybe(read(context, fields, 'vpc_endpoint_type', toText) ?? known('Gateway'), endpointType);
  const isGateway = type.known && type.value === 'gateway';
  const interfaces = isGateway ? [] : interfacesOf(site, resource, fields, type);
  return {
    interfaces,
    endpoint: {
      ...context.component(resource),
      type,
      vpc: readId(context, fields, 'vpc_id', 'vpcs') ?? unknown({ value: `${id}.vpc_id`, why: 'not given' }),
      service: serviceOf(context, fields, id),
      routeTables: isGateway
        ? (context.once(gatewayEndpointTables).get(id) ?? []).map((one) => one.table)
        : [],
      interfaces: interfaces.map((one) => one.id),
      privateDns: readBoolean(context, fields, 'private_dns_enabled', false),
      fullAccessPolicy: hasFullAccess(context, resource, fields),
      available: isAccepted(context, fields, id),
    },
  };
}

/** A service of this code that wants to accept its consumers carries nothing until it does. */
function isAccepted(context: Context, fields: Fields, id: Id): Maybe<boolean> {
  const name = fields.argument('service_name')?.value;
  const service = referredResource(context, name, ['aws_vpc_endpoint_service']);
  if (service === undefined) return known(true);
  const isAsked = readBoolean(context, context.fields(service), 'acceptance_required', false);
  if (!isAsked.known || !isAsked.value) return mapMaybe(isAsked, (yes) => !yes);
  const accepter = context.of('aws_vpc_endpoint_connection_accepter').find((one) => {
    const endpoint = readId(context, context.fields(one), 'vpc_endpoint_id', 'endpoints');
    return endpoint?.known === true && endpoint.value === id;
  });
  if (accepter !== undefined) return known(true);
  const accepted = readBoolean(context, fields, 'auto_accept', false);
  return accepted.known && !accepted.value ? known(false) : accepted;
}

type EndpointType = 'gateway' | 'interface' | 'gatewayLoadBalancer' | 'other';

function endpointType(text: string): EndpointType {
  if (text === 'Gateway') return 'gateway';
  if (text === 'Interface') return 'interface';
  return text === 'GatewayLoadBalancer' ? 'gatewayLoadBalancer' : 'other';
}

function serviceOf(context: Context, fields: Fields, id: Id): Maybe<string> {
  const argument = fields.argument('service_name');
  const short = shortServiceName(context, argument);
  if (short !== undefined) return known(short);
  if (argument?.value.kind === 'reference') {
    // The service of another resource of this code is known by that resource.
    const { address } = argument.value;
    if (context.resource(address)?.type === 'aws_vpc_endpoint_service') return known(address);
  }
  return (
    read(context, fields, 'service_name', toText) ??
    unknown({ value: `${id}.service_name`, why: 'not given' })
  );
}

function interfacesOf(
  site: Site,
  resource: ResourceInstance,
  fields: Fields,
  type: Maybe<EndpointType>,
): NetworkInterface[] {
  const { context } = site;
  const id = resource.address;
  const hasNoGroups = type.known && type.value === 'gatewayLoadBalancer';
  const configured = fields
    .blocks('subnet_configuration')
    .items.flatMap((block) => readIds(context, block, 'subnet_id', 'subnets'));
  const listed = readIds(context, fields, 'subnet_ids', 'subnets');
  const associated = context.once(subnetAssociations).get(id) ?? [];
  const subnets = [...(listed.length > 0 ? listed : configured), ...associated];
  const groups = [
    ...readIds(context, fields, 'security_group_ids', 'securityGroups'),
    ...(context.once(groupAssociations).get(id) ?? []),
  ];
  return subnets.map((subnet, index) =>
    buildInterface(site, {
      id: `${id}/interface-${index}`,
      name: `${id} in ${subnet.known ? subnet.value : subnet.unknown.value}`,
      from: context.component(resource),
      owner: id,
      kind: hasNoGroups ? 'gatewayLoadBalancerEndpoint' : 'vpcEndpoint',
      subnet,
      groups: hasNoGroups ? [] : groups.length > 0 ? groups : defaultGroups(site, subnet),
      addresses: addressesIn(context, fields, subnet),
      publicAddress: noPublicAddress,
      ipv6: mapMaybe(
        read(context, fields, 'ip_address_type', toText) ?? known('ipv4'),
        (text) => text !== 'ipv4',
      ),
    }),
  );
}

function addressesIn(context: Context, fields: Fields, subnet: Maybe<Id>): ReturnType<typeof readAddresses> {
  const block = fields.blocks('subnet_configuration').items.find((one) => {
    const id = readId(context, one, 'subnet_id', 'subnets');
    return id?.known === true && subnet.known && id.value === subnet.value;
  });
  return block === undefined ? [] : readAddresses(context, block);
}

function readAddresses(context: Context, block: Fields): ReturnType<typeof toCidrOrAddress>[] {
  return ['ipv4', 'ipv6'].flatMap((name) =>
    readList(context, block, name, toCidrOrAddress).map((one) => one.value),
  );
}

/** No policy allows everything; a written one is read no further than whether it is there. */
function hasFullAccess(context: Context, resource: ResourceInstance, fields: Fields): Maybe<boolean> {
  const own = fields.argument('policy');
  const standalone = context.of('aws_vpc_endpoint_policy').find((policy) => {
    const id = readId(context, context.fields(policy), 'vpc_endpoint_id', 'endpoints');
    return id?.known === true && id.value === resource.address;
  });
  const argument =
    own ?? (standalone === undefined ? undefined : context.fields(standalone).argument('policy'));
  if (argument === undefined) return known(true);
  const text = toText(context, argument);
  return mapMaybe(text, (policy) => allowsAll(policy));
}

function allowsAll(policy: string): boolean {
  const dense = policy.replace(/\s/g, '');
  return (
    /"Effect":"Allow"/.test(dense) &&
    /"Action":\[?"\*"/.test(dense) &&
    /"Resource":\[?"\*"/.test(dense) &&
    !/"Condition"|"Deny"/.test(dense)
  );
}

function subnetAssociations(context: Context): ReadonlyMap<Id, readonly Maybe<Id>[]> {
  return associated(context, 'aws_vpc_endpoint_subnet_association', 'subnet_id', 'subnets');
}

function groupAssociations(context: Context): ReadonlyMap<Id, readonly Maybe<Id>[]> {
  return associated(
    context,
    'aws_vpc_endpoint_security_group_association',
    'security_group_id',
    'securityGroups',
  );
}

function associated(
  context: Context,
  type: string,
  name: string,
  kind: 'subnets' | 'securityGroups',
): ReadonlyMap<Id, readonly Maybe<Id>[]> {
  const ids = new Map<Id, Maybe<Id>[]>();
  for (const association of context.of(type)) {
    const fields = context.fields(association);
    const endpoint = readId(context, fields, 'vpc_endpoint_id', 'endpoints');
    const id = readId(context, fields, name, kind);
    if (endpoint?.known !== true || id === undefined) continue;
    addTo(ids, endpoint.value, id);
  }
  return ids;
}

/** Endpoint services: what others reach through PrivateLink. */
export function buildEndpointServices(context: Context): EndpointService[] {
  return context.of('aws_vpc_endpoint_service').map((service) => {
    const fields = context.fields(service);
    return {
      ...context.component(service),
      service: known(service.address),
      loadBalancers: ['network_load_balancer_arns', 'gateway_load_balancer_arns'].flatMap((name) =>
        readIds(context, fields, name, 'loadBalancers'),
      ),
      zones: [],
      ...withOrigin(context.origin(service.source)),
    };
  });
}
