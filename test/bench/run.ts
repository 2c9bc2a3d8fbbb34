import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareWith } from './against';
import type { BenchRow } from './row';
import { measure, tableOf, type Measured } from './table';

/**
 * Runs the rows of all `*.bench.ts` and prints them as a table. Ends with 1 where a budget does not hold.
 *
 *     npm run bench [-- --short] [-- --no-judge] [-- name…]
 *     npm run bench -- --against CMD [--folder FOLDER]
 *
 * `--short` leaves out slow rows, `--no-judge` ends with 0 whatever the budgets say (on a machine that nobody knows), a
 * name keeps the rows that have it in theirs. What is being measured is told on standard error. `--against` runs another
 * program instead (`'terraform validate'`), in turn with `reachable check` on the same folder, and says how they compare.
 */
async function main(): Promise<void> {
  const { values, positionals: names } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      'no-judge': { type: 'boolean', default: false },
      against: { type: 'string' },
      folder: { type: 'string' },
    },
  });
  if (values.against !== undefined) {
    console.log(`${machine()}\n${compareWith(values.against, values.folder)}`);
    return;
  }
  const rows = (await allRows()).filter(
    ({ name, slow = false }) =>
      !(slow && values.short) && (names.length === 0 || names.some((part) => name.includes(part))),
  );
  const measured: Measured[] = [];
  for (const [place, row] of rows.entries()) {
    process.stderr.write(`${place + 1}/${rows.length} ${row.name}`);
    const start = performance.now();
    const one = await measure(row);
    measured.push(one);
    const took = ((performance.now() - start) / 1000).toFixed(1);
    process.stderr.write(`: ${one.median.toPrecision(3)} ${row.unit} (${took} s)\n`);
  }
  console.log(machine());
  console.log(tableOf(measured));
  if (!values['no-judge'] && measured.some(({ holds }) => !holds)) process.exitCode = 1;
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

void main();
