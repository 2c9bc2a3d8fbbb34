import type { NetworkProblem } from '../model';
import { readJson, type SnapshotFile } from './json';
import { aliases, type Key, kinds } from './kinds';
import { asWrapped } from './loose';
import { isRecord, type JsonRecord, text } from './record';

/** One thing that a file lists, and what the file's place in the snapshot says about it. */
export interface Item {
  readonly record: JsonRecord;
  readonly path: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** All items of a snapshot by key: pages and Regions united, each thing once. */
export interface Collected {
  readonly items: ReadonlyMap<Key, readonly Item[]>;
  /** Keys of which a part is known to be missing, and why: a malformed file, a Region without the file, a refused call. */
  readonly partial: ReadonlyMap<Key, string>;
  readonly problems: readonly NetworkProblem[];
}

/** Sorts the files' contents by kind. Files of other kinds are passed over in silence, malformed ones are told. */
export function collect(files: readonly SnapshotFile[]): Collected {
  const items = new Map<Key, Item[]>();
  const partial = new Map<Key, string>();
  const problems: NetworkProblem[] = [];
  const placed: { readonly place: Place; readonly keys: readonly Key[] }[] = [];
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const { pages, error } = readJson(file);
    if (error !== undefined)
      problems.push({ message: `${file.path}: ${error}. What is complete in it is used.` });
    const place = placeOf(file.path, pages);
    const keys: Key[] = [];
    for (const page of pages) {
      for (const [key, found] of itemsOf(page, file.path)) {
        keys.push(key);
        if (error !== undefined) partial.set(key, `${file.path} is malformed`);
        const list = items.get(key) ?? [];
        items.set(key, list);
        for (const record of found) list.push({ record, path: file.path, ...place });
      }
      for (const [key, why] of refused(page, file.path)) partial.set(key, why);
    }
    placed.push({ place, keys });
  }
  for (const [key, why] of missingSomewhere(placed)) partial.set(key, why);
  const unique = new Map([...items].map(([key, list]) => [key, onlyOnce(key, list, problems)]));
  return { items: unique, partial, problems };
}

interface Place {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** Account and Region as `accounts/<id>/<region>/…` or a manifest beside its lists says. */
function placeOf(path: string, pages: readonly JsonRecord[]): Place {
  const folders = path.split('/').slice(0, -1);
  const manifest = pages.find((page) => 'takenAt' in page || 'schema' in page) ?? {};
  return {
    account: folders.find((folder) => /^\d{12}$/.test(folder)) ?? text(manifest, 'account'),
    region: folders.find((folder) => regionPattern.test(folder)) ?? text(manifest, 'region'),
  };
}

function itemsOf(page: JsonRecord, path: string): [Key, readonly JsonRecord[]][] {
  const found: [Key, readonly JsonRecord[]][] = [];
  for (const [name, value] of Object.entries(asWrapped(page, path))) {
    const key = aliases[name] ?? name;
    if (!isKey(key)) continue;
    if (Array.isArray(value)) found.push([key, value.filter(isRecord)]);
    else if (isRecord(value)) found.push([key, [value]]);
  }
  return found;
}

function isKey(name: string): name is Key {
  return Object.hasOwn(kinds, name);
}

/** A manifest lists the calls that were refused: `{"errors": {"ec2:DescribeNetworkAcls": "UnauthorizedOperation"}}`. */
function refused(page: JsonRecord, path: string): [Key, string][] {
  const { errors } = page;
  if (!isRecord(errors)) return [];
  const codes = Object.entries(errors).map(([api, code]) => [api.toLowerCase(), String(code)] as const);
  return Object.entries(kinds).flatMap(([key, kind]): [Key, string][] => {
    const error = codes.find(([api]) => isCall(api, kind.command));
    return error === undefined || !isKey(key)
      ? []
      : [[key, `${path} says that ${kind.command} failed: ${error[1]}`]];
  });
}

/** Whether `ec2:describevpcs`, or `describevpcs` alone, is `ec2 describe-vpcs`: both kinds of balancers have one name. */
function isCall(api: string, command: string): boolean {
  const [service = '', operation = ''] = command.split(' ');
  const [before, name = before] = api.split(':');
  return name === operation.replaceAll('-', '') && (before === name || before === service);
}

/** A key that one account and Region has and another lacks: there it was not collected. */
function missingSomewhere(
  files: readonly { readonly place: Place; readonly keys: readonly Key[] }[],
): Map<Key, string> {
  const keysByPlace = new Map<string, Set<Key>>();
  for (const { place, keys } of files) {
    if (keys.length === 0) continue;
    const name = [place.region, place.account].filter((part) => part !== undefined).join(' of ');
    const known = keysByPlace.get(name) ?? new Set();
    keysByPlace.set(name, known);
    keys.forEach((key) => known.add(key));
  }
  const missing = new Map<Key, string>();
  const all = new Set([...keysByPlace.values()].flatMap((keys) => [...keys]));
  for (const [name, keys] of keysByPlace) {
    if (!keys.has('Vpcs') && !keys.has('Subnets')) continue;
    for (const key of all) if (!keys.has(key)) missing.set(key, `it was not collected in ${name}`);
  }
  return missing;
}

/** Things with one id once: of identical ones nothing is said, of different ones the first is taken and it is told. */
function onlyOnce(key: Key, items: readonly Item[], problems: NetworkProblem[]): Item[] {
  const members: readonly string[] = kinds[key].id;
  const seen = new Map<string, Item>();
  const out: Item[] = [];
  for (const item of items) {
    const id = members.map((member) => text(item.record, member) ?? '').join(' ');
    if (members.length === 0) {
      out.push(item);
    } else if (id.trim() === '') {
      problems.push({ message: `${item.path}: something in ${key} has no ${members[0]}. It is left out.` });
    } else {
      const first = seen.get(id);
      if (first === undefined) {
        seen.set(id, item);
        out.push(item);
      } else if (JSON.stringify(first.record) !== JSON.stringify(item.record)) {
        const where =
          first.path === item.path ? `twice in ${item.path}` : `in ${first.path} and in ${item.path}`;
        problems.push({ message: `${id.trim()} is ${where}, and they differ. The first is used.` });
      }
    }
  }
  return out;
}
