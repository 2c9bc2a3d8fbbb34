import type { Disk } from '../workspace/disk';

/**
 * A disk that has nothing but these folders: in a workspace that its user does not trust, code must not make the server
 * read files elsewhere.
 */
export function folderDisk(disk: Disk, folders: () => readonly string[]): Disk {
  const isInside = (path: string): boolean => {
    const real = disk.realPath(path) ?? path;
    return [path, real].every((one) =>
      folders().some((folder) => one === folder || one.startsWith(`${folder}/`) || isBelowReal(one, folder)),
    );
  };
  const isBelowReal = (path: string, folder: string): boolean => {
    const real = disk.realPath(folder);
    return real !== undefined && (path === real || path.startsWith(`${real}/`));
  };
  return {
    list: (directory) => (isInside(directory) ? disk.list(directory) : undefined),
    read: (path, maximumBytes) => (isInside(path) ? disk.read(path, maximumBytes) : undefined),
    realPath: (path) => disk.realPath(path),
  };
}
