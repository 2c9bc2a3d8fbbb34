import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { placeInWords } from '../explain/place';
import type { InCode } from '../features/inCode';
import type { Model } from '../features/model';
import { explainRecord } from '../flowlogs/explainRecord';
import { parseFormat } from '../flowlogs/format';
import { readRecords, type ReadRecords } from '../flowlogs/records';
import { componentsOf, explanationText } from '../flowlogs/words';
import type { Asking, LiveReader } from '../live/liveReader';
import type { FlowSource, LiveProblem, LiveText } from '../protocol/liveRequests';
import type { Problem } from '../protocol/requests';
import { pathOf } from './uris';

/** Uses a reader of live accounts, where there may be one. */
export type Reading = <R>(
  use: (reader: LiveReader, asking: Asking) => Promise<R>,
) => Promise<R | LiveProblem>;

/** The records that somebody wants explained: pasted, from a file, or from an interface's flow log. */
export async function recordsOf(source: FlowSource, reading: Reading): Promise<ReadRecords | LiveProblem> {
  if ('interface' in source) return rejectsOf(source, reading);
  const format = source.format === undefined ? undefined : parseFormat(source.format);
  if (source.format !== undefined && format === undefined)
    return { problem: 'This is no format: it is a list of fields such as "${version} ${interface-id}".' };
  if ('text' in source) return readRecords(source.text, format);
  const path = pathOf(source.file);
  const bytes = path === undefined ? undefined : await readFile(path).catch(() => undefined);
  if (bytes === undefined) return { problem: 'This file can not be read.' };
  try {
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = isGzip ? gunzipSync(bytes, { maxOutputLength: 200_000_000 }) : bytes;
    return readRecords(text.toString('utf8'), format);
  } catch {
    return { problem: 'This file is no gzip that can be read.' };
  }
}

async function rejectsOf(
  { choice, interface: id }: Extract<FlowSource, { readonly interface: string }>,
  reading: Reading,
): Promise<ReadRecords | LiveProblem> {
  const since = Date.now() - 3_600_000;
  const read = await reading((reader, asking) => reader.rejects(choice, { interface: id, since }, asking));
  if ('problem' in read) return read;
  const all = read.logs.map(({ format, lines }) =>
    readRecords(lines.join('\n'), format === undefined ? undefined : parseFormat(format)),
  );
  const records = all.flatMap((one) => one.records);
  return records.length === 0
    ? { problem: ['There is no rejected traffic in the last hour.', ...read.notes].join(' ') }
    : { records, wrong: [] };
}

/** Rejections that are explained at once; more than anybody reads. */
const maximumExplained = 500;

/** What rejected the packets of records, and where the code has that. */
export function explainAll(
  { records, wrong }: ReadRecords,
  model: Model,
  inCode: InCode,
  nameFile: (path: string) => string,
): LiveText | Problem {
  if (records.length === 0)
    return {
      problem:
        wrong[0] === undefined
          ? 'There is no record.'
          : `Line ${wrong[0].line} is no record: ${wrong[0].problem}.`,
    };
  const index = model.index();
  const rejected =
    records.length === 1 ? records : records.filter(({ fields }) => fields['action'] === 'REJECT');
  const lines = rejected.slice(0, maximumExplained).flatMap((record) => {
    const explained = explainRecord(index, record, records);
    const places = componentsOf(explained.cause).flatMap((id) => {
      const place = inCode(id);
      if (place === undefined) return [];
      const origin = { ...place.origin, file: nameFile(place.origin.file) };
      return [`  In the code: ${place.name} (${placeInWords(origin) ?? ''}).`];
    });
    return [record.text, `  ${explanationText(explained)}`, ...places, ''];
  });
  const head =
    rejected.length === 0
      ? ['None of these records is a rejection.']
      : rejected.length > maximumExplained
        ? [`The first ${maximumExplained} of ${rejected.length} rejections:`, '']
        : [];
  const skipped = wrong.slice(0, 5).map(({ line, problem }) => `Line ${line} is no record: ${problem}.`);
  return { title: 'Flow-log records', text: [...head, ...lines, ...skipped, ''].join('\n') };
}
