import type { ResourceInstance } from '../../terraform/configuration';
import { known, unknown } from '../maybe';
import type { Id, Maybe, TransitGateway, TransitGatewayAttachment } from '../model';
import { withOrigin, type Context } from './context';
import type { Fields } from './fields';
import { readBoolean, readId, readIds } from './read';

/** Transit gateways. */
export function buildTransitGateways(context: Context): TransitGateway[] {
  return context.of('aws_ec2_transit_gateway').map((gateway) => ({
    ...context.component(gateway),
    securityGroupReferencing: readBoolean(
      context,
      context.fields(gateway),
      'security_group_referencing_support',
      false,
    ),
  }));
}

/** The table that a transit gateway is born with. */
export function defaultTransitTable(gateway: Id): Id {
  return `${gateway}/default-route-table`;
}

/** What goes in and out of transit gateways: VPCs, other transit gateways, VPNs, Direct Connect. */
export function buildTransitGatewayAttachments(context: Context): TransitGatewayAttachment[] {
  return [
    ...context.of('aws_ec2_transit_gateway_vpc_attachment').map((one) => vpcAttachment(context, one)),
    ...context.of('aws_ec2_transit_gateway_peering_attachment').flatMap((one) => peeringSides(context, one)),
    ...context
      .of('aws_ec2_transit_gateway_peering_attachment_accepter')
      .flatMap((one) => foreignPeering(context, one)),
    ...context.of('aws_ec2_transit_gateway_connect').map((one) => connectAttachment(context, one)),
    ...outsideAttachments(context),
  ];
}

function vpcAttachment(context: Context, resource: ResourceInstance): TransitGatewayAttachment {
  const fields = context.fields(resource);
  const transitGateway = gatewayOf(context, fields, resource.address);
  return {
    ...context.component(resource),
    transitGateway,
    kind: 'vpc',
    vpc: readId(context, fields, 'vpc_id', 'vpcs') ?? missing(resource.address, 'vpc_id'),
    subnets: readIds(context, fields, 'subnet_ids', 'subnets'),
    securityGroupReferencing: readBoolean(context, fields, 'security_group_referencing_support', true),
    applianceMode: readBoolean(context, fields, 'appliance_mode_support', false),
    routeTable: associatedTable(context, resource.address, transitGateway, settings(context, resource)),
    available: known(true),
  };
}

/** An attachment of another account is told by its accepter where the default associations are concerned. */
function settings(context: Context, resource: ResourceInstance): Fields {
  const accepter = context.of('aws_ec2_transit_gateway_vpc_attachment_accepter').find((one) => {
    const id = readId(
      context,
      context.fields(one),
      'transit_gateway_attachment_id',
      'transitGatewayAttachments',
    );
    return id?.known === true && id.value === resource.address;
  });
  return context.fields(accepter ?? resource);
}

/** The two ends of a peering: each is an attachment of its own transit gateway. */
function peeringSides(context: Context, resource: ResourceInstance): TransitGatewayAttachment[] {
  const fields = context.fields(resource);
  const gateway = gatewayOf(context, fields, resource.address);
  const peer =
    readId(context, fields, 'peer_transit_gateway_id', 'transitGateways') ??
    missing<Id>(resource.address, 'peer_transit_gateway_id');
  const accepter = context.once(peeringAccepters).get(resource.address);
  const available: Maybe<boolean> =
    accepter !== undefined
      ? accepter.uncertain === undefined
        ? known(true)
        : unknown(context.reason(accepter.uncertain))
      : isManaged(context, peer)
        ? known(false)
        : unknown({ value: `${resource.address}.state`, why: 'nothing here accepts it; the other side may' });
  const end = (id: Id, transitGateway: Maybe<Id>, other: Maybe<Id>): TransitGatewayAttachment => ({
    ...context.component(resource),
    id,
    transitGateway,
    kind: 'peering',
    subnets: [],
    peer: other,
    securityGroupReferencing: known(false),
    applianceMode: known(false),
    // A peering is never associated by default.
    routeTable: context.once(associations).get(id) ?? known(undefined),
    available,
  });
  return [end(resource.address, gateway, peer), end(peerSide(context, resource.address), peer, gateway)];
}

