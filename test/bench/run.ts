import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from './row';
import { measure, tableOf, type Measured } from './table';

/**
 * Runs the rows of all `*.bench.ts` and prints them as a table. Ends with 1 where a budget does not hold.
 *
 *     npm run bench [-- --short] [-- --no-judge] [-- name…]
 *
 * `--short` leaves out slow rows, `--no-judge` ends with 0 whatever the budgets say (on a machine that nobody knows), a
 * name keeps the rows that have it in theirs.
 */
async function main(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const rows = (await allRows()).filter(
    ({ name, slow = false }) =>
      !(slow && args.includes('--short')) &&
      (names.length === 0 || names.some((part) => name.includes(part))),
  );
  const measured: Measured[] = [];
  for (const row of rows) {
    process.stderr.write(`… ${row.name}\n`);
    measured.push(await measure(row));
  }
  console.log(machine());
  console.log(tableOf(measured));
  if (!args.includes('--no-judge') && measured.some(({ holds }) => !holds)) process.exitCode = 1;
}

async function allRows(): Promise<BenchRow[]> {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.bench.ts'));
  const modules = await Promise.all(
    files.sort().map((file) => import(join(__dirname, file)) as Promise<{ rows: BenchRow[] }>),
  );
  return modules.flatMap(({ rows }) => rows);
}

function machine(): string {
  const [cpu] = cpus();
  const memory = `${(totalmem() / 1024 ** 3).toFixed(0)} GiB`;
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${memory}`;
}

void main(process.argv.slice(2));
