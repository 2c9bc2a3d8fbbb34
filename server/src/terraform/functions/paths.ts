import type { Directories } from '../expressions/scope';
import { limitReached, type Failure } from '../values/failure';

/** As Go's `filepath.Clean`: without `.`, `..` and doubled slashes. */
function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  return `${rooted ? '/' : ''}${kept.join('/')}` || (rooted ? '/' : '.');
}

/** `path` as seen from the root module's folder, where Terraform runs. On Windows too with forward slashes. */
export function absolutePath(path: string, { root }: Directories): string {
  const forward = path.replaceAll('\\', '/');
  if (/^[A-Za-z]:\//.test(forward)) return forward.slice(0, 2) + cleanPath(forward.slice(2));
  return forward.startsWith('/') ? cleanPath(forward) : cleanRooted(`${root}/${forward}`);
}

function cleanRooted(path: string): string {
  const drive = /^[A-Za-z]:(?=\/)/.exec(path)?.[0] ?? '';
  return drive + cleanPath(path.slice(drive.length));
}

/** The path, where it is inside of the workspace: nothing outside is read. */
export function readablePath(path: string, directories: Directories): string | Failure {
  if (path.startsWith('~')) return limitReached(`${path} is in a home directory, which is not read here`);
  const absolute = absolutePath(path, directories);
  const { workspace } = directories;
  if (absolute === workspace || absolute.startsWith(`${workspace.replace(/\/$/, '')}/`)) return absolute;
  return limitReached(`${path} is outside of the workspace, which is not read here`);
}

/** The last part of a path, as Go's `filepath.Base`. */
export function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** All but the last part, as Go's `filepath.Dir`. */
export function directoryName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1));
}
