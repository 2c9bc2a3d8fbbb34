/**
 * `npm run fuzz:engine [-- comparisons]`: the property tests of the engine with a million packets in place of the tests'
 * fifty thousand, from a seed that is new each time. A failure prints its seed, and the smallest network that shows it.
 */
import { spawnSync } from 'node:child_process';

const comparisons = process.argv[2] ?? '1000000';
const mocha = require.resolve('mocha/bin/mocha.js');
const run = spawnSync(process.execPath, [mocha, '--timeout', '0', 'test/unit/reachability/oracle.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, REACHABLE_COMPARISONS: comparisons },
});
process.exitCode = run.status ?? 1;
