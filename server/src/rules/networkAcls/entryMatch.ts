import type { TrafficMatch } from '../../network/model';
import { integerOf } from '../values';
import type { AclEntry } from './aclEntries';
import { entryProtocol } from './aclLists';

/** What an entry matches, to be written once more; undefined for ICMP, which differs between the families. */
export function matchOf(entry: AclEntry): TrafficMatch | undefined {
  const protocol = entryProtocol(entry);
  if (protocol === undefined || protocol === 1 || protocol === 58) return undefined;
  if (protocol === 'all') return { kind: 'all' };
  if (protocol !== 6 && protocol !== 17) return { kind: 'protocol', protocol };
  const from = integerOf(entry.fromPort?.value);
  const to = integerOf(entry.toPort?.value);
  return from === undefined || to === undefined ? undefined : { kind: 'ports', protocol, from, to };
}
