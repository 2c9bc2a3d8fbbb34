import { formatCidr } from '../ip/cidr';
import type { Component, Id, Maybe, Network } from '../network/model';
import { serviceOfPrefixList } from '../network/fromTerraform/serviceNames';
import { pairedKinds, type PairedKind, type Side } from './side';

/** Two components that are one thing, and how that is known: the best evidence that there is. */
export interface Pair {
  readonly kind: PairedKind;
  readonly left: Id;
  readonly right: Id;
  /** `state`: the state says so. `id`: they have one id. `name`: tag or name. `place`: address block, or what it is in. */
  readonly by: 'state' | 'id' | 'name' | 'place';
}

/** A component of which several on the other side could be the same. */
export interface Ambiguous {
  readonly kind: PairedKind;
  readonly left: Id;
  readonly candidates: readonly Id[];
}

/** Which components of two sides are the same. */
export interface Pairing {
  readonly pairs: readonly Pair[];
  readonly rightOf: ReadonlyMap<Id, Id>;
  readonly leftOf: ReadonlyMap<Id, Id>;
  readonly ambiguous: readonly Ambiguous[];
  readonly onlyLeft: readonly Unpaired[];
  readonly onlyRight: readonly Unpaired[];
}

export interface Unpaired {
  readonly kind: PairedKind;
  readonly id: Id;
  readonly name: string;
}

/**
 * Pairs the components, kind by kind. A pair is made only where nothing else on either side fits as well: what could be
 * several things is ambiguous, and told.
 */
export function pairNetworks(left: Side, right: Side): Pairing {
  const pairs: Pair[] = [];
  const rightOf = new Map<Id, Id>();
  const leftOf = new Map<Id, Id>();
  const ambiguous: Ambiguous[] = [];
  const onlyLeft: Unpaired[] = [];
  const onlyRight: Unpaired[] = [];
  for (const kind of pairedKinds) {
    const add = (a: Component, b: Component, by: Pair['by']): void => {
      pairs.push({ kind, left: a.id, right: b.id, by });
      rightOf.set(a.id, b.id);
      leftOf.set(b.id, a.id);
    };
    const keys: readonly (readonly [Pair['by'], Keys])[] = [
      ['state', { left: (one) => left.ids.get(one.id) ?? [], right: (one) => idsOf(one) }],
      ['id', { left: idsOf, right: idsOf }],
      [
        'name',
        {
          left: (one) => namesIn(left, kind, one, (id) => rightOf.get(id) ?? `left ${id}`),
          right: (one) => namesIn(right, kind, one, (id) => id),
        },
      ],
      [
        'place',
        {
          left: (one) => placesOf(left.network, kind, one, (id) => rightOf.get(id) ?? `left ${id}`),
          right: (one) => placesOf(right.network, kind, one, (id) => id),
        },
      ],
    ];
    const undecided = new Map<Id, readonly Id[]>();
    for (const [by, { left: leftKeys, right: rightKeys }] of keys) {
      const lefts = byKey(free(left.network, kind, rightOf), leftKeys);
      const rights = byKey(free(right.network, kind, leftOf), rightKeys);
      for (const [key, those] of lefts) {
        const matching = (rights.get(key) ?? []).filter((one) => !leftOf.has(one.id));
        const waiting = those.filter((one) => !rightOf.has(one.id));
        const [a, b] = [waiting[0], matching[0]];
        if (a === undefined || b === undefined) continue;
        if (waiting.length === 1 && matching.length === 1) add(a, b, by);
        else
          for (const one of waiting)
            undecided.set(
              one.id,
              matching.map(({ id }) => id),
            );
      }
    }
    for (const one of free(left.network, kind, rightOf)) {
      const candidates = (undecided.get(one.id) ?? []).filter((id) => !leftOf.has(id));
      if (candidates.length > 0) ambiguous.push({ kind, left: one.id, candidates });
      else onlyLeft.push({ kind, id: one.id, name: one.name });
    }
    const claimed = new Set(ambiguous.flatMap(({ candidates }) => candidates));
    for (const one of free(right.network, kind, leftOf))
      if (!claimed.has(one.id) && !isEverywhere(kind, one))
        onlyRight.push({ kind, id: one.id, name: one.name });
  }
  return { pairs, rightOf, leftOf, ambiguous, onlyLeft, onlyRight };
}

interface Keys {
  readonly left: (one: Component) => readonly string[];
  readonly right: (one: Component) => readonly string[];
}

function free(network: Network, kind: PairedKind, paired: ReadonlyMap<Id, Id>): readonly Component[] {
  const all: Iterable<Component> = network[kind].values();
  return [...all].filter((one) => !paired.has(one.id));
}

function byKey(
  components: readonly Component[],
  keysOf: (one: Component) => readonly string[],
): ReadonlyMap<string, readonly Component[]> {
  const found = new Map<string, Component[]>();
  for (const one of components) {
    for (const key of new Set(keysOf(one))) {
      const same = found.get(key);
      if (same === undefined) found.set(key, [one]);
      else same.push(one);
    }
  }
  return found;
}

