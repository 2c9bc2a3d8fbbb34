import { allAddresses, noAddressIn, uniteAddresses, type AddressSet } from '../../ip/addresses';
import { formatAddress } from '../../ip/cidr';
import { allPorts, intersectPackets, unitePackets, type PacketSet } from '../../ip/packets';
import { overlaps } from '../../ip/ranges';
import { portTraffic, protocolsOf, protocolTraffic, type Traffic } from '../../ip/traffic';
import type { Id, Listener, LoadBalancer, Maybe, Target, TargetGroup, Unknown } from '../../network/model';
import type { Hop, Verdict } from '../answer';
import type { Asked } from '../askedTraffic';
import type { End } from '../ends';
import { resolveEndpoint } from '../endpoints';
import type { NetworkIndex } from '../networkIndex';
import { askPairs, type PairsResult } from '../pairs';
import { hopOf } from './hop';
import { trafficOfListener } from './listeners';
import { keepsClientAddress, nodeEnd, nodesFor } from './nodes';
import type { Front } from './front';

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

/** What is asked behind a balancer. */
export interface BehindOptions {
  /** Whether hops are written down. */
  readonly trace: boolean;
  /** The one target that is asked about, by the ids that it goes by; undefined: any of them will do. */
  readonly only?: ReadonlySet<Id>;
  /** With `only`: what has to be asked of it on its own port. */
  readonly onTarget?: Traffic;
}

/** A connection that a listener hands on, on its way to a target. */
interface Handover {
  readonly index: NetworkIndex;
  readonly front: Front;
  readonly from: End;
  readonly options: BehindOptions;
  readonly protocol: 6 | 17;
  /** What the listener takes. */
  readonly taken: PacketSet;
  readonly hops: readonly Hop[];
}

/**
 * The second leg of a question to a balancer. One target that can be reached will do: the others are taken out of
 * service by their health checks. https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 */
