import { interfaceEnd, type End, type EndHost } from '../ends';
import { addressOf } from '../hosts';
import type { NetworkIndex } from '../networkIndex';
import { fineClasses, type FineClass } from './fineClasses';

/** What stands for a part of an end: a class of interfaces, or a host that has to be walked by itself. */
export type Side = FineClass | EndHost;

/** The sides of an end that was asked for. Hosts that are like any other of their class are taken as that class. */
export function sidesOf(index: NetworkIndex, end: End): readonly Side[] {
  const { classOf } = fineClasses(index);
  const sides = end.hosts.flatMap((host): readonly Side[] => {
    if (!isPlain(host)) return [host];
    const classes = host.members.flatMap((one) => classOf.get(one.id) ?? []);
    return classes.length === host.members.length ? classes : [host];
  });
  return [...new Set(sides)];
}

/** Under its first addresses, called by nobody's name but its own. */
function isPlain(host: EndHost): host is Extract<EndHost, { kind: 'interface' }> {
  if (host.kind !== 'interface' || host.dial === 'public') return false;
  const families = new Set(host.interface.addresses.map(({ family }) => family));
  return (
    families.size === host.parties.size &&
    [...host.parties].every(([family, { address }]) => {
      const { publicAddress } = address;
      const isPrivate = publicAddress.known && publicAddress.value === undefined;
      return addressOf(host.interface, family) === address && (host.dial === 'name' || isPrivate);
    })
  );
}

/** Whether a side is a class of interfaces. */
export function isClass(side: Side): side is FineClass {
  return 'place' in side;
}

/** A side as something to walk from or to. */
export function hostOf(index: NetworkIndex, side: Side): EndHost {
  return isClass(side) ? interfaceEnd(index, side.interface) : side;
}
