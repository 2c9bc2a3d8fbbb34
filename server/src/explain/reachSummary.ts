import type { Id, Unknown } from '../network/model';
import { componentOf } from './pages/page';
import { answer, reachableFrom, whoCanReach, type NetworkIndex, type Reach } from '../reachability/index';

/** Who can reach an end (or whom it can reach), counted: the internet apart from what is in the network. */
export interface ReachSummary {
  readonly sure: readonly Reach[];
  /** Those of which nobody can say yet. */
  readonly unsure: readonly Reach[];
  /** By IPv4 or IPv6; undefined: surely not. */
  readonly internet: Reach['verdict'] | undefined;
  /** The internet's own entry, where it has one. */
  readonly outside: readonly Reach[];
}

/** Who can reach an end on its own ports, or with anything where it has none. Undefined where the network has no such end. */
export function whoReaches(index: NetworkIndex, id: Id): ReachSummary | undefined {
  return once(index, 'who reaches', id, () => {
    const result = whoCanReach(index, id);
    return result.kind === 'error'
      ? undefined
      : summaryOf(index, result.reaches, internetOverIpv6(index, id));
  });
}

/** Whom an end can reach, on their own ports. Undefined where the network has no such end. */
export function whomReaches(index: NetworkIndex, id: Id): ReachSummary | undefined {
  return once(index, 'whom reaches', id, () => {
    const result = reachableFrom(index, id);
    return result.kind === 'error' ? undefined : summaryOf(index, result.reaches, undefined);
  });
}

/** Works it out once for a component of the network; what goes by another name is not remembered. */
function once(
  index: NetworkIndex,
  what: string,
  id: Id,
  make: () => ReachSummary | undefined,
): ReachSummary | undefined {
  const about = componentOf(index.network, id)?.component ?? index.network.interfaces.get(id);
  return about === undefined ? make() : index.remember(what, about, make);
}

function summaryOf(
  { network }: NetworkIndex,
  reaches: readonly Reach[],
  ipv6: Reach['verdict'] | undefined,
): ReachSummary {
  const inside = reaches.filter(({ end }) => end.kind !== 'internet').map(asCertainAsItsEnd);
  const ipv4 = reaches.find(({ end }) => end.kind === 'internet')?.verdict;
  return {
    sure: inside.filter(({ verdict }) => verdict === 'reachable'),
    unsure: inside.filter(({ verdict }) => verdict === 'unknown'),
    internet: ipv4 === 'reachable' ? ipv4 : (ipv6 ?? ipv4),
    outside: reaches.filter(({ end }) => end.kind === 'internet'),
  };

  /** What may not exist reaches nothing for sure. */
  function asCertainAsItsEnd(reach: Reach): Reach {
    const doubt = componentOf(network, reach.end.id)?.component.uncertain;
    return doubt === undefined
      ? reach
      : { ...reach, verdict: 'unknown', unknowns: [doubt, ...reach.unknowns] };
  }
}

/** The network-wide search is about the internet's IPv4 side: what has an IPv6 address is asked about apart. */
function internetOverIpv6(index: NetworkIndex, id: Id): Reach['verdict'] | undefined {
  const { network } = index;
  const interfaces =
    network.workloads.get(id)?.interfaces ??
    network.loadBalancers.get(id)?.interfaces ??
    index.interfacesOfGroup(id).map((one) => one.id);
  const hasIpv6 = interfaces.some((one) =>
    network.interfaces.get(one)?.addresses.some(({ family }) => family === 6),
  );
  if (!hasIpv6) return undefined;
  const result = answer(index, { from: 'internet-ipv6', to: id, traffic: undefined });
  if (result.kind === 'error' || result.answer.verdict === 'blocked') return undefined;
  return result.answer.verdict;
}

/** The first thing that an unsure reach hangs on. */
export function firstUnknown(reaches: readonly Reach[]): Unknown | undefined {
  return reaches.flatMap(({ unknowns }) => unknowns)[0];
}
