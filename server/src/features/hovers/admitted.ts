import { ownerName } from '../../explain/pages/page';
import { addressSet, addressesOverlap, includesAddresses, type AddressSet } from '../../ip/addresses';
import { valueOf } from '../../network/maybe';
import type { Network, NetworkInterface } from '../../network/model';
import { peerAddresses } from '../../rules/securityGroups/internet';
import type { RulePeer } from '../../rules/groupRules';
import { identityOf } from '../../rules/values';

/** Who a peer of a group rule stands for: names of what has such an address, or carries the group. */
export interface Admitted {
  readonly surely: readonly string[];
  /** Has an address out of a range that the peer holds a part of. */
  readonly perhaps: readonly string[];
}

/** Who in the network a peer stands for; for a group, `group` is the one that the rule belongs to (`self`). */
export function admittedBy(peer: RulePeer, group: string | undefined, network: Network): Admitted {
  if (peer.kind === 'group' || peer.kind === 'self') {
    const id = peer.kind === 'self' ? group : identityOf(peer.value);
    const carriers = [...network.interfaces.values()].filter((one) =>
      one.securityGroups.some((own) => valueOf(own) === id),
    );
    return { surely: ownerNames(carriers, network), perhaps: [] };
  }
  const addresses = peerAddresses(peer, () => network);
  const all = [...network.interfaces.values()];
  const surely = all.filter((one) => blocksOf(one).some((own) => includesAddresses(addresses, own)));
  const perhaps = all.filter(
    (one) => !surely.includes(one) && blocksOf(one).some((own) => addressesOverlap(addresses, own)),
  );
  const names = ownerNames(surely, network);
  return { surely: names, perhaps: ownerNames(perhaps, network).filter((name) => !names.includes(name)) };
}

function blocksOf(one: NetworkInterface): AddressSet[] {
  return one.addresses.flatMap((address) => {
    const within = valueOf(address.within);
    return within === undefined || within.length === 0 ? [] : [addressSet(within)];
  });
}

function ownerNames(interfaces: readonly NetworkInterface[], network: Network): string[] {
  return [...new Set(interfaces.map((one) => ownerName(network, one)))];
}
