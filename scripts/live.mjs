/**
 * The tests against an EC2 API on this machine (`npm run test:live`): moto, which is a Python program, and terraform, which
 * applies a system to it. Where moto is missing pip is asked for it; what can not be had is said, loudly, and the tests that
 * need it count as skipped.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = 'test/live';
const needsTerraform = 'terraform.test.ts';
const all = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));

const hasMoto = () => spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;
if (!hasMoto())
  spawnSync('python3', ['-m', 'pip', 'install', '--quiet', 'moto[server]'], {
    stdio: 'inherit',
    timeout: 300_000,
  });
const isWithMoto = hasMoto();
const isWithTerraform = isWithMoto && hasTerraform();
const wanted = all.filter((name) => isWithMoto && (name !== needsTerraform || isWithTerraform));
const skipped = count(all.filter((name) => !wanted.includes(name)));

const status = wanted.length === 0 ? 0 : run(wanted, process.env.REACHABLE_COUNTS).status;
if (!isWithMoto) tell('There is no moto_server here, and pip could not install it.');
else if (!isWithTerraform)
  tell('There is no terraform here that has the AWS provider (from the registry, or TF_CLI_CONFIG_FILE).');
const path = process.env.REACHABLE_COUNTS;
if (path !== undefined) writeFileSync(path, JSON.stringify({ ...countsIn(path), skipped }));
process.exit(status ?? 1);

/** Whether terraform is there, and finds its provider: the registry may be out of reach. */
function hasTerraform() {
  if (spawnSync('terraform', ['version'], { stdio: 'ignore' }).status !== 0) return false;
  const work = mkdtempSync(join(tmpdir(), 'reachable-terraform-'));
  cpSync('test/fixtures/systems/bastion/versions.tf', join(work, 'versions.tf'));
  const { status } = spawnSync('terraform', ['init', '-input=false'], {
    cwd: work,
    stdio: 'ignore',
    timeout: 120_000,
  });
  rmSync(work, { recursive: true, force: true });
  return status === 0;
}

function run(names, counts, ...flags) {
  const files = names.map((name) => `${folder}/${name}`);
  return spawnSync('mocha', ['--reporter', 'test/support/countingReporter.mjs', ...flags, ...files], {
    stdio: flags.length === 0 ? 'inherit' : 'ignore',
    env: { ...process.env, ...(counts === undefined ? {} : { REACHABLE_COUNTS: counts }) },
    shell: process.platform === 'win32',
  });
}

/** How many tests these files have. */
function count(names) {
  if (names.length === 0) return 0;
  const work = mkdtempSync(join(tmpdir(), 'reachable-count-'));
  const file = join(work, 'counts.json');
  run(names, file, '--dry-run');
  const { passed } = countsIn(file);
  rmSync(work, { recursive: true });
  return passed;
}

function countsIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function tell(why) {
  const rule = '!'.repeat(100);
  console.log(`${rule}\n!! SKIPPED: ${skipped} tests against a live API. ${why}\n${rule}`);
}
