/**
 * Builds for production and packs `reachable.vsix` and `reachable.tgz` (the command line, as npm takes it). Says their
 * sizes, and fails where the first is over its budget. `--twice` does all of it twice, and fails where one byte differs.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';

// A third of it reads AWS accounts and is loaded by the first live command only.
const budget = 1_800_000;
const vsix = 'reachable.vsix';
const tarball = 'reachable.tgz';

// The time of every entry: with it, vsce also sorts them. A zip file knows no time before 1980, and npm takes 1985.
process.env.SOURCE_DATE_EPOCH ??= String(Date.UTC(1985, 9, 26, 8, 15) / 1000);
process.env.TZ = 'UTC';

const first = await pack();
for (const { name, size } of first) {
  const limit = name === vsix ? ` (budget ${budget / 1000} kB)` : '';
  console.log(`${name}: ${(size / 1000).toFixed(0)} kB${limit}`);
}
if (statSync(vsix).size > budget) process.exit(1);
if (process.argv.includes('--twice')) {
  const second = await pack();
  const different = second.filter(({ digest }, index) => digest !== first[index].digest);
  for (const { name } of different) console.error(`${name} differs between two builds of the same sources.`);
  if (different.length > 0) process.exit(1);
  console.log('Two builds, the same bytes.');
}

async function pack() {
  // Where the build fails, nobody tests an older package by mistake.
  for (const name of [vsix, tarball]) rmSync(name, { force: true });
  run(process.execPath, ['esbuild.mjs', '--production']);
  await createVSIX({ packagePath: vsix, dependencies: false });
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  run('npm', ['pack', '--silent']);
  renameSync(`${name}-${version}.tgz`, tarball);
  return [vsix, tarball].map((file) => {
    const bytes = readFileSync(file);
    return { name: file, size: bytes.length, digest: createHash('sha256').update(bytes).digest('hex') };
  });
}

/** Runs a program; where it fails, so does this one. On Windows npm is a script for the shell. */
function run(program, args) {
  const shell = process.platform === 'win32' && program === 'npm';
  const { status } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], shell });
  if (status !== 0) process.exit(1);
}
