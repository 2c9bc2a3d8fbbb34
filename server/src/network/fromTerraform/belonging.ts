import { cidrOf, type Cidr } from '../../ip/cidr';
import type { Component, Vpc } from '../model';

/** What a thing that comes with another one (a VPC's default group, a workload's interface) shares with it. */
export function belongingTo(owner: Component): Omit<Component, 'id' | 'name'> {
  const { origin, region, account, uncertain } = owner;
  return {
    ...(origin === undefined ? {} : { origin }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(uncertain === undefined ? {} : { uncertain }),
  };
}

/** `0.0.0.0/0` */
export const anyIpv4: Cidr = cidrOf(4, 0n, 0);

/** `::/0` */
export const anyIpv6: Cidr = cidrOf(6, 0n, 0);

/** Whether a VPC has an IPv6 block, known or not. */
export function hasIpv6(vpc: Vpc): boolean {
  return vpc.cidrs.some((cidr) => (cidr.known ? cidr.value.family : cidr.unknown.family) === 6);
}