function idsOf({ id, origin }: Component): readonly string[] {
  return origin !== undefined && 'arn' in origin ? [id, origin.arn] : [id];
}

/** Names, with the VPC that they are in: two VPCs may both have an `app`. */
function namesIn(side: Side, kind: PairedKind, one: Component, same: (id: Id) => string): readonly string[] {
  const vpc = vpcOf(side.network, kind, one);
  const scope = vpc === undefined ? '' : same(vpc);
  const list = kind === 'prefixLists' ? awsList(one) : undefined;
  const own =
    list === undefined ? (side.names.get(one.id) ?? (one.name === one.id ? [] : [one.name])) : [list];
  return own.map((name) => `${scope} ${name}`);
}

/** Which of the lists that AWS keeps in every account this one is: code names the service, the account the Region too. */
function awsList({ id, name }: Component): string | undefined {
  return (
    serviceOfPrefixList(id) ?? /^com\.amazonaws\.(?:global|[a-z]{2}(?:-[a-z]+)+-\d+)\.(.+)$/.exec(name)?.[1]
  );
}

/** What every account has without anybody having made it: nobody misses it in code. */
function isEverywhere(kind: PairedKind, one: Component): boolean {
  return kind === 'prefixLists' && awsList(one) !== undefined;
}

/** What tells a component by where it is: its block, the subnets it is for, the VPC that has only one of the kind. */
function placesOf(
  network: Network,
  kind: PairedKind,
  one: Component,
  same: (id: Id) => string,
): readonly string[] {
  const vpc = vpcOf(network, kind, one);
  const scope = vpc === undefined ? '' : same(vpc);
  switch (kind) {
    case 'vpcs':
    case 'subnets': {
      const [first] = (network[kind].get(one.id)?.cidrs ?? []).flatMap((cidr) =>
        cidr.known ? [cidr.value] : [],
      );
      return first === undefined ? [] : [`${scope} ${formatCidr(first)}`];
    }
    case 'internetGateways':
      return vpc === undefined ? [] : [scope];
    case 'natGateways': {
      const subnet = knownOf(network.natGateways.get(one.id)?.subnet);
      return subnet === undefined ? [] : [same(subnet)];
    }
    case 'endpoints': {
      const service = knownOf(network.endpoints.get(one.id)?.service);
      return service === undefined ? [] : [`${scope} ${service}`];
    }
    case 'routeTables':
    case 'networkAcls': {
      const member = kind === 'routeTables' ? 'routeTable' : 'networkAcl';
      const subnets = [...network.subnets.values()].filter((subnet) => knownOf(subnet[member]) === one.id);
      const isDefault = [...network.vpcs.values()].some(
        (each) => knownOf(kind === 'routeTables' ? each.mainRouteTable : each.defaultNetworkAcl) === one.id,
      );
      const used = subnets.map(({ id }) => same(id)).sort();
      return [...(isDefault ? [`${scope} default`] : []), ...(used.length > 0 ? [used.join()] : [])];
    }
    case 'securityGroups': {
      const isDefault = [...network.vpcs.values()].some(
        (each) => knownOf(each.defaultSecurityGroup) === one.id,
      );
      return isDefault ? [`${scope} default`] : [];
    }
    case 'loadBalancers': {
      const balancer = network.loadBalancers.get(one.id);
      return placeOfInterfaces(network, balancer?.kind ?? '', balancer?.interfaces ?? [], same);
    }
    case 'workloads': {
      const workload = network.workloads.get(one.id);
      return placeOfInterfaces(network, workload?.kind ?? '', workload?.interfaces ?? [], same);
    }
    case 'transitGateways':
    case 'peeringConnections':
    case 'prefixLists':
      return [];
  }
}

/** A kind of thing by the subnets and groups of its interfaces. */
function placeOfInterfaces(
  network: Network,
  kind: string,
  interfaces: readonly Id[],
  same: (id: Id) => string,
): readonly string[] {
  const subnets = new Set<string>();
  const groups = new Set<string>();
  for (const id of interfaces) {
    const one = network.interfaces.get(id);
    const subnet = knownOf(one?.subnet);
    if (subnet === undefined) return [];
    subnets.add(same(subnet));
    for (const group of one?.securityGroups ?? []) groups.add(group.known ? same(group.value) : 'unknown');
  }
  if (subnets.size === 0) return [];
  return [`${kind} ${[...subnets].sort().join()} ${[...groups].sort().join()}`];
}

function vpcOf(network: Network, kind: PairedKind, one: Component): Id | undefined {
  switch (kind) {
    case 'subnets':
    case 'endpoints':
    case 'routeTables':
    case 'networkAcls':
    case 'securityGroups':
    case 'internetGateways':
      return knownOf<Id | undefined>(network[kind].get(one.id)?.vpc);
    case 'loadBalancers':
      return knownOf(network.loadBalancers.get(one.id)?.vpc);
    default:
      return undefined;
  }
}

function knownOf<T>(value: Maybe<T> | undefined): T | undefined {
  return value?.known === true ? value.value : undefined;
}
