import type { Id, Maybe, TransitGateway, TransitGatewayAttachment } from '../model';
import { known, unknown } from '../maybe';
import type { Item } from './collect';
import { child, type JsonRecord, records, text, texts } from './record';
import { component, items, said, type Source, unknownFor } from './source';

/** Transit gateways. */
export function readTransitGateways(source: Source): TransitGateway[] {
  return items(source, 'TransitGateways').map((item) => {
    const id = text(item.record, 'TransitGatewayId') ?? '';
    const option = text(child(item.record, 'Options'), 'SecurityGroupReferencingSupport');
    // Off unless someone turned it on; gateways of before 2024 do not print it.
    return {
      ...component(item, id, 'transit-gateway'),
      securityGroupReferencing: known(option === 'enable'),
    };
  });
}

/** One attachment as it is put together from the calls that each say a part of it. */
interface Parts {
  readonly item: Item;
  readonly vpc: JsonRecord | undefined;
  readonly peering: JsonRecord | undefined;
}

/**
 * Attachments. `describe-transit-gateway-attachments` has them all, with their route tables; the calls for one type
 * add subnets, options, and the other gateway of a peering. A peering between two gateways of the snapshot is one
 * attachment for each: `id` at the requester, `id@gateway` at the accepter.
 */
export function readTransitGatewayAttachments(source: Source): TransitGatewayAttachment[] {
  const gateways = new Set(
    items(source, 'TransitGateways').map(({ record }) => text(record, 'TransitGatewayId')),
  );
  const vpcs = recordsById(source, 'TransitGatewayVpcAttachments');
  const peerings = recordsById(source, 'TransitGatewayPeeringAttachments');
  const general = items(source, 'TransitGatewayAttachments');
  const seen = new Set(general.map(({ record }) => text(record, 'TransitGatewayAttachmentId')));
  const only = [
    ...items(source, 'TransitGatewayVpcAttachments'),
    ...items(source, 'TransitGatewayPeeringAttachments'),
  ];
  const all = [
    ...general,
    ...only.filter(({ record }) => !seen.has(text(record, 'TransitGatewayAttachmentId'))),
  ];
  const attachments = all
    .filter(({ record }) => text(record, 'State') !== 'deleted')
    .flatMap((item) => {
      const id = text(item.record, 'TransitGatewayAttachmentId') ?? '';
      const parts: Parts = { item, vpc: vpcs.get(id), peering: peerings.get(id) };
      return parts.peering === undefined
        ? [readAttachment(source, id, parts)]
        : readPeering(source, id, parts, gateways);
    });
  const byId = new Map(attachments.map((attachment) => [attachment.id, attachment]));
  return [...byId.values()];
}

/** The id under which a gateway knows an attachment: see `readTransitGatewayAttachments`. */
export function attachmentIdAt(
  attachments: ReadonlyMap<Id, TransitGatewayAttachment>,
  id: Id,
  gateway: Id | undefined,
): Id {
  const sided = `${id}@${gateway ?? ''}`;
  return attachments.has(sided) ? sided : id;
}

function recordsById(
  source: Source,
  key: 'TransitGatewayVpcAttachments' | 'TransitGatewayPeeringAttachments',
): ReadonlyMap<Id, JsonRecord> {
  return new Map(
    items(source, key).map(({ record }) => [text(record, 'TransitGatewayAttachmentId') ?? '', record]),
  );
}

function readAttachment(source: Source, id: Id, { item, vpc }: Parts): TransitGatewayAttachment {
  const record = vpc ?? item.record;
  const kind = attachmentKind(text(item.record, 'ResourceType') ?? (vpc === undefined ? undefined : 'vpc'));
  const vpcId = text(record, 'VpcId') ?? text(item.record, 'ResourceId');
  const resource = text(item.record, 'ResourceId');
  const options = child(record, 'Options');
  const noSubnets = vpc === undefined && kind === 'vpc';
  return {
    ...component(item, id, 'transit-gateway-attachment'),
    transitGateway: said(text(item.record, 'TransitGatewayId'), `the transit gateway of ${id}`),
    kind,
    ...(kind === 'vpc' ? { vpc: said(vpcId, `the VPC of ${id}`) } : {}),
    ...(kind === 'vpn' && resource !== undefined ? { vpnConnection: resource } : {}),
    ...(kind === 'peering'
      ? { peer: said(resource?.startsWith('tgw-') === true ? resource : undefined, `the peer of ${id}`) }
      : {}),
    subnets: noSubnets
      ? [unknown(unknownFor(source, 'TransitGatewayVpcAttachments', `the subnets of ${id}`))]
      : texts(record, 'SubnetIds').map(known),
    securityGroupReferencing: option(options, 'SecurityGroupReferencingSupport', id, true),
    applianceMode: option(options, 'ApplianceModeSupport', id, false),
    routeTable: associatedTable(source, id, item, text(item.record, 'TransitGatewayId')),
    available: known(isAvailable(item.record)),
  };
}

