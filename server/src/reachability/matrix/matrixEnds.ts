import type { Id, NetworkInterface } from '../../network/model';
import { balancerEnd } from '../componentEnds';
import { listenerTraffic, ownTraffic, type End, type OwnTraffic } from '../ends';
import { serviceBehind } from '../endpointServices';
import type { Front } from '../balancers/front';
import { internetEnd } from '../internetEnd';
import type { NetworkIndex } from '../networkIndex';
import type { ReachEnd } from '../reach';
import { fineClasses, type FineClass } from './fineClasses';
import { sidesOf, type Side } from './sides';

/** An end of the matrix: who it is, and what stands for its interfaces. */
export interface MatrixEnd {
  readonly end: ReachEnd;
  readonly quantifier: End['quantifier'];
  /** As a sender. */
  readonly sides: readonly Side[];
  /** As a receiver: a balancer is called by the one address that its name means. */
  readonly doors: readonly Side[];
  readonly own: OwnTraffic | undefined;
  readonly front: Front | undefined;
}

/** The ends of a network that a matrix is about: workloads, balancers, endpoints, interfaces that nobody owns, the internet. */
export function matrixEnds(index: NetworkIndex): readonly MatrixEnd[] {
  return index.remember('matrix ends', index.network, () => listEnds(index));
}

function listEnds(index: NetworkIndex): readonly MatrixEnd[] {
  const { network } = index;
  const { classOf } = fineClasses(index);
  const owned = new Set<Id>();
  const ends: MatrixEnd[] = [];
  const add = (
    end: ReachEnd,
    quantifier: End['quantifier'],
    interfaces: readonly Id[],
    own: OwnTraffic | undefined,
    behind?: { readonly front: Front | undefined; readonly doors?: readonly Side[] },
  ): void => {
    for (const id of interfaces) owned.add(id);
    const classes = new Set(interfaces.flatMap((id) => classOf.get(id) ?? []));
    if (classes.size === 0) return;
    const sides = inOrder(classes);
    ends.push({ end, quantifier, sides, doors: behind?.doors ?? sides, own, front: behind?.front });
  };
  for (const { id, name, placement, interfaces, listens } of network.workloads.values()) {
    const quantifier = placement === 'any' ? 'every' : 'some';
    add({ id, name, kind: 'workload' }, quantifier, interfaces, ownTraffic(listens));
  }
  for (const balancer of network.loadBalancers.values()) {
    const { id, name, interfaces } = balancer;
    const called = balancerEnd(index, balancer);
    const behind = { front: called.front, doors: sidesOf(index, called) };
    add({ id, name, kind: 'loadBalancer' }, 'every', interfaces, listenerTraffic(balancer), behind);
  }
  for (const endpoint of network.endpoints.values()) {
    const { id, name, interfaces } = endpoint;
    const behind = serviceBehind(index, endpoint);
    add({ id, name, kind: 'endpoint' }, 'every', interfaces, behind.own, behind);
  }
  for (const one of network.interfaces.values()) {
    if (!owned.has(one.id) && isEnd(one))
      add({ id: one.id, name: one.name, kind: 'interface' }, 'some', [one.id], undefined);
  }
  return [...ends, internet(index)];
}

function inOrder(classes: ReadonlySet<FineClass>): readonly FineClass[] {
  return [...classes].sort((a, b) => a.id - b.id);
}

function internet(index: NetworkIndex): MatrixEnd {
  const { hosts } = internetEnd(index, 'internet', 4);
  const end: ReachEnd = { id: 'internet', name: 'internet', kind: 'internet' };
  return { end, quantifier: 'some', sides: hosts, doors: hosts, own: undefined, front: undefined };
}

/** Interfaces of gateways are on the way, not at its end. */
function isEnd(one: NetworkInterface): boolean {
  return (
    one.kind !== 'natGateway' && one.kind !== 'transitGateway' && one.kind !== 'gatewayLoadBalancerEndpoint'
  );
}
