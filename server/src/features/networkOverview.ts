import { plain } from '../explain/escape';
import { trafficList } from '../explain/summary';
import { formatCidr, type Cidr } from '../ip/cidr';
import { valueOf } from '../network/maybe';
import type { Component, Id, Maybe, Network, Subnet } from '../network/model';
import type {
  NetworkOverview,
  OverviewLink,
  OverviewNode,
  OverviewPart,
  OverviewReaches,
  OverviewSubnet,
} from '../protocol/networkRequests';
import type { OriginLocation } from '../protocol/requests';
import { matrix } from '../reachability/index';
import { isDataStore } from './endpointCandidates';
import type { ToUri } from './locations';
import type { Model } from './model';

/** What a model's network consists of, for the tree and the map; with who can reach whom where that is wanted. */
export function networkOverview(
  model: Model,
  toUri: ToUri,
  withReaches: boolean,
): Omit<NetworkOverview, 'root' | 'rootLabel'> {
  const network = model.network();
  const reaches = withReaches ? reachesOf(model) : undefined;
  const part = (component: Component): OverviewPart => partOf(component, toUri);
  return {
    vpcs: [...network.vpcs.values()].map((vpc) => ({ ...part(vpc), cidrs: blocks(vpc.cidrs) })),
    subnets: [...network.subnets.values()].map((subnet) => subnetOf(network, subnet, part)),
    nodes: facing(nodesOf(network, part), reaches),
    groups: [...network.securityGroups.values()].map((group) => ({
      ...part(group),
      vpc: idIn(group.vpc),
      ingress: group.rules.filter(({ direction }) => direction === 'ingress').length,
      egress: group.rules.filter(({ direction }) => direction === 'egress').length,
    })),
    links: linksOf(network, part),
    ...(reaches === undefined ? {} : { reaches }),
  };
}

/** Where a component is written, as a field to spread; nothing for what AWS tells of. */
export function originOf(network: Network, id: Id, toUri: ToUri): { readonly origin?: OriginLocation } {
  const component =
    network.workloads.get(id) ??
    network.loadBalancers.get(id) ??
    network.endpoints.get(id) ??
    network.interfaces.get(id);
  const { origin } = component === undefined ? {} : partOf(component, toUri);
  return origin === undefined ? {} : { origin };
}

function partOf({ id, name, origin }: Component, toUri: ToUri): OverviewPart {
  const place = origin !== undefined && 'file' in origin ? origin : undefined;
  return {
    id,
    name: plain(name),
    ...(place === undefined ? {} : { origin: { uri: toUri(place.file), range: place.range } }),
  };
}

type MakePart = (component: Component) => OverviewPart;

function subnetOf(network: Network, subnet: Subnet, part: MakePart): OverviewSubnet {
  const table = idIn(subnet.routeTable);
  const routes = table === undefined ? [] : (network.routeTables.get(table)?.routes ?? []);
  return {
    ...part(subnet),
    vpc: idIn(subnet.vpc),
    cidrs: blocks(subnet.cidrs),
    zone: subnet.zone.known ? plain(subnet.zone.value) : undefined,
    isPublic: routes.some(({ target }) => target.known && target.value.kind === 'internetGateway'),
  };
}