/** Both ends of a peering, as far as they are in the snapshot. */
function readPeering(
  source: Source,
  id: Id,
  { item, peering = {} }: Parts,
  gateways: ReadonlySet<string | undefined>,
): TransitGatewayAttachment[] {
  const requester = text(child(peering, 'RequesterTgwInfo'), 'TransitGatewayId');
  const accepter = text(child(peering, 'AccepterTgwInfo'), 'TransitGatewayId');
  const end = (own: string | undefined, other: string | undefined, ownId: Id): TransitGatewayAttachment => {
    const listed = items(source, 'TransitGatewayAttachments').find(
      ({ record }) =>
        text(record, 'TransitGatewayAttachmentId') === id && text(record, 'TransitGatewayId') === own,
    );
    const record = listed ?? item;
    return {
      ...component(record, id, 'transit-gateway-attachment'),
      id: ownId,
      transitGateway: said(own, `the transit gateway of ${id}`),
      kind: 'peering',
      peer: said(other, `the peer of ${id}`),
      subnets: [],
      securityGroupReferencing: known(false),
      applianceMode: known(false),
      routeTable: associatedTable(source, id, record, own),
      available: known(isAvailable(peering) && isAvailable(record.record)),
    };
  };
  const ends = [end(requester, accepter, id)];
  if (accepter !== undefined && gateways.has(accepter)) {
    const both = gateways.has(requester);
    const far = end(accepter, requester, both ? `${id}@${accepter}` : id);
    return both ? [...ends, far] : [far];
  }
  return ends;
}

function isAvailable(record: JsonRecord): boolean {
  return [undefined, 'available', 'modifying'].includes(text(record, 'State'));
}

function attachmentKind(type: string | undefined): TransitGatewayAttachment['kind'] {
  switch (type) {
    case 'vpc':
    case 'peering':
    case 'vpn':
    case 'connect':
      return type;
    case 'tgw-peering':
      return 'peering';
    case 'direct-connect-gateway':
      return 'directConnect';
    default:
      return 'other';
  }
}

/** Options of an attachment; one that is not printed is of before the option existed, and has its default. */
function option(options: JsonRecord, name: string, id: Id, byDefault: boolean): Maybe<boolean> {
  const value = text(options, name);
  if (value === undefined) {
    return Object.keys(options).length > 0 ? known(byDefault) : said<boolean>(undefined, `${name} of ${id}`);
  }
  return known(value === 'enable');
}

/**
 * The table that routes what comes in by an attachment. The general list has it; so have the associations of each
 * table, where they were collected.
 */
function associatedTable(
  source: Source,
  id: Id,
  item: Item,
  gateway: string | undefined,
): Maybe<Id | undefined> {
  const association = child(item.record, 'Association');
  const state = text(association, 'State');
  const table = text(association, 'TransitGatewayRouteTableId');
  if (table !== undefined && state !== 'disassociated' && state !== 'disassociating') return known(table);
  const tables = tablesOf(source, gateway);
  for (const { record } of items(source, 'TransitGatewayAssociations')) {
    const inTable = text(record, 'TransitGatewayRouteTableId');
    const listed = [
      record,
      ...records(record, 'Associations'),
      ...records(record, 'TransitGatewayRouteTableAssociations'),
    ];
    const found = listed.some((each) => text(each, 'TransitGatewayAttachmentId') === id);
    if (found && inTable !== undefined && (tables.length === 0 || tables.includes(inTable)))
      return known(inTable);
  }
  const listedInGeneral = text(item.record, 'ResourceType') !== undefined;
  if (listedInGeneral || source.collected.items.has('TransitGatewayAssociations')) return known(undefined);
  if (source.assumeDefaults) return defaultTable(source, id, gateway);
  return unknown(unknownFor(source, 'TransitGatewayAttachments', `the transit gateway route table of ${id}`));
}

function tablesOf(source: Source, gateway: string | undefined): readonly string[] {
  return items(source, 'TransitGatewayRouteTables')
    .filter(({ record }) => text(record, 'TransitGatewayId') === gateway)
    .map(({ record }) => text(record, 'TransitGatewayRouteTableId') ?? '');
}

function defaultTable(source: Source, id: Id, gateway: string | undefined): Maybe<Id | undefined> {
  const owner = items(source, 'TransitGateways').find(
    ({ record }) => text(record, 'TransitGatewayId') === gateway,
  );
  const table =
    owner === undefined ? undefined : text(child(owner.record, 'Options'), 'AssociationDefaultRouteTableId');
  return said(table, `the transit gateway route table of ${id}`);
}
