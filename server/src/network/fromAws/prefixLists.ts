import type { PrefixList, PrefixListEntry } from '../model';
import type { Family } from '../../ip/cidr';
import type { Item } from './collect';
import { leftOut, maximumMembers } from './bounds';
import { cidr, number, records, text, texts } from './record';
import { component, items, said, type Source, unknownFor } from './source';

/**
 * Prefix lists. `PrefixLists` is the key of two calls: `describe-prefix-lists` (lists of gateway endpoints' services,
 * with their `Cidrs`) and `describe-managed-prefix-lists` (all lists, without entries): both are taken, and united by id.
 */
export function readPrefixLists(source: Source): PrefixList[] {
  const byId = new Map<string, Item[]>();
  for (const item of [...items(source, 'PrefixLists'), ...items(source, 'ManagedPrefixLists')]) {
    const id = text(item.record, 'PrefixListId') ?? '';
    byId.set(id, [...(byId.get(id) ?? []), item]);
  }
  return [...byId].flatMap(([id, [first, ...others]]) =>
    first === undefined ? [] : [readList(source, id, first, others)],
  );
}

function readList(source: Source, id: string, first: Item, others: readonly Item[]): PrefixList {
  const all = [first, ...others];
  const listName = all.map(({ record }) => text(record, 'PrefixListName')).find((name) => name !== undefined);
  const base = component(first, id, 'prefix-list');
  const found = blocksOf(source, id, all);
  const entries = found
    ?.slice(0, maximumMembers)
    .map((block): PrefixListEntry => ({ cidr: cidr(`an entry of ${id}`, block) }));
  const family = all.map(({ record }) => text(record, 'AddressFamily')).find((value) => value !== undefined);
  const maximum = all.map(({ record }) => number(record, 'MaxEntries')).find((value) => value !== undefined);
  const service = serviceOf(listName);
  return {
    ...base,
    name: base.name === id ? (listName ?? id) : base.name,
    family: said(familyOf(family, entries), `the address family of ${id}`),
    entries: entries ?? [],
    ...(entries === undefined
      ? { entriesIncomplete: unknownFor(source, 'ManagedPrefixListEntries', `the entries of ${id}`) }
      : {}),
    ...(found !== undefined && found.length > maximumMembers
      ? { entriesIncomplete: leftOut(`the entries of ${id}`, found.length) }
      : {}),
    maximumEntries: said(maximum, `the maximum number of entries of ${id}`),
    ...(service === undefined ? {} : { service }),
  };
}

/** Undefined: no file has them. */
function blocksOf(source: Source, id: string, lists: readonly Item[]): readonly string[] | undefined {
  const wrapped = items(source, 'ManagedPrefixListEntries').filter(
    ({ record }) => text(record, 'PrefixListId') === id,
  );
  const holders = [...wrapped, ...lists]
    .map(({ record }) => record)
    .filter((record) => Array.isArray(record['Entries']));
  const flat = lists.map(({ record }) => record).filter((record) => Array.isArray(record['Cidrs']));
  if (holders.length === 0 && flat.length === 0) return undefined;
  const blocks = [
    ...holders.flatMap((record) => records(record, 'Entries').map((each) => text(each, 'Cidr'))),
    ...flat.flatMap((record) => texts(record, 'Cidrs')),
  ];
  return [...new Set(blocks.filter((block) => block !== undefined))];
}

function familyOf(
  said: string | undefined,
  entries: readonly PrefixListEntry[] | undefined,
): Family | undefined {
  if (said !== undefined) return said === 'IPv6' ? 6 : 4;
  const first = entries?.[0]?.cidr;
  return first?.known === true ? first.value.family : undefined;
}

/** `com.amazonaws.eu-west-1.s3` → `s3`; a list of one's own has no such name. */
function serviceOf(name: string | undefined): string | undefined {
  return /^com\.amazonaws\.(?:[a-z]{2}(?:-[a-z]+)+-\d|global)\.(?:ipv6\.)?(.+)$/.exec(name ?? '')?.[1];
}