function nodesOf(network: Network, part: MakePart): OverviewNode[] {
  const owned = new Set<Id>();
  const own = (interfaces: readonly Id[]): Pick<OverviewNode, 'vpc' | 'subnets' | 'groups'> => {
    for (const id of interfaces) owned.add(id);
    return placeOf(network, interfaces);
  };
  const nowhere = { subnets: [], groups: [] };
  const workloads = [...network.workloads.values()].map((one): OverviewNode => ({
    ...part(one),
    kind: isDataStore(one.kind) ? 'dataStore' : 'workload',
    what: plain(one.kind.replaceAll('_', ' ')),
    ...own(one.interfaces),
  }));
  const balancers = [...network.loadBalancers.values()].map((one): OverviewNode => ({
    ...part(one),
    kind: 'loadBalancer',
    what: `${one.kind} load balancer`,
    ...own(one.interfaces),
    vpc: idIn(one.vpc),
  }));
  const endpoints = [...network.endpoints.values()].map((one): OverviewNode => ({
    ...part(one),
    kind: 'endpoint',
    what: one.service.known ? `VPC endpoint for ${plain(one.service.value)}` : 'VPC endpoint',
    ...own(one.interfaces),
    vpc: idIn(one.vpc),
  }));
  const nats = [...network.natGateways.values()].map((one): OverviewNode => {
    own(one.interfaces);
    const subnet = idIn(one.subnet);
    return {
      ...part(one),
      kind: 'natGateway',
      what: 'NAT gateway',
      vpc: idIn(one.vpc),
      subnets: subnet === undefined ? [] : [subnet],
      groups: [],
    };
  });
  const doors = [...network.internetGateways.values()].map((one): OverviewNode => ({
    ...part(one),
    kind: 'internetGateway',
    what: 'internet gateway',
    vpc: idIn(one.vpc),
    ...nowhere,
  }));
  const vpns = [...network.vpnGateways.values()].map((one): OverviewNode => ({
    ...part(one),
    kind: 'vpnGateway',
    what: 'virtual private gateway',
    vpc: idIn(one.vpc),
    ...nowhere,
  }));
  const loose = [...network.interfaces.values()]
    .filter((one) => !owned.has(one.id) && one.kind !== 'natGateway' && one.kind !== 'transitGateway')
    .map((one): OverviewNode => ({
      ...part(one),
      kind: 'interface',
      what: 'network interface',
      ...placeOf(network, [one.id]),
    }));
  const internet: OverviewNode = {
    id: 'internet',
    name: 'The internet',
    kind: 'internet',
    what: 'any public address',
    vpc: undefined,
    ...nowhere,
  };
  return [internet, ...workloads, ...balancers, ...endpoints, ...loose, ...nats, ...doors, ...vpns];
}

function placeOf(
  network: Network,
  interfaces: readonly Id[],
): Pick<OverviewNode, 'vpc' | 'subnets' | 'groups'> {
  const found = interfaces.flatMap((id) => network.interfaces.get(id) ?? []);
  const subnets = [...new Set(found.flatMap(({ subnet }) => idIn(subnet) ?? []))];
  const groups = [
    ...new Set(found.flatMap(({ securityGroups }) => securityGroups.flatMap((one) => idIn(one) ?? []))),
  ];
  const vpc = subnets.flatMap((id) => idIn(network.subnets.get(id)?.vpc) ?? [])[0];
  return { vpc, subnets, groups };
}

function linksOf(network: Network, part: MakePart): OverviewLink[] {
  const peerings = [...network.peeringConnections.values()].map((one): OverviewLink => ({
    ...part(one),
    kind: 'peering',
    vpcs: [one.requester.vpc, one.accepter.vpc].flatMap((vpc) => idIn(vpc) ?? []),
  }));
  const transit = [...network.transitGateways.values()].map((one): OverviewLink => ({
    ...part(one),
    kind: 'transitGateway',
    vpcs: [
      ...new Set(
        [...network.transitGatewayAttachments.values()]
          .filter((attachment) => idIn(attachment.transitGateway) === one.id)
          .flatMap(({ vpc }) => (vpc === undefined ? [] : (idIn(vpc) ?? []))),
      ),
    ],
  }));
  return [...peerings, ...transit];
}

function reachesOf(model: Model): OverviewReaches {
  const { classes, cells } = matrix(model.index());
  return {
    classes: classes.map((ends) => ends.map(({ id }) => id)),
    cells: cells.map(({ from, to, verdict, traffic }) => ({
      from,
      to,
      verdict,
      traffic: trafficList(traffic),
    })),
  };
}

/** Marks what the internet can open a connection to. */
function facing(nodes: readonly OverviewNode[], reaches: OverviewReaches | undefined): OverviewNode[] {
  if (reaches === undefined) return [...nodes];
  const internet = reaches.classes.findIndex((ends) => ends.includes('internet'));
  const faced = new Map(
    reaches.cells
      .filter((cell) => cell.from === internet)
      .flatMap((cell) => (reaches.classes[cell.to] ?? []).map((id) => [id, cell.verdict] as const)),
  );
  return nodes.map((node) => {
    const facesInternet = faced.get(node.id);
    return facesInternet === undefined ? node : { ...node, facesInternet };
  });
}

function idIn(maybe: Maybe<Id | undefined> | undefined): Id | undefined {
  return maybe === undefined ? undefined : valueOf(maybe);
}

function blocks(cidrs: readonly Maybe<Cidr>[]): string {
  return cidrs.map((cidr) => (cidr.known ? formatCidr(cidr.value) : 'unknown')).join(', ');
}
