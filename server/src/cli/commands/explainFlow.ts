import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Command } from 'commander';
import { explainRecord } from '../../flowlogs/explainRecord';
import { parseFormat } from '../../flowlogs/format';
import { readRecords, type ReadRecords } from '../../flowlogs/records';
import { componentsOf, explanationJson, explanationText } from '../../flowlogs/words';
import { placeInWords } from '../../explain/place';
import { interfacesNamed } from '../../flowlogs/interfacesNamed';
import { codeSide } from '../../features/codeSide';
import { placesInCode } from '../../features/inCode';
import { pairNetworks } from '../../compare/pairing';
import { plainSide } from '../../compare/side';
import type { Id, Network, Origin } from '../../network/model';
import { withReader, choicesOf } from '../live';
import { absolute, readModel, takeLiveSource, type LiveSourceOptions } from '../source';
import { hasFailed, relativeName, wrongUse, type Failed, type Terminal } from '../terminal';

interface FlowFlags extends LiveSourceOptions {
  readonly record?: readonly string[];
  readonly file?: string;
  readonly last?: string;
  readonly format?: string;
  readonly interface?: string;
  readonly json?: boolean;
}

/** `reachable explain-flow`: what rejected the packets of flow-log records. Status 0 all are explained, 3 some are not. */
export function explainFlowCommand(
  command: Command,
  terminal: Terminal,
  finish: (status: number) => void,
): void {
  const more = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  takeLiveSource(command.argument('[dir]', 'the root module (default: the working directory)'))
    .description('say which rule, entry or missing rule rejected the traffic of VPC flow-log records')
    .option('--record <line>', 'a record; can be repeated', more)
    .option('--file <file>', 'a file of records, as text or gzip; - is the standard input')
    .option('--last <interface>', 'with --live: what an interface has rejected in the last hour')
    .option('--format <format>', "the order of the fields, as the flow log's LogFormat has it")
    .option('--interface <name>', 'whose records these are, where the network does not know the eni-…')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      '\nStatus: 0 explained, 3 some can not be explained, 2 wrong use or unreadable input.',
    )
    .action(async (directory: string | undefined, flags: FlowFlags) =>
      finish(await run(directory, flags, terminal)),
    );
}

async function run(directory: string | undefined, flags: FlowFlags, terminal: Terminal): Promise<number> {
  const read = await recordsOf(flags, terminal);
  if (hasFailed(read)) {
    terminal.error(read.failed);
    return wrongUse;
  }
  for (const { line, problem } of read.wrong.slice(0, 10))
    terminal.error(`Line ${line} is no record: ${problem}.`);
  if (read.wrong.length > 10) terminal.error(`… and ${read.wrong.length - 10} more lines.`);
  if (read.records.length === 0) {
    if (read.wrong.length === 0) terminal.error('There is no record.');
    return wrongUse;
  }
  const model = await readModel(directory, flags, terminal);
  if (hasFailed(model)) {
    terminal.error(model.failed);
    return wrongUse;
  }
  const index = model.index();
  const at = flags.interface === undefined ? undefined : interfacesNamed(index, flags.interface)[0];
  if (flags.interface !== undefined && at === undefined) {
    terminal.error(`Nothing here is called "${flags.interface}" and has a network interface.`);
    return wrongUse;
  }
  const isReal = flags.snapshot !== undefined || flags.live === true;
  const inCode =
    directory === undefined || !isReal
      ? undefined
      : await codePlaces(directory, flags, index.network, terminal);
  const explained = read.records.map((record) => explainRecord(index, record, read.records, at));
  // Of a whole file people want to know of what was rejected.
  const shown =
    explained.length === 1
      ? explained
      : explained.filter(({ cause }) => cause.kind !== 'accepted' && cause.kind !== 'noData');
  const nameOrigin = (origin: Origin | undefined): string | undefined =>
    placeInWords(
      origin !== undefined && 'file' in origin
        ? { ...origin, file: relativeName(origin.file, terminal.directory) }
        : origin,
    );
  if (flags.json === true)
    terminal.out(`${JSON.stringify({ version: 1, records: shown.map(explanationJson) }, undefined, 2)}\n`);
  else {
    for (const one of shown) {
      terminal.out(`${one.record.text}\n  ${explanationText(one, nameOrigin)}\n`);
      for (const id of componentsOf(one.cause)) {
        const place = inCode?.(id);
        if (place !== undefined) terminal.out(`  In the code: ${place}.\n`);
      }
    }
    if (shown.length === 0) terminal.out('None of these records is a rejection.\n');
  }
  return shown.some(({ cause }) => cause.kind === 'unknown') ? 3 : 0;
}

