import { ofFamily, type AddressSet } from '../../ip/addresses';
import { isSame } from '../../network/maybe';
import type { LoadBalancer, Maybe, NetworkInterface, TargetGroup, Unknown } from '../../network/model';
import { awsPorts, interfaceEnd, type End, type EndHost, type InterfaceEnd } from '../ends';
import { publicAddresses } from '../hosts';
import type { NetworkIndex } from '../networkIndex';
import type { Front } from './front';

/** The nodes that can serve a target; or why none can, and the zone that it is about. */
export type Nodes =
  | {
      readonly kind: 'nodes';
      readonly interfaces: readonly NetworkInterface[];
      readonly unknowns: readonly Unknown[];
    }
  | {
      readonly kind: 'none';
      readonly code: 'ELB_NOT_CROSSZONE' | 'VPCE_SERVICE_NOT_INSTALLED_IN_AZ';
      readonly zone: string;
    };

/** A node, or an interface of an endpoint, with its zone. */
interface Placed {
  readonly node: NetworkInterface;
  readonly zone: Maybe<string>;
}

/**
 * The nodes that may serve a target: all, or with cross-zone balancing off those in its zone. Behind an endpoint service
 * only those in the zones of the endpoint take part.
 */
export function nodesFor(index: NetworkIndex, front: Front, group: TargetGroup, to: End): Nodes {
  const own = front.balancer.interfaces.flatMap((id) => placed(index, index.network.interfaces.get(id)));
  const { privateLink } = front;
  if (privateLink === undefined) return nodesNear(index, front.balancer, own, group, to);
  const doors = privateLink.interfaces.flatMap((one) => placed(index, one));
  const nodes = inZonesOf(own, doors);
  if (nodes.kind === 'none') return { ...nodes, code: 'VPCE_SERVICE_NOT_INSTALLED_IN_AZ' };
  const near = nodesNear(
    index,
    front.balancer,
    own.filter(({ node }) => nodes.interfaces.includes(node)),
    group,
    to,
  );
  if (near.kind === 'none') return near;
  return { ...near, unknowns: [...nodes.unknowns, ...privateLink.doubts, ...near.unknowns] };
}

function nodesNear(
  index: NetworkIndex,
  balancer: LoadBalancer,
  nodes: readonly Placed[],
  group: TargetGroup,
  to: End,
): Nodes {
  const interfaces = nodes.map(({ node }) => node);
  const crossZone = crossZoneOf(balancer, group);
  if (crossZone.known && crossZone.value) return { kind: 'nodes', interfaces, unknowns: [] };
  const near = inZonesOf(
    nodes,
    to.hosts.map((host) => ({ zone: host.kind === 'interface' ? zoneOf(index, host.interface) : nowhere })),
  );
  // A node in the target's own zone serves it either way.
  if (crossZone.known || (near.kind === 'nodes' && near.unknowns.length === 0)) return near;
  return { kind: 'nodes', interfaces, unknowns: [crossZone.unknown] };
}

function crossZoneOf(balancer: LoadBalancer, { crossZone }: TargetGroup): Maybe<boolean> {
  if (!crossZone.known) return crossZone;
  return crossZone.value === undefined ? balancer.crossZone : { known: true, value: crossZone.value };
}

/** Nodes in the zones of some others; where nobody knows a zone, those that may be. */
function inZonesOf(nodes: readonly Placed[], others: readonly Pick<Placed, 'zone'>[]): Nodes {
  const zones = new Set(others.flatMap(({ zone }) => (zone.known ? [zone.value] : [])));
  const same = nodes.filter(({ zone }) => others.some((other) => isSame(zone, other.zone) === true));
  if (same.length > 0) return { kind: 'nodes', interfaces: same.map(({ node }) => node), unknowns: [] };
  const anywhere = others.some(({ zone }) => !zone.known);
  const possible = nodes.filter(({ zone }) => anywhere || !zone.known);
  const unknowns = [...others, ...possible].flatMap(({ zone }) => (zone.known ? [] : [zone.unknown]));
  if (possible.length > 0) return { kind: 'nodes', interfaces: possible.map(({ node }) => node), unknowns };
  return { kind: 'none', code: 'ELB_NOT_CROSSZONE', zone: [...zones].join(', ') };
}

