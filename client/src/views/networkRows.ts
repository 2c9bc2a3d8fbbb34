import type {
  NetworkOverview,
  OverviewNode,
  OverviewPart,
  OverviewSubnet,
} from '../../../server/src/protocol/networkRequests';
import type { OriginLocation } from '../../../server/src/protocol/requests';

/** A row of the network's tree. `end` rows can be asked about. */
export interface NetworkRow {
  readonly kind: 'root' | 'vpc' | 'end' | 'part' | 'heading';
  readonly root: string;
  /** Unique within the root. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly origin?: OriginLocation;
  /** What a question about it takes; of `end` rows only. */
  readonly end?: string;
  readonly children: readonly NetworkRow[];
}

const icons: Readonly<Record<OverviewNode['kind'], string>> = {
  workload: 'server-process',
  dataStore: 'database',
  loadBalancer: 'type-hierarchy',
  endpoint: 'plug',
  interface: 'symbol-interface',
  internetGateway: 'globe',
  natGateway: 'git-compare',
  vpnGateway: 'key',
  internet: 'globe',
};

/** The network as rows: what faces the internet first, then VPCs with their subnets and what runs in them, then groups. */
export function networkRows(overview: NetworkOverview): readonly NetworkRow[] {
  const { root, vpcs, subnets, nodes, groups, links } = overview;
  const row = (
    kind: NetworkRow['kind'],
    part: OverviewPart,
    icon: string,
    description: string,
    children: readonly NetworkRow[],
    place: string,
  ): NetworkRow => ({
    kind,
    root,
    id: `${place}/${part.id}`,
    label: part.name,
    description,
    icon,
    children,
    ...(part.origin === undefined ? {} : { origin: part.origin }),
    ...(kind === 'end' ? { end: part.id } : {}),
  });
  const heading = (id: string, label: string, icon: string, children: readonly NetworkRow[]): NetworkRow[] =>
    children.length === 0
      ? []
      : [{ kind: 'heading', root, id, label, description: String(children.length), icon, children }];
  const nodeRow = (node: OverviewNode, place: string): NetworkRow =>
    row(isEnd(node) ? 'end' : 'part', node, icons[node.kind], describe(node), [], place);
  const subnetRow = (subnet: OverviewSubnet): NetworkRow =>
    row(
      'end',
      subnet,
      'layout',
      [subnet.cidrs, subnet.zone ?? '', subnet.isPublic ? 'public' : 'private']
        .filter((part) => part !== '')
        .join(' · '),
      nodes.filter((node) => node.subnets.includes(subnet.id)).map((node) => nodeRow(node, subnet.id)),
      'subnet',
    );
  const groupRow = (group: NetworkOverview['groups'][number]): NetworkRow =>
    row('end', group, 'shield', `${group.ingress} in, ${group.egress} out`, [], 'group');

  const vpcRows = vpcs.map((vpc) =>
    row(
      'vpc',
      vpc,
      'layers',
      vpc.cidrs,
      [
        ...subnets.filter((subnet) => subnet.vpc === vpc.id).map(subnetRow),
        ...nodes
          .filter((node) => node.vpc === vpc.id && node.subnets.length === 0)
          .map((node) => nodeRow(node, vpc.id)),
        ...heading(
          `groups of ${vpc.id}`,
          'Security groups',
          'shield',
          groups.filter((group) => group.vpc === vpc.id).map(groupRow),
        ),
      ],
      'vpc',
    ),
  );
  const facing = nodes.filter(({ facesInternet }) => facesInternet !== undefined);
  const elsewhere = nodes.filter(
    (node) => node.vpc === undefined && node.kind !== 'internet' && node.subnets.length === 0,
  );
  const known = new Set(vpcs.map(({ id }) => id));
  const looseSubnets = subnets.filter(({ vpc }) => vpc === undefined || !known.has(vpc));
  return [
    ...heading(
      'facing',
      'Faces the internet',
      'globe',
      facing.map((node) => nodeRow(node, 'facing')),
    ),
    ...vpcRows,
    ...looseSubnets.map(subnetRow),
    ...heading(
      'outside',
      'Outside any VPC',
      'cloud',
      elsewhere.map((node) => nodeRow(node, 'outside')),
    ),
    ...heading(
      'links',
      'Between VPCs',
      'plug',
      links.map((link) =>
        row(
          'part',
          link,
          'plug',
          link.kind === 'peering' ? 'peering connection' : 'transit gateway',
          [],
          'link',
        ),
      ),
    ),
  ];
}

function isEnd({ kind }: OverviewNode): boolean {
  return kind !== 'internetGateway' && kind !== 'natGateway' && kind !== 'vpnGateway';
}

function describe({ what, facesInternet }: OverviewNode): string {
  if (facesInternet === undefined) return what;
  return facesInternet === 'reachable'
    ? `${what} · faces the internet`
    : `${what} · perhaps faces the internet`;
}
