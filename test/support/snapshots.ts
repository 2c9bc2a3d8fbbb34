import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotFile } from '../../server/src/network/fromAws';

/** The files of a snapshot folder of the repository, as the program's reader finds them. */
export function readSnapshotFolder(folder: string): SnapshotFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ path: name.replaceAll('\\', '/'), text: readFileSync(join(folder, name), 'utf8') }));
}
