import { addTo } from './addTo';
import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe, unknown } from '../maybe';
import type { Id, Maybe, PrefixList, PrefixListEntry } from '../model';
import type { Family } from '../../ip/cidr';
import { withOrigin, withUncertain, type Context } from './context';
import type { Fields } from './fields';
import { read, readId, toCidr, toNumber, toText } from './read';

/** Customer-managed prefix lists. Those of AWS are known by their service: their entries are AWS's to say. */
export function buildPrefixLists(context: Context): PrefixList[] {
  return context.of('aws_ec2_managed_prefix_list').map((list) => build(context, list));
}

function build(context: Context, resource: ResourceInstance): PrefixList {
  const fields = context.fields(resource);
  const { items, incomplete } = fields.blocks('entry');
  return {
    ...context.component(resource),
    family: family(context, fields),
    entries: [
      ...items.flatMap((entry) => entriesOf(context, entry)),
      ...(context.once(standaloneEntries).get(resource.address) ?? []),
    ],
    ...(incomplete === undefined
      ? {}
      : { entriesIncomplete: context.reason({ source: fields.source, ...incomplete }) }),
    maximumEntries:
      read(context, fields, 'max_entries', toNumber) ??
      unknown({ value: `${resource.address}.max_entries`, why: 'not given' }),
  };
}

function family(context: Context, fields: Fields): Maybe<Family> {
  const text = read(context, fields, 'address_family', toText) ?? known('IPv4');
  return mapMaybe(text, (name) => (name === 'IPv6' ? 6 : 4));
}

function entriesOf(context: Context, fields: Fields): PrefixListEntry[] {
  const cidr = fields.argument('cidr');
  if (cidr === undefined) return [];
  return [
    {
      cidr: toCidr(context, cidr),
      ...withOrigin(context.origin(cidr.source)),
      ...withUncertain(context, fields.uncertain),
    },
  ];
}

function standaloneEntries(context: Context): ReadonlyMap<Id, readonly PrefixListEntry[]> {
  const entries = new Map<Id, PrefixListEntry[]>();
  for (const entry of context.of('aws_ec2_managed_prefix_list_entry')) {
    const fields = context.fields(entry);
    const list = readId(context, fields, 'prefix_list_id', 'prefixLists');
    if (list?.known !== true) continue;
    addTo(entries, list.value, ...entriesOf(context, fields));
  }
  return entries;
}
