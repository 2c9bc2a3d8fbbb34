/**
 *     npm run soak [-- --minutes N]
 *
 * Edits a workspace of 100,000 lines (2,000 files in 100 roots) for N minutes, 30 unless told, as a person does, in the
 * server that is shipped and in a process of its own; prints a line for each five minutes (a third of the time, if that is
 * less), and ends with 1 where the last of them is slower or larger than the second. The first is for warming up.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bigWorkspace, writeTexts } from '../bench/generate';
import { residentMegabytes } from '../bench/heap';
import { startServerProcess, tellsHeap } from '../bench/serverProcess';
import { typist, type Waits } from './typist';

/** What one part of the time came to; times in milliseconds, memory in MB. */
interface Part {
  readonly waits: Waits;
  /** In use after a collection, at the end of the part. */
  readonly heap: number;
  /** The median of what the process had of the machine's memory. */
  readonly resident: number;
  /** The machine's load, of all that runs on it. */
  readonly load: number;
}

/** How much worse than the second part the last may be. */
const tolerated = { time: 1.15, memory: 1.1 };

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { minutes: { type: 'string' } } });
  const minutes = Number(values.minutes ?? 30);
  if (!(minutes > 0)) {
    console.error('Minutes are a number above 0.');
    return 2;
  }
  const count = Math.max(3, Math.round(minutes / 5));
  const folder = mkdtempSync(join(tmpdir(), 'reachable-soak-'));
  try {
    writeTexts(folder, bigWorkspace());
    const server = await startServerProcess(folder, tellsHeap);
    const visit = typist(server, { folder, roots: 100, files: 17 });
    console.log(head);
    const parts: Part[] = [];
    for (let part = 0; part < count; part += 1) {
      const end = performance.now() + (minutes / count) * 60_000;
      const waits: Waits = { keys: [], requests: [], questions: [] };
      const sizes: number[] = [];
      do {
        await visit(waits);
        sizes.push(residentMegabytes(server.pid));
      } while (performance.now() < end);
      const resident = percentile(sizes, 0.5);
      const one = { waits, resident, heap: (await server.heap()) / 1e6, load: loadavg()[0] ?? 0 };
      parts.push(one);
      console.log(lineOf(((part + 1) * minutes) / count, one));
    }
    await server.stop();
    return judge(parts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const head = [
  'minute    keys  key to diagnostics, ms  four requests, ms  question, ms   heap MB  resident MB  load',
  '                      median       p95             median        median',
].join('\n');

function lineOf(minute: number, { waits, heap, resident, load }: Part): string {
  const cells: readonly (readonly [value: string, width: number])[] = [
    [minute.toFixed(1), 6],
    [String(waits.keys.length), 8],
    [percentile(waits.keys, 0.5).toFixed(1), 14],
    [percentile(waits.keys, 0.95).toFixed(1), 10],
    [percentile(waits.requests, 0.5).toFixed(1), 19],
    [percentile(waits.questions, 0.5).toFixed(1), 14],
    [heap.toFixed(1), 10],
    [resident.toFixed(0), 13],
    [load.toFixed(1), 6],
  ];
  return cells.map(([value, width]) => value.padStart(width)).join('');
}

/** Says what is worse in the last part than in the second, if anything. */
function judge(parts: readonly Part[]): number {
  const [, second] = parts;
  const last = parts.at(-1);
  if (second === undefined || last === undefined) return 2;
  const compared: readonly (readonly [what: string, before: number, after: number, limit: number])[] = [
    [
      'key to diagnostics',
      percentile(second.waits.keys, 0.5),
      percentile(last.waits.keys, 0.5),
      tolerated.time,
    ],
    ['heap', second.heap, last.heap, tolerated.memory],
    ['resident memory', second.resident, last.resident, tolerated.memory],
  ];
  const worse = compared.filter(([, before, after, limit]) => after > before * limit);
  for (const [what, before, after] of compared)
    console.log(`${what}: ${before.toFixed(1)}, then ${after.toFixed(1)} (${change(before, after)})`);
  for (const [what] of worse) console.log(`✗ ${what} has grown`);
  return worse.length === 0 ? 0 : 1;
}

function change(before: number, after: number): string {
  const percent = (after / before - 1) * 100;
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

void main().then((code) => {
  process.exitCode = code;
});
