import { addressSet, allAddresses, noAddresses, type AddressSet } from '../ip/addresses';
import type { Cidr } from '../ip/cidr';
import type { Id, PrefixList, Unknown } from '../network/model';
import type { Host } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { isIn, type Certainty } from './parties';

/** A prefix list as sets: what is surely in it, and what may be besides. */
export interface CompiledPrefixList {
  readonly sure: AddressSet;
  /** The sure entries by prefix length, for routes: the longest match wins among them too. */
  readonly byLength: ReadonlyMap<number, AddressSet>;
  /** Addresses that uncertain or unknown entries may add. */
  readonly possible: AddressSet;
  readonly unknowns: readonly Unknown[];
  /** Short name of the service whose addresses these are. */
  readonly service: string | undefined;
}

/** The entries of a prefix list; all is possible in one that the model does not have. */
export function compilePrefixList(index: NetworkIndex, id: Id): CompiledPrefixList {
  const list = index.network.prefixLists.get(id);
  if (list === undefined) {
    return {
      sure: noAddresses,
      byLength: new Map(),
      possible: allAddresses,
      unknowns: [index.missing('prefixLists', id)],
      service: undefined,
    };
  }
  return index.remember('prefixList', list, () => compile(list));
}

function compile(list: PrefixList): CompiledPrefixList {
  const sure: Cidr[] = [];
  const possible: Cidr[] = [];
  const unknowns: Unknown[] = [];
  let anything = list.entriesIncomplete !== undefined;
  if (list.entriesIncomplete !== undefined) unknowns.push(list.entriesIncomplete);
  for (const entry of list.entries) {
    if (!entry.cidr.known) {
      anything = true;
      unknowns.push(entry.cidr.unknown);
    } else if (entry.uncertain !== undefined) {
      possible.push(entry.cidr.value);
      unknowns.push(entry.uncertain);
    } else sure.push(entry.cidr.value);
  }
  const lengths = new Map<number, Cidr[]>();
  for (const cidr of sure) {
    const same = lengths.get(cidr.prefixLength);
    if (same === undefined) lengths.set(cidr.prefixLength, [cidr]);
    else same.push(cidr);
  }
  return {
    sure: addressSet(sure),
    byLength: new Map([...lengths].map(([length, cidrs]) => [length, addressSet(cidrs)])),
    possible: anything ? allAddresses : addressSet(possible),
    unknowns,
    service: list.service,
  };
}

/** Services that have gateway endpoints: whoever asks about the internet does not mean their addresses. */
export const gatewayServices: ReadonlySet<string> = new Set(['s3', 's3express', 'dynamodb']);

/**
 * Whether the host is among the list's addresses. An AWS service is surely in the list of its own name, and a host on
 * the internet is not in one of S3 or DynamoDB unless its address is known to be.
 */
export function isInPrefixList(host: Host, list: CompiledPrefixList): Certainty {
  if (list.service !== undefined && host.kind === 'service' && list.service === host.service) return 'yes';
  const sure = isIn(host.party, list.sure);
  if (sure === 'yes') return 'yes';
  const elsewhere = list.service !== undefined && gatewayServices.has(list.service);
  if (elsewhere) return host.kind === 'service' ? 'no' : sure;
  return sure === 'maybe' || isIn(host.party, list.possible) !== 'no' ? 'maybe' : 'no';
}
