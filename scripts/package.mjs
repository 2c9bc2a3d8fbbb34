/** Builds for production and packs `reachable.vsix`. Says its size, and fails where it is over the budget. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const budget = 1_500_000;
const file = 'reachable.vsix';

run('esbuild.mjs', '--production');
run('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', file);
const { size } = statSync(file);
console.log(`${file}: ${(size / 1000).toFixed(0)} kB (budget ${budget / 1000} kB)`);
if (size > budget) process.exit(1);

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
