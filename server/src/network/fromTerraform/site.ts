import { known, unknown } from '../maybe';
import type { Id, Maybe, NetworkInterface, Subnet, Vpc, Workload } from '../model';
import type { Context } from './context';
import { vpcOfDataSubnet } from './dataSubnets';
import { defaultGroupOf } from './defaults';

/** Where interfaces are placed: the subnets and VPCs that were built, and the code. */
export interface Site {
  readonly context: Context;
  readonly subnets: ReadonlyMap<Id, Subnet>;
  readonly vpcs: ReadonlyMap<Id, Vpc>;
}

/** A workload with the interfaces that it brings along. */
export interface Placed {
  readonly workload: Workload;
  readonly interfaces: readonly NetworkInterface[];
}

/** The VPC of a subnet, as far as the code tells. */
export function vpcOf(site: Site, subnet: Maybe<Id> | undefined): Maybe<Id> {
  if (subnet === undefined) return unknown({ value: 'the VPC', why: 'no subnet is given' });
  if (!subnet.known) return subnet;
  const vpc = defaultVpcOfSubnets(subnet.value);
  if (vpc !== undefined) return known(vpc);
  return (
    site.subnets.get(subnet.value)?.vpc ??
    vpcOfDataSubnet(site.context, subnet.value) ??
    unknown({ value: `the VPC of ${subnet.value}`, why: 'not in this code' })
  );
}

/** The default group of a subnet's VPC: what an interface gets that is given none. */
export function defaultGroups(site: Site, subnet: Maybe<Id> | undefined): readonly Maybe<Id>[] {
  const vpc = vpcOf(site, subnet);
  if (!vpc.known) return [vpc];
  const group = defaultGroupOf(site.context, vpc.value);
  site.context.mention('securityGroups', group, 'the VPC is not in this code');
  return [known(group)];
}

/** The default subnets of a default VPC, that no resource adopts: one stands for them all. */
export function defaultSubnets(vpc: Id): Id {
  return `${vpc}/default-subnets`;
}

/** The VPC of such an id. */
export function defaultVpcOfSubnets(id: Id): Id | undefined {
  return /^(.*)\/default-subnets$/.exec(id)?.[1];
}
