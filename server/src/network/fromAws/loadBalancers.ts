import type { Id, LoadBalancer, Maybe, NetworkInterface, Subnet } from '../model';
import { known, unknown } from '../maybe';
import { attribute } from './balancing';
import type { Item } from './collect';
import { expectedInterface } from './interfaces';
import { listenersOf } from './listeners';
import { type JsonRecord, records, text, texts } from './record';
import { arnOf, items, named, said, type Source, unknownFor, whereabouts } from './source';

/** Load balancers, and interfaces that they must have though the snapshot lists none. */
export interface Balancers {
  readonly loadBalancers: readonly LoadBalancer[];
  readonly expected: readonly NetworkInterface[];
}

/**
 * Application, Network, Gateway and Classic Load Balancers. `nodes` are interfaces by the balancer's path (`app/name/id`,
 * or a classic one's name), as their descriptions tell it. A balancer that has interfaces and is not described exists,
 * with listeners that nobody knows.
 */
export function readLoadBalancers(
  source: Source,
  nodes: ReadonlyMap<string, readonly Item[]>,
  subnets: ReadonlyMap<Id, Subnet>,
): Balancers {
  const current = items(source, 'LoadBalancers').filter(
    ({ record }) => text(record, 'LoadBalancerArn') !== undefined,
  );
  const classic = items(source, 'LoadBalancerDescriptions');
  const described = [...current.map(currentHead), ...classic.map(classicHead)];
  const seen = new Set(described.map(({ path }) => path));
  const hidden = [...nodes]
    .filter(([path]) => !seen.has(path))
    .map(([path, found]) => hiddenHead(path, found));
  const expected: NetworkInterface[] = [];
  const loadBalancers = [...described, ...hidden].map((head): LoadBalancer => {
    const interfaces = (nodes.get(head.path) ?? []).map(
      ({ record }) => text(record, 'NetworkInterfaceId') ?? '',
    );
    const missing = interfaces.length > 0 ? [] : expectedNodes(head, subnets);
    expected.push(...missing);
    const listeners = listenersOf(source, head);
    return {
      ...named(whereabouts(head.item), head.id, head.name, head.id),
      kind: head.kind,
      scheme: said(schemeOf(head.item.record), `the scheme of ${head.name}`),
      vpc: said(head.vpc, `the VPC of ${head.name}`),
      interfaces: [...interfaces, ...missing.map(({ id }) => id)],
      crossZone: crossZone(source, head),
      listeners: listeners ?? [],
      ...(listeners === undefined
        ? { listenersIncomplete: unknownFor(source, 'Listeners', `the listeners of ${head.name}`) }
        : {}),
    };
  });
  return { loadBalancers, expected };
}

/** The id under which the model has the balancer with this path. */
export function balancerId(source: Source, path: string, node: Item): Id {
  const found = items(source, 'LoadBalancers').find(({ record }) =>
    text(record, 'LoadBalancerArn')?.endsWith(`/${path}`),
  );
  return (
    (found === undefined ? undefined : text(found.record, 'LoadBalancerArn')) ?? hiddenHead(path, [node]).id
  );
}

/** A balancer of any kind, before its details. `path` is `app/name/id`, or a classic one's name. */
export interface Head {
  readonly id: Id;
  readonly name: string;
  readonly path: string;
  readonly kind: LoadBalancer['kind'];
  readonly vpc: Id | undefined;
  readonly item: Item;
  readonly described: boolean;
}

const kinds = ['application', 'network', 'gateway'] as const;

function currentHead(item: Item): Head {
  const arn = text(item.record, 'LoadBalancerArn') ?? '';
  const path = arn.split(':loadbalancer/')[1] ?? arn;
  const name = text(item.record, 'LoadBalancerName') ?? path;
  const type = text(item.record, 'Type');
  const kind = kinds.find((one) => one === type) ?? kindOf(path);
  return { id: arn, name, path, kind, vpc: text(item.record, 'VpcId'), item, described: true };
}

function classicHead(item: Item): Head {
  const name = text(item.record, 'LoadBalancerName') ?? '';
  const id = arnOf(whereabouts(item), `loadbalancer/${name}`, 'elasticloadbalancing');
  const vpc = text(item.record, 'VPCId') ?? text(item.record, 'VpcId');
  return { id, name, path: name, kind: 'classic', vpc, item, described: true };
}

function hiddenHead(path: string, nodes: readonly Item[]): Head {
  const [node] = nodes;
  const item = {
    record: {},
    path: node?.path ?? '',
    account: undefined,
    region: undefined,
    ...placeOf(node),
  };
  const id = arnOf(whereabouts(item), `loadbalancer/${path}`, 'elasticloadbalancing');
  const vpc = node === undefined ? undefined : text(node.record, 'VpcId');
  return { id, name: path.split('/')[1] ?? path, path, kind: kindOf(path), vpc, item, described: false };
}

function placeOf(node: Item | undefined): Pick<Item, 'account' | 'region'> | undefined {
  return node === undefined ? undefined : whereabouts(node);
}

function kindOf(path: string): LoadBalancer['kind'] {
  const byPath: Readonly<Record<string, LoadBalancer['kind']>> = {
    app: 'application',
    net: 'network',
    gwy: 'gateway',
  };
  return byPath[path.split('/')[0] ?? ''] ?? 'classic';
}

function schemeOf(record: JsonRecord): 'internet-facing' | 'internal' | undefined {
  const scheme = text(record, 'Scheme');
  return scheme === 'internet-facing' || scheme === 'internal' ? scheme : undefined;
}

/** One node a zone, where the balancer's own description names the subnets. */
function expectedNodes(head: Head, subnets: ReadonlyMap<Id, Subnet>): NetworkInterface[] {
  const { record } = head.item;
  const zones = records(record, 'AvailabilityZones').map((zone) => text(zone, 'SubnetId'));
  const inSubnets = [...zones, ...texts(record, 'Subnets')].filter((id) => id !== undefined);
  const kind =
    head.kind === 'network'
      ? 'networkLoadBalancer'
      : head.kind === 'gateway'
        ? 'gatewayLoadBalancer'
        : 'loadBalancer';
  // A Gateway Load Balancer has no scheme, and is never public.
  const scheme = head.kind === 'gateway' ? 'internal' : schemeOf(record);
  const publicAddress: NetworkInterface['addresses'][number]['publicAddress'] =
    scheme === undefined
      ? unknown({ value: `the scheme of ${head.name}`, why: 'the snapshot does not say' })
      : known(scheme === 'internet-facing' ? { address: undefined } : undefined);
  return inSubnets.map((id) =>
    expectedInterface(head, subnets.get(id), texts(record, 'SecurityGroups'), kind, publicAddress),
  );
}

/** Always on for an Application Load Balancer, off for a Network or Gateway one until someone turns it on. */
function crossZone(source: Source, head: Head): Maybe<boolean> {
  const value = attribute(
    source,
    'LoadBalancerAttributes',
    'LoadBalancerArn',
    head.id,
    'load_balancing.cross_zone.enabled',
  );
  if (value !== undefined) return known(value === 'true');
  if (head.kind === 'application') return known(true);
  if (source.assumeDefaults) return known(false);
  return unknown(unknownFor(source, 'LoadBalancerAttributes', `cross-zone load balancing of ${head.name}`));
}
