import { addressSet, noAddressIn, ofFamily, type AddressSet } from '../ip/addresses';
import type { Id, NetworkInterface, Subnet } from '../network/model';
import { classesOf, interfaceEnd, plainEnd, type End, type InterfaceEnd } from './ends';
import type { NetworkIndex } from './networkIndex';

/** Whoever is in a place or carries a group; where nobody is known to, a machine as it would be. */
export function placeEnd(
  index: NetworkIndex,
  id: Id,
  name: string,
  kind: 'subnet' | 'securityGroup' | 'vpc',
  interfaces: readonly NetworkInterface[],
  subnets: readonly Subnet[],
  groups: readonly Id[],
): End {
  const hosts = classesOf(
    index,
    interfaces.filter((one) => one.kind !== 'natGateway' && one.kind !== 'transitGateway'),
  );
  if (hosts.length > 0) return { ...plainEnd, id, name, kind, quantifier: 'some', hosts };
  const imagined = subnets.map((subnet) => imaginedHost(index, subnet, groups, undefined));
  const what = groups.length > 0 ? 'carries it' : 'runs in it';
  const as =
    groups.length > 0
      ? 'a machine that does, in any subnet of its VPC'
      : 'a machine there, whose own security groups let everything pass';
  return {
    ...plainEnd,
    id,
    name,
    kind,
    quantifier: 'some',
    hosts: imagined,
    nowhere: imagined.length > 0 ? undefined : { value: name, why: `nothing is known that ${what}` },
    assumptions: [`Nothing is known that ${what}: ${name} stands for ${as}.`],
  };
}

/** A machine that nobody has written down, in a subnet. */
export function imaginedHost(
  index: NetworkIndex,
  subnet: Subnet,
  groups: readonly Id[],
  only: AddressSet | undefined,
): InterfaceEnd {
  const blocks = subnet.cidrs.flatMap((cidr) => (cidr.known ? [cidr.value] : []));
  const mapped = subnet.mapPublicIpOnLaunch;
  const one: NetworkInterface = {
    id: `${subnet.id}/a-machine`,
    name: `a machine in ${subnet.name}`,
    subnet: { known: true, value: subnet.id },
    kind: 'interface',
    addresses: ([4, 6] as const)
      .filter(
        (family) => blocks.some((block) => block.family === family) || (family === 4 && blocks.length === 0),
      )
      .map((family) => ({
        family,
        within: { known: true, value: blocks.filter((block) => block.family === family) },
        publicAddress: mapped.known
          ? { known: true, value: family === 4 && mapped.value ? { address: undefined } : undefined }
          : mapped,
      })),
    securityGroups: groups.map((id) => ({ known: true, value: id })),
    sourceDestinationCheck: { known: true, value: true },
  };
  const end = interfaceEnd(index, one);
  const parties = new Map(
    [...end.parties].map(([family, { address }]) => {
      const all = only ?? addressSet(blocks);
      const addresses = ofFamily(all, family);
      return [family, { address, addresses: noAddressIn(addresses) ? undefined : addresses }] as const;
    }),
  );
  return { ...end, parties };
}
