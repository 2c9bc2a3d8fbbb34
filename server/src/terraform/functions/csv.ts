import { objectType, stringType } from '../type';
import type { Value } from '../value';
import { failure, limitReached, type Failure } from '../values/failure';
import { listValue, objectValue, stringValue } from '../values/make';
import { maximumElements } from './signature';

/** Reads CSV (RFC 4180) with a header line into a list of objects of strings. */
export function decodeCsv(text: string): Value | Failure {
  const rows = parseRows(text);
  if ('kind' in rows) return rows;
  const [header, ...records] = rows;
  if (header === undefined) return failure('missing header line');
  const repeated = header.find((name, index) => header.indexOf(name) !== index);
  if (repeated !== undefined) return failure(`duplicate column name "${repeated}"`);
  if (records.some((record) => record.length !== header.length)) return failure('wrong number of fields');
  const objects = records.map((record) =>
    objectValue(header.map((name, index) => [name, stringValue(record[index] ?? '')])),
  );
  return listValue(objects, objectType([...header].sort().map((name) => [name, stringType])));
}

function parseRows(text: string): string[][] | Failure {
  const rows: string[][] = [];
  let position = 0;
  while (position < text.length) {
    const blank = /^\r?\n/.exec(text.slice(position, position + 2));
    if (blank) {
      position += blank[0].length;
      continue;
    }
    const row = parseRow(text, position);
    if ('kind' in row) return row;
    rows.push(row.fields);
    position = row.end;
    if (rows.length > maximumElements) return limitReached('there are too many records');
  }
  return rows;
}

const quotedField = /"([^"]*(?:""[^"]*)*)"(?=,|\r?\n|$)/y;
const plainField = /[^,\n"]*/y;

function parseRow(
  text: string,
  start: number,
): { readonly fields: string[]; readonly end: number } | Failure {
  const fields: string[] = [];
  let position = start;
  for (;;) {
    const quoted = text[position] === '"';
    const pattern = quoted ? quotedField : plainField;
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) return failure('parse error: extraneous or missing " in quoted-field');
    position += match[0].length;
    fields.push(
      quoted ? (match[1] ?? '').replaceAll('""', '"').replaceAll('\r\n', '\n') : match[0].replace(/\r$/, ''),
    );
    if (text[position] === ',') {
      position += 1;
      continue;
    }
    if (text[position] === '"') return failure('parse error: bare " in non-quoted-field');
    if (text[position] === '\r') position += 1;
    return { fields, end: position + 1 };
  }
}
