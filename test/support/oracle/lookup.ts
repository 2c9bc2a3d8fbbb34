import type { Network, NetworkInterface, RouteTable, Subnet, Vpc } from '../../../server/src/network/model';
import { type Address, holds, privateAddress, publicAddress, sameAddress, sure } from './addresses';

/** Who is where: plain searches through everything, each time. */

export function subnetOf(network: Network, holder: NetworkInterface): Subnet {
  return must(network.subnets.get(sure(holder.subnet)), `the subnet of ${holder.id}`);
}

export function vpcOf(network: Network, subnet: Subnet): Vpc {
  return must(network.vpcs.get(sure(subnet.vpc)), `the VPC of ${subnet.id}`);
}

export function tableOf(network: Network, subnet: Subnet): RouteTable {
  return must(network.routeTables.get(sure(subnet.routeTable)), `the route table of ${subnet.id}`);
}

/** The interface of a VPC that has this private (or IPv6) address. */
export function holderOf(network: Network, vpc: Vpc, address: Address): NetworkInterface | undefined {
  for (const candidate of network.interfaces.values()) {
    if (sure(subnetOf(network, candidate).vpc) !== vpc.id) continue;
    if (candidate.addresses.some((own) => sameAddress(privateAddress(own), address))) return candidate;
  }
  return undefined;
}

/** The public IPv4 address that stands for a private one of a VPC. */
export function publicFor(network: Network, vpc: Vpc, address: Address): Address | undefined {
  const own = holderOf(network, vpc, address)?.addresses.find((each) =>
    sameAddress(privateAddress(each), address),
  );
  return own === undefined ? undefined : publicAddress(own);
}

/** Who has this public IPv4 address, and the private one that it stands for. */
export function holderOfPublic(
  network: Network,
  address: Address,
): { readonly holder: NetworkInterface; readonly privately: Address } | undefined {
  for (const holder of network.interfaces.values()) {
    for (const own of holder.addresses) {
      const publicly = publicAddress(own);
      if (publicly !== undefined && sameAddress(publicly, address))
        return { holder, privately: privateAddress(own) };
    }
  }
  return undefined;
}

/** The VPC whose blocks hold an IPv6 address: those are unique in the world. */
export function vpcOfGlobal(network: Network, address: Address): Vpc | undefined {
  return [...network.vpcs.values()].find((vpc) => inVpc(vpc, address));
}

export function inVpc(vpc: Vpc, address: Address): boolean {
  return vpc.cidrs.some((cidr) => holds(sure(cidr), address));
}

export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the network lacks ${what}`);
  return value;
}
