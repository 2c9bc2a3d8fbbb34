import { parseCidr, type Cidr, type Family } from '../../ip/cidr';
import { identityKey } from '../networkAcls/aclKey';
import type { CodeRoute } from './codeRoutes';

/** The block that a route is for; undefined where it has no, several, unknown or wrong destinations, or a prefix list. */
export function destinationCidr({ destinations }: CodeRoute): Cidr | undefined {
  const [only, second] = destinations;
  if (only === undefined || second !== undefined || only.value.kind !== 'string') return undefined;
  const parsed = only.name === 'destination_prefix_list_id' ? undefined : parseCidr(only.value.value);
  return parsed?.kind === 'cidr' ? parsed.cidr : undefined;
}

/** What a route is for, as a text that is equal for equal destinations: the canonical block, or the prefix list. */
export function destinationKey(route: CodeRoute): string | undefined {
  const cidr = destinationCidr(route);
  if (cidr !== undefined) return `${cidr.family} ${cidr.address}/${cidr.prefixLength}`;
  const [only, second] = route.destinations;
  if (only?.name !== 'destination_prefix_list_id' || second !== undefined) return undefined;
  return identityKey(only.value);
}

/** The family that a route is for, by its argument: the value may be unknown. Undefined for prefix lists and for several. */
export function destinationFamily({ destinations }: CodeRoute): Family | undefined {
  const [only, second] = destinations;
  if (only === undefined || second !== undefined || mayBeNull(only)) return undefined;
  if (only.name === 'destination_prefix_list_id') return undefined;
  return only.name.includes('ipv6') ? 6 : 4;
}

/** Whether an argument may turn out to be absent: an unknown that nothing says is not null. */
export function mayBeNull({
  value,
}: {
  readonly value: CodeRoute['destinations'][number]['value'];
}): boolean {
  return value.kind === 'unknown' && value.notNull !== true;
}

/** The words for what a route is for: `10.0.0.0/16`, `its destination`. */
export function destinationInWords({ destinations }: CodeRoute): string {
  const [only] = destinations;
  if (only?.value.kind === 'string') return only.value.value;
  if (only?.value.kind === 'reference') return [only.value.address, ...only.value.path].join('.');
  return 'its destination';
}
