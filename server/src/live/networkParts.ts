import type { ComponentKind, Network } from '../network/model';

/** A handful of components of one kind, as they cross from one thread to another. */
export interface NetworkPart {
  readonly kind: ComponentKind;
  readonly components: readonly unknown[];
}

/** All of a network that is not components. */
export type NetworkRest = Pick<Network, 'notCollected' | 'problems'>;

/**
 * A network in parts so small that taking one in does not hold a thread up: a copy of a large network at once takes as
 * long as a hundred hovers. `size` is in rules, routes and components together.
 */
export function* partsOf(network: Network, size = 250): Generator<NetworkPart> {
  for (const kind of componentKinds(network)) {
    let components: unknown[] = [];
    let weight = 0;
    for (const component of network[kind].values()) {
      components.push(component);
      weight += weightOf(component);
      if (weight < size) continue;
      yield { kind, components };
      components = [];
      weight = 0;
    }
    if (components.length > 0) yield { kind, components };
  }
}

/** What is left of a network when its components have been sent. */
export function restOf({ notCollected, problems }: Network): NetworkRest {
  return { notCollected, problems };
}

/** Puts a network together again. */
export interface Assembly {
  readonly add: (part: NetworkPart) => void;
  readonly finish: (rest: NetworkRest) => Network;
}

/** Starts with no components at all. */
export function assemble(): Assembly {
  const maps = Object.fromEntries(allKinds.map((kind) => [kind, new Map<string, unknown>()])) as Record<
    ComponentKind,
    Map<string, unknown>
  >;
  return {
    add: ({ kind, components }) => {
      for (const component of components) maps[kind].set((component as { id: string }).id, component);
    },
    // Each map holds what `partsOf` took out of the map of the same kind.
    finish: (rest) => ({ ...(maps as unknown as Omit<Network, keyof NetworkRest>), ...rest }),
  };
}

const kindTable: Readonly<Record<ComponentKind, true>> = {
  vpcs: true,
  subnets: true,
  interfaces: true,
  securityGroups: true,
  prefixLists: true,
  networkAcls: true,
  routeTables: true,
  internetGateways: true,
  egressOnlyInternetGateways: true,
  natGateways: true,
  vpnGateways: true,
  carrierGateways: true,
  vpnConnections: true,
  peeringConnections: true,
  transitGateways: true,
  transitGatewayAttachments: true,
  transitGatewayRouteTables: true,
  endpoints: true,
  endpointServices: true,
  loadBalancers: true,
  targetGroups: true,
  workloads: true,
};

const allKinds = Object.keys(kindTable) as ComponentKind[];

function componentKinds(network: Network): readonly ComponentKind[] {
  return allKinds.filter((kind) => network[kind].size > 0);
}

/** The component, and the members of its lists. */
function weightOf(component: object): number {
  let weight = 1;
  for (const value of Object.values(component) as unknown[]) if (Array.isArray(value)) weight += value.length;
  return weight;
}
