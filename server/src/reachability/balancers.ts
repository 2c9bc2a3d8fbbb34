import { allAddresses, noAddressIn, ofFamily, uniteAddresses, type AddressSet } from '../ip/addresses';
import { formatAddress } from '../ip/cidr';
import { allPorts, intersectPackets, unitePackets, type PacketSet } from '../ip/packets';
import { overlaps, unite } from '../ip/ranges';
import { noTraffic, portTraffic, protocolTraffic, type Traffic } from '../ip/traffic';
import { isSame } from '../network/maybe';
import type {
  Id,
  Listener,
  LoadBalancer,
  Maybe,
  NetworkInterface,
  Target,
  TargetGroup,
  Unknown,
} from '../network/model';
import type { Hop, HopKind, Verdict } from './answer';
import type { Asked } from './askedTraffic';
import { awsPorts, interfaceEnd, type End, type EndHost, type InterfaceEnd } from './ends';
import { resolveEndpoint } from './endpoints';
import type { HopCode } from './facts';
import { publicAddresses } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { askPairs, type PairsResult } from './pairs';

/** What happens behind a balancer: the connections that it opens to its targets for those that it takes. */
export interface SecondLeg {
  readonly verdict: Verdict;
  /** What of the first leg's packets is served, by the listener's ports; sources where the client's address is kept. */
  readonly served: PacketSet;
  readonly possible: PacketSet;
  /** The balancer, its listener and target group, as hops between the two legs. */
  readonly hops: readonly Hop[];
  readonly pairs: PairsResult | undefined;
  readonly blockers: readonly Hop[];
  readonly unknowns: readonly Unknown[];
}

/**
 * The second leg of a question to a balancer. One target that can be reached will do: the others are taken out of
 * service by their health checks. https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 * @param only the one target that is asked about, where it is
 */
export function askBehind(
  index: NetworkIndex,
  balancer: LoadBalancer,
  from: End,
  asked: Asked,
  only: ReadonlySet<Id> | undefined,
): SecondLeg {
  const listeners = balancer.listeners.filter((one) => overlaps(trafficOfListener(one), asked.traffic));
  if (listeners.length === 0) return noListener(balancer);
  const legs = listeners.flatMap((listener) => askListener(index, balancer, listener, from, only));
  const best =
    legs.find(({ verdict }) => verdict === 'reachable') ??
    legs.find(({ verdict }) => verdict === 'unknown') ??
    legs[0];
  if (best === undefined) return noListener(balancer);
  return {
    ...best,
    served: legs.reduce<PacketSet>((all, { served }) => unitePackets(all, served), []),
    possible: legs.reduce<PacketSet>((all, { possible }) => unitePackets(all, possible), []),
    blockers: best.verdict === 'reachable' ? [] : legs.flatMap(({ blockers }) => blockers),
  };
}

/** The ports that a listener takes connections on. */
function trafficOfListener({ protocol, port }: Listener): Traffic {
  const protocols = !protocol.known
    ? [6 as const]
    : protocol.value === 'tcp_udp'
      ? ([6, 17] as const)
      : [protocol.value];
  let traffic = noTraffic;
  for (const one of protocols) {
    const own = port.known ? portTraffic(one, port.value, port.value) : protocolTraffic(one);
    traffic = unite(traffic, own);
  }
  return traffic;
}

function noListener(balancer: LoadBalancer): SecondLeg {
  const base = { served: [], possible: [], pairs: undefined };
  if (balancer.listenersIncomplete !== undefined) {
    const hops = [hopOf(balancer, 'loadBalancer', 'unknown', undefined, {}, [balancer.listenersIncomplete])];
    return { ...base, verdict: 'unknown', hops, blockers: [], unknowns: [balancer.listenersIncomplete] };
  }
  const code = balancer.kind === 'classic' ? 'ELB_LISTENERS_MISMATCH' : 'ELBV2_LISTENERS_MISMATCH';
  const hop = hopOf(balancer, 'loadBalancer', 'blocked', code);
  return { ...base, verdict: 'blocked', hops: [hop], blockers: [hop], unknowns: [] };
}

function askListener(
  index: NetworkIndex,
  balancer: LoadBalancer,
  listener: Listener,
  from: End,
  only: ReadonlySet<Id> | undefined,
): readonly SecondLeg[] {
  const traffic = trafficOfListener(listener);
  const port = listener.port.known ? String(listener.port.value) : listener.port.unknown.value;
  const component = {
    id: listener.id ?? `${balancer.id}:${port}`,
    name: `${balancer.name}:${port}`,
    origin: listener.origin ?? balancer.origin,
  };
  const hops = [
    hopOf(balancer, 'loadBalancer', 'allowed', undefined, { port }),
    hopOf(component, 'listener', 'allowed', undefined, { port }),
  ];
  const whole: PacketSet = [
    { source: allAddresses, destination: allAddresses, traffic, clientPorts: allPorts },
  ];
  if (listener.targetGroups.length === 0) {
    // It redirects, or answers by itself.
    if (only !== undefined) return [];
    return [
      {
        verdict: 'reachable',
        served: whole,
        possible: whole,
        hops,
        pairs: undefined,
        blockers: [],
        unknowns: [],
      },
    ];
  }
  return listener.targetGroups.flatMap((id) => {
    const group = id.known ? index.network.targetGroups.get(id.value) : undefined;
    if (group === undefined) {
      const unknown = id.known ? index.missing('targetGroups', id.value) : id.unknown;
      return [unknownLeg(hops, whole, unknown)];
    }
    return askTargets(index, balancer, listener, group, from, only, hops, whole);
  });
}

