import type { Cidr } from '../../ip/cidr';
import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe, unknown } from '../maybe';
import type { Id, Maybe, Subnet } from '../model';
import { effective } from './associations';
import { withOrigin, type Context } from './context';
import { defaultAclOf, defaultVpcOf } from './defaults';
import type { Fields } from './fields';
import { aclAssociations } from './networkAcls';
import { isOneOfMany } from './referred';
import { readBoolean, readId, toCidr } from './read';
import { tableAssociations } from './routing';
import { blockPublicAccess, mainTableOf } from './vpcs';
import { zoneOfSubnet } from './zones';

/** All subnets of the code. */
export function buildSubnets(context: Context): Subnet[] {
  return context.of('aws_subnet', 'aws_default_subnet').map((subnet) => buildSubnet(context, subnet));
}

function buildSubnet(context: Context, resource: ResourceInstance): Subnet {
  const fields = context.fields(resource);
  const id = resource.address;
  const isDefault = resource.type === 'aws_default_subnet';
  const vpc: Maybe<Id> = isDefault
    ? known(defaultVpcOf(context, resource))
    : (readId(context, fields, 'vpc_id', 'vpcs') ?? inNoVpc(context, fields, id));
  const vpcIds = vpc.known ? [vpc.value] : [];
  return {
    ...context.component(resource),
    vpc,
    cidrs: cidrs(context, fields, id),
    zone: zoneOfSubnet(context, resource),
    ...effectiveFilters(context, { id, uncertain: resource.uncertain !== undefined }, vpc),
    mapPublicIpOnLaunch: readBoolean(context, fields, 'map_public_ip_on_launch', isDefault),
    blockPublicAccess: blockPublicAccess(context, resource, id, ...vpcIds),
    ...(isOneOfMany(resource) ? { several: true } : {}),
  };
}

/** The route table and the network ACL that a subnet has in the end. */
export function effectiveFilters(
  context: Context,
  subnet: { readonly id: Id; readonly uncertain: boolean },
  vpc: Maybe<Id>,
): Pick<Subnet, 'routeTable' | 'networkAcl'> {
  const mainTable = vpc.known ? mainTableOf(context, vpc.value) : vpc;
  const defaultAcl = mapMaybe(vpc, (id) => defaultAclOf(context, id));
  if (mainTable.known) context.mention('routeTables', mainTable.value, 'the VPC is not in this code');
  if (defaultAcl.known) context.mention('networkAcls', defaultAcl.value, 'the VPC is not in this code');
  return {
    routeTable: effective(context, context.once(tableAssociations), subnet, mainTable),
    networkAcl: effective(context, context.once(aclAssociations), subnet, defaultAcl),
  };
}

function cidrs(context: Context, fields: Fields, id: Id): Maybe<Cidr>[] {
  const ipv4 = fields.argument('cidr_block');
  const ipv6 = fields.argument('ipv6_cidr_block');
  const native = fields.argument('ipv6_native')?.value;
  const isNative = native?.kind === 'boolean' && native.value;
  return [
    ...(ipv4 === undefined
      ? isNative
        ? []
        : [unknown<Cidr>({ value: `${id}.cidr_block`, why: 'not given in the code', family: 4 })]
      : [toCidr(context, ipv4, 4)]),
    ...(ipv6 === undefined ? [] : [toCidr(context, ipv6, 6)]),
  ];
}

function inNoVpc(context: Context, fields: Fields, id: Id): Maybe<Id> {
  context.problem(`${id} is in no VPC: it has no vpc_id`, fields.source);
  return unknown({ value: `${id}.vpc_id`, why: 'not given', ...withOrigin(context.origin(fields.source)) });
}