export function askBehind(
  index: NetworkIndex,
  front: Front,
  from: End,
  asked: Asked,
  options: BehindOptions,
): SecondLeg {
  const { balancer } = front;
  const listeners = balancer.listeners.filter((one) => overlaps(trafficOfListener(one), asked.traffic));
  const legs = listeners.flatMap((listener) => askListener(index, front, listener, from, options));
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

function noListener(balancer: LoadBalancer): SecondLeg {
  const incomplete = balancer.listenersIncomplete;
  if (incomplete !== undefined) {
    const hops = [hopOf(balancer, 'loadBalancer', 'unknown', undefined, {}, [incomplete])];
    return { ...nothing, verdict: 'unknown', hops, unknowns: [incomplete] };
  }
  return blockedLeg([], noListenerHop(balancer));
}

/** The balancer as a hop that has no listener for what was asked. */
export function noListenerHop(balancer: LoadBalancer): Hop {
  const code = balancer.kind === 'classic' ? 'ELB_LISTENERS_MISMATCH' : 'ELBV2_LISTENERS_MISMATCH';
  return hopOf(balancer, 'loadBalancer', 'blocked', code);
}

const nothing = { served: [], possible: [], pairs: undefined, blockers: [], unknowns: [] };

function blockedLeg(before: readonly Hop[], hop: Hop): SecondLeg {
  return { ...nothing, verdict: 'blocked', hops: [...before, hop], blockers: [hop] };
}

function unknownLeg({ hops, taken }: Handover, unknown: Unknown): SecondLeg {
  return { ...nothing, verdict: 'unknown', possible: taken, hops, unknowns: [unknown] };
}

/** No packet goes through the VPC for it. */
function servedLeg(taken: PacketSet, hops: readonly Hop[]): SecondLeg {
  return { ...nothing, verdict: 'reachable', served: taken, possible: taken, hops };
}

function askListener(
  index: NetworkIndex,
  front: Front,
  listener: Listener,
  from: End,
  options: BehindOptions,
): readonly SecondLeg[] {
  const { balancer } = front;
  const traffic = trafficOfListener(listener);
  const [first, ...others] = protocolsOf(traffic);
  if (first !== undefined && others.length > 0) {
    return [6 as const, 17 as const].flatMap((protocol) =>
      askListener(index, front, { ...listener, protocol: { known: true, value: protocol } }, from, options),
    );
  }
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
  const taken: PacketSet = [
    { source: allAddresses, destination: allAddresses, traffic, clientPorts: allPorts },
  ];
  // Without target groups it redirects, or answers by itself.
  if (listener.targetGroups.length === 0) return options.only === undefined ? [servedLeg(taken, hops)] : [];
  const handover: Handover = { index, front, from, options, taken, hops, protocol: first === 17 ? 17 : 6 };
  if (!listener.protocol.known && balancer.kind === 'network') {
    return options.only === undefined ? [unknownLeg(handover, listener.protocol.unknown)] : [];
  }
  return listener.targetGroups.flatMap((id) => {
    const group = id.known ? index.network.targetGroups.get(id.value) : undefined;
    if (group !== undefined) return askTargets(handover, group);
    // A group that nobody knows may have any target.
    if (options.only !== undefined) return [];
    return [unknownLeg(handover, id.known ? index.missing('targetGroups', id.value) : id.unknown)];
  });
}

function askTargets(handover: Handover, group: TargetGroup): readonly SecondLeg[] {
  const { options, hops, taken } = handover;
  const { only } = options;
  const targets =
    only === undefined ? group.targets : group.targets.filter((target) => isOneOf(target, only));
  const isLambda = group.targetType.known && group.targetType.value === 'lambda';
  // The service calls the function; no packet goes through the VPC.
  if (isLambda && targets.length > 0)
    return [servedLeg(taken, [...hops, hopOf(group, 'targetGroup', 'allowed')])];
  if (targets.length > 0) return targets.flatMap((target) => askTarget(handover, group, target));
  if (only !== undefined) return [];
  if (group.targetsIncomplete !== undefined) return [unknownLeg(handover, group.targetsIncomplete)];
  const why = { why: 'it has no targets' };
  return [blockedLeg(hops, hopOf(group, 'targetGroup', 'blocked', 'ELBV2_LISTENER_HAS_NO_TG', why))];
}

function isOneOf(target: Target, only: ReadonlySet<Id>): boolean {
  if (!target.to.known) return false;
  const { value } = target.to;
  return only.has('id' in value ? value.id : formatAddress(value.address.family, value.address.address));
}

function askTarget(before: Handover, group: TargetGroup, target: Target): readonly SecondLeg[] {
  const { index, front, options, protocol, taken, from } = before;
  const port: Maybe<number> = target.port ?? group.port;
  const facts = { targetPort: port.known ? String(port.value) : port.unknown.value };
  const traffic = port.known ? portTraffic(protocol, port.value, port.value) : protocolTraffic(protocol);
  if (options.onTarget !== undefined && !overlaps(traffic, options.onTarget)) return [];
  const hops = [...before.hops, hopOf(group, 'targetGroup', 'allowed', undefined, facts)];
  const handover = { ...before, hops };
  const resolved = endOfTarget(index, target);
  if (resolved.kind === 'unknown') return [unknownLeg(handover, resolved.unknown)];
  const to = resolved.end;
  const nodes = nodesFor(index, front, group, to);
  if (nodes.kind === 'none') {
    const zone = { zone: nodes.zone };
    return [blockedLeg(before.hops, hopOf(front.balancer, 'loadBalancer', 'blocked', nodes.code, zone))];
  }
  const kept = keepsClientAddress(front, group, protocol);
  if (!kept.known) return [unknownLeg(handover, kept.unknown)];
  const side = nodeEnd(index, front.balancer, nodes.interfaces, from, kept.value);
  const portUnknown = port.known ? undefined : port.unknown;
  const asked: Asked = { traffic, required: port.known ? traffic : undefined, portUnknown };
  const pairs = askPairs(index, side, to, asked, options.trace);
  const doubts = [...nodes.unknowns, ...(target.uncertain === undefined ? [] : [target.uncertain])];
  const verdict = doubts.length > 0 && pairs.verdict === 'reachable' ? 'unknown' : pairs.verdict;
  const ofPort = portUnknown === undefined || verdict !== 'unknown' ? [] : [portUnknown];
  const isBySource = kept.value && from.hosts.every((host) => isSeenAsSet(front, host));
  const of = (packets: PacketSet): PacketSet => (isBySource ? bySource(taken, sourcesOf(packets)) : taken);
  return [
    {
      verdict,
      served: verdict === 'reachable' ? of(pairs.must) : [],
      possible: verdict === 'blocked' ? [] : of([...pairs.must, ...pairs.may]),
      hops,
      pairs,
      blockers: pairs.failing.flatMap(({ branches }) => branches.flatMap(({ blockers }) => blockers)),
      unknowns: [...new Set([...doubts, ...ofPort, ...pairs.unknowns])],
    },
  ];
}

type TargetEnd =
  { readonly kind: 'end'; readonly end: End } | { readonly kind: 'unknown'; readonly unknown: Unknown };

/** A target as the balancer calls it: by its private addresses. */
function endOfTarget(index: NetworkIndex, { to }: Target): TargetEnd {
  if (!to.known) return { kind: 'unknown', unknown: to.unknown };
  const name =
    'id' in to.value ? to.value.id : formatAddress(to.value.address.family, to.value.address.address);
  const resolved = resolveEndpoint(index, name);
  if (resolved.kind === 'error') {
    return { kind: 'unknown', unknown: { value: name, why: 'nothing tells what this target is' } };
  }
  const { end } = resolved;
  if (end.nowhere !== undefined) return { kind: 'unknown', unknown: end.nowhere };
  const hosts = end.hosts.map((host) =>
    host.kind === 'interface' ? { ...host, dial: 'private' as const } : host,
  );
  return { kind: 'end', end: { ...end, hosts } };
}

/** Whether the targets see each of a set of clients under the address that the balancer saw. */
function isSeenAsSet({ balancer }: Front, host: End['hosts'][number]): boolean {
  if (host.kind !== 'interface') return host.mode === 'each';
  const isInternal = balancer.scheme.known && balancer.scheme.value === 'internal';
  return isInternal && host.parties.get(4)?.addresses !== undefined;
}

function sourcesOf(packets: PacketSet): AddressSet | undefined {
  let all: AddressSet | undefined;
  for (const { source } of packets) all = all === undefined ? source : uniteAddresses(all, source);
  return all;
}

function bySource(taken: PacketSet, source: AddressSet | undefined): PacketSet {
  if (source === undefined || noAddressIn(source)) return taken;
  return intersectPackets(
    taken,
    taken.map((box) => ({ ...box, source })),
  );
}
