import { known, unknown } from '../maybe';
import type { Component, ComponentKind, Id, Network, Unknown } from '../model';
import { serviceOfPrefixList } from './serviceNames';

type ComponentOf<K extends ComponentKind> = Network[K] extends ReadonlyMap<Id, infer T> ? T : never;

/**
 * Components that are known by their id alone: a literal `sg-0abc…`, a data source, an output of another state. All
 * else about them is unknown, with the reason.
 */
export const stubs: {
  readonly [K in ComponentKind]: (component: Component, reason: Unknown) => ComponentOf<K>;
} = {
  vpcs: (component, reason) => ({
    ...component,
    cidrs: [unknown(reason)],
    isDefault: false,
    dnsSupport: unknown(reason),
    dnsHostnames: unknown(reason),
    mainRouteTable: unknown(reason),
    defaultNetworkAcl: unknown(reason),
    defaultSecurityGroup: unknown(reason),
    blockPublicAccess: known('off'),
  }),
  subnets: (component, reason) => ({
    ...component,
    vpc: unknown(reason),
    cidrs: [unknown(reason)],
    zone: unknown(reason),
    routeTable: unknown(reason),
    networkAcl: unknown(reason),
    mapPublicIpOnLaunch: unknown(reason),
    blockPublicAccess: known('off'),
  }),
  interfaces: (component, reason) => ({
    ...component,
    subnet: unknown(reason),
    kind: 'other',
    addresses: [{ family: 4, within: unknown(reason), publicAddress: unknown(reason) }],
    securityGroups: [unknown(reason)],
    sourceDestinationCheck: unknown(reason),
  }),
  securityGroups: (component, reason) => ({
    ...component,
    vpc: unknown(reason),
    rules: [],
    rulesIncomplete: { ingress: reason, egress: reason },
    associatedVpcs: [],
  }),
  prefixLists: (component, reason) => {
    const service = serviceOfPrefixList(component.id);
    return {
      ...component,
      family: service === undefined ? unknown(reason) : known(4),
      entries: [],
      entriesIncomplete: reason,
      maximumEntries: unknown(reason),
      ...(service === undefined ? {} : { service }),
    };
  },
  networkAcls: (component, reason) => ({
    ...component,
    vpc: unknown(reason),
    entries: [],
    entriesIncomplete: { ingress: reason, egress: reason },
  }),
  routeTables: (component, reason) => ({
    ...component,
    vpc: unknown(reason),
    routes: [],
    routesIncomplete: reason,
    gateways: [],
  }),
  internetGateways: (component, reason) => ({ ...component, vpc: unknown<Id | undefined>(reason) }),
  egressOnlyInternetGateways: (component, reason) => ({ ...component, vpc: unknown(reason) }),
  natGateways: (component, reason) => ({
    ...component,
    vpc: unknown(reason),
    connectivity: unknown(reason),
    availability: unknown(reason),
    subnet: unknown<Id | undefined>(reason),
    interfaces: [],
    hasElasticIp: unknown(reason),
    publicAddresses: [],
    state: 'available',
  }),
  vpnGateways: (component, reason) => ({ ...component, vpc: unknown<Id | undefined>(reason) }),
  carrierGateways: (component, reason) => ({ ...component, vpc: unknown(reason) }),
  vpnConnections: (component, reason) => ({
    ...component,
    gateway: unknown(reason),
    kind: 'vpn',
    routes: [],
    routesIncomplete: reason,
  }),
  peeringConnections: (component, reason) => ({
    ...component,
    requester: { vpc: unknown(reason), cidrs: [] },
    accepter: { vpc: unknown(reason), cidrs: [] },
    active: unknown(reason),
  }),
  transitGateways: (component, reason) => ({ ...component, securityGroupReferencing: unknown(reason) }),
  transitGatewayAttachments: (component, reason) => ({
    ...component,
    transitGateway: unknown(reason),
    kind: 'other',
    subnets: [],
    securityGroupReferencing: unknown(reason),
    applianceMode: unknown(reason),
    routeTable: unknown<Id | undefined>(reason),
    available: unknown(reason),
  }),
  transitGatewayRouteTables: (component, reason) => ({
    ...component,
    transitGateway: unknown(reason),
    routes: [],
    routesIncomplete: reason,
    propagations: [],
  }),
  endpoints: (component, reason) => ({
    ...component,
    type: unknown(reason),
    vpc: unknown(reason),
    service: unknown(reason),
    routeTables: [],
    interfaces: [],
    privateDns: unknown(reason),
    fullAccessPolicy: unknown(reason),
    available: unknown(reason),
  }),
  endpointServices: (component, reason) => ({
    ...component,
    service: unknown(reason),
    loadBalancers: [],
    zones: [],
  }),
  loadBalancers: (component, reason) => ({
    ...component,
    kind: component.id.includes('loadbalancer/net/') ? 'network' : 'application',
    scheme: unknown(reason),
    vpc: unknown(reason),
    interfaces: [],
    crossZone: unknown(reason),
    listeners: [],
    listenersIncomplete: reason,
  }),
  targetGroups: (component, reason) => ({
    ...component,
    vpc: unknown(reason),
    targetType: unknown(reason),
    protocol: unknown(reason),
    port: unknown(reason),
    targets: [],
    targetsIncomplete: reason,
    healthCheckPort: unknown<number | 'traffic-port'>(reason),
    preserveClientAddress: unknown(reason),
    crossZone: unknown<boolean | undefined>(reason),
  }),
  workloads: (component) => ({
    ...component,
    kind: 'unknown',
    interfaces: [],
    placement: 'any',
    listens: [],
    clientPorts: 'unknown',
  }),
};
