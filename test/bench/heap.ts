import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of the heap that are in use after everything has been collected that can be. */
export function collectedHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node.js lets nobody collect garbage');
  // Weak tables let go of what they held in the second round only.
  for (let round = 0; round < 2; round += 1) Reflect.apply(collect, undefined, []);
  return process.memoryUsage().heapUsed;
}

/** The memory that a process has, in MB: as Linux tells it, else (in a program of its own, which takes time) `ps`. */
export function residentMegabytes(pid: number): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return (Number(pages) * 4096) / 1024 ** 2;
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  }
}