/** Where the code has what the account has: `aws_network_acl.db (acls.tf:20:1)`. Undefined where there is no such code. */
async function codePlaces(
  directory: string,
  flags: FlowFlags,
  account: Network,
  terminal: Terminal,
): Promise<((id: Id) => string | undefined) | undefined> {
  const code = await readModel(directory, flags.given === undefined ? {} : { given: flags.given }, terminal);
  if (hasFailed(code)) {
    terminal.error(code.failed);
    return undefined;
  }
  const inCode = placesInCode(pairNetworks(codeSide(code, undefined), plainSide(account)), code.network());
  return (id) => {
    const found = inCode(id);
    if (found === undefined) return undefined;
    const file = relativeName(found.origin.file, terminal.directory);
    return `${found.name} (${placeInWords({ ...found.origin, file }) ?? ''})`;
  };
}

async function recordsOf(flags: FlowFlags, terminal: Terminal): Promise<ReadRecords | Failed> {
  const format = flags.format === undefined ? undefined : parseFormat(flags.format);
  if (flags.format !== undefined && format === undefined)
    return { failed: 'The format is a list of field names, such as "${version} ${interface-id} ${action}".' };
  const { record, file, last } = flags;
  const given = [record, file, last].filter((one) => one !== undefined);
  if (given.length !== 1) return { failed: 'Say which records: --record, --file or --last.' };
  if (record !== undefined) return readRecords(record.join('\n'), format);
  if (last !== undefined) return lastRejects(last, flags, terminal);
  const bytes = readBytes(file ?? '-', terminal);
  if (bytes === undefined) return { failed: `There is no file "${file ?? ''}" that can be read.` };
  const text = unpacked(bytes);
  return text === undefined
    ? { failed: `"${file ?? ''}" is no gzip that can be read.` }
    : readRecords(text, format);
}

/** 512 MB at most: the flow logs of five minutes are cut at 75. */
function readBytes(file: string, terminal: Terminal): Uint8Array | undefined {
  try {
    const path = file === '-' ? 0 : absolute(file, terminal);
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Gzip is told by its first two bytes (RFC 1952). 200 MB: AWS cuts its files at 75 MB. */
function unpacked(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes);
  try {
    return gunzipSync(bytes, { maxOutputLength: 200_000_000 }).toString('utf8');
  } catch {
    return undefined;
  }
}

async function lastRejects(id: string, flags: FlowFlags, terminal: Terminal): Promise<ReadRecords | Failed> {
  if (flags.live !== true) return { failed: '--last reads CloudWatch Logs: say --live too.' };
  const [choice = {}] = choicesOf(flags);
  const since = Date.now() - 3_600_000;
  const read = await withReader(terminal, (reader, asking) =>
    reader.rejects(choice, { interface: id, since }, asking),
  );
  if (hasFailed(read)) return read;
  if ('problem' in read) return { failed: read.problem };
  for (const note of read.notes) terminal.error(note);
  const all = read.logs.map(({ format, lines }) =>
    readRecords(lines.join('\n'), format === undefined ? undefined : parseFormat(format)),
  );
  return { records: all.flatMap(({ records }) => records), wrong: all.flatMap(({ wrong }) => wrong) };
}
