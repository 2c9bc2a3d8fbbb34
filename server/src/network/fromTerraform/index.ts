import type { Configuration } from '../../terraform/configuration';
import type { Component, ComponentKind, Id, Network, Subnet, Unknown } from '../model';
import { createContext, withOrigin, type Context } from './context';
import { vpcOfDataSubnet } from './dataSubnets';
import { buildClassicLoadBalancers } from './classicLoadBalancers';
import { buildDefaultSubnets, buildDefaultVpcs, defaultInternetGateway } from './defaultVpcs';
import {
  buildCarrierGateways,
  buildEgressOnlyInternetGateways,
  buildInternetGateways,
  buildVpnGateways,
} from './gateways';
import { buildNatGateways } from './natGateways';
import { buildNetworkAcls } from './networkAcls';
import { buildNetworkInterfaces } from './networkInterfaces';
import { buildEndpoints, buildEndpointServices } from './endpoints';
import { buildLoadBalancers } from './loadBalancers';
import { once } from './once';
import { buildPeeringConnections } from './peering';
import { buildPrefixLists } from './prefixLists';
import { buildTargetGroups } from './targetGroups';
import { buildTransitGatewayRouteTables } from './transitGatewayRoutes';
import { buildTransitGatewayAttachments, buildTransitGateways } from './transitGateways';
import { buildClusterGroups } from './workloads/kubernetes';
import { buildRouteTables } from './routing';
import { buildSecurityGroups } from './securityGroups';
import { defaultSubnets } from './site';
import { stubs } from './stubs';
import { buildSubnets, effectiveFilters } from './subnets';
import { buildVpcs } from './vpcs';
import { vpnRoutes } from './vpnConnections';
import { buildWorkloads } from './workloads';

/** The network that a configuration describes, as it would be after `terraform apply`. Never throws. */
export function networkFromConfiguration(configuration: Configuration): Network {
  const context = createContext(configuration);
  const managedVpcs = buildVpcs(context);
  const subnets = buildSubnets(context);
  const site = {
    context,
    subnets: byId(subnets),
    vpcs: byId([...managedVpcs, ...buildDefaultVpcs(context)]),
  };
  const nat = buildNatGateways(site);
  const placed = buildWorkloads(site);
  const endpoints = buildEndpoints(site);
  const balancers = buildLoadBalancers(site);
  const classic = buildClassicLoadBalancers(site);
  const transitGateways = buildTransitGateways(context);
  const vpcs = [...site.vpcs.values()].filter(
    (vpc) => managedVpcs.includes(vpc) || isMentioned(context, 'vpcs', vpc.id),
  );
  const defaultVpcs = vpcs.filter((vpc) => vpc.isDefault);
  const usedDefaultVpcs = defaultVpcs.filter((vpc) => isMentioned(context, 'subnets', defaultSubnets(vpc.id)));
  return withStubs(context, {
    vpcs: byId(vpcs),
    subnets: byId([...subnets, ...usedDefaultVpcs.map((vpc) => buildDefaultSubnets(context, vpc))]),
    interfaces: byId([
      ...placed.flatMap((one) => one.interfaces),
      ...buildNetworkInterfaces(site),
      ...nat.interfaces,
      ...endpoints.interfaces,
      ...balancers.interfaces,
      ...classic.flatMap((one) => one.interfaces),
    ]),
    securityGroups: byId([...buildSecurityGroups(context, vpcs), ...buildClusterGroups(site)]),
    prefixLists: byId(buildPrefixLists(context)),
    networkAcls: byId(buildNetworkAcls(context, vpcs)),
    routeTables: byId(buildRouteTables(context, vpcs)),
    internetGateways: byId([...buildInternetGateways(context), ...defaultVpcs.map(defaultInternetGateway)]),
    egressOnlyInternetGateways: byId(buildEgressOnlyInternetGateways(context)),
    natGateways: byId(nat.natGateways),
    vpnGateways: byId(buildVpnGateways(context)),
    carrierGateways: byId(buildCarrierGateways(context)),
    vpnConnections: byId(once(context, vpnRoutes)),
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
    problems: context.problems,
  });
}

function byId<T extends Component>(components: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(components.map((component) => [component.id, component]));
}

function isMentioned(context: Context, kind: ComponentKind, id: Id): boolean {
  return context.mentioned.get(kind)?.has(id) === true;
}

/** Gives everything that is named, and that nothing built, a stub. */
function withStubs(context: Context, network: Network): Network {
  const complete = [...context.mentioned].reduce<Network>(
    (result, [kind, ids]) => ({ ...result, [kind]: addStubs(context, result, kind, ids) }),
    network,
  );
  const subnets = [...complete.subnets].map(
    ([id, subnet]) => [id, withLookedUpVpc(context, subnet)] as const,
  );
  return { ...complete, subnets: new Map(subnets) };
}

/** A subnet that a data source finds is in the VPC that it looks in, and may have associations in the code. */
function withLookedUpVpc(context: Context, subnet: Subnet): Subnet {
  if (subnet.vpc.known) return subnet;
  const vpc = vpcOfDataSubnet(context, subnet.id);
  if (vpc === undefined) return subnet;
  const filters = effectiveFilters(context, { id: subnet.id, uncertain: false }, subnet.vpc);
  return { ...subnet, vpc, ...filters };
}

function addStubs(
  context: Context,
  network: Network,
  kind: ComponentKind,
  ids: ReadonlyMap<Id, Unknown>,
): ReadonlyMap<Id, Component> {
  const components: ReadonlyMap<Id, Component> = network[kind];
  const missing = [...ids].filter(([id]) => !components.has(id));
  if (missing.length === 0) return components;
  const stub: (component: Component, reason: Unknown) => Component = stubs[kind];
  return new Map([
    ...components,
    ...missing.map(([id, why]) => [id, stub(stubComponent(context, id), why)] as const),
  ]);
}

function stubComponent(context: Context, id: Id): Component {
  const resource = context.configuration.byAddress.get(id);
  if (resource !== undefined) return context.component(resource);
  return { id, name: id, ...withOrigin(undefined) };
}
