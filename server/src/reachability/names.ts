import type {
  Component,
  Id,
  LoadBalancer,
  NetworkInterface,
  SecurityGroup,
  Subnet,
  VpcEndpoint,
  Workload,
} from '../network/model';
import type { NetworkIndex } from './networkIndex';
import { natInterface } from './walk/natInterface';

/** A component that a question can be about. */
export type Found =
  | { readonly kind: 'workload'; readonly component: Workload }
  | { readonly kind: 'loadBalancer'; readonly component: LoadBalancer }
  | { readonly kind: 'endpoint'; readonly component: VpcEndpoint }
  | { readonly kind: 'interface'; readonly component: NetworkInterface }
  | { readonly kind: 'subnet'; readonly component: Subnet }
  | { readonly kind: 'securityGroup'; readonly component: SecurityGroup }
  | { readonly kind: 'vpc'; readonly component: Component }
  | { readonly kind: 'internet'; readonly component: Component }
  | { readonly kind: 'onPremises'; readonly component: Component };

/** What a name stands for. Of several instances with one name all are meant; of different things nobody knows which. */
export type Named =
  | { readonly kind: 'one'; readonly found: Found }
  | { readonly kind: 'several'; readonly workloads: readonly Workload[] }
  | { readonly kind: 'ambiguous'; readonly ids: readonly Id[] };

/** What runs comes before what it runs in: a service may be called as its group and its subnet are. */
const tiers: Readonly<Record<Found['kind'], number>> = {
  workload: 0,
  loadBalancer: 0,
  endpoint: 0,
  interface: 1,
  subnet: 2,
  securityGroup: 2,
  vpc: 2,
  internet: 2,
  onPremises: 2,
};

/** Finds components by id, ARN or name; an id wins over a name. */
export function findNamed(index: NetworkIndex, name: string): Named | undefined {
  const { byId, byName } = namesOf(index);
  const own = byId.get(name);
  if (own !== undefined) return { kind: 'one', found: own };
  const all = byName.get(name) ?? [];
  const best = Math.min(...all.map(({ kind }) => tiers[kind]));
  const candidates = all.filter(({ kind }) => tiers[kind] === best);
  const [first] = candidates;
  if (first === undefined) return undefined;
  if (candidates.length === 1) return { kind: 'one', found: first };
  const workloads = candidates.flatMap((one) => (one.kind === 'workload' ? [one.component] : []));
  const alike = workloads.every(({ kind }) => kind === workloads[0]?.kind);
  return alike && workloads.length === candidates.length
    ? { kind: 'several', workloads }
    : { kind: 'ambiguous', ids: candidates.map(({ component }) => component.id) };
}

interface Names {
  readonly byId: ReadonlyMap<string, Found>;
  readonly byName: ReadonlyMap<string, readonly Found[]>;
}

function namesOf(index: NetworkIndex): Names {
  return index.remember('names', index.network, () => {
    const byId = new Map<string, Found>();
    const byName = new Map<string, Found[]>();
    const add = (found: Found, { id, name, origin }: Component): void => {
      if (!byId.has(id)) byId.set(id, found);
      if (origin !== undefined && 'arn' in origin && !byId.has(origin.arn)) byId.set(origin.arn, found);
      const same = byName.get(name);
      if (same === undefined) byName.set(name, [found]);
      else same.push(found);
    };
    // A NAT gateway is asked about as the interface that it sends by.
    for (const gateway of index.network.natGateways.values()) {
      add({ kind: 'interface', component: natInterface(index, gateway) }, gateway);
    }
    for (const found of components(index)) add(found, found.component);
    return { byId, byName };
  });
}

function* components(index: NetworkIndex): Iterable<Found> {
  const { network } = index;
  for (const component of network.workloads.values()) yield { kind: 'workload', component };
  for (const component of network.loadBalancers.values()) yield { kind: 'loadBalancer', component };
  for (const component of network.endpoints.values()) yield { kind: 'endpoint', component };
  for (const component of network.interfaces.values()) yield { kind: 'interface', component };
  for (const component of network.subnets.values()) yield { kind: 'subnet', component };
  for (const component of network.securityGroups.values()) yield { kind: 'securityGroup', component };
  for (const component of network.vpcs.values()) yield { kind: 'vpc', component };
  for (const component of network.internetGateways.values()) yield { kind: 'internet', component };
  for (const component of network.vpnGateways.values()) yield { kind: 'onPremises', component };
  for (const component of network.vpnConnections.values()) yield { kind: 'onPremises', component };
}
