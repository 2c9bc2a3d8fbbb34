import { formatAddress } from '../../ip/cidr';
import { addressKey } from '../networkIndex';
import type { Id, LoadBalancer } from '../../network/model';
import type { WayThrough } from '../answer';
import { askedTraffic } from '../askedTraffic';
import { distinct } from '../case';
import { balancerEnd } from '../componentEnds';
import { listenerTraffic, type End } from '../ends';
import type { NetworkIndex } from '../networkIndex';
import type { AskedTraffic } from '../question';
import { trafficSets } from '../trafficSets';
import { askThrough } from './throughBalancer';

/** Balancers in front of one target that are looked at. */
const most = 8;

/**
 * The ways by which a target is reached through a load balancer, where it is not reached directly: people ask for the
 * service, and mean the address that its users call. Ways that are surely closed are left out.
 * @param traffic what was asked of the target, on its own port
 */
export function waysThrough(
  index: NetworkIndex,
  from: End,
  to: End,
  traffic: AskedTraffic | undefined,
): readonly WayThrough[] {
  const only = namesOfTarget(index, to);
  const balancers = new Set([...only].flatMap((id) => balancersByTarget(index).get(id) ?? []));
  const others = [...balancers].filter(({ id }) => id !== from.id);
  return others.slice(0, most).flatMap((balancer): readonly WayThrough[] => {
    const door = balancerEnd(index, balancer);
    const own = listenerTraffic(balancer);
    if (door.front === undefined || door.nowhere !== undefined || own === undefined) return [];
    const asked = askedTraffic(undefined, own);
    const onTarget = traffic === undefined ? {} : { onTarget: askedTraffic(traffic, undefined).traffic };
    const { result } = askThrough(index, from, door, door.front, asked, { trace: false, only, ...onTarget });
    if (result.verdict === 'blocked') return [];
    const isSure = result.verdict === 'reachable';
    return [
      {
        balancer: balancer.id,
        name: balancer.name,
        verdict: isSure ? 'reachable' : 'unknown',
        traffic: trafficSets(isSure ? result.must : [...result.must, ...result.may], result.from, result.to),
        unknowns: isSure ? [] : distinct(result.unknowns),
      },
    ];
  });
}

/** All that target groups may call what was asked for: the workload, its interfaces, their addresses. */
function namesOfTarget(index: NetworkIndex, to: End): ReadonlySet<Id> {
  const names = new Set<Id>();
  if (to.kind !== 'workload' && to.kind !== 'interface' && to.kind !== 'address') return names;
  names.add(to.id);
  for (const host of to.hosts) {
    if (host.kind !== 'interface') continue;
    for (const one of host.members) {
      names.add(one.id);
      const owner = index.workloadOf(one);
      if (owner !== undefined) names.add(owner.id);
      for (const { within } of one.addresses) {
        const [only, more] = within.known ? within.value : [];
        const isOne = only !== undefined && index.byAddress().get(addressKey(only))?.includes(one) === true;
        if (isOne && more === undefined) names.add(formatAddress(only.family, only.address));
      }
    }
  }
  return names;
}

function balancersByTarget(index: NetworkIndex): ReadonlyMap<string, readonly LoadBalancer[]> {
  return index.remember('balancers by target', index.network.loadBalancers, () => {
    const balancers = new Map<string, LoadBalancer[]>();
    for (const balancer of index.network.loadBalancers.values()) {
      const groups = balancer.listeners.flatMap(({ targetGroups }) => targetGroups);
      for (const name of new Set(groups.flatMap((id) => (id.known ? targetNames(index, id.value) : [])))) {
        const known = balancers.get(name);
        if (known === undefined) balancers.set(name, [balancer]);
        else known.push(balancer);
      }
    }
    return balancers;
  });
}

function targetNames(index: NetworkIndex, group: Id): readonly string[] {
  return (index.network.targetGroups.get(group)?.targets ?? []).flatMap(({ to }) => {
    if (!to.known) return [];
    return 'id' in to.value
      ? [to.value.id]
      : [formatAddress(to.value.address.family, to.value.address.address)];
  });
}
