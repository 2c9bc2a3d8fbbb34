import type { Id, ListeningPort, NetworkInterface, Subnet, Workload } from '../model';
import { known } from '../maybe';
import type { Item } from './collect';
import { readDatabases } from './databases';
import { readFunctions } from './functions';
import { instanceItems } from './interfaces';
import { balancerId } from './loadBalancers';
import { type Owner, ownerOf } from './owners';
import { child, number, records, tag, text } from './record';
import { arnOf, items, named, type Source, whereabouts } from './source';
import { readTasks } from './tasks';

/** What runs, who owns which interface, and interfaces that must be there though the snapshot does not list them. */
export interface Workloads {
  readonly workloads: readonly Workload[];
  readonly owners: ReadonlyMap<Id, Id>;
  readonly expected: readonly NetworkInterface[];
}

/** An interface with what its description says of its owner. */
export interface OwnedItem {
  readonly id: Id;
  readonly item: Item;
  readonly owner: Owner;
}

/** A family's part of `Workloads`. */
export interface WorkloadPart {
  readonly workloads: readonly Workload[];
  readonly expected: readonly NetworkInterface[];
}

/** Workloads out of the interfaces' descriptions and what the services' own calls add. */
export function readWorkloads(
  source: Source,
  all: readonly Item[],
  subnets: ReadonlyMap<Id, Subnet>,
): Workloads {
  const owned = all.flatMap((item): OwnedItem[] => {
    const owner = ownerOf(item);
    return owner === undefined ? [] : [{ id: text(item.record, 'NetworkInterfaceId') ?? '', item, owner }];
  });
  const parts: readonly WorkloadPart[] = [
    { workloads: readInstances(source, owned), expected: [] },
    readFunctions(source, owned, subnets),
    readDatabases(source, owned, subnets),
    { workloads: readTasks(source, owned), expected: [] },
    { workloads: readServices(source, owned), expected: [] },
  ];
  const workloads = parts.flatMap((part) => part.workloads);
  const owners = new Map<Id, Id>();
  // What several workloads may be behind of belongs to the one of them that is sure, else to the first.
  for (const workload of workloads)
    for (const id of workload.interfaces) if (!owners.has(id)) owners.set(id, workload.id);
  for (const { id, item, owner } of owned) {
    const other = componentOwner(source, owner, item);
    if (other !== undefined) owners.set(id, other);
  }
  for (const gateway of items(source, 'NatGateways')) {
    for (const each of records(gateway.record, 'NatGatewayAddresses')) {
      const id = text(each, 'NetworkInterfaceId');
      if (id !== undefined) owners.set(id, text(gateway.record, 'NatGatewayId') ?? '');
    }
  }
  return { workloads, owners, expected: parts.flatMap((part) => part.expected) };
}

function componentOwner(source: Source, owner: Owner, item: Item): Id | undefined {
  if (owner.kind === 'natGateway' || owner.kind === 'endpoint' || owner.kind === 'transitGatewayAttachment')
    return owner.id;
  return owner.kind === 'loadBalancer' ? balancerId(source, owner.path, item) : undefined;
}

/** Instances that have interfaces, and those that only `describe-instances` lists. Terminated ones have none. */
function readInstances(source: Source, owned: readonly OwnedItem[]): Workload[] {
  const described = new Map(
    instanceItems(source).map((item) => [text(item.record, 'InstanceId') ?? '', item]),
  );
  const byInstance = new Map<Id, OwnedItem[]>();
  for (const each of owned) {
    if (each.owner.kind !== 'instance') continue;
    byInstance.set(each.owner.id, [...(byInstance.get(each.owner.id) ?? []), each]);
  }
  return [...byInstance].map(([id, own]): Workload => {
    const item = described.get(id);
    const [first] = own;
    const place = whereabouts(item ?? first?.item ?? nowhere);
    const inOrder = [...own].sort((a, b) => deviceIndex(a.item) - deviceIndex(b.item));
    return {
      ...named(
        place,
        id,
        (item === undefined ? undefined : tag(item.record, 'Name')) ?? id,
        arnOf(place, `instance/${id}`),
      ),
      kind: 'instance',
      interfaces: inOrder.map((each) => each.id),
      placement: 'all',
      listens: [],
      clientPorts: item === undefined ? 'unknown' : isWindows(item) ? 'windows' : 'linux',
    };
  });
}

const nowhere: Item = { record: {}, path: '', account: undefined, region: undefined };

function deviceIndex(item: Item): number {
  return number(child(item.record, 'Attachment'), 'DeviceIndex') ?? 0;
}

function isWindows(item: Item): boolean {
  return /windows/i.test(text(item.record, 'Platform') ?? text(item.record, 'PlatformDetails') ?? '');
}

/** The primary interface of an instance: what a route to an instance leads to. */
export function primaryInterfaces(all: readonly Item[]): ReadonlyMap<Id, Id> {
  const byInstance = new Map<Id, { readonly id: Id; readonly index: number }>();
  for (const item of all) {
    const instance = text(child(item.record, 'Attachment'), 'InstanceId');
    const id = text(item.record, 'NetworkInterfaceId');
    if (instance === undefined || id === undefined) continue;
    const best = byInstance.get(instance);
    if (best === undefined || deviceIndex(item) < best.index)
      byInstance.set(instance, { id, index: deviceIndex(item) });
  }
  return new Map([...byInstance].map(([instance, { id }]) => [instance, id]));
}

/** Ports of services whose interfaces' descriptions name them. */
const servicePorts: Readonly<Record<string, number>> = {
  eks_cluster: 443,
  efs_file_system: 2049,
  redshift_cluster: 5439,
  opensearch_domain: 443,
};

function readServices(source: Source, owned: readonly OwnedItem[]): Workload[] {
  const byName = new Map<
    string,
    { readonly type: string; readonly name: string; readonly own: OwnedItem[] }
  >();
  for (const each of owned) {
    if (each.owner.kind !== 'service') continue;
    const { type, name } = each.owner;
    const group = byName.get(`${type} ${name}`) ?? { type, name, own: [] };
    byName.set(`${type} ${name}`, group);
    group.own.push(each);
  }
  return [...byName.values()].map(({ type, name, own }): Workload => {
    const place = whereabouts(own[0]?.item ?? nowhere);
    const port = type === 'elasticache_cluster' ? cachePort(source, name) : servicePorts[type];
    const listens: ListeningPort[] = port === undefined ? [] : [{ protocol: 6, port: known(port) }];
    return {
      ...named(place, `${type}/${name}`, name, arnOf(place, `network-interface/${own[0]?.id ?? ''}`)),
      kind: type,
      interfaces: own.map(({ id }) => id),
      placement: 'any',
      listens,
      clientPorts: 'aws',
    };
  });
}

function cachePort(source: Source, name: string): number | undefined {
  const cluster = items(source, 'CacheClusters').find(({ record }) =>
    name.startsWith(text(record, 'CacheClusterId') ?? '\n'),
  );
  const [node] = records(cluster?.record ?? {}, 'CacheNodes');
  const port = node === undefined ? undefined : number(child(node, 'Endpoint'), 'Port');
  const engine = cluster === undefined ? undefined : text(cluster.record, 'Engine');
  return port ?? (engine === 'memcached' ? 11211 : engine === undefined ? undefined : 6379);
}
