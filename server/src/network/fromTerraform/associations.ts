import type { SourceRange } from '../../terraform/source';
import type { UnknownCause } from '../../terraform/value';
import { unknown } from '../maybe';
import type { Id, Maybe } from '../model';
import type { Context } from './context';

/** That a subnet has a route table or a network ACL. */
export interface Association {
  readonly subnet: Maybe<Id>;
  readonly to: Maybe<Id>;
  readonly uncertain: UnknownCause | undefined;
  readonly source: SourceRange;
}

/** Associations, by subnet, and those of which nobody knows the subnet. */
export interface Associations {
  readonly bySubnet: ReadonlyMap<Id, readonly Association[]>;
  readonly anywhere: readonly Association[];
}

/** Puts associations in order. */
export function indexAssociations(all: readonly Association[]): Associations {
  const bySubnet = new Map<Id, Association[]>();
  const anywhere: Association[] = [];
  for (const association of all) {
    if (!association.subnet.known) anywhere.push(association);
    else
      bySubnet.set(association.subnet.value, [
        ...(bySubnet.get(association.subnet.value) ?? []),
        association,
      ]);
  }
  return { bySubnet, anywhere };
}

/**
 * What a subnet has in the end: what an association says, else the VPC's own. An association that may not exist, or that
 * may be another subnet's, makes it unknown; one that stands for as many as there are subnets goes with them.
 */
export function effective(
  context: Context,
  associations: Associations,
  subnet: { readonly id: Id; readonly uncertain: boolean },
  fallback: Maybe<Id>,
): Maybe<Id> {
  const own = associations.bySubnet.get(subnet.id) ?? [];
  const sure = own.find((one) => one.uncertain === undefined || subnet.uncertain);
  if (sure !== undefined) {
    const other = own.find((one) => one !== sure && one.uncertain === undefined);
    if (other !== undefined) context.problem(`${subnet.id} is associated twice`, other.source);
    return sure.to;
  }
  const [doubtful] = own;
  if (doubtful?.uncertain !== undefined) return unknown(context.reason(doubtful.uncertain));
  const stray = associations.anywhere.find((one) => mayBe(one.to, fallback));
  if (stray?.subnet.known === false) return unknown(stray.subnet.unknown);
  return fallback;
}

/** Whether an association that leads to `to` changes anything for who has `fallback`. */
function mayBe(to: Maybe<Id>, fallback: Maybe<Id>): boolean {
  return !to.known || !fallback.known || to.value !== fallback.value;
}
