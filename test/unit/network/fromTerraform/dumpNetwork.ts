import { formatCidr, type Cidr } from '../../../../server/src/ip/cidr';
import type {
  Component,
  ComponentKind,
  InterfaceAddress,
  Listener,
  Maybe,
  Network,
  NetworkAclEntry,
  Origin,
  Peer,
  Route,
  RouteDestination,
  RouteTarget,
  SecurityGroupRule,
  Target,
  TrafficMatch,
  TransitGatewayRoute,
  Unknown,
} from '../../../../server/src/network/model';

/**
 * A network as text for tests: a line for each component, in the order of ids, its members indented below. An unknown is written
 * `?value`, what may not exist ends in ` if value`, and rules end in their places (`@main.tf:3`).
 */
export function dumpNetwork(network: Network, kinds: readonly ComponentKind[]): string {
  const blocks = kinds.flatMap((kind) =>
    [...network[kind].values()].sort(byId).map((component: Component) => dumpComponent(kind, component)),
  );
  return blocks.flat().join('\n');
}

function byId(a: Component, b: Component): number {
  return a.id < b.id ? -1 : 1;
}

function dumpComponent(kind: ComponentKind, component: Component): string[] {
  // The dump of a kind is asked for components of that kind only.
  const dumpOne = dumps[kind] as (component: Component) => string[];
  const [head = '', ...rest] = dumpOne(component);
  return [
    `${component.id}${head === '' ? '' : ` ${head}`}${uncertain(component)}`,
    ...rest.map((line) => `  ${line}`),
  ];
}

type ComponentOf<K extends ComponentKind> = Network[K] extends ReadonlyMap<string, infer T> ? T : never;

