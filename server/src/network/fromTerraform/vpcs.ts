import { addTo } from './addTo';
import { parseCidr, type Cidr } from '../../ip/cidr';
import type { ResourceInstance } from '../../terraform/configuration';
import { known, unknown } from '../maybe';
import type { BlockPublicAccess, Id, Maybe, Vpc } from '../model';
import { withOrigin, type Context } from './context';
import { defaultAclOf, defaultGroupOf, defaultTableOf } from './defaults';
import type { Fields } from './fields';
import { read, readBoolean, readId, toCidr, toText } from './read';

/** All VPCs of the code, the adopted default ones among them. */
export function buildVpcs(context: Context): Vpc[] {
  return context.of('aws_vpc', 'aws_default_vpc').map((vpc) => buildVpc(context, vpc));
}

function buildVpc(context: Context, resource: ResourceInstance): Vpc {
  const fields = context.fields(resource);
  const id = resource.address;
  const isDefault = resource.type === 'aws_default_vpc';
  return {
    ...context.component(resource),
    cidrs: [
      isDefault ? defaultVpcCidr : primaryCidr(context, fields, id),
      ...(context.once(secondaryCidrs).get(id) ?? []),
      ...ipv6Cidrs(context, fields, id),
    ],
    isDefault,
    dnsSupport: readBoolean(context, fields, 'enable_dns_support', true),
    dnsHostnames: readBoolean(context, fields, 'enable_dns_hostnames', isDefault),
    mainRouteTable: mainTableOf(context, id),
    defaultNetworkAcl: known(defaultAclOf(context, id)),
    defaultSecurityGroup: known(defaultGroupOf(context, id)),
    blockPublicAccess: blockPublicAccess(context, resource, id),
  };
}

