import type { Configuration } from '../../terraform/configuration';
import type { Component, ComponentKind, Id, Network } from '../model';
import { createContext, type Context } from './context';
import { buildClassicLoadBalancers } from './classicLoadBalancers';
import { buildDefaultSubnets, buildDefaultVpcs, defaultInternetGateway } from './defaultVpcs';
import {
  buildCarrierGateways,
  buildEgressOnlyInternetGateways,
  buildInternetGateways,
  buildVpnGateways,
} from './gateways';
import { buildNatGateways } from './natGateways';
import { buildDefaultAcls, buildNetworkAcls } from './networkAcls';
import { buildNetworkInterfaces } from './networkInterfaces';
import { buildEndpoints, buildEndpointServices } from './endpoints';
import { buildLoadBalancers } from './loadBalancers';
import { buildPeeringConnections } from './peering';
import { buildPrefixLists } from './prefixLists';
import { buildTargetGroups } from './targetGroups';
import { buildTransitGatewayRouteTables } from './transitGatewayRoutes';
import { buildTransitGatewayAttachments, buildTransitGateways } from './transitGateways';
import { buildClusterGroups } from './workloads/kubernetes';
import { buildDefaultTables, buildRouteTables } from './routing';
import { buildDefaultGroups, buildSecurityGroups } from './securityGroups';
import { defaultSubnets, type Site } from './site';
import { withOutsiders } from './outside';
import { buildSubnets } from './subnets';
import { buildVpcs } from './vpcs';
import { vpnRoutes } from './vpnConnections';
import { buildWorkloads } from './workloads';

/** The network that a configuration describes, as it would be after `terraform apply`. Never throws. */
export function networkFromConfiguration(configuration: Configuration): Network {
  const context = createContext(configuration);
  const managedVpcs = buildVpcs(context);
  const subnets = buildSubnets(context);
  const vpcsInSight = byId([...managedVpcs, ...buildDefaultVpcs(context)]);
  const site: Site = { context, subnets: byId(subnets), vpcs: vpcsInSight };
  const parts = buildParts(site);
  // Only now it is known whether anything is in a default VPC.
  const vpcs = [...vpcsInSight.values()].filter(
    (vpc) => managedVpcs.includes(vpc) || isMentioned(context, 'vpcs', vpc.id),
  );
  const defaultVpcs = vpcs.filter((vpc) => vpc.isDefault);
  const used = defaultVpcs.filter((vpc) => isMentioned(context, 'subnets', defaultSubnets(vpc.id)));
  return withOutsiders(context, {
    ...parts,
    vpcs: byId(vpcs),
    subnets: byId([...subnets, ...used.map((vpc) => buildDefaultSubnets(context, vpc))]),
    securityGroups: byId([...parts.securityGroups.values(), ...buildDefaultGroups(context, vpcs)]),
    networkAcls: byId([...parts.networkAcls.values(), ...buildDefaultAcls(context, vpcs)]),
    routeTables: byId([...parts.routeTables.values(), ...buildDefaultTables(context, vpcs)]),
    internetGateways: byId([...parts.internetGateways.values(), ...defaultVpcs.map(defaultInternetGateway)]),
    problems: context.problems,
  });
}

/** Everything that resources of the code stand for. */
function buildParts(site: Site): Omit<Network, 'vpcs' | 'subnets' | 'problems'> {
  const { context } = site;
  const nat = buildNatGateways(site);
  const placed = buildWorkloads(site);
  const endpoints = buildEndpoints(site);
  const balancers = buildLoadBalancers(site);
  const classic = buildClassicLoadBalancers(site);
  const transitGateways = buildTransitGateways(context);
  return {
    interfaces: byId([
      ...placed.flatMap((one) => one.interfaces),
      ...buildNetworkInterfaces(site),
      ...nat.interfaces,
      ...endpoints.interfaces,
      ...balancers.interfaces,
      ...classic.flatMap((one) => one.interfaces),
    ]),
    securityGroups: byId([...buildSecurityGroups(context), ...buildClusterGroups(site)]),
    prefixLists: byId(buildPrefixLists(context)),
    networkAcls: byId(buildNetworkAcls(context)),
    routeTables: byId(buildRouteTables(context)),
    internetGateways: byId(buildInternetGateways(context)),
    egressOnlyInternetGateways: byId(buildEgressOnlyInternetGateways(context)),
    natGateways: byId(nat.natGateways),
    vpnGateways: byId(buildVpnGateways(context)),
    carrierGateways: byId(buildCarrierGateways(context)),
    vpnConnections: byId(context.once(vpnRoutes)),
    peeringConnections: byId(buildPeeringConnections(context)),
    transitGateways: byId(transitGateways),
    transitGatewayAttachments: byId(buildTransitGatewayAttachments(context)),
    transitGatewayRouteTables: byId(buildTransitGatewayRouteTables(context, transitGateways)),
    endpoints: byId(endpoints.endpoints),
    endpointServices: byId(buildEndpointServices(context)),
    loadBalancers: byId([...balancers.loadBalancers, ...classic.map((one) => one.balancer)]),
    targetGroups: byId([...buildTargetGroups(context), ...classic.flatMap((one) => one.targetGroups)]),
    workloads: byId(placed.map((one) => one.workload)),
    notCollected: {},
  };
}

function byId<T extends Component>(components: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(components.map((component) => [component.id, component]));
}

function isMentioned(context: Context, kind: ComponentKind, id: Id): boolean {
  return context.mentioned.get(kind)?.has(id) === true;
}
