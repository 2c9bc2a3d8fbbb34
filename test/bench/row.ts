/**
 * `test/bench/`: how fast and how large. Each `*.bench.ts` beside this file has `export const rows: readonly BenchRow[]`;
 * `npm run bench` runs them all, one after the other, and prints one table.
 */
export interface BenchRow {
  /** What is measured, as a person would say it: "keystroke to diagnostics, ecs-to-rds". Unique. */
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'kB' | '%' | 'MB/s' | '/s';
  /** What the median must stay within: at most this much; at least this much for `MB/s` and `/s`. Undefined: told, not judged. */
  readonly budget: number | undefined;
  /**
   * Measures, and returns the samples in `unit`, at least one. It does its own warming up and cleans up after itself.
   * What it needs and does not find (a bundle that is not built) is an exception.
   */
  run(): Promise<readonly number[]>;
  /** Left out by `npm run bench -- --short`: for rows that take longer than some ten seconds. */
  readonly slow?: boolean;
}

/**
 * The usual `run`: calls `once` a few times unmeasured, then `times` times measured.
 * @returns milliseconds of each measured call
 */
export async function timeRuns(once: () => unknown, times = 20, warmUp = 3): Promise<readonly number[]> {
  for (let run = 0; run < warmUp; run += 1) await once();
  const samples: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    await once();
    samples.push(performance.now() - start);
  }
  return samples;
}
