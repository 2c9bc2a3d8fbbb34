import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bigRoot, writeTexts } from './generate';

/** Runs of each program that are measured, after one of each that is not. */
const runs = 7;

/** A program's runs. */
interface Timed {
  readonly milliseconds: number[];
  /** Of the last run; a program that finds something may well end with another than 0. */
  status: number | null;
}

/**
 * Runs another program's command on the same folder as `reachable check`, in turn, so that what else the machine does hits
 * both alike, and says how their times relate. The folder is a root of 10,000 lines and 400 resources, or the one given,
 * and is where the command runs; it may contain a shell's own words.
 */
export function compareWith(command: string, given: string | undefined): string {
  const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'reachable-bench-')) : resolve(given);
  try {
    if (given === undefined) writeTexts(folder, bigRoot());
    const ours: Timed = { milliseconds: [], status: null };
    const theirs: Timed = { milliseconds: [], status: null };
    for (let run = 0; run <= runs; run += 1) {
      process.stderr.write(`… run ${run} of ${runs}\n`);
      const isMeasured = run > 0;
      time(ours, isMeasured, () =>
        spawnSync(process.execPath, [resolve('dist/cli.js'), 'check', folder], { stdio: 'ignore' }),
      );
      time(theirs, isMeasured, () => spawnSync(command, { cwd: folder, shell: true, stdio: 'ignore' }));
    }
    return report(command, ours, theirs);
  } finally {
    if (given === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function time(program: Timed, isMeasured: boolean, run: () => { readonly status: number | null }): void {
  const start = performance.now();
  program.status = run().status;
  if (isMeasured) program.milliseconds.push(performance.now() - start);
}

function report(command: string, ours: Timed, theirs: Timed): string {
  const [a, b] = [median(ours.milliseconds), median(theirs.milliseconds)];
  const name = command.length > 40 ? `${command.slice(0, 39)}…` : command;
  const line = (what: string, one: Timed, middle: number): string =>
    `${what.padEnd(42)} ${middle.toFixed(0).padStart(8)} ms  (${Math.min(...one.milliseconds).toFixed(0)}–${Math.max(...one.milliseconds).toFixed(0)}, ends with ${String(one.status)})`;
  const times = a <= b ? `${(b / a).toFixed(2)} times as fast` : `${(a / b).toFixed(2)} times as slow`;
  return [
    line('reachable check', ours, a),
    line(name, theirs, b),
    `reachable check is ${times}: medians of ${runs} runs each, in turn.`,
  ].join('\n');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
