import { failure, type Failure } from '../values/failure';

/** A moment, and the offset that it was written with. */
export interface Timestamp {
  readonly kind: 'time';
  /** Since 1970, in whole seconds. */
  readonly seconds: number;
  /** Of a second. */
  readonly nanoseconds: number;
  /** Of the zone, in minutes east of Greenwich. */
  readonly offset: number;
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:(Z)|([+-])(\d\d):(\d\d))$/;

/** Reads RFC 3339. */
export function parseTime(text: string): Timestamp | Failure {
  const match = pattern.exec(text);
  if (!match) return failure(`not a valid RFC3339 timestamp: cannot use ${JSON.stringify(text)}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [, , , , , , , fraction = '', , sign = '+', zoneHour = '0', zoneMinute = '0'] = match;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const inRange =
    hour < 24 && minute < 60 && second < 60 && Number(zoneHour) <= 24 && Number(zoneMinute) < 60;
  if (!inRange || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return failure('not a valid RFC3339 timestamp: value out of range');
  }
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  const seconds = date.getTime() / 1000 + hour * 3600 + minute * 60 + second - offset * 60;
  return { kind: 'time', seconds, nanoseconds: Number(fraction.slice(0, 9).padEnd(9, '0')), offset };
}

/** The parts of a moment in its own zone. */
export function localDate(time: Timestamp): Date {
  return new Date((time.seconds + time.offset * 60) * 1000);
}

/** `+01:00`, with or without the colon. */
export function printOffset({ offset }: Timestamp, separator: string): string {
  const minutes = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

/** RFC 3339 in whole seconds. */
export function printTime(time: Timestamp): string {
  const date = localDate(time);
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return `${text.slice(0, text.indexOf('.'))}${time.offset === 0 ? 'Z' : printOffset(time, ':')}`;
}

const unitNanoseconds = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

/** Reads a duration as Go writes one (`1h30m`, `-1.5s`), in nanoseconds. */
export function parseDuration(text: string): number | Failure {
  const invalid = failure(`time: invalid duration ${JSON.stringify(text)}`);
  const match = /^([+-]?)(.+)$/.exec(text);
  if (!match) return invalid;
  const [, sign = '', rest = ''] = match;
  if (rest === '0') return 0;
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
  if (rest.replace(part, '') !== '') {
    return /^[\d.]+$/.test(rest)
      ? failure(`time: missing unit in duration ${JSON.stringify(text)}`)
      : invalid;
  }
  let total = 0;
  for (const [, amount, unit] of rest.matchAll(part))
    total += Number(amount) * (unitNanoseconds.get(unit ?? '') ?? 0);
  if (total > Number(2n ** 63n)) return invalid;
  return sign === '-' ? -total : total;
}
