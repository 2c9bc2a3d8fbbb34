import { performance } from 'node:perf_hooks';
import { answer, indexNetwork, matrix, reachableFrom } from '../../server/src/reachability';
import { bigNetwork, budgetSize, sizeFor, type Size } from './bigNetwork';

/**
 * How fast the engine answers on big networks: `npx tsx --expose-gc test/bench/engine.bench.ts`. Prints one line for each
 * size; the budgets are for 10,000 interfaces.
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
    const from = `workload-${(i * 7919) % size.interfaces}`;
    // Half of the questions stay near, half go anywhere.
    const to = `workload-${i % 2 === 0 ? (i * 104_729) % size.interfaces : ((i * 7919) % size.interfaces) ^ 8}`;
    times.push(timed(() => answer(index, { from, to, traffic: undefined })));
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

main();
