import { formatCidr, type Cidr } from '../ip/cidr';
import type { Component, ComponentKind, Id, Maybe, Network, Subnet, Vpc, Workload } from '../network/model';
import { plain } from './escape';
import { plainStyle, type Style } from './style';
import { count } from './traffic';

/** The network model as JSON: components by kind and id, CIDRs as text, unknown values as `{"unknown": "why"}`. */
export function networkJson(network: Network): string {
  return `${JSON.stringify({ version: 1, ...network }, publish, 2)}\n`;
}

function publish(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Map) return Object.fromEntries(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isCidr(value)) return formatCidr(value);
  if (isMaybe(value))
    return value.known
      ? publish('', value.value ?? null)
      : { unknown: `${value.unknown.value}: ${value.unknown.why}` };
  return value;
}

function isCidr(value: object): value is Cidr {
  return (
    'family' in value && 'address' in value && typeof value.address === 'bigint' && 'prefixLength' in value
  );
}

function isMaybe(value: object): value is Maybe<unknown> {
  return 'known' in value && typeof value.known === 'boolean' && ('value' in value || 'unknown' in value);
}

/** The network for people: VPCs with their subnets and what runs in them, then what stands between. */
export function networkText(network: Network, style: Style = plainStyle): string {
  const vpcs = [...network.vpcs.values()].map((vpc) => vpcBlock(network, vpc, style));
  const rest = kinds.flatMap(([kind, one, many]) => {
    const { size } = network[kind];
    return size === 0 ? [] : [count(size, one, many)];
  });
  const outside = [...network.workloads.values()].filter((workload) => workload.interfaces.length === 0);
  const loose = outside.map((workload) => `  ${plain(workload.name)} (${plain(workload.kind)})`);
  const sections = [
    ...vpcs,
    ...(loose.length === 0 ? [] : [[style.bold('Outside any VPC'), ...loose].join('\n')]),
    rest.length === 0 ? 'There is no network here.' : `${rest.join(', ')}.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

const kinds: readonly (readonly [ComponentKind, string, string?])[] = [
  ['workloads', 'workload'],
  ['interfaces', 'network interface'],
  ['securityGroups', 'security group'],
  ['networkAcls', 'network ACL'],
  ['routeTables', 'route table'],
  ['internetGateways', 'internet gateway'],
  ['natGateways', 'NAT gateway'],
  ['loadBalancers', 'load balancer'],
  ['endpoints', 'VPC endpoint'],
  ['peeringConnections', 'peering connection'],
  ['transitGateways', 'transit gateway'],
];

function vpcBlock(network: Network, vpc: Vpc, style: Style): string {
  const subnets = [...network.subnets.values()].filter(
    (subnet) => subnet.vpc.known && subnet.vpc.value === vpc.id,
  );
  return [
    `${style.bold(plain(vpc.name))}  ${blocks(vpc.cidrs)}`,
    ...subnets.flatMap((subnet) => subnetLines(network, subnet)),
  ].join('\n');
}

function subnetLines(network: Network, subnet: Subnet): string[] {
  return [
    `  ${plain(subnet.name)}  ${blocks(subnet.cidrs)}${subnet.zone.known ? `  ${plain(subnet.zone.value)}` : ''}`,
    ...ownersIn(network, subnet.id).map((owner) => `    ${plain(owner.name)}`),
  ];
}

function ownersIn(network: Network, subnet: Id): Component[] {
  const interfaces = new Set(
    [...network.interfaces.values()]
      .filter((one) => one.subnet.known && one.subnet.value === subnet)
      .map((one) => one.id),
  );
  const owners: readonly (Workload | (Component & { readonly interfaces: readonly Id[] }))[] = [
    ...network.workloads.values(),
    ...network.loadBalancers.values(),
    ...network.natGateways.values(),
    ...network.endpoints.values(),
  ];
  return owners.filter((owner) => owner.interfaces.some((id) => interfaces.has(id)));
}

function blocks(cidrs: readonly Maybe<Cidr>[]): string {
  return cidrs
    .map((cidr) => (cidr.known ? formatCidr(cidr.value) : `unknown (${plain(cidr.unknown.value)})`))
    .join(', ');
}
