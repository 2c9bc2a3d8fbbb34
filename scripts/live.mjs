/**
 * The tests against an EC2 API on this machine (`npm run test:live`): moto, which is a Python program. Where it is missing
 * pip is asked for it; where it can not be had, that is said, loudly, and the tests count as skipped.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const has = () => spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;

if (!has())
  spawnSync('python3', ['-m', 'pip', 'install', '--quiet', 'moto[server]'], {
    stdio: 'inherit',
    timeout: 300_000,
  });
if (has()) {
  const mocha = ['mocha', '--reporter', 'test/support/countingReporter.mjs', 'test/live/**/*.test.ts'];
  const { status } = spawnSync(mocha[0], mocha.slice(1), {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
console.log('!'.repeat(100));
console.log(
  '!! SKIPPED: the tests against a live API. There is no moto_server here, and pip could not install it.',
);
console.log('!'.repeat(100));
if (process.env.REACHABLE_COUNTS !== undefined)
  writeFileSync(process.env.REACHABLE_COUNTS, JSON.stringify({ passed: 0, failed: 0, skipped: true }));
