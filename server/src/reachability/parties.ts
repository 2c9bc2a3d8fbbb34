import {
  addressesOverlap,
  firstAddress,
  hasAddress,
  includesAddresses,
  intersectAddresses,
  subtractAddresses,
  type AddressSet,
} from '../ip/addresses';

/**
 * One side's address during a walk. `oneOf`: a single address, and the source tells only that it is one of these: what
 * differs among them is unknown. `each`: a set that somebody asked about, every member of it; the walk is about as many
 * of them as no decision tells apart, and `addresses` shrinks to those as decisions fall.
 */
export interface Party {
  readonly mode: 'each' | 'oneOf';
  addresses: AddressSet;
}

/** Three-valued: whether something is so. */
export type Certainty = 'yes' | 'no' | 'maybe';

/**
 * Whether the party's address is in the set. A party of the kind `each` that is only partly in it shrinks to the part
 * that its lowest address is in, so the answer holds for all that stays; whoever walks comes back for the rest.
 */
export function isIn(party: Party, set: AddressSet): Certainty {
  if (includesAddresses(set, party.addresses)) return 'yes';
  if (!addressesOverlap(set, party.addresses)) return 'no';
  if (party.mode === 'oneOf') return 'maybe';
  const first = firstAddress(party.addresses);
  if (first !== undefined && hasAddress(set, first.family, first.address)) {
    party.addresses = intersectAddresses(party.addresses, set);
    return 'yes';
  }
  party.addresses = subtractAddresses(party.addresses, set);
  return 'no';
}

/** Both: `no` beats `maybe` beats `yes`. */
export function both(a: Certainty, b: Certainty): Certainty {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'maybe' || b === 'maybe' ? 'maybe' : 'yes';
}
