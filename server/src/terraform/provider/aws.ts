import * as generated from './awsSchema.generated';
import type { Tables } from './decode';
import { decodeBody, decodeType } from './decode';
import type { BodySchema } from './schema';

type Mode = 'managed' | 'data';

/** Decoding all takes some milliseconds, so it is done for what a configuration uses. */
const decoded: Record<Mode, Map<string, BodySchema>> = { managed: new Map(), data: new Map() };
let encoded: Record<Mode, ReadonlyMap<string, string>> | undefined;
let tables: Tables | undefined;

/** The schema of an AWS resource type or data source; undefined where none is known. */
export function awsSchema(mode: Mode, type: string): BodySchema | undefined {
  const known = decoded[mode].get(type);
  if (known !== undefined) return known;
  encoded ??= { managed: readLines(generated.resources), data: readLines(generated.dataSources) };
  const text = encoded[mode].get(type);
  if (text === undefined) return undefined;
  tables ??= readTables();
  const schema = decodeBody(text, tables);
  decoded[mode].set(type, schema);
  return schema;
}

/** What a plan shows for arguments and blocks that are not configured, by path (`root_block_device.volume_type`). */
export function awsDefaults(type: string): Readonly<Record<string, unknown>> | undefined {
  return Object.hasOwn(generated.defaults, type) ? generated.defaults[type] : undefined;
}

function readTables(): Tables {
  const names = generated.names.split(' ');
  return { names, types: generated.types.split(' ').map((type) => decodeType(type, names)) };
}

function readLines(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)];
    }),
  );
}
