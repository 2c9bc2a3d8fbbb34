/**
 * Runs the rings of tests one after the other, whatever fails on the way, and ends in one line that sums them:
 * `N passed, N failed`. A ring that counts its tests (in the file `REACHABLE_COUNTS`) adds these; any other is one check.
 *
 *     node scripts/test.mjs            all rings
 *     node scripts/test.mjs unit …     the build, and the named ones
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mocha = ['mocha', '--reporter', 'test/support/countingReporter.mjs'];
const extension = (...args) => ['tsx', 'test/extension/run.ts', ...args];

/** Each ring's commands; the programs are those of `node_modules`. */
const rings = {
  build: [['node', 'esbuild.mjs']],
  typecheck: [['tsc', '--build']],
  lint: [
    ['eslint', '.'],
    ['prettier', '--check', '--log-level', 'warn', '.'],
    // What is written twice: `.jscpd.json` says from which size on, and how much of it is too much.
    ['jscpd'],
  ],
  knip: [['knip']],
  unit: [[...mocha, 'test/unit/**/*.test.ts']],
  protocol: [[...mocha, 'test/protocol/**/*.test.ts']],
  live: [['node', 'scripts/live.mjs']],
  extension: [
    extension('suite', 'current'),
    extension('suite', 'minimum'),
    ['node', 'scripts/package.mjs'],
    extension('stories', 'current'),
    extension('stories', 'minimum'),
  ],
  // What people get: both packages, built twice, and the command line out of its tarball.
  package: [
    ['node', 'scripts/package.mjs', '--twice'],
    [...mocha, 'test/package/**/*.test.ts'],
  ],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in rings));
if (unknown.length > 0) {
  console.error(`There is no ring ${unknown.join(', ')}: the rings are ${Object.keys(rings).join(', ')}.`);
  process.exit(2);
}
/** An EC2 API on this machine is a Python program: its tests run where somebody asks for them, as CI does. */
const all = Object.keys(rings).filter((name) => name !== 'live' || process.env.REACHABLE_LIVE === '1');
const names = asked.length === 0 ? all : ['build', ...asked.filter((name) => name !== 'build')];
const rows = names.flatMap((name) => rings[name].map((command) => runOne(name, command)));
const total = rows.reduce((sum, row) => ({
  passed: sum.passed + row.passed,
  failed: sum.failed + row.failed,
  skipped: sum.skipped + row.skipped,
}));

console.log('');
for (const { label, passed, failed, skipped, seconds } of rows) {
  const left = skipped === 0 ? '' : ` ${skipped} SKIPPED`;
  const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed${left}`;
  console.log(
    `${failed === 0 ? ' ' : '✗'} ${label.padEnd(44)} ${counts} ${seconds.toFixed(1).padStart(7)} s`,
  );
}
if (total.skipped > 0) console.log(`${total.skipped} skipped: what they need can not be had here.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** Runs one command; its output goes where ours goes. */
function runOne(ring, [program, ...args]) {
  const label = `${ring}: ${[program, ...args].filter((word) => !word.startsWith('--')).join(' ')}`.slice(
    0,
    44,
  );
  console.log(`\n── ${label}`);
  const folder = mkdtempSync(join(tmpdir(), 'reachable-counts-'));
  const file = join(folder, 'counts.json');
  const start = performance.now();
  const { status } = spawnSync(program === 'node' ? process.execPath : program, args, {
    stdio: 'inherit',
    env: { ...process.env, PATH: withPrograms(), REACHABLE_COUNTS: file },
    // On Windows the programs of node_modules are scripts for the shell.
    shell: process.platform === 'win32' && program !== 'node',
  });
  const counts = readCounts(file) ?? { passed: status === 0 ? 1 : 0, failed: 0 };
  rmSync(folder, { recursive: true });
  // A ring that ends badly has failed, whatever it counted.
  const failed = status === 0 ? counts.failed : Math.max(counts.failed, 1);
  const { passed, skipped = 0 } = counts;
  return { label, passed, failed, skipped, seconds: (performance.now() - start) / 1000 };
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function withPrograms() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return `${join(process.cwd(), 'node_modules/.bin')}${separator}${process.env.PATH ?? ''}`;
}
