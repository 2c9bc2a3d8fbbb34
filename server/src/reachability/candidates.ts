import { addressesOverlap, addressSet, type AddressSet } from '../ip/addresses';
import type { Id, SecurityGroup } from '../network/model';
import type { FineClass } from './fineClasses';
import { addressOf, interfaceHost } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { compilePrefixList } from './prefixLists';

/**
 * For a class, the ones that its inbound rules may name: nobody else gets past its groups under a private address.
 * Undefined: anybody may.
 */
export function candidateFinder(
  index: NetworkIndex,
  classes: readonly FineClass[],
): (to: FineClass) => readonly FineClass[] | undefined {
  const byGroup = new Map<Id, FineClass[]>();
  const anyGroup: FineClass[] = [];
  for (const one of classes) {
    for (const id of one.interface.securityGroups) {
      if (!id.known) anyGroup.push(one);
      else byGroup.set(id.value, [...(byGroup.get(id.value) ?? []), one]);
    }
  }
  const byBlock = new Map<string, readonly FineClass[]>();
  const inBlock = (key: string, block: AddressSet): readonly FineClass[] => {
    const old = byBlock.get(key);
    if (old !== undefined) return old;
    const found = classes.filter((one) => overlapsClass(index, one, block));
    byBlock.set(key, found);
    return found;
  };
  const ofGroup = new Map<Id, readonly FineClass[] | undefined>();
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
  return (to) => {
    const groups = to.interface.securityGroups;
    if (groups.length === 0) return undefined;
    const found = new Set<FineClass>();
    for (const id of groups) {
      const group = id.known ? index.network.securityGroups.get(id.value) : undefined;
      if (group === undefined) return undefined;
      if (!ofGroup.has(group.id)) ofGroup.set(group.id, admittedBy(group));
      const admitted = ofGroup.get(group.id);
      if (admitted === undefined) return undefined;
      for (const one of admitted) found.add(one);
    }
    return [...found];
  };
}

function overlapsClass(index: NetworkIndex, { interface: one }: FineClass, block: AddressSet): boolean {
  const address = addressOf(one, 4);
  return address === undefined || addressesOverlap(interfaceHost(index, one, address).party.addresses, block);
}
