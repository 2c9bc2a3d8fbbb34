import type { Component, Id, ListeningPort, Network, Origin, Workload } from '../network/model';
import type { EndpointCandidate, EndpointKind, OriginLocation, TrafficChoice } from '../protocol/requests';
import { resourcesAt, type Cursor, type ToUri } from './locations';
import type { Model } from './model';

/** Kinds of workloads that keep data. */
const dataStores =
  /^(db_|rds_|docdb|neptune|elasticache|memorydb|redshift|opensearch|elasticsearch|msk|mq_|dax|efs|fsx|dms)/;

/** Whether a workload of this kind (`db_instance`) keeps data. */
export function isDataStore(kind: string): boolean {
  return dataStores.test(kind);
}

/** The ends that a question about this model can have, in the order to offer them. */
export function endpointCandidates(model: Model, toUri: ToUri): readonly EndpointCandidate[] {
  const network = model.network();
  const workloads = [...network.workloads.values()].map((workload) =>
    workloadCandidate(network, workload, toUri),
  );
  return [
    ...workloads.filter((candidate) => candidate.kind === 'workload'),
    ...workloads.filter((candidate) => candidate.kind === 'dataStore'),
    ...[...network.loadBalancers.values()].map((balancer) =>
      candidate(
        balancer,
        'loadBalancer',
        `${balancer.kind} load balancer${where(network, balancer.interfaces)}`,
        toUri,
        balancer.listeners[0],
      ),
    ),
    ...[...network.subnets.values()].map((subnet) =>
      candidate(subnet, 'subnet', `subnet${within(network, subnet.vpc)}`, toUri),
    ),
    ...[...network.securityGroups.values()].map((group) =>
      candidate(group, 'securityGroup', 'whatever carries this security group', toUri),
    ),
    internet('internet', 'The internet', 'any public IPv4 address'),
    internet('internet-ipv6', 'The internet over IPv6', 'any public IPv6 address'),
    ...services(network),
  ];
}

/** The end whose block the cursor stands in; undefined where that is none. */
export function endpointAt(
  model: Model,
  candidates: readonly EndpointCandidate[],
  cursor: Cursor,
): string | undefined {
  if (model.configuration === undefined) return undefined;
  const ids = new Set(candidates.map((one) => one.id));
  return resourcesAt(model.configuration, cursor).find((resource) => ids.has(resource.address))?.address;
}

function workloadCandidate(network: Network, workload: Workload, toUri: ToUri): EndpointCandidate {
  const kind: EndpointKind = isDataStore(workload.kind) ? 'dataStore' : 'workload';
  const words = workload.kind.replace(/_/g, ' ');
  return candidate(
    workload,
    kind,
    `${words}${where(network, workload.interfaces)}`,
    toUri,
    workload.listens[0],
  );
}

type Listening =
  ListeningPort | { readonly protocol: { readonly known: boolean }; readonly port: ListeningPort['port'] };

function candidate(
  component: Component,
  kind: EndpointKind,
  description: string,
  toUri: ToUri,
  listening?: Listening,
): EndpointCandidate {
  const traffic = listening === undefined ? undefined : trafficOf(listening);
  const origin = component.origin === undefined ? undefined : locationOf(component.origin, toUri);
  return {
    id: component.id,
    label: component.name,
    description,
    kind,
    ...(traffic === undefined ? {} : { defaultTraffic: traffic }),
    ...(origin === undefined ? {} : { origin }),
  };
}

function trafficOf({ protocol, port }: Listening): TrafficChoice | undefined {
  if (!port.known) return undefined;
  return { protocol: protocol === 17 ? 'udp' : 'tcp', ports: String(port.value) };
}

function locationOf(origin: Origin, toUri: ToUri): OriginLocation | undefined {
  return 'file' in origin ? { uri: toUri(origin.file), range: origin.range } : undefined;
}

/** ` in aws_vpc.main`, by the first interface whose VPC is known. */
function where(network: Network, interfaces: readonly Id[]): string {
  for (const id of interfaces) {
    const subnet = network.interfaces.get(id)?.subnet;
    const vpc = subnet?.known === true ? network.subnets.get(subnet.value)?.vpc : undefined;
    if (vpc?.known === true) return within(network, vpc);
  }
  return '';
}

function within(network: Network, vpc: { readonly known: boolean; readonly value?: Id }): string {
  return vpc.value === undefined ? '' : ` in ${network.vpcs.get(vpc.value)?.name ?? vpc.value}`;
}

function internet(id: string, label: string, description: string): EndpointCandidate {
  return { id, label, description, kind: 'internet' };
}

function services(network: Network): EndpointCandidate[] {
  const names = [...network.endpoints.values()].flatMap((endpoint) =>
    endpoint.service.known ? [endpoint.service.value] : [],
  );
  return [...new Set(['s3', 'dynamodb', ...names])].map((name) => ({
    id: `service:${name}`,
    label: `service:${name}`,
    description: 'AWS service',
    kind: 'service' as const,
    defaultTraffic: { protocol: 'tcp', ports: '443' },
  }));
}