function unknownLeg(hops: readonly Hop[], whole: PacketSet, unknown: Unknown): SecondLeg {
  return {
    verdict: 'unknown',
    served: [],
    possible: whole,
    hops,
    pairs: undefined,
    blockers: [],
    unknowns: [unknown],
  };
}

function askTargets(
  index: NetworkIndex,
  balancer: LoadBalancer,
  listener: Listener,
  group: TargetGroup,
  from: End,
  only: ReadonlySet<Id> | undefined,
  before: readonly Hop[],
  whole: PacketSet,
): readonly SecondLeg[] {
  const targets =
    only === undefined ? group.targets : group.targets.filter((target) => isOneOf(target, only));
  const isLambda = group.targetType.known && group.targetType.value === 'lambda';
  if (isLambda && targets.length > 0) {
    // The service calls the function; no packet goes through the VPC.
    const hops = [...before, hopOf(group, 'targetGroup', 'allowed')];
    return [
      {
        verdict: 'reachable',
        served: whole,
        possible: whole,
        hops,
        pairs: undefined,
        blockers: [],
        unknowns: [],
      },
    ];
  }
  if (targets.length === 0) {
    if (group.targetsIncomplete !== undefined) return [unknownLeg(before, whole, group.targetsIncomplete)];
    if (only !== undefined) return [];
    const hop = hopOf(group, 'targetGroup', 'blocked', 'ELBV2_LISTENER_HAS_NO_TG', {
      why: 'it has no targets',
    });
    return [
      {
        verdict: 'blocked',
        served: [],
        possible: [],
        hops: [...before, hop],
        pairs: undefined,
        blockers: [hop],
        unknowns: [],
      },
    ];
  }
  return targets.map((target) => askTarget(index, balancer, listener, group, target, from, before, whole));
}

function isOneOf(target: Target, only: ReadonlySet<Id>): boolean {
  return target.to.known && 'id' in target.to.value && only.has(target.to.value.id);
}

function askTarget(
  index: NetworkIndex,
  balancer: LoadBalancer,
  listener: Listener,
  group: TargetGroup,
  target: Target,
  from: End,
  before: readonly Hop[],
  whole: PacketSet,
): SecondLeg {
  const port: Maybe<number> = target.port ?? group.port;
  const facts = { targetPort: port.known ? String(port.value) : port.unknown.value };
  const hops = [...before, hopOf(group, 'targetGroup', 'allowed', undefined, facts)];
  if (!target.to.known) return unknownLeg(hops, whole, target.to.unknown);
  const value = target.to.value;
  const name = 'id' in value ? value.id : formatAddress(value.address.family, value.address.address);
  const resolved = resolveEndpoint(index, name);
  if (resolved.kind === 'error')
    return unknownLeg(hops, whole, { value: name, why: 'nothing tells what this target is' });
  const to = privately(resolved.end);
  if (to.nowhere !== undefined) return unknownLeg(hops, whole, to.nowhere);
  const protocol = listener.protocol.known && listener.protocol.value === 17 ? 17 : 6;
  const traffic = port.known ? portTraffic(protocol, port.value, port.value) : protocolTraffic(protocol);
  const nodes = nodesFor(index, balancer, group, to);
  if (nodes.kind === 'none') {
    const hop = hopOf(balancer, 'loadBalancer', 'blocked', 'ELB_NOT_CROSSZONE', { zone: nodes.zone });
    return {
      verdict: 'blocked',
      served: [],
      possible: [],
      hops: [...before, hop],
      pairs: undefined,
      blockers: [hop],
      unknowns: [],
    };
  }
  const kept = keepsClientAddress(balancer, group, protocol);
  if (!kept.known) return unknownLeg(hops, whole, kept.unknown);
  const side = nodeEnd(index, balancer, nodes.interfaces, from, kept.value);
  const pairs = askPairs(
    index,
    side,
    to,
    {
      traffic,
      required: port.known ? traffic : undefined,
      portUnknown: port.known ? undefined : port.unknown,
    },
    true,
  );
  const unknowns = [
    ...nodes.unknowns,
    ...(target.uncertain === undefined ? [] : [target.uncertain]),
    ...pairs.unknowns,
  ];
  const isUnsure = nodes.unknowns.length > 0 || target.uncertain !== undefined;
  const verdict = isUnsure && pairs.verdict === 'reachable' ? 'unknown' : pairs.verdict;
  const isBySource =
    kept.value && from.hosts.every((host) => host.kind !== 'interface' && host.mode === 'each');
  const served = isBySource ? bySource(whole, sourcesOf(pairs.must)) : whole;
  return {
    verdict,
    served: verdict === 'reachable' ? served : [],
    possible: verdict === 'blocked' ? [] : whole,
    hops,
    pairs,
    blockers: pairs.failing.flatMap(({ branches }) => branches.flatMap(({ blockers }) => blockers)),
    unknowns,
  };
}