/** A default VPC that nothing in the code adopts, as AWS makes it. */
export function unmanagedDefaultVpc(context: Context, id: Id): Vpc {
  const data = context.resource(id);
  return {
    ...(data === undefined ? { id, name: 'the default VPC' } : context.component(data)),
    cidrs: [defaultVpcCidr],
    isDefault: true,
    dnsSupport: known(true),
    dnsHostnames: known(true),
    mainRouteTable: mainTableOf(context, id),
    defaultNetworkAcl: known(defaultAclOf(context, id)),
    defaultSecurityGroup: known(defaultGroupOf(context, id)),
    blockPublicAccess: known('off'),
  };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html */
const defaultVpcCidr: Maybe<Cidr> = knownCidr('172.31.0.0/16');

function knownCidr(text: string): Maybe<Cidr> {
  const parsed = parseCidr(text);
  return parsed.kind === 'cidr' ? known(parsed.cidr) : unknown({ value: text, why: parsed.message });
}

function primaryCidr(context: Context, fields: Fields, id: Id): Maybe<Cidr> {
  const cidr = fields.argument('cidr_block');
  if (cidr !== undefined) return toCidr(context, cidr, 4);
  const pool = fields.argument('ipv4_ipam_pool_id');
  const why = pool === undefined ? 'not given' : 'allocated by IPAM at apply';
  const origin = withOrigin(context.origin(pool?.source ?? fields.source));
  return unknown({ value: `${id}.cidr_block`, why, family: 4, ...origin });
}

function ipv6Cidrs(context: Context, fields: Fields, id: Id): Maybe<Cidr>[] {
  const given = fields.argument('ipv6_cidr_block');
  if (given !== undefined) return [toCidr(context, given, 6)];
  const generated =
    fields.argument('assign_generated_ipv6_cidr_block') ?? fields.argument('ipv6_ipam_pool_id');
  if (generated === undefined || (generated.value.kind === 'boolean' && !generated.value.value)) return [];
  const origin = withOrigin(context.origin(generated.source));
  return [unknown({ value: `${id}.ipv6_cidr_block`, why: 'AWS assigns it at apply', family: 6, ...origin })];
}

function secondaryCidrs(context: Context): ReadonlyMap<Id, readonly Maybe<Cidr>[]> {
  const cidrs = new Map<Id, Maybe<Cidr>[]>();
  const types = ['aws_vpc_ipv4_cidr_block_association', 'aws_vpc_ipv6_cidr_block_association'] as const;
  for (const type of types) {
    const [argument, family] = type.includes('ipv4')
      ? (['cidr_block', 4] as const)
      : (['ipv6_cidr_block', 6] as const);
    for (const association of context.of(type)) {
      const fields = context.fields(association);
      const vpc = readId(context, fields, 'vpc_id', 'vpcs');
      if (vpc?.known !== true) continue;
      const given = fields.argument(argument);
      const cidr =
        association.uncertain !== undefined
          ? unknown<Cidr>(context.reason(association.uncertain, family))
          : given === undefined
            ? unknown<Cidr>({
                value: `${association.address}.${argument}`,
                why: 'AWS assigns it at apply',
                family,
              })
            : toCidr(context, given, family);
      addTo(cidrs, vpc.value, cidr);
    }
  }
  return cidrs;
}

/** The main route table: the default one, unless an association has made another one main. */
export function mainTableOf(context: Context, vpc: Id): Maybe<Id> {
  return context.once(mainTables).get(vpc) ?? known(defaultTableOf(context, vpc));
}

function mainTables(context: Context): ReadonlyMap<Id, Maybe<Id>> {
  const tables = new Map<Id, Maybe<Id>>();
  for (const association of context.of('aws_main_route_table_association')) {
    const fields = context.fields(association);
    const vpc = readId(context, fields, 'vpc_id', 'vpcs');
    const table = readId(context, fields, 'route_table_id', 'routeTables');
    if (vpc?.known !== true || table === undefined) continue;
    const sure = association.uncertain === undefined;
    if (tables.has(vpc.value)) {
      context.problem(
        `${association.address} is not the only one to choose the main table of ${vpc.value}`,
        association.source,
      );
    }
    tables.set(vpc.value, sure ? table : unknown(context.reason(association.uncertain)));
  }
  return tables;
}

/**
 * Block Public Access of a VPC or subnet, after exclusions: the whole Region has one mode.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
export function blockPublicAccess(
  context: Context,
  resource: ResourceInstance,
  ...ids: readonly Id[]
): Maybe<BlockPublicAccess> {
  const place = context.place(resource).key;
  const options = context
    .of('aws_vpc_block_public_access_options')
    .find((one) => context.place(one).key === place);
  if (options === undefined) return known('off');
  const mode = read(context, context.fields(options), 'internet_gateway_block_mode', toText);
  if (mode === undefined) return known('off');
  if (!mode.known) return mode;
  if (options.uncertain !== undefined) return unknown(context.reason(options.uncertain));
  const blocked =
    mode.value === 'block-bidirectional'
      ? 'bidirectional'
      : mode.value === 'block-ingress'
        ? 'ingress'
        : 'off';
  const exclusion = ids.map((id) => context.once(exclusions).get(id)).find((one) => one !== undefined);
  if (exclusion === undefined) return known(blocked);
  if (!exclusion.known) return exclusion;
  return known(exclusion.value === 'allow-bidirectional' || blocked === 'off' ? 'off' : 'ingress');
}

function exclusions(context: Context): ReadonlyMap<Id, Maybe<string>> {
  const modes = new Map<Id, Maybe<string>>();
  for (const exclusion of context.of('aws_vpc_block_public_access_exclusion')) {
    const fields = context.fields(exclusion);
    const id = readId(context, fields, 'vpc_id', 'vpcs') ?? readId(context, fields, 'subnet_id', 'subnets');
    const mode = read(context, fields, 'internet_gateway_exclusion_mode', toText);
    if (id?.known !== true || mode === undefined) continue;
    modes.set(
      id.value,
      exclusion.uncertain === undefined ? mode : unknown(context.reason(exclusion.uncertain)),
    );
  }
  return modes;
}
