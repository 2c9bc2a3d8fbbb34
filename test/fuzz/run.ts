/**
 *     npm run fuzz [-- --seconds N] [-- --only NAME] [-- --seed N]
 *
 * Runs every fuzzer (or those whose name begins with NAME) for N seconds in all, 60 unless told, from seeds that are new
 * each time, and says how much each has tried. A failure ends the run with 1, and prints the fuzzer and the seed that
 * shows it again.
 */
import { parseArgs } from 'node:util';
import { diceFrom } from '../support/randomNetwork/dice';
import { codeFuzzers } from './code';
import { engineFuzzers } from './engine';
import { flowLogFuzzers } from './flowLogs';
import type { Fuzzer } from './fuzzer';
import { snapshotFuzzers } from './snapshots';
import { stateFuzzers } from './states';
import { trafficFuzzers } from './traffic';

interface Share {
  readonly fuzzer: Fuzzer;
  rounds: number;
  /** What its rounds have tried, all together. */
  tried: number;
  /** Milliseconds that it has had. */
  spent: number;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { seconds: { type: 'string' }, only: { type: 'string' }, seed: { type: 'string' } },
  });
  const seconds = Number(values.seconds ?? 60);
  const all = [
    ...engineFuzzers,
    ...snapshotFuzzers,
    ...stateFuzzers,
    ...flowLogFuzzers,
    ...(await codeFuzzers()),
    ...trafficFuzzers,
  ];
  const shares = all
    .filter(({ name }) => name.startsWith(values.only ?? ''))
    .map((fuzzer): Share => ({ fuzzer, rounds: 0, tried: 0, spent: 0 }));
  if (shares.length === 0 || !(seconds > 0)) {
    console.error(`Fuzzers: ${all.map(({ name }) => name).join(', ')}. Seconds are a number above 0.`);
    return 2;
  }
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  const end = performance.now() + seconds * 1000;
  // A seed that was given is for one round: the one that failed.
  const rounds = values.seed === undefined ? Infinity : shares.length;
  for (let round = 0; round < rounds && performance.now() < end; round += 1) {
    const next = shares.reduce((least, one) => (one.spent < least.spent ? one : least));
    if (!(await runRound(next, values.seed === undefined ? seed + round : seed))) return 1;
  }
  for (const { fuzzer, rounds: done, tried, spent } of shares)
    console.log(`${fuzzer.name}: ${done} rounds, ${tried} tried in ${(spent / 1000).toFixed(1)} s`);
  return 0;
}

async function runRound(share: Share, seed: number): Promise<boolean> {
  const start = performance.now();
  try {
    share.tried += await share.fuzzer.round(diceFrom(seed));
    return true;
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    console.error(`\nAgain: npm run fuzz -- --only ${share.fuzzer.name} --seed ${seed}`);
    return false;
  } finally {
    share.rounds += 1;
    share.spent += performance.now() - start;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