const dumps: { readonly [K in ComponentKind]: (component: ComponentOf<K>) => string[] } = {
  vpcs: (vpc) => [
    words(
      vpc.isDefault && 'default',
      list(vpc.cidrs, formatCidr),
      `dns=${maybe(vpc.dnsSupport)}/${maybe(vpc.dnsHostnames)}`,
      `main=${maybe(vpc.mainRouteTable)}`,
      `acl=${maybe(vpc.defaultNetworkAcl)}`,
      `group=${maybe(vpc.defaultSecurityGroup)}`,
      `block=${maybe(vpc.blockPublicAccess)}`,
      vpc.region !== undefined && `region=${vpc.region}`,
      vpc.account !== undefined && `account=${vpc.account}`,
    ),
  ],
  subnets: (subnet) => [
    words(
      `vpc=${maybe(subnet.vpc)}`,
      list(subnet.cidrs, formatCidr),
      `zone=${maybe(subnet.zone)}`,
      `table=${maybe(subnet.routeTable)}`,
      `acl=${maybe(subnet.networkAcl)}`,
      `public=${maybe(subnet.mapPublicIpOnLaunch)}`,
      subnet.several === true && 'several',
      subnet.blockPublicAccess.known &&
        subnet.blockPublicAccess.value !== 'off' &&
        `block=${subnet.blockPublicAccess.value}`,
    ),
  ],
  interfaces: (one) => [
    words(
      one.kind,
      `in ${maybe(one.subnet)}`,
      one.addresses.map(address).join(' + '),
      `groups=${list(one.securityGroups, String)}`,
      (!one.sourceDestinationCheck.known || !one.sourceDestinationCheck.value) &&
        `check=${maybe(one.sourceDestinationCheck)}`,
      one.owner !== undefined && `of ${one.owner}`,
    ),
  ],
  securityGroups: (group) => [
    words(
      `vpc=${maybe(group.vpc)}`,
      group.associatedVpcs.length > 0 && `also=${list(group.associatedVpcs, String)}`,
    ),
    ...group.rules.map(rule),
    ...incomplete('ingress', group.rulesIncomplete.ingress),
    ...incomplete('egress', group.rulesIncomplete.egress),
  ],
  prefixLists: (prefixList) => [
    words(
      `family=${maybe(prefixList.family)}`,
      `maximum=${maybe(prefixList.maximumEntries)}`,
      prefixList.service !== undefined && `service=${prefixList.service}`,
    ),
    ...prefixList.entries.map(
      (entry) => `${maybe(entry.cidr, formatCidr)}${uncertain(entry)}${place(entry.origin)}`,
    ),
    ...incomplete('entries', prefixList.entriesIncomplete),
  ],
  networkAcls: (acl) => [
    `vpc=${maybe(acl.vpc)}`,
    ...acl.entries.map(entry),
    ...incomplete('ingress', acl.entriesIncomplete.ingress),
    ...incomplete('egress', acl.entriesIncomplete.egress),
  ],
  routeTables: (table) => [
    words(`vpc=${maybe(table.vpc)}`, table.gateways.length > 0 && `edge=${list(table.gateways, String)}`),
    ...table.routes.map(route),
    ...incomplete('routes', table.routesIncomplete),
  ],
  internetGateways: (gateway) => [`vpc=${maybe(gateway.vpc)}`],
  egressOnlyInternetGateways: (gateway) => [`vpc=${maybe(gateway.vpc)}`],
  natGateways: (gateway) => [
    words(
      maybe(gateway.connectivity),
      maybe(gateway.availability),
      `vpc=${maybe(gateway.vpc)}`,
      `in ${maybe(gateway.subnet)}`,
      `elastic=${maybe(gateway.hasElasticIp)}`,
      gateway.routeTable !== undefined && `table=${maybe(gateway.routeTable)}`,
      gateway.publicAddresses.length > 0 && gateway.publicAddresses.map(formatCidr).join(','),
    ),
  ],
  vpnGateways: (gateway) => [`vpc=${maybe(gateway.vpc)}`],
  carrierGateways: (gateway) => [`vpc=${maybe(gateway.vpc)}`],
  vpnConnections: (connection) => [
    words(connection.kind, `gateway=${maybe(connection.gateway)}`, list(connection.routes, formatCidr)),
    ...incomplete('routes', connection.routesIncomplete),
  ],
  peeringConnections: (peering) => [
    words(
      ...[peering.requester, peering.accepter].map(
        (side) =>
          `${maybe(side.vpc)}${side.region === undefined ? '' : `@${side.region}`}${side.account === undefined ? '' : `#${side.account}`}`,
      ),
      `active=${maybe(peering.active)}`,
    ),
  ],
  transitGateways: (gateway) => [`referencing=${maybe(gateway.securityGroupReferencing)}`],
  transitGatewayAttachments: (one) => [
    words(
      one.kind,
      `tgw=${maybe(one.transitGateway)}`,
      one.vpc !== undefined && `vpc=${maybe(one.vpc)}`,
      one.subnets.length > 0 && `in ${list(one.subnets, String)}`,
      one.peer !== undefined && `peer=${maybe(one.peer)}`,
      one.vpnConnection !== undefined && `vpn=${one.vpnConnection}`,
      `table=${maybe(one.routeTable)}`,
      `referencing=${maybe(one.securityGroupReferencing)}`,
      (!one.applianceMode.known || one.applianceMode.value) && `appliance=${maybe(one.applianceMode)}`,
      (!one.available.known || !one.available.value) && `available=${maybe(one.available)}`,
    ),
  ],
  transitGatewayRouteTables: (table) => [
    words(`tgw=${maybe(table.transitGateway)}`, `propagates=${list(table.propagations, String)}`),
    ...table.routes.map(transitRoute),
    ...incomplete('routes', table.routesIncomplete),
  ],
  endpoints: (endpoint) => [
    words(
      maybe(endpoint.type),
      maybe(endpoint.service),
      `vpc=${maybe(endpoint.vpc)}`,
      endpoint.routeTables.length > 0 && `tables=${list(endpoint.routeTables, String)}`,
      `dns=${maybe(endpoint.privateDns)}`,
      (!endpoint.fullAccessPolicy.known || !endpoint.fullAccessPolicy.value) &&
        `full=${maybe(endpoint.fullAccessPolicy)}`,
      (!endpoint.available.known || !endpoint.available.value) && `available=${maybe(endpoint.available)}`,
    ),
  ],
  endpointServices: (service) => [
    words(maybe(service.service), list(service.loadBalancers, String), service.zones.join(',')),
  ],
  loadBalancers: (balancer) => [
    words(
      balancer.kind,
      maybe(balancer.scheme),
      `vpc=${maybe(balancer.vpc)}`,
      `crossZone=${maybe(balancer.crossZone)}`,
    ),
    ...balancer.listeners.map(listener),
    ...incomplete('listeners', balancer.listenersIncomplete),
  ],
  targetGroups: (group) => [
    words(
      maybe(group.targetType),
      `${maybe(group.protocol)}/${maybe(group.port)}`,
      `health=${maybe(group.healthCheckPort)}`,
      `preserve=${maybe(group.preserveClientAddress)}`,
      group.crossZone.known
        ? group.crossZone.value !== undefined && `crossZone=${group.crossZone.value}`
        : 'crossZone=?',
    ),
    ...group.targets.map(target),
    ...incomplete('targets', group.targetsIncomplete),
  ],
  workloads: (workload) => [
    words(
      workload.kind,
      workload.placement,
      workload.listens.map((one) => `${one.protocol === 6 ? 'tcp' : 'udp'}/${maybe(one.port)}`).join(','),
      `clients=${workload.clientPorts}`,
      workload.outsideVpc === true && 'outside',
      workload.guessed !== undefined && `guessed: ${workload.guessed}`,
      `[${workload.interfaces.join(' ')}]`,
    ),
  ],
};

