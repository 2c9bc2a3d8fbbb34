import { numberType, stringType } from '../type';
import type { Value } from '../value';
import { failure, type Failure } from '../values/failure';
import { stringValue } from '../values/make';
import { integer } from '../values/numbers';
import { textOf } from './arguments';
import { whenRun } from './digests';
import { textParameter, type BuiltIn } from './signature';
import { localDate, parseDuration, parseTime, printOffset, printTime, type Timestamp } from './timestamps';

/** https://developer.hashicorp.com/terraform/language/functions#date-and-time-functions */
export const timeFunctions: Record<string, BuiltIn> = {
  formatdate: {
    parameters: [textParameter('format'), textParameter('time')],
    result: stringType,
    call: ([format, time]) => {
      const parsed = parseTime(textOf(time));
      return parsed.kind === 'failure' ? failure(parsed.message, 1) : formatTime(textOf(format), parsed);
    },
  },
  plantimestamp: { parameters: [], result: stringType, call: () => whenRun('plantimestamp()') },
  timeadd: {
    parameters: [textParameter('timestamp'), textParameter('duration')],
    result: stringType,
    call: ([time, duration]) => addTime(parseTime(textOf(time)), parseDuration(textOf(duration))),
  },
  timecmp: {
    parameters: [textParameter('timestamp_a'), textParameter('timestamp_b')],
    result: numberType,
    call: ([a, b]) => {
      const left = parseTime(textOf(a));
      const right = parseTime(textOf(b));
      if (left.kind === 'failure') return failure(left.message, 0);
      if (right.kind === 'failure') return failure(right.message, 1);
      return integer(Math.sign(left.seconds - right.seconds || left.nanoseconds - right.nanoseconds));
    },
  },
  timestamp: { parameters: [], result: stringType, call: () => whenRun('timestamp()') },
};

function addTime(time: Timestamp | Failure, duration: number | Failure): Value | Failure {
  if (time.kind === 'failure') return time;
  if (typeof duration !== 'number') return duration;
  const nanoseconds = time.nanoseconds + (duration % 1e9);
  const seconds = time.seconds + Math.trunc(duration / 1e9) + Math.floor(nanoseconds / 1e9);
  const text = printTime({ ...time, seconds, nanoseconds: 0 });
  return text === '' ? failure('the result is out of range') : stringValue(text);
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A verb (one letter, repeated), a quoted text, or other text. */
const token = /''|'(?:[^']|'')*'|([A-Za-z])\1*|'|[^A-Za-z']+/g;

function formatTime(format: string, time: Timestamp): Value | Failure {
  let result = '';
  for (const [part, letter] of format.matchAll(token)) {
    if (part === "''") result += "'";
    else if (part === "'") return failure("unterminated literal '", 0);
    else if (part.startsWith("'")) result += part.slice(1, -1).replaceAll("''", "'");
    else if (letter === undefined) result += part;
    else {
      const text = verb(letter, part.length, time);
      if (text === undefined) return failure(`invalid date format verb ${JSON.stringify(part)}`, 0);
      result += text;
    }
  }
  return stringValue(result);
}

function verb(letter: string, length: number, time: Timestamp): string | undefined {
  const date = localDate(time);
  const hour = date.getUTCHours();
  switch (letter) {
    case 'Y':
      if (length === 4) return String(date.getUTCFullYear()).padStart(4, '0');
      return length === 2 ? String(date.getUTCFullYear() % 100).padStart(2, '0') : undefined;
    case 'M':
      return length <= 2 ? digits(date.getUTCMonth() + 1, length) : name(months[date.getUTCMonth()], length);
    case 'D':
      return digits(date.getUTCDate(), length);
    case 'E':
      return length > 2 ? name(days[date.getUTCDay()], length) : undefined;
    case 'h':
      return digits(hour, length);
    case 'H':
      return digits(hour % 12 || 12, length);
    case 'A':
      return length === 2 ? (hour < 12 ? 'AM' : 'PM') : undefined;
    case 'a':
      return length === 2 ? (hour < 12 ? 'am' : 'pm') : undefined;
    case 'm':
      return digits(date.getUTCMinutes(), length);
    case 's':
      return digits(date.getUTCSeconds(), length);
    case 'Z':
      return zone(time, length);
    default:
      return undefined;
  }
}

function digits(value: number, length: number): string | undefined {
  return length <= 2 ? String(value).padStart(length, '0') : undefined;
}

function name(text: string | undefined, length: number): string | undefined {
  if (length === 3) return text?.slice(0, 3);
  return length === 4 ? text : undefined;
}

function zone(time: Timestamp, length: number): string | undefined {
  switch (length) {
    case 1:
      return time.offset === 0 ? 'Z' : printOffset(time, ':');
    case 3:
      return time.offset === 0 ? 'UTC' : printOffset(time, '');
    case 4:
      return printOffset(time, '');
    case 5:
      return printOffset(time, ':');
    default:
      return undefined;
  }
}
