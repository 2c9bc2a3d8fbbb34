import { addTo } from './addTo';
import type { Cidr } from '../../ip/cidr';
import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe, unknown } from '../maybe';
import type { Id, Maybe, NetworkAcl, NetworkAclEntry, Vpc } from '../model';
import { anyIpv4, anyIpv6, belongingTo, hasIpv6 } from './belonging';
import { indexAssociations, type Association, type Associations } from './associations';
import { withOrigin, withUncertain, type Context } from './context';
import { adoptedAcls, adoptedVpc, defaultAclOf } from './defaults';
import type { Fields } from './fields';
import { read, readId, readList, toBoolean, toCidr, toId, toNumber, toText } from './read';
import { readTraffic } from './traffic';

type Direction = NetworkAclEntry['direction'];

/** The network ACLs of the code. */
export function buildNetworkAcls(context: Context): NetworkAcl[] {
  return context.of('aws_network_acl', 'aws_default_network_acl').map((acl) => buildAcl(context, acl));
}

/** The default ACLs of VPCs, where no resource adopts them. */
export function buildDefaultAcls(context: Context, vpcs: readonly Vpc[]): NetworkAcl[] {
  const adopted = context.once(adoptedAcls);
  return vpcs.filter((vpc) => !adopted.has(vpc.id)).map((vpc) => defaultAcl(context, vpc));
}

function buildAcl(context: Context, resource: ResourceInstance): NetworkAcl {
  const fields = context.fields(resource);
  const id = resource.address;
  const ingress = inlineEntries(context, fields, 'ingress');
  const egress = inlineEntries(context, fields, 'egress');
  return {
    ...context.component(resource),
    vpc: readId(context, fields, 'vpc_id', 'vpcs') ?? adoptedVpc(context.once(adoptedAcls), id),
    entries: [...ingress.entries, ...egress.entries, ...(context.once(standaloneEntries).get(id) ?? [])],
    entriesIncomplete: { ...ingress.incomplete, ...egress.incomplete },
  };
}

/**
 * A VPC's default ACL as AWS makes it: everything passes, both ways.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
 */
function defaultAcl(context: Context, vpc: Vpc): NetworkAcl {
  const id = defaultAclOf(context, vpc.id);
  const entries = (['ingress', 'egress'] as const).flatMap((direction) => [
    allowAll(direction, 100, anyIpv4),
    ...(hasIpv6(vpc) ? [allowAll(direction, 101, anyIpv6)] : []),
  ]);
  return {
    ...belongingTo(vpc),
    id,
    name: `${vpc.name}'s default network ACL`,
    vpc: known(vpc.id),
    entries: [...entries, ...(context.once(standaloneEntries).get(id) ?? [])],
    entriesIncomplete: {},
  };
}

function allowAll(direction: Direction, number: number, cidr: Cidr): NetworkAclEntry {
  return {
    direction,
    number: known(number),
    action: known('allow'),
    traffic: known({ kind: 'all' }),
    cidr: known(cidr),
  };
}

function inlineEntries(
  context: Context,
  acl: Fields,
  direction: Direction,
): { readonly entries: readonly NetworkAclEntry[]; readonly incomplete: NetworkAcl['entriesIncomplete'] } {
  const blocks = acl.blocks(direction);
  const { incomplete } = blocks;
  return {
    entries: blocks.items.flatMap((block) => entriesOf(context, block, direction, 'rule_no', 'action')),
    incomplete:
      incomplete === undefined ? {} : { [direction]: context.reason({ source: acl.source, ...incomplete }) },
  };
}

/** Entries of `aws_network_acl_rule`s, by ACL. */
export function standaloneEntries(context: Context): ReadonlyMap<Id, readonly NetworkAclEntry[]> {
  const entries = new Map<Id, NetworkAclEntry[]>();
  for (const resource of context.of('aws_network_acl_rule')) {
    const fields = context.fields(resource);
    const acl = readId(context, fields, 'network_acl_id', 'networkAcls');
    if (acl?.known !== true) continue;
    const egress = read(context, fields, 'egress', toBoolean) ?? known(false);
    const directions: readonly Direction[] = egress.known
      ? [egress.value ? 'egress' : 'ingress']
      : ['ingress', 'egress'];
    const own = directions.flatMap((direction) =>
      entriesOf(context, fields, direction, 'rule_number', 'rule_action'),
    );
    const doubtful = egress.known ? own : own.map((entry) => ({ ...entry, uncertain: egress.unknown }));
    addTo(entries, acl.value, ...doubtful);
  }
  return entries;
}

/** One entry; a block with both an IPv4 and an IPv6 CIDR, or with none, is wrong but read as far as it goes. */
function entriesOf(
  context: Context,
  fields: Fields,
  direction: Direction,
  numberName: string,
  actionName: string,
): NetworkAclEntry[] {
  const names = {
    protocol: 'protocol',
    from: 'from_port',
    to: 'to_port',
    icmp: { type: 'icmp_type', code: 'icmp_code' },
  };
  const ipv4 = fields.argument('cidr_block');
  const ipv6 = fields.argument('ipv6_cidr_block');
  const cidrs: Maybe<Cidr>[] = [
    ...(ipv4 === undefined ? [] : [toCidr(context, ipv4, 4)]),
    ...(ipv6 === undefined ? [] : [toCidr(context, ipv6, 6)]),
  ];
  const action = mapMaybe(
    read(context, fields, actionName, toText) ?? unknown<string>({ value: actionName, why: 'not given' }),
    (text) => (text.toLowerCase() === 'allow' ? 'allow' : 'deny'),
  );
  return cidrs.map((cidr) => ({
    direction,
    number: read(context, fields, numberName, toNumber) ?? unknown({ value: numberName, why: 'not given' }),
    action,
    traffic: readTraffic(context, fields, names),
    cidr,
    ...withOrigin(context.origin(fields.source)),
    ...withUncertain(context, fields.uncertain),
  }));
}

/** Which subnets have which ACL: `subnet_ids` of the ACLs, and association resources. */
export function aclAssociations(context: Context): Associations {
  const lists = context.of('aws_network_acl', 'aws_default_network_acl').flatMap((acl): Association[] => {
    const ids = readList(context, context.fields(acl), 'subnet_ids', (_context, one) =>
      toId(context, one, 'subnets'),
    );
    return ids.map(({ value, source }) => ({
      subnet: value,
      to: known(acl.address),
      uncertain: acl.uncertain,
      source,
    }));
  });
  const resources = context.of('aws_network_acl_association').flatMap((association): Association[] => {
    const fields = context.fields(association);
    const subnet = readId(context, fields, 'subnet_id', 'subnets');
    const to = readId(context, fields, 'network_acl_id', 'networkAcls');
    if (subnet === undefined || to === undefined) return [];
    return [{ subnet, to, uncertain: association.uncertain, source: association.source }];
  });
  return indexAssociations([...resources, ...lists]);
}