/** A balancer calls its targets by their private addresses. */
function privately(end: End): End {
  return {
    ...end,
    hosts: end.hosts.map((host) => (host.kind === 'interface' ? { ...host, dial: 'private' } : host)),
  };
}

/** The nodes that may serve a target: all, or with cross-zone balancing off those in its zone. */
function nodesFor(index: NetworkIndex, balancer: LoadBalancer, group: TargetGroup, to: End): Nodes {
  const interfaces = balancer.interfaces.flatMap((id) => index.network.interfaces.get(id) ?? []);
  const own = group.crossZone.known ? group.crossZone.value : undefined;
  const crossZone: Maybe<boolean> = !group.crossZone.known
    ? group.crossZone
    : own === undefined
      ? balancer.crossZone
      : { known: true, value: own };
  if (!crossZone.known) return { kind: 'nodes', interfaces, unknowns: [crossZone.unknown] };
  if (crossZone.value) return { kind: 'nodes', interfaces, unknowns: [] };
  const targets = to.hosts.map((host) =>
    host.kind === 'interface' ? zoneOf(index, host.interface) : nowhere,
  );
  const zones = new Set(targets.flatMap((zone) => (zone.known ? [zone.value] : [])));
  const placed = interfaces.map((node) => ({ node, zone: zoneOf(index, node) }));
  const same = placed.filter(({ zone }) => targets.some((target) => isSame(zone, target) === true));
  if (same.length > 0) return { kind: 'nodes', interfaces: same.map(({ node }) => node), unknowns: [] };
  const anywhere = targets.some((zone) => !zone.known);
  const possible = placed.filter(({ zone }) => anywhere || !zone.known);
  const unknowns = [...targets, ...possible.map(({ zone }) => zone)].flatMap((zone) =>
    zone.known ? [] : [zone.unknown],
  );
  if (possible.length > 0) return { kind: 'nodes', interfaces: possible.map(({ node }) => node), unknowns };
  return { kind: 'none', zone: [...zones].join(', ') };
}

const nowhere: Maybe<string> = {
  known: false,
  unknown: { value: 'the zone of a target', why: 'it is not an interface of the model' },
};

type Nodes =
  | {
      readonly kind: 'nodes';
      readonly interfaces: readonly NetworkInterface[];
      readonly unknowns: readonly Unknown[];
    }
  | { readonly kind: 'none'; readonly zone: string };

function zoneOf(index: NetworkIndex, one: NetworkInterface): Maybe<string> {
  const subnet = index.subnetOf(one);
  if (subnet !== undefined) return subnet.zone;
  const unknown = one.subnet.known ? index.missing('subnets', one.subnet.value) : one.subnet.unknown;
  return { known: false, unknown };
}

/** Network Load Balancers may leave the client's address in the packet; UDP always keeps it. */
function keepsClientAddress(balancer: LoadBalancer, group: TargetGroup, protocol: number): Maybe<boolean> {
  if (balancer.kind !== 'network') return { known: true, value: false };
  return protocol === 17 ? { known: true, value: true } : group.preserveClientAddress;
}

/**
 * The balancer's nodes as the side that opens connections; with the client's address in place of theirs where that is
 * kept. Rules that name the balancer's groups match either way; rules that name the client's do not.
 */
function nodeEnd(
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
    balancer: undefined,
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

function sourcesOf(packets: PacketSet): AddressSet | undefined {
  let all: AddressSet | undefined;
  for (const { source } of packets) all = all === undefined ? source : uniteAddresses(all, source);
  return all;
}

function bySource(whole: PacketSet, source: AddressSet | undefined): PacketSet {
  return source === undefined || noAddressIn(source)
    ? whole
    : intersectPackets(
        whole,
        whole.map((box) => ({ ...box, source })),
      );
}

function hopOf(
  component: { readonly id: Id; readonly name: string; readonly origin?: Hop['origin'] },
  kind: HopKind,
  verdict: Hop['verdict'],
  code?: HopCode,
  facts: Readonly<Record<string, string>> = {},
  unknowns: readonly Unknown[] = [],
): Hop {
  return {
    component: component.id,
    name: component.name,
    kind,
    direction: 'in',
    verdict,
    code: verdict === 'unknown' ? 'UNKNOWN_VALUE' : code,
    decision: { facts: { phase: 'request', ...facts }, unknowns },
    origin: component.origin,
  };
}
