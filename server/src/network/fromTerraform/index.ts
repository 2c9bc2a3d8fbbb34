import type { UnknownCause } from '../../terraform/value';
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
import { buildDefaultAcls, buildNetworkAcls } from './networkAcls';
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
import { buildDefaultTables, buildRouteTables } from './routing';
import { buildDefaultGroups, buildSecurityGroups } from './securityGroups';
import { defaultSubnets, type Site } from './site';
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
  const vpcsInSight = byId([...managedVpcs, ...buildDefaultVpcs(context)]);
  const site: Site = { context, subnets: byId(subnets), vpcs: vpcsInSight };
  const parts = buildParts(site);
  // Only now it is known whether anything is in a default VPC.
  const vpcs = [...vpcsInSight.values()].filter(
    (vpc) => managedVpcs.includes(vpc) || isMentioned(context, 'vpcs', vpc.id),
  );
  const defaultVpcs = vpcs.filter((vpc) => vpc.isDefault);
  const used = defaultVpcs.filter((vpc) => isMentioned(context, 'subnets', defaultSubnets(vpc.id)));
  return withStubs(context, {
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
  };
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
  ids: ReadonlyMap<Id, UnknownCause>,
): ReadonlyMap<Id, Component> {
  const components: ReadonlyMap<Id, Component> = network[kind];
  const missing = [...ids].filter(([id]) => !components.has(id));
  if (missing.length === 0) return components;
  const stub: (component: Component, reason: Unknown) => Component = stubs[kind];
  return new Map([
    ...components,
    ...missing.map(([id, why]) => [id, stub(stubComponent(context, id), context.reason(why))] as const),
  ]);
}

function stubComponent(context: Context, id: Id): Component {
  const resource = context.configuration.byAddress.get(id);
  if (resource !== undefined) return context.component(resource);
  return { id, name: id, ...withOrigin(undefined) };
}
