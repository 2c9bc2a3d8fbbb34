import {
  answer,
  indexNetwork,
  matrix,
  reachableFrom,
  type NetworkIndex,
  type Question,
} from '../../server/src/reachability';
import { bigNetwork, budgetSize, sizeFor, type Size } from './bigNetwork';
import { collectedHeap } from './heap';
import { timeRuns, type BenchRow } from './row';

/** The engine on a network of 10,000 interfaces; and how one question's cost grows with the network. */
export const rows: readonly BenchRow[] = [
  { name: 'network of 10,000 interfaces, indexes, first answer', unit: 'ms', budget: 1500, run: indexing },
  { name: 'answer of a question among 10,000 interfaces', unit: 'ms', budget: 1, run: questions },
  { name: 'the same, 99th percentile', unit: 'ms', budget: 10, run: slowestQuestions },
  { name: 'whom one of 10,000 interfaces reaches', unit: 'ms', budget: 200, run: oneToAll },
  { name: 'all pairs of 10,000 interfaces', unit: 'ms', budget: 5000, run: allPairs, slow: true },
  { name: 'heap with all pairs of 10,000 interfaces', unit: 'MB', budget: 400, run: heap, slow: true },
  ...[100, 1_000, 10_000, 50_000].map((interfaces): BenchRow => ({
    name: `answer of a question as the network grows: ${interfaces} interfaces`,
    unit: 'ms',
    budget: 1,
    run: () => Promise.resolve(timeQuestions(sizeFor(interfaces))),
    slow: interfaces > 10_000,
  })),
];

function indexing(): Promise<readonly number[]> {
  return timeRuns(
    () => {
      const index = indexNetwork(bigNetwork(budgetSize));
      return answer(index, { from: 'workload-0', to: 'workload-1', traffic: undefined });
    },
    5,
    1,
  );
}

function questions(): Promise<readonly number[]> {
  return Promise.resolve(timeQuestions(budgetSize));
}

function slowestQuestions(): Promise<readonly number[]> {
  const times = timeQuestions(budgetSize).toSorted((a, b) => a - b);
  return Promise.resolve([times[Math.floor(times.length * 0.99)] ?? 0]);
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

/** Each time on a network that nothing is known about yet. */
function allPairs(): Promise<readonly number[]> {
  const network = bigNetwork(budgetSize);
  return timeRuns(() => matrix(indexNetwork(network)), 3, 1);
}

/** What the network, its indexes and the result of all pairs take, beyond what the process had before. */
function heap(): Promise<readonly number[]> {
  const before = collectedHeap();
  const index = indexNetwork(bigNetwork(budgetSize));
  timeQuestionsOf(index, budgetSize);
  const all = matrix(index);
  const after = collectedHeap();
  if (all.cells.length === 0) throw new Error('nothing reaches anything in the network');
  return Promise.resolve([(after - before) / 1e6]);
}

/** Milliseconds of each of many questions, after some to warm up. */
function timeQuestions(size: Size): readonly number[] {
  return timeQuestionsOf(indexNetwork(bigNetwork(size)), size);
}

function timeQuestionsOf(index: NetworkIndex, size: Size): readonly number[] {
  const times: number[] = [];
  for (let step = 0; step < 2_200; step += 1) {
    const question = askedAt(step, size);
    const start = performance.now();
    answer(index, question);
    if (step >= 200) times.push(performance.now() - start);
  }
  return times;
}

/** Half of the questions stay near, half go anywhere. */
function askedAt(step: number, { interfaces }: Size): Question {
  const from = (step * 7919) % interfaces;
  const to = step % 2 === 0 ? (step * 104_729) % interfaces : from ^ 8;
  return { from: `workload-${from}`, to: `workload-${to}`, traffic: undefined };
}
