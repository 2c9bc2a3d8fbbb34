/**
 * `compare/`: two readings of one network, code and account or two snapshots, in terms of who can reach whom. `pairing.ts`
 * says which things are the same, `rules.ts` in which rules, entries and routes they differ, `traffic.ts` what that changes,
 * `words.ts` tells it.
 */
import type { Id, Network } from '../network/model';

/** One reading, and what its source knows beyond the network. All of that is empty for a snapshot. */
export interface Side {
  readonly network: Network;
  /** AWS ids (or ARNs) of components, where a state tells them. */
  readonly ids: ReadonlyMap<Id, readonly string[]>;
  /** What a component is called in AWS: its Name tag, its own name. */
  readonly names: ReadonlyMap<Id, readonly string[]>;
  /** Components whose rules in this direction are all in the code: Terraform removes others (`id ingress`, `id routes`). */
  readonly owned: ReadonlySet<string>;
}

/** A network about which nothing else is known. */
export function plainSide(network: Network): Side {
  return { network, ids: new Map(), names: new Map(), owned: new Set() };
}

/** Kinds of components that are paired, in order: later ones are told apart by the earlier ones that they are in. */
export const pairedKinds = [
  'vpcs',
  'subnets',
  'internetGateways',
  'natGateways',
  'transitGateways',
  'peeringConnections',
  'endpoints',
  'prefixLists',
  'routeTables',
  'networkAcls',
  'securityGroups',
  'loadBalancers',
  'workloads',
] as const;

/** A kind of component that is paired. */
export type PairedKind = (typeof pairedKinds)[number];
