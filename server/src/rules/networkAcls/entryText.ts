import type { Configuration } from '../../terraform/configuration';
import type { Fix } from '../rule';
import { addArguments, changeArguments } from '../securityGroups/ruleArguments';
import { writtenArguments } from '../securityGroups/ruleText';
import { integerOf, textOf } from '../values';
import type { AclEntry } from './aclEntries';
import { entryProtocol } from './aclLists';

/** The argument for the number in this flavour. */
function numberArgument(entry: AclEntry): string {
  return entry.flavour === 'aws_network_acl_rule' ? 'rule_number' : 'rule_no';
}

/** The entry with these values, added behind `protocol` where it lacks them; undefined where its text can not be changed. */
export function setArguments(
  entry: AclEntry,
  values: Readonly<Record<string, string>>,
  configuration: Configuration,
): Fix['edits'] | undefined {
  const written = writtenArguments(entry)?.map((one) => one.name);
  if (written === undefined) return undefined;
  const all = Object.entries(values);
  const missing = all.filter(([name]) => !written.includes(name));
  const present = all.filter(([name]) => written.includes(name));
  if (present.length === 0) {
    const anchor = ['icmp_type', 'to_port', 'from_port', 'protocol'].find((name) => written.includes(name));
    return anchor === undefined ? undefined : addArguments(entry, anchor, missing, configuration);
  }
  const changed = changeArguments(entry, Object.fromEntries(present), configuration);
  if (missing.length === 0) return changed;
  const added = addArguments(entry, present.at(-1)?.[0] ?? '', missing, configuration);
  return changed === undefined || added === undefined ? undefined : [...changed, ...added];
}

/** The entry with another number, where exactly this text says the number of exactly this entry. */
export function renumber(entry: AclEntry, number: number | undefined, configuration: Configuration): Fix[] {
  if (number === undefined || entry.repeated) return [];
  const written = writtenArguments(entry)?.find((one) => one.name === numberArgument(entry));
  if (written?.expression.kind !== 'number' && written?.expression.kind !== 'unary') return [];
  const edits = changeArguments(entry, { [numberArgument(entry)]: String(number) }, configuration);
  return edits === undefined ? [] : [{ title: `Renumber to ${number}`, edits, preferred: false }];
}

/** An entry in a few words: `entry 100 (allow tcp 443 from 10.0.0.0/8)`. */
export function entryInWords(entry: AclEntry): string {
  const number = integerOf(entry.number?.value);
  const cidr = textOf((entry.cidr4 ?? entry.cidr6)?.value);
  const where = cidr === undefined ? '' : ` ${entry.direction === 'egress' ? 'to' : 'from'} ${cidr}`;
  const what = `${textOf(entry.action?.value) ?? 'entry'} ${trafficOfEntry(entry)}${where}`;
  return `entry ${number ?? 'of unknown number'} (${what})`;
}

function trafficOfEntry(entry: AclEntry): string {
  const protocol = entryProtocol(entry);
  if (protocol === undefined) return 'an unknown protocol';
  if (protocol === 'all') return 'everything';
  const name = { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6' }[protocol];
  if (name === undefined) return `protocol ${protocol}`;
  if (protocol !== 6 && protocol !== 17) return name;
  const [from, to] = [integerOf(entry.fromPort?.value) ?? 0, integerOf(entry.toPort?.value) ?? 0];
  if (from === 0 && to === 65535) return name;
  return `${name} ${from === to ? from : `${from}-${to}`}`;
}
