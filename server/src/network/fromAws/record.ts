import { type Cidr, parseAddress, parseCidr } from '../../ip/cidr';
import type { Maybe } from '../model';
import { known, unknown } from '../maybe';

/**
 * A lenient, typed look into JSON that somebody else wrote: a member that is absent, empty, null or of another type
 * than expected is `undefined`, never an exception. (`""` and `null` both mean unset in what AWS and collectors print.)
 */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is not empty. */
export function text(record: JsonRecord, key: string): string | undefined {
  const value = record[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number, also where it was written as text. */
export function number(record: JsonRecord, key: string): number | undefined {
  const value = record[key];
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** A truth value, also where it was written as text. */
export function flag(record: JsonRecord, key: string): boolean | undefined {
  const value = record[key];
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** A member that is an object; an empty one where it is not. */
export function child(record: JsonRecord, key: string): JsonRecord {
  const value = record[key];
  return isRecord(value) ? value : {};
}

/** The objects of a list. */
export function records(record: JsonRecord, key: string): readonly JsonRecord[] {
  const value = record[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The texts of a list. */
export function texts(record: JsonRecord, key: string): readonly string[] {
  const value = record[key];
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is string => typeof each === 'string' && each !== '');
}

/** A state, that newer APIs print as `{"State": "associated"}` and others as text, even as the text of an object. */
export function stateOf(record: JsonRecord, key: string): string | undefined {
  const value = record[key];
  if (isRecord(value)) return text(value, 'State') ?? text(value, 'Code');
  if (typeof value !== 'string') return undefined;
  return /'State': '([^']+)'/.exec(value)?.[1] ?? value;
}

/** A tag's value, from `Tags` or `TagSet`. */
export function tag(record: JsonRecord, name: string): string | undefined {
  const tags = [...records(record, 'Tags'), ...records(record, 'TagSet')];
  const found = tags.find((each) => text(each, 'Key') === name);
  return found === undefined ? undefined : text(found, 'Value');
}

/** A CIDR block; one that does not parse is unknown, with the reason. */
export function cidr(of: string, value: string): Maybe<Cidr> {
  const parsed = parseCidr(value);
  if (parsed.kind === 'cidr') return known(parsed.cidr);
  return unknown({ value: `${of}: ${value}`, why: parsed.message });
}

/** An address as a block of one; one that does not parse is unknown. */
export function address(of: string, value: string): Maybe<Cidr> {
  const parsed = parseAddress(value);
  return parsed === undefined
    ? unknown({ value: `${of}: ${value}`, why: `"${value}" is not an address` })
    : known(parsed);
}
