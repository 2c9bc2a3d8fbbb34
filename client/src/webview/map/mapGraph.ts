import type { NetworkOverview, OverviewNode } from '../../../../server/src/protocol/networkRequests';

/**
 * What the map draws, without places: boxes (subnets) in VPCs, nodes in boxes, and who can reach whom between the nodes.
 * Resources that are drawn as one are the members of one node.
 */
export interface MapGraph {
  readonly vpcs: readonly MapVpc[];
  /** What stands in no VPC: the internet, what connects VPCs, functions outside. */
  readonly outside: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** What passes between resources that are drawn as one node: by the node's id, each kind of traffic once. */
  readonly within: ReadonlyMap<string, MapTraffic>;
  /** Lines that are part of the structure: a peering and its VPCs. From a node of `outside` to a VPC. */
  readonly ties: readonly { readonly node: string; readonly vpc: string }[];
}

export interface MapVpc {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly boxes: readonly MapBox[];
  /** What stands in the VPC but in no subnet: gateways. */
  readonly nodes: readonly MapNode[];
}

export interface MapBox {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly nodes: readonly MapNode[];
}

export interface MapNode {
  readonly id: string;
  readonly label: string;
  readonly kind: OverviewNode['kind'] | 'peering' | 'transitGateway';
  readonly what: string;
  /** Ids of what it stands for. */
  readonly members: readonly string[];
  readonly facesInternet: boolean;
}

export interface MapEdge extends MapTraffic {
  readonly from: string;
  readonly to: string;
}

/** What passes, perhaps. */
export interface MapTraffic {
  readonly verdict: 'reachable' | 'unknown';
  /** Each kind of traffic once. */
  readonly traffic: readonly string[];
}

/** What is drawn as one: nothing, what stands in the same subnet, or what stands in subnets of one name. */
export type Collapse = 'resource' | 'subnet' | 'tier';

export interface MapOptions {
  readonly collapse: Collapse;
  /** Kinds that are left out. */
  readonly hidden: ReadonlySet<OverviewNode['kind']>;
  /** Only what the internet can open a connection to, perhaps. */
  readonly isFacingOnly: boolean;
}

/** Nodes from which on a map starts collapsed. */
const many = 60;

/** How a map of this size is shown at first: so that it can be read. */
export function firstCollapse({ nodes }: NetworkOverview): Collapse {
  if (nodes.length <= many) return 'resource';
  return 'tier';
}

/** The graph that is drawn. */
export function mapGraph(overview: NetworkOverview, options: MapOptions): MapGraph {
  const shown = overview.nodes.filter(
    ({ kind, facesInternet }) =>
      kind === 'internet' ||
      (!options.hidden.has(kind) && (!options.isFacingOnly || facesInternet !== undefined)),
  );
  const subnetNames = new Map(overview.subnets.map(({ id, name }) => [id, name]));
  const cidrs = new Map(overview.subnets.map(({ name, cidrs: own }) => [name, own]));
  const known = new Set(overview.vpcs.map(({ id }) => id));
  const outside: OverviewNode[] = [];
  const inVpc = new Map<string, OverviewNode[]>();
  for (const node of shown) {
    if (node.vpc === undefined || !known.has(node.vpc)) outside.push(node);
    else inVpc.set(node.vpc, [...(inVpc.get(node.vpc) ?? []), node]);
  }
  const vpcs = overview.vpcs.map((vpc): MapVpc => {
    const byBox = new Map<string, OverviewNode[]>();
    const loose: OverviewNode[] = [];
    for (const node of inVpc.get(vpc.id) ?? []) {
      const names = node.subnets.map((id) => subnetNames.get(id) ?? id);
      const label = boxName(names, options.collapse);
      if (label === undefined) loose.push(node);
      else byBox.set(label, [...(byBox.get(label) ?? []), node]);
    }
    const boxes = [...byBox].map(([label, nodes]): MapBox => ({
      id: `${vpc.id} ${label}`,
      label,
      detail: cidrs.get(label) ?? '',
      nodes: options.collapse === 'resource' ? nodes.map(single) : together(`${vpc.id} ${label}`, nodes),
    }));
    const looseNodes = options.collapse === 'resource' ? loose.map(single) : together(vpc.id, loose);
    return { id: vpc.id, label: vpc.name, detail: vpc.cidrs, boxes, nodes: looseNodes };
  });
  const links = overview.links.map((link): MapNode => ({
    id: link.id,
    label: link.name,
    kind: link.kind,
    what: link.kind === 'peering' ? 'peering connection' : 'transit gateway',
    members: [],
    facesInternet: false,
  }));
  const internet = outside.filter(({ kind }) => kind === 'internet').map(single);
  const elsewhere = outside.filter(({ kind }) => kind !== 'internet');
  const placed = [
    ...internet,
    ...(options.collapse === 'resource' ? elsewhere.map(single) : together('outside', elsewhere)),
  ];
  const all = [
    ...placed,
    ...vpcs.flatMap((vpc) => [...vpc.nodes, ...vpc.boxes.flatMap(({ nodes }) => nodes)]),
  ];
  return {
    vpcs,
    outside: [...placed, ...links],
    ...edgesOf(overview, all),
    ties: overview.links.flatMap(({ id, vpcs: ends }) =>
      ends.filter((vpc) => known.has(vpc)).map((vpc) => ({ node: id, vpc })),
    ),
  };
}