/** The id of a peering's other end: its accepter's, if there is one. */
function peerSide(context: Context, attachment: Id): Id {
  return context.once(peeringAccepters).get(attachment)?.address ?? `${attachment}/peer`;
}

/** An end that accepts what another code has asked for. */
function foreignPeering(context: Context, accepter: ResourceInstance): TransitGatewayAttachment[] {
  const requested = [...context.once(peeringAccepters)].find(([, one]) => one === accepter)?.[0];
  const request = requested === undefined ? undefined : context.resource(requested);
  if (request?.mode === 'managed') return [];
  const why = {
    value: accepter.address,
    why: 'the request is not in this code',
    ...withOrigin(context.origin(accepter.source)),
  };
  return [
    {
      ...context.component(accepter),
      transitGateway: unknown(why),
      kind: 'peering',
      subnets: [],
      peer: unknown(why),
      securityGroupReferencing: known(false),
      applianceMode: known(false),
      routeTable: context.once(associations).get(accepter.address) ?? known(undefined),
      available: known(true),
    },
  ];
}

function peeringAccepters(context: Context): ReadonlyMap<Id, ResourceInstance> {
  const all = new Map<Id, ResourceInstance>();
  for (const accepter of context.of('aws_ec2_transit_gateway_peering_attachment_accepter')) {
    const id = readId(
      context,
      context.fields(accepter),
      'transit_gateway_attachment_id',
      'transitGatewayAttachments',
    );
    if (id?.known === true) all.set(id.value, accepter);
  }
  return all;
}

function connectAttachment(context: Context, resource: ResourceInstance): TransitGatewayAttachment {
  const fields = context.fields(resource);
  const transitGateway = gatewayOf(context, fields, resource.address);
  return {
    ...context.component(resource),
    transitGateway,
    kind: 'connect',
    subnets: [],
    securityGroupReferencing: known(false),
    applianceMode: known(false),
    routeTable: associatedTable(context, resource.address, transitGateway, fields),
    available: known(true),
  };
}

/** The attachments that VPN connections and Direct Connect associations bring along. */
function outsideAttachments(context: Context): TransitGatewayAttachment[] {
  const kinds = [
    ['aws_vpn_connection', 'transit_gateway_id', 'vpn'],
    ['aws_dx_gateway_association', 'associated_gateway_id', 'directConnect'],
  ] as const;
  return kinds.flatMap(([type, argument, kind]) =>
    context.of(type).flatMap((resource): TransitGatewayAttachment[] => {
      const fields = context.fields(resource);
      const gateway = readId(context, fields, argument, 'transitGateways', 'vpnGateways');
      if (gateway?.known !== true || !isTransitGateway(context, gateway.value)) return [];
      const id = `${resource.address}/attachment`;
      return [
        {
          ...context.component(resource),
          id,
          name: `${resource.address}'s attachment`,
          transitGateway: gateway,
          kind,
          subnets: [],
          vpnConnection: resource.address,
          securityGroupReferencing: known(false),
          applianceMode: known(false),
          routeTable: associatedTable(context, id, gateway, fields),
          available: known(true),
        },
      ];
    }),
  );
}

function isTransitGateway(context: Context, id: Id): boolean {
  const type = context.resource(id)?.type;
  return type === undefined ? id.startsWith('tgw-') : type === 'aws_ec2_transit_gateway';
}

function isManaged(context: Context, id: Maybe<Id>): boolean {
  return id.known && context.resource(id.value)?.mode === 'managed';
}

