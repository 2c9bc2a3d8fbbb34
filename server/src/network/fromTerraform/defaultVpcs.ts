import { known } from '../maybe';
import type { Id, InternetGateway, Subnet, Vpc } from '../model';
import { belongingTo } from './belonging';
import type { Context } from './context';
import { unmanagedDefaultVpcIds } from './defaults';
import { defaultSubnets } from './site';
import { effectiveFilters } from './subnets';
import { unmanagedDefaultVpc } from './vpcs';

/** The default VPCs that no resource adopts, one for each Region and account of the code. */
export function buildDefaultVpcs(context: Context): Vpc[] {
  return unmanagedDefaultVpcIds(context).map((id) => unmanagedDefaultVpc(context, id));
}

/**
 * The default subnets of a default VPC, where nothing in the code adopts them: one for all zones, with public addresses
 * at launch. https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
 */
export function buildDefaultSubnets(context: Context, vpc: Vpc): Subnet {
  const id = defaultSubnets(vpc.id);
  return {
    ...belongingTo(vpc),
    id,
    name: `${vpc.name}'s default subnets`,
    vpc: known(vpc.id),
    cidrs: vpc.cidrs,
    zone: { known: false, unknown: { value: 'the zone', why: 'any default subnet may be taken' } },
    ...effectiveFilters(context, { id, uncertain: false }, known(vpc.id)),
    mapPublicIpOnLaunch: known(true),
    blockPublicAccess: vpc.blockPublicAccess,
    several: true,
  };
}

/** The internet gateway that a default VPC comes with. */
export function defaultInternetGateway(vpc: Vpc): InternetGateway {
  return {
    ...belongingTo(vpc),
    id: defaultInternetGatewayOf(vpc.id),
    name: `${vpc.name}'s internet gateway`,
    vpc: known(vpc.id),
  };
}

/** The id of a default VPC's internet gateway. */
export function defaultInternetGatewayOf(vpc: Id): Id {
  return `${vpc}/internet-gateway`;
}
