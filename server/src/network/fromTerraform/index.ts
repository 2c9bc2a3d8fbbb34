import type { Configuration } from '../../terraform/configuration';
import type { Component, ComponentKind, Id, Network, Unknown } from '../model';
import { createContext, withOrigin, type Context } from './context';
import { buildDefaultVpcs } from './defaultVpcs';
import {
  buildCarrierGateways,
  buildEgressOnlyInternetGateways,
  buildInternetGateways,
  buildVpnGateways,
} from './gateways';
import { buildNatGateways } from './natGateways';
import { buildNetworkAcls } from './networkAcls';
import { buildNetworkInterfaces } from './networkInterfaces';
import { once } from './once';
import { buildRouteTables } from './routing';
import { buildSecurityGroups } from './securityGroups';
import { stubs } from './stubs';
import { buildSubnets } from './subnets';
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
  const vpcs = [...site.vpcs.values()].filter(
    (vpc) => managedVpcs.includes(vpc) || isMentioned(context, 'vpcs', vpc.id),
  );
  return withStubs(context, {
    vpcs: byId(vpcs),
    subnets: site.subnets,
    interfaces: byId([
      ...placed.flatMap((one) => one.interfaces),
      ...buildNetworkInterfaces(site),
      ...nat.interfaces,
    ]),
    securityGroups: byId(buildSecurityGroups(context, vpcs)),
    prefixLists: byId([]),
    networkAcls: byId(buildNetworkAcls(context, vpcs)),
    routeTables: byId(buildRouteTables(context, vpcs)),
    internetGateways: byId(buildInternetGateways(context)),
    egressOnlyInternetGateways: byId(buildEgressOnlyInternetGateways(context)),
    natGateways: byId(nat.natGateways),
    vpnGateways: byId(buildVpnGateways(context)),
    carrierGateways: byId(buildCarrierGateways(context)),
    vpnConnections: byId(once(context, vpnRoutes)),
    peeringConnections: byId([]),
    transitGateways: byId([]),
    transitGatewayAttachments: byId([]),
    transitGatewayRouteTables: byId([]),
    endpoints: byId([]),
    endpointServices: byId([]),
    loadBalancers: byId([]),
    targetGroups: byId([]),
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
  return complete;
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
  return new Map([...components, ...missing.map(([id, why]) => [id, stub(stubComponent(context, id), why)] as const)]);
}

function stubComponent(context: Context, id: Id): Component {
  const resource = context.configuration.byAddress.get(id);
  if (resource !== undefined) return context.component(resource);
  return { id, name: id, ...withOrigin(undefined) };
}
