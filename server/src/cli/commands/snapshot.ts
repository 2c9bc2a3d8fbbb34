import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { SnapshotFile } from '../../aws/readAccount';
import { readLive, takeAccount, withReader, type LiveOptions } from '../live';
import { hasFailed, relativeName, wrongUse, type Failed, type Terminal } from '../terminal';

interface SnapshotFlags extends LiveOptions {
  readonly out: string;
  readonly json?: boolean;
}

/** `reachable snapshot`: reads accounts into a folder. Status 1 where some calls were refused. */
export function snapshotCommand(
  command: Command,
  terminal: Terminal,
  finish: (status: number) => void,
): void {
  takeAccount(command)
    .description('read an AWS account into a folder of JSON, which every --snapshot takes')
    .requiredOption('--out <dir>', 'the folder; accounts/<id>/<region>/ in it is written anew')
    .option('--json', 'say what was read as JSON')
    .addHelpText('after', '\nStatus: 0 all was read, 1 some calls were refused, 2 nothing was read.')
    .action(async (flags: SnapshotFlags) => finish(await run(flags, terminal)));
}

async function run(flags: SnapshotFlags, terminal: Terminal): Promise<number> {
  const reader = terminal.accounts();
  const read = await readLive(flags, { ...terminal, accounts: () => reader });
  const files = hasFailed(read)
    ? read
    : await withReader({ ...terminal, accounts: () => reader }, () => reader.files());
  if (hasFailed(read) || hasFailed(files)) {
    terminal.error(hasFailed(read) ? read.failed : (files as Failed).failed);
    return wrongUse;
  }
  const folder = path.resolve(terminal.directory, flags.out).replaceAll('\\', '/');
  const wrong = writeSnapshot(folder, files);
  if (wrong !== undefined) {
    terminal.error(wrong.failed);
    return wrongUse;
  }
  const { takenAt, identities, refused } = read;
  if (flags.json === true) {
    terminal.out(`${JSON.stringify({ version: 1, folder, takenAt, identities, refused }, undefined, 2)}\n`);
  } else {
    terminal.out(`${files.length} files in ${relativeName(folder, terminal.directory)}.\n`);
  }
  return refused.length === 0 ? 0 : 1;
}

/** Writes the files; what an earlier snapshot of the same account and Region has left is removed first. */
export function writeSnapshot(folder: string, files: readonly SnapshotFile[]): Failed | undefined {
  const places = [...new Set(files.map((file) => path.dirname(path.join(folder, file.path))))];
  try {
    for (const place of places) {
      if (!existsSync(place)) continue;
      if (readdirSync(place).length > 0 && !existsSync(path.join(place, 'manifest.json')))
        return { failed: `${place} holds something else: a snapshot is written into a folder of its own.` };
      rmSync(place, { recursive: true });
    }
    for (const place of places) mkdirSync(place, { recursive: true });
    // An account's network is nobody else's business.
    for (const { path: name, text } of files) writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    return undefined;
  } catch (error) {
    return {
      failed: `The snapshot could not be written: ${error instanceof Error ? error.message : String(error)}.`,
    };
  }
}
