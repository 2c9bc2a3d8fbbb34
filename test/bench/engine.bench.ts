import { performance } from 'node:perf_hooks';
import { answer, indexNetwork, matrix, reachableFrom, type Question } from '../../server/src/reachability';
import { bigNetwork, budgetSize, sizeFor, type Size } from './bigNetwork';
import { timeRuns, type BenchRow } from './row';

/** The engine on a network of 10,000 interfaces. */
export const rows: readonly BenchRow[] = [
  { name: 'index 10,000 interfaces, first answer', unit: 'ms', budget: 1500, run: indexing },
  { name: 'answer of a question among 10,000 interfaces', unit: 'ms', budget: 1, run: questions },
  { name: 'whom one of 10,000 interfaces reaches', unit: 'ms', budget: 200, run: oneToAll },
];

function indexing(): Promise<readonly number[]> {
  const network = bigNetwork(budgetSize);
  return timeRuns(
    () => answer(indexNetwork(network), { from: 'workload-0', to: 'workload-1', traffic: undefined }),
    5,
    1,
  );
}

function questions(): Promise<readonly number[]> {
  const index = indexNetwork(bigNetwork(budgetSize));
  let step = 0;
  return timeRuns(
    () => {
      step += 1;
      answer(index, askedAt(step, budgetSize));
    },
    2000,
    200,
  );
}

function oneToAll(): Promise<readonly number[]> {
  const index = indexNetwork(bigNetwork(budgetSize));
  let step = 0;
  return timeRuns(
    () => {
      step += 1;
      reachableFrom(index, `workload-${(step * 7919) % budgetSize.interfaces}`);
    },
    10,
    2,
  );
}

/** Half of the questions stay near, half go anywhere. */
function askedAt(step: number, { interfaces }: Size): Question {
  const from = (step * 7919) % interfaces;
  const to = step % 2 === 0 ? (step * 104_729) % interfaces : from ^ 8;
  return { from: `workload-${from}`, to: `workload-${to}`, traffic: undefined };
}

/**
 * `npx tsx --expose-gc test/bench/engine.bench.ts` prints one line for each of several sizes; the budgets are for 10,000
 * interfaces.
 */
function main(): void {
  console.log(
    '| interfaces | index ms | question median µs | question p99 µs | one to all ms | matrix ms | heap MB |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const interfaces of [100, 1_000, 10_000, 50_000]) console.log(measure(sizeFor(interfaces)));
  console.log('budget: 1500 | 1000 | 10000 | 200 | 5000 | 400 at 10,000');
}

function measure(size: Size): string {
  const network = bigNetwork(size);
  const index = indexNetwork(network);
  const indexing = timed(() => {
    answer(index, { from: 'workload-0', to: 'workload-1', traffic: undefined });
  });
  const times: number[] = [];
  for (let i = 0; i < 2_000; i += 1) {
    const question = askedAt(i, size);
    times.push(timed(() => answer(index, question)));
  }
  times.sort((a, b) => a - b);
  const oneToAll = timed(() => reachableFrom(index, `workload-${size.interfaces >> 1}`));
  const again = timed(() => reachableFrom(index, `workload-${size.interfaces >> 2}`));
  const all = size.interfaces > budgetSize.interfaces ? undefined : timed(() => matrix(index));
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed / 1e6;
  return `| ${[
    size.interfaces,
    indexing.toFixed(0),
    micro(times[times.length >> 1]),
    micro(times[Math.floor(times.length * 0.99)]),
    `${oneToAll.toFixed(0)} (then ${again.toFixed(0)})`,
    all?.toFixed(0) ?? '-',
    heap.toFixed(0),
  ].join(' | ')} |`;
}

function micro(milliseconds: number | undefined): string {
  return ((milliseconds ?? 0) * 1000).toFixed(0);
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

if (require.main === module) main();