function rule(one: SecurityGroupRule): string {
  const arrow = one.direction === 'ingress' ? 'in ' : 'out';
  return `${arrow} ${maybe(one.traffic, traffic)} ${maybe(one.peer, peer)}${uncertain(one)}${place(one.origin)}`;
}

function entry(one: NetworkAclEntry): string {
  const arrow = one.direction === 'ingress' ? 'in ' : 'out';
  return `${arrow} ${maybe(one.number)} ${maybe(one.action)} ${maybe(one.traffic, traffic)} ${maybe(one.cidr, formatCidr)}${uncertain(one)}${place(one.origin)}`;
}

function route(one: Route): string {
  return `${maybe(one.destination, destination)} → ${maybe(one.target, routeTarget)}${one.kind === 'propagated' ? ' propagated' : ''}${uncertain(one)}${place(one.origin)}`;
}

function transitRoute(one: TransitGatewayRoute): string {
  const to = one.attachment.known ? (one.attachment.value ?? 'blackhole') : maybe(one.attachment);
  return `${maybe(one.destination, destination)} → ${to}${uncertain(one)}${place(one.origin)}`;
}

function listener(one: Listener): string {
  return `${maybe(one.protocol)}/${maybe(one.port)} → ${list(one.targetGroups, String)}${place(one.origin)}`;
}

function target(one: Target): string {
  const to = maybe(one.to, (value) => ('id' in value ? value.id : formatCidr(value.address)));
  return `${to}${one.port === undefined ? '' : `:${maybe(one.port)}`}${uncertain(one)}${place(one.origin)}`;
}

function destination(one: RouteDestination): string {
  return one.kind === 'cidr' ? formatCidr(one.cidr) : one.prefixList;
}

function routeTarget(one: RouteTarget): string {
  if (one.kind === 'local') return 'local';
  return one.kind === 'other' ? `${one.type} ${one.id}` : `${one.kind} ${one.id}`;
}

function traffic(match: TrafficMatch): string {
  switch (match.kind) {
    case 'all':
      return 'all';
    case 'ports':
      return `${match.protocol === 6 ? 'tcp' : 'udp'}/${match.from === match.to ? match.from : `${match.from}-${match.to}`}`;
    case 'icmp':
      return `${match.protocol === 1 ? 'icmp' : 'icmpv6'}/${match.type ?? 'any'}/${match.code ?? 'any'}`;
    case 'protocol':
      return `protocol ${match.protocol}`;
  }
}

function peer(one: Peer): string {
  if (one.kind === 'cidr') return formatCidr(one.cidr);
  return one.kind === 'securityGroup' ? one.securityGroup : one.prefixList;
}

function address(one: InterfaceAddress): string {
  const within = maybe(one.within, (cidrs: readonly Cidr[]) => cidrs.map(formatCidr).join(','));
  if (one.family === 6) return within;
  const open = maybe(one.publicAddress, (value) =>
    value === undefined ? 'private' : value.address === undefined ? 'public' : formatCidr(value.address),
  );
  return `${within} ${open}`;
}

function incomplete(name: string, reason: Unknown | undefined): string[] {
  return reason === undefined ? [] : [`${name} may have more: ?${reason.value}`];
}

function maybe<T>(value: Maybe<T>, show: (value: T) => string = String): string {
  return value.known ? show(value.value) : `?${value.unknown.value}`;
}

function list<T>(values: readonly Maybe<T>[], show: (value: T) => string): string {
  return values.length === 0 ? '[]' : values.map((value) => maybe(value, show)).join(',');
}

function uncertain(one: { readonly uncertain?: Unknown }): string {
  return one.uncertain === undefined ? '' : ` if ${one.uncertain.value}`;
}

function place(origin: Origin | undefined): string {
  if (origin === undefined) return '';
  return 'arn' in origin
    ? ` @${origin.arn}`
    : ` @${origin.file.split('/').at(-1) ?? ''}:${origin.range.start.line + 1}`;
}

function words(...all: readonly (string | false | undefined)[]): string {
  return all.filter((word) => word !== false && word !== undefined && word !== '').join(' ');
}