/**
 * The table that routes what comes in by an attachment: an explicit one, or the gateway's default one, which an
 * attachment has unless it, or the gateway, says no.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
function associatedTable(
  context: Context,
  id: Id,
  transitGateway: Maybe<Id>,
  attachment: Fields,
): Maybe<Id | undefined> {
  const explicit = context.once(associations).get(id);
  if (explicit !== undefined) return explicit;
  const wanted = isByDefault(context, transitGateway, attachment, 'association');
  if (!wanted.known) return wanted;
  if (!wanted.value) return known(undefined);
  return transitGateway.known
    ? known(tableByDefault(context, transitGateway.value, 'association'))
    : transitGateway;
}

/** Whether an attachment is associated with, or propagates into, its gateway's default table without being told to. */
export function isByDefault(
  context: Context,
  transitGateway: Maybe<Id>,
  attachment: Fields,
  what: 'association' | 'propagation',
): Maybe<boolean> {
  const own = readBoolean(context, attachment, `transit_gateway_default_route_table_${what}`, true);
  if (!own.known || !own.value) return own;
  const gateway = transitGateway.known ? context.resource(transitGateway.value) : undefined;
  if (gateway?.mode !== 'managed') {
    return unknown({ value: `default_route_table_${what} of the transit gateway`, why: 'not in this code' });
  }
  return readBoolean(context, context.fields(gateway), `default_route_table_${what}`, true);
}

/** The gateway's default table, or the one that a resource has made the default. */
export function tableByDefault(context: Context, gateway: Id, what: 'association' | 'propagation'): Id {
  for (const resource of context.of(`aws_ec2_transit_gateway_default_route_table_${what}`)) {
    const fields = context.fields(resource);
    const owner = readId(context, fields, 'transit_gateway_id', 'transitGateways');
    const table = readId(context, fields, 'transit_gateway_route_table_id', 'transitGatewayRouteTables');
    if (owner?.known === true && owner.value === gateway && table?.known === true) return table.value;
  }
  return defaultTransitTable(gateway);
}

function associations(context: Context): ReadonlyMap<Id, Maybe<Id | undefined>> {
  const tables = new Map<Id, Maybe<Id | undefined>>();
  for (const association of context.of('aws_ec2_transit_gateway_route_table_association')) {
    const fields = context.fields(association);
    const attachment = readId(context, fields, 'transit_gateway_attachment_id', 'transitGatewayAttachments');
    const table = readId(context, fields, 'transit_gateway_route_table_id', 'transitGatewayRouteTables');
    if (attachment?.known !== true || table === undefined) continue;
    const { uncertain } = association;
    const isSure = uncertain === undefined || context.resource(attachment.value)?.uncertain !== undefined;
    tables.set(ownEnd(context, attachment.value, table), isSure ? table : unknown(context.reason(uncertain)));
  }
  return tables;
}

/** A table of the other transit gateway means the other end of a peering. */
export function ownEnd(context: Context, attachment: Id, table: Maybe<Id>): Id {
  const resource = context.resource(attachment);
  if (resource?.type !== 'aws_ec2_transit_gateway_peering_attachment' || !table.known) return attachment;
  const gateway = gatewayOfTable(context, table.value);
  const own = readId(context, context.fields(resource), 'transit_gateway_id', 'transitGateways');
  if (gateway === undefined || own?.known !== true || own.value === gateway) return attachment;
  return peerSide(context, attachment);
}

function gatewayOfTable(context: Context, table: Id): Id | undefined {
  const resource = context.resource(table);
  if (resource === undefined) return /^(.*)\/default-route-table$/.exec(table)?.[1];
  const gateway = readId(context, context.fields(resource), 'transit_gateway_id', 'transitGateways');
  return gateway?.known === true ? gateway.value : undefined;
}

function gatewayOf(context: Context, fields: Fields, id: Id): Maybe<Id> {
  return (
    readId(context, fields, 'transit_gateway_id', 'transitGateways') ?? missing(id, 'transit_gateway_id')
  );
}

function missing<T>(id: Id, name: string): Maybe<T> {
  return unknown({ value: `${id}.${name}`, why: 'not given' });
}