/** `aws_subnet.app[0]` and `aws_subnet.app[1]` are one tier. */
export function tierName(name: string): string {
  return name.replace(/\[[^\]]*\]$/, '');
}

function boxName(subnets: readonly string[], collapse: Collapse): string | undefined {
  if (subnets.length === 0) return undefined;
  const tiers = [...new Set(subnets.map(tierName))];
  const [tier] = tiers;
  if (tier !== undefined && tiers.length === 1 && collapse !== 'tier' && subnets.length > 1)
    return `${tier}${listed(subnets.map((name) => name.slice(tier.length)))}`;
  const names = collapse === 'tier' ? tiers : subnets;
  if (names.length <= 2) return names.join(' and ');
  return `${names[0] ?? ''} and ${names.length - 1} more`;
}

/** `[0], [1]`; `[0], [1], [2] and 3 more` */
function listed(keys: readonly string[]): string {
  const shown = keys.slice(0, 3).join(', ');
  return keys.length > 3 ? `${shown} and ${keys.length - 3} more` : shown;
}

function single(node: OverviewNode): MapNode {
  const { id, name, kind, what, facesInternet } = node;
  return { id, label: name, kind, what, members: [id], facesInternet: facesInternet !== undefined };
}

/** The nodes of a place, those of one kind as one. */
function together(place: string, nodes: readonly OverviewNode[]): MapNode[] {
  const byWhat = new Map<string, OverviewNode[]>();
  for (const node of nodes) byWhat.set(node.what, [...(byWhat.get(node.what) ?? []), node]);
  return [...byWhat].map(([what, same]) => {
    const [first] = same;
    if (first !== undefined && same.length === 1) return single(first);
    return {
      id: `${place} ${what}`,
      label: `${same.length} × ${what}`,
      kind: first?.kind ?? 'workload',
      what: `${same.length} × ${what}`,
      members: same.map(({ id }) => id),
      facesInternet: same.some(({ facesInternet }) => facesInternet !== undefined),
    };
  });
}

function edgesOf(
  { reaches }: NetworkOverview,
  nodes: readonly MapNode[],
): Pick<MapGraph, 'edges' | 'within'> {
  const nodeOf = new Map(nodes.flatMap((node) => node.members.map((member) => [member, node] as const)));
  // The members of a class that are drawn as one count once.
  const drawn = (reaches?.classes ?? []).map((ends) => [
    ...new Set(ends.flatMap((end) => nodeOf.get(end) ?? [])),
  ]);
  const found = new Map<
    string,
    { from: string; to: string; verdict: MapEdge['verdict']; traffic: Set<string> }
  >();
  for (const { from, to, verdict, traffic } of reaches?.cells ?? []) {
    for (const source of drawn[from] ?? []) {
      for (const target of drawn[to] ?? []) {
        if (source === target && source.members.length === 1) continue;
        const key = `${source.id}\n${target.id}`;
        const edge = found.get(key);
        if (edge === undefined)
          found.set(key, { from: source.id, to: target.id, verdict, traffic: new Set([traffic]) });
        else {
          edge.traffic.add(traffic);
          if (verdict === 'reachable') edge.verdict = verdict;
        }
      }
    }
  }
  const all = [...found.values()].map((edge): MapEdge => ({ ...edge, traffic: [...edge.traffic] }));
  return {
    edges: all.filter(({ from, to }) => from !== to),
    within: new Map(all.flatMap((edge) => (edge.from === edge.to ? [[edge.from, edge] as const] : []))),
  };
}
