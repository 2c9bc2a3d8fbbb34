import type { Id } from '../../network/model';
import type { NetworkIndex } from '../../reachability/index';
import { endpointPage } from './endpoint';
import { egressOnlyGatewayPage, internetGatewayPage, natGatewayPage, peeringPage } from './gateways';
import { loadBalancerPage, targetGroupPage } from './loadBalancer';
import { networkAclPage } from './networkAcl';
import type { Page } from './page';
import { prefixListPage } from './prefixList';
import { routeTablePage } from './routeTable';
import { securityGroupPage } from './securityGroup';
import { subnetPage } from './subnet';
import { vpcPage } from './vpc';
import { workloadPage } from './workload';

/** What is told about a component, by its id; undefined for what no page is about. */
export function pageOf(index: NetworkIndex, id: Id): Page | undefined {
  const { network } = index;
  return (
    page(network.workloads.get(id), workloadPage) ??
    page(network.loadBalancers.get(id), loadBalancerPage) ??
    page(network.securityGroups.get(id), securityGroupPage) ??
    page(network.subnets.get(id), subnetPage) ??
    page(network.vpcs.get(id), vpcPage) ??
    page(network.networkAcls.get(id), networkAclPage) ??
    page(network.routeTables.get(id), routeTablePage) ??
    page(network.prefixLists.get(id), prefixListPage) ??
    page(network.internetGateways.get(id), internetGatewayPage) ??
    page(network.egressOnlyInternetGateways.get(id), egressOnlyGatewayPage) ??
    page(network.natGateways.get(id), natGatewayPage) ??
    page(network.endpoints.get(id), endpointPage) ??
    page(network.targetGroups.get(id), targetGroupPage) ??
    page(network.peeringConnections.get(id), peeringPage)
  );

  function page<C>(
    component: C | undefined,
    tell: (index: NetworkIndex, component: C) => Page,
  ): Page | undefined {
    return component === undefined ? undefined : tell(index, component);
  }
}
