/** Rules about gateways. This file finds NAT gateways with the table that their own packets leave by. */
import { valueOf } from '../../network/maybe';
import type { NatGateway, RouteTable, Subnet } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { certain } from '../../terraform/resources';
import { defaultRoute, tableOfSubnet, targetId } from '../routes/tables';
import type { RuleContext } from '../rule';

/** A zonal NAT gateway in a subnet whose routes are all known. */
export interface PlacedNat {
  readonly resource: ResourceInstance;
  readonly gateway: NatGateway;
  readonly subnet: Subnet;
  readonly table: RouteTable;
}

/** The zonal NAT gateways of the code whose subnet and table are known. */
export function placedNats(context: RuleContext): readonly PlacedNat[] {
  return certain(context.configuration, 'aws_nat_gateway').flatMap((resource) => {
    const gateway = context.network().natGateways.get(resource.address);
    if (gateway === undefined || valueOf(gateway.availability) !== 'zonal') return [];
    const subnet = context.network().subnets.get(valueOf(gateway.subnet) ?? '');
    const table = subnet === undefined ? undefined : tableOfSubnet(context, subnet);
    return subnet === undefined || table === undefined ? [] : [{ resource, gateway, subnet, table }];
  });
}

/** Whether what the gateway sends to the internet comes back to itself. */
export function isRoutedToItself({ gateway, table }: PlacedNat): boolean {
  return targetId(defaultRoute(table, 4)) === gateway.id;
}
