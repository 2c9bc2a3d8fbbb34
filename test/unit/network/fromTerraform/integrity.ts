import type { Id, Maybe, Network } from '../../../../server/src/network/model';

/** Every id in a network that no component has: there should be none. */
export function danglingIds(network: Network): string[] {
  const found: string[] = [];
  const kinds = Object.entries(network).filter((entry) => entry[1] instanceof Map) as [
    string,
    ReadonlyMap<Id, object>,
  ][];
  const all = new Set(kinds.flatMap(([, components]) => [...components.keys()]));
  const check = (where: string, id: Id): void => {
    if (!all.has(id)) found.push(`${where}: ${id}`);
  };
  for (const [kind, components] of kinds) {
    for (const component of components.values()) {
      for (const [member, value] of Object.entries(component)) {
        for (const id of idsIn(member, value)) check(`${kind}.${member}`, id);
      }
    }
  }
  return [...new Set(found)].sort();
}

/** Members that hold ids, or objects with ids in them. */
const idMembers = new Set(
  `vpc mainRouteTable defaultNetworkAcl defaultSecurityGroup routeTable networkAcl subnet securityGroups owner
   associatedVpcs gateways gateway interfaces subnets transitGateway peer vpnConnection attachment propagations
   routeTables loadBalancers targetGroups`.split(/\s+/),
);

function idsIn(member: string, value: unknown): Id[] {
  if (typeof value === 'string') return idMembers.has(member) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((element: unknown) => idsIn(member, element));
  if (typeof value !== 'object' || value === null || value instanceof Map) return [];
  if ('known' in value) {
    const maybe = value as Maybe<unknown>;
    return maybe.known ? idsIn(member, maybe.value) : [];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'id' && (member === 'target' || member === 'to') && typeof inner === 'string') {
      return 'type' in value ? [] : [inner];
    }
    if (name === 'securityGroup' || name === 'prefixList') return typeof inner === 'string' ? [inner] : [];
    return name === 'origin' || name === 'unknown' ? [] : idsIn(name, inner);
  });
}
