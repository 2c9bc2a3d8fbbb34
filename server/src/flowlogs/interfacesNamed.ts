import type { NetworkInterface } from '../network/model';
import type { NetworkIndex } from '../reachability/networkIndex';
import { findNamed } from '../reachability/names';

/** The interfaces that a name stands for: an interface itself, or those of a workload or balancer. */
export function interfacesNamed(index: NetworkIndex, name: string): readonly NetworkInterface[] {
  const named = findNamed(index, name);
  if (named === undefined || named.kind === 'ambiguous') return [];
  const ids =
    named.kind === 'several'
      ? named.workloads.flatMap(({ interfaces }) => interfaces)
      : 'interfaces' in named.found.component
        ? named.found.component.interfaces
        : [named.found.component.id];
  return ids.flatMap((id) => index.network.interfaces.get(id) ?? []);
}
