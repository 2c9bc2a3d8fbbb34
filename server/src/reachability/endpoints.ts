import { closestNames } from '../util/closestName';
import { ofFamily } from '../ip/addresses';
import { addressEnd } from './addressEnds';
import { componentEnd, instancesEnd } from './componentEnds';
import { httpsTraffic, interfaceEnd, plainEnd, type End, type EndHost } from './ends';
import { publicAddresses } from './hosts';
import { internetEnd } from './internetEnd';
import type { NetworkIndex } from './networkIndex';
import type { EndpointError } from './reach';
import { findNamed } from './names';

/** What a name stands for, or why for nothing. */
export type ResolvedEndpoint =
  { readonly kind: 'end'; readonly end: End } | { readonly kind: 'error'; readonly error: EndpointError };

/**
 * Finds what a name stands for: a component's id, name or ARN (of several instances all: `aws_instance.web` is every
 * `aws_instance.web[…]`; in AWS, of several with one Name tag), an address or CIDR (whoever has it), `internet`, `internet-ipv6`, `service:s3`.
 */
export function resolveEndpoint(index: NetworkIndex, text: string): ResolvedEndpoint {
  const name = text.trim();
  const end = wellKnownEnd(index, name) ?? addressEnd(index, name);
  if (end !== undefined) return { kind: 'end', end };
  const named = namedEnd(index, name);
  if (named !== undefined) return named;
  const close = closestNames(name, endpointNames(index), 5);
  const [first] = close;
  const hint = first === undefined ? '' : ` Did you mean "${first}"?`;
  return { kind: 'error', error: { name, message: `Nothing here is called "${name}".${hint}`, close } };
}

/** Every name that a question may use, for pickers: workloads, balancers, endpoints first. */
export function endpointNames(index: NetworkIndex): readonly string[] {
  const { network } = index;
  const names = new Set<string>();
  for (const kind of namedKinds) for (const one of network[kind].values()) names.add(one.name);
  for (const one of network.interfaces.values()) names.add(one.name);
  return [...names, 'internet', 'internet-ipv6'];
}

const namedKinds = [
  'workloads',
  'loadBalancers',
  'endpoints',
  'natGateways',
  'subnets',
  'securityGroups',
  'vpcs',
] as const;

function wellKnownEnd(index: NetworkIndex, name: string): End | undefined {
  if (name === 'internet' || name === '0.0.0.0/0') return internetEnd(index, name, 4);
  if (name === 'internet-ipv6' || name === '::/0') return internetEnd(index, name, 6);
  if (!name.startsWith('service:') || name === 'service:') return undefined;
  const service = name.slice('service:'.length);
  const host: EndHost = {
    kind: 'service',
    name: service,
    family: 4,
    mode: 'oneOf',
    addresses: ofFamily(publicAddresses, 4),
  };
  return {
    ...plainEnd,
    id: name,
    name,
    kind: 'service',
    quantifier: 'every',
    hosts: [host],
    own: httpsTraffic,
  };
}

function namedEnd(index: NetworkIndex, name: string): ResolvedEndpoint | undefined {
  const named = findNamed(index, name);
  if (named?.kind === 'one') return { kind: 'end', end: componentEnd(index, named.found) };
  if (named?.kind === 'ambiguous') return ambiguous(name, named.ids);
  const instances =
    named?.workloads ?? [...index.network.workloads.values()].filter(({ id }) => id.startsWith(`${name}[`));
  if (instances.length > 0) return { kind: 'end', end: instancesEnd(index, name, instances) };
  const others = [...index.network.interfaces.values()].filter(({ id }) => id.startsWith(`${name}[`));
  if (others.length === 0) return undefined;
  const hosts = others.map((one) => interfaceEnd(index, one));
  return { kind: 'end', end: { ...plainEnd, id: name, name, kind: 'interface', quantifier: 'every', hosts } };
}

function ambiguous(name: string, ids: readonly string[]): ResolvedEndpoint {
  const message = `Several things here are called "${name}": say which by its id, ${ids.slice(0, 5).join(' or ')}.`;
  return { kind: 'error', error: { name, message, close: ids.slice(0, 5) } };
}
