import type { SnapshotFile } from '../network/fromAws/index';
import type { Disk } from '../workspace/disk';

/** 512 MB: an account's largest answer is far smaller. */
const maximumBytes = 512_000_000;

/** Every JSON file below a folder, with its path in it; undefined where there is no such folder. */
export function readSnapshotFiles(directory: string, disk: Disk): readonly SnapshotFile[] | undefined {
  const seen = new Set<string>();
  const decoder = new TextDecoder();
  const visit = (folder: string, below: string): SnapshotFile[] | undefined => {
    const real = disk.realPath(folder) ?? folder;
    if (seen.has(real)) return [];
    seen.add(real);
    return disk.list(folder)?.flatMap(({ name, kind }) => {
      if (kind === 'directory') return visit(`${folder}/${name}`, `${below}${name}/`) ?? [];
      const bytes = name.endsWith('.json') ? disk.read(`${folder}/${name}`, maximumBytes) : undefined;
      return bytes === undefined ? [] : [{ path: `${below}${name}`, text: decoder.decode(bytes) }];
    });
  };
  return visit(directory, '');
}
