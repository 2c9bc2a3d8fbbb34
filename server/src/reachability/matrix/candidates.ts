import { groupBy } from '../../util/collections';
import { addressesOverlap, addressSet, uniteAddresses, type AddressSet } from '../../ip/addresses';
import type { Id, SecurityGroup } from '../../network/model';
import type { FineClass } from './fineClasses';
import { interfaceHost } from '../hosts';
import type { NetworkIndex } from '../networkIndex';
import { compilePrefixList } from '../prefixLists';

/** Classes by the place that they are in. */
type Candidates = ReadonlyMap<number, readonly FineClass[]>;

/**
 * For a class, the ones that its inbound rules may name: nobody else gets past its groups under a private address.
 * Undefined: anybody may.
 */
export function candidateFinder(
  index: NetworkIndex,
  classes: readonly FineClass[],
): (to: FineClass) => Candidates | undefined {
  const byGroup = new Map<Id, FineClass[]>();
  const anyGroup: FineClass[] = [];
  for (const one of classes) {
    for (const id of one.interface.securityGroups) {
      if (!id.known) anyGroup.push(one);
      else {
        const carriers = byGroup.get(id.value);
        if (carriers === undefined) byGroup.set(id.value, [one]);
        else carriers.push(one);
      }
    }
  }
  const places = [...groupBy(classes, ({ place }) => place).values()].map((there) => ({
    there,
    addresses: addressesOf(index, there),
  }));
  const byBlock = new Map<string, readonly FineClass[]>();
  const inBlock = (key: string, block: AddressSet): readonly FineClass[] => {
    const old = byBlock.get(key);
    if (old !== undefined) return old;
    const found = places.flatMap(({ there, addresses }) =>
      addresses === undefined || addressesOverlap(addresses, block) ? there : [],
    );
    byBlock.set(key, found);
    return found;
  };
  const admittedBy = (group: SecurityGroup): readonly FineClass[] | undefined => {
    if (group.rulesIncomplete.ingress !== undefined) return undefined;
    const found = new Set<FineClass>();
    for (const { direction, peer } of group.rules) {
      if (direction !== 'ingress') continue;
      if (!peer.known) return undefined;
      const rule = peer.value;
      if (rule.kind === 'securityGroup') {
        for (const one of [...(byGroup.get(rule.securityGroup) ?? []), ...anyGroup]) found.add(one);
      } else if (rule.kind === 'cidr') {
        const { cidr } = rule;
        const key = `${cidr.family} ${cidr.address}/${cidr.prefixLength}`;
        for (const one of inBlock(key, addressSet([cidr]))) found.add(one);
      } else {
        const list = compilePrefixList(index, rule.prefixList);
        if (list.unknowns.length > 0) return undefined;
        for (const one of inBlock(rule.prefixList, list.sure)) found.add(one);
      }
    }
    return [...found];
  };
  const admittedTo = (groups: FineClass['interface']['securityGroups']): Candidates | undefined => {
    if (groups.length === 0) return undefined;
    const found = new Set<FineClass>();
    for (const id of groups) {
      const group = id.known ? index.network.securityGroups.get(id.value) : undefined;
      const admitted = group === undefined ? undefined : admittedBy(group);
      if (admitted === undefined) return undefined;
      for (const one of admitted) found.add(one);
    }
    return groupBy(found, ({ place }) => place);
  };
  const known = new Map<string, { readonly candidates: Candidates | undefined }>();
  return ({ interface: { securityGroups } }) => {
    const key = securityGroups.map((id) => (id.known ? id.value : '?')).join(' ');
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { candidates: admittedTo(securityGroups) }));
    return entry.candidates;
  };
}

/** All addresses under which the classes of one place send: rules do not tell them apart. Undefined: nobody knows. */
function addressesOf(index: NetworkIndex, [first]: readonly FineClass[]): AddressSet | undefined {
  const addresses = first?.interface.addresses ?? [];
  if (first === undefined || addresses.length === 0) return undefined;
  return addresses
    .map((address) => interfaceHost(index, first.interface, address).party.addresses)
    .reduce(uniteAddresses);
}
