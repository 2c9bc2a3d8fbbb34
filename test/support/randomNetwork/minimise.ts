import type { Component, Network } from '../../../server/src/network/model';

/**
 * The smallest network near `network` for which `stillFails` holds: components, rules, entries and routes are taken away
 * one by one as long as it does.
 */
export function minimise(network: Network, stillFails: (smaller: Network) => boolean): Network {
  let smallest = network;
  for (let round = 0; round < 5; round += 1) {
    const before = smallest;
    for (const smaller of smallerOnes(smallest)) {
      const tried = smaller(smallest);
      if (tried !== undefined && stillFails(tried)) smallest = tried;
    }
    if (before === smallest) break;
  }
  return smallest;
}

type Smaller = (network: Network) => Network | undefined;

const kinds = [
  'loadBalancers',
  'targetGroups',
  'interfaces',
  'peeringConnections',
  'transitGatewayAttachments',
  'transitGatewayRouteTables',
  'transitGateways',
  'natGateways',
  'endpoints',
  'prefixLists',
  'internetGateways',
  'egressOnlyInternetGateways',
  'routeTables',
  'networkAcls',
  'securityGroups',
  'subnets',
  'vpcs',
] as const;

/** Lists inside components whose members can go. */
const lists = {
  loadBalancers: ['listeners'],
  targetGroups: ['targets'],
  interfaces: ['securityGroups', 'addresses'],
  securityGroups: ['rules'],
  networkAcls: ['entries'],
  routeTables: ['routes'],
  transitGatewayRouteTables: ['routes', 'propagations'],
  transitGatewayAttachments: ['subnets'],
  prefixLists: ['entries'],
  vpcs: ['cidrs'],
  subnets: ['cidrs'],
} as const satisfies Partial<Record<(typeof kinds)[number], readonly string[]>>;

function smallerOnes(network: Network): Smaller[] {
  const without = kinds.flatMap((kind) =>
    [...network[kind].keys()].map((id): Smaller => (from) => {
      if (!from[kind].has(id)) return undefined;
      const map = new Map<string, Component>(from[kind]);
      map.delete(id);
      return { ...from, [kind]: map };
    }),
  );
  const shorter = Object.entries(lists).flatMap(([kind, members]) =>
    [...network[kind as keyof typeof lists].values()].flatMap((component) =>
      members.flatMap((member) => shorten(kind as keyof typeof lists, component, member)),
    ),
  );
  return [...without, ...shorter];
}

function shorten(kind: keyof typeof lists, component: Component, member: string): Smaller[] {
  const length = (Reflect.get(component, member) as readonly unknown[]).length;
  return Array.from({ length }, (_, reverse): Smaller => (from) => {
    const current = from[kind].get(component.id);
    if (current === undefined) return undefined;
    const list = Reflect.get(current, member) as readonly unknown[];
    const index = length - 1 - reverse;
    if (index >= list.length) return undefined;
    const changed = { ...current, [member]: list.filter((__, each) => each !== index) };
    return { ...from, [kind]: new Map<string, Component>([...from[kind], [component.id, changed]]) };
  });
}

/** A network as text, without what is empty: for people who look at a mismatch. */
export function networkText(network: Network): string {
  return kinds
    .flatMap((kind) =>
      [...network[kind].values()].map((component) => `${kind}: ${JSON.stringify(component, plainly)}`),
    )
    .join('\n');
}

function plainly(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `0x${value.toString(16)}`;
  if (key === 'name' || (Array.isArray(value) && value.length === 0)) return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if ('known' in value && 'value' in value) return plainly('', value.value);
  if ('prefixLength' in value && 'address' in value) return cidrText(value as never);
  return value;
}

function cidrText(cidr: {
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly prefixLength: number;
}): string {
  const hex = cidr.address.toString(16);
  const dotted = [24n, 16n, 8n, 0n].map((shift) => (cidr.address >> shift) & 255n).join('.');
  return `${cidr.family === 4 ? dotted : hex}/${cidr.prefixLength}`;
}