function placed(index: NetworkIndex, node: NetworkInterface | undefined): readonly Placed[] {
  return node === undefined ? [] : [{ node, zone: zoneOf(index, node) }];
}

const nowhere: Maybe<string> = {
  known: false,
  unknown: { value: 'the zone of a target', why: 'it is not an interface of the model' },
};

function zoneOf(index: NetworkIndex, one: NetworkInterface): Maybe<string> {
  const subnet = index.subnetOf(one);
  if (subnet !== undefined) return subnet.zone;
  const unknown = one.subnet.known ? index.missing('subnets', one.subnet.value) : one.subnet.unknown;
  return { known: false, unknown };
}

/**
 * Network Load Balancers may leave the client's address in the packet; for UDP they always do, and for what comes by an
 * endpoint service never. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
export function keepsClientAddress(front: Front, group: TargetGroup, protocol: 6 | 17): Maybe<boolean> {
  if (front.balancer.kind !== 'network' || front.privateLink !== undefined)
    return { known: true, value: false };
  const isUdp = protocol === 17 || (group.protocol.known && group.protocol.value === 'tcp_udp');
  return isUdp ? { known: true, value: true } : group.preserveClientAddress;
}

/** Whether what a balancer's targets see depends on who the client is. */
export function mayKeepClientAddress(index: NetworkIndex, front: Front): boolean {
  return front.balancer.listeners.some(({ targetGroups, protocol }) =>
    targetGroups.some((id) => {
      const group = id.known ? index.network.targetGroups.get(id.value) : undefined;
      if (group === undefined) return false;
      const protocols = protocol.known && protocol.value === 6 ? ([6] as const) : ([6, 17] as const);
      return protocols.some((one) => {
        const kept = keepsClientAddress(front, group, one);
        return kept.known && kept.value;
      });
    }),
  );
}

/**
 * The balancer's nodes as the side that opens connections; with the client's address in place of theirs where that is
 * kept. Rules that name the balancer's groups match either way; rules that name the client's do not.
 */
export function nodeEnd(
  index: NetworkIndex,
  balancer: LoadBalancer,
  interfaces: readonly NetworkInterface[],
  from: End,
  keepsClient: boolean,
): End {
  const base = {
    id: balancer.id,
    name: balancer.name,
    kind: 'loadBalancer' as const,
    own: undefined,
    nowhere: undefined,
    assumptions: [],
    front: undefined,
  };
  if (!keepsClient) {
    return {
      ...base,
      quantifier: 'every',
      hosts: interfaces.map((one) => interfaceEnd(index, one, 'private')),
    };
  }
  const isPublic = balancer.scheme.known && balancer.scheme.value === 'internet-facing';
  const hosts = from.hosts.flatMap((client) =>
    interfaces.map((node) => nodeAs(index, node, client, isPublic)),
  );
  return { ...base, quantifier: from.quantifier, hosts };
}

function nodeAs(
  index: NetworkIndex,
  node: NetworkInterface,
  client: EndHost,
  isPublic: boolean,
): InterfaceEnd {
  const none = { known: true as const, value: undefined };
  const end = {
    ...interfaceEnd(index, node, 'private'),
    clientPorts: client.kind === 'interface' ? client.clientPorts : awsPorts,
  };
  const under = (
    within: InterfaceEnd['interface']['addresses'][number]['within'],
    addresses?: AddressSet,
  ): InterfaceEnd => ({
    ...end,
    parties: new Map([[4, { address: { family: 4, within, publicAddress: none }, addresses }]]),
  });
  if (client.kind !== 'interface') {
    const unknown = { value: client.name, why: 'its address is not known' };
    const addresses = client.mode === 'each' ? client.addresses : undefined;
    return under({ known: false, unknown }, addresses);
  }
  const party = client.parties.get(4);
  if (party === undefined) return end;
  if (!isPublic) return under(party.address.within, party.addresses);
  const known = party.address.publicAddress.known ? party.address.publicAddress.value?.address : undefined;
  if (known !== undefined) return under({ known: true, value: [known] });
  const unknown = {
    value: `the public address of ${client.interface.name}`,
    why: 'it goes out by one that is not known',
  };
  return under({ known: false, unknown }, ofFamily(publicAddresses, 4));
}
