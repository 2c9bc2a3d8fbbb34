import { defaultFormat, parseFormat, type RecordFormat } from './format';

/** A record: what each field says. A field that the format has not, or that is `-`, is absent. */
export interface FlowRecord {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly fields: Readonly<Partial<Record<string, string>>>;
}

/** Why a line is no record, for people. */
export interface WrongLine {
  readonly line: number;
  readonly problem: string;
}

/** What a text holds. */
export interface ReadRecords {
  readonly records: readonly FlowRecord[];
  readonly wrong: readonly WrongLine[];
}

/**
 * Reads records, one a line. The order of the fields is the one given, else that of a header line (which may come again),
 * else the default. Lines that fit no format are told, and never guessed at.
 */
export function readRecords(text: string, given?: RecordFormat): ReadRecords {
  const records: FlowRecord[] = [];
  const wrong: WrongLine[] = [];
  let format = given ?? defaultFormat;
  let isGuessed = given === undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '') continue;
    const header = parseFormat(trimmed);
    if (header !== undefined && header.length > 1) {
      format = header;
      isGuessed = false;
      continue;
    }
    const values = trimmed.replace(/^"(.*)"$/, '$1').split(/\s+/);
    const problem = problemOf(values, format, isGuessed);
    if (problem === undefined) records.push({ line, text: trimmed, fields: fieldsOf(values, format) });
    else wrong.push({ line, problem });
  }
  return { records, wrong };
}

function fieldsOf(values: readonly string[], format: RecordFormat): FlowRecord['fields'] {
  return Object.fromEntries(
    format.flatMap((field, index) => {
      const value = values[index];
      return value === undefined || value === '-' ? [] : [[field, value]];
    }),
  );
}

function problemOf(values: readonly string[], format: RecordFormat, isGuessed: boolean): string | undefined {
  if (values.length !== format.length) {
    return isGuessed
      ? `it has ${values.length} fields, and the default format has ${format.length}: say which format it has (the flow log's LogFormat, or a header line)`
      : `it has ${values.length} fields, and its format has ${format.length}`;
  }
  for (const [index, field] of format.entries()) {
    const value = values[index] ?? '';
    const check = checks[field];
    if (value !== '-' && check !== undefined && !check.test(value))
      return `"${value.slice(0, 40)}" is no ${field}${isGuessed ? ': it is no record in the default format' : ''}`;
  }
  return undefined;
}

const address = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$/;
const count = /^\d+$/;

/** What the fields that are used here look like. */
const checks: Readonly<Partial<Record<string, RegExp>>> = {
  version: /^\d{1,2}$/,
  'account-id': /^(\d{12}|unknown)$/,
  'interface-id': /^eni-[0-9a-z]+$/,
  srcaddr: address,
  dstaddr: address,
  'pkt-srcaddr': address,
  'pkt-dstaddr': address,
  srcport: count,
  dstport: count,
  protocol: count,
  start: count,
  end: count,
  'tcp-flags': count,
  action: /^(ACCEPT|REJECT)$/,
  'log-status': /^(OK|NODATA|SKIPDATA)$/,
  'flow-direction': /^(ingress|egress)$/,
};
