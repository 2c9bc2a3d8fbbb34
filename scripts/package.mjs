/** Builds for production and packs `reachable.vsix`. Says its size, and fails where it is over the budget. */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';

// A third of it reads AWS accounts and is loaded by the first live command only.
const budget = 1_800_000;
const packagePath = 'reachable.vsix';

// Where the build fails, nobody tests an older package by mistake.
rmSync(packagePath, { force: true });
const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { stdio: 'inherit' });
if (status !== 0) process.exit(1);
await createVSIX({ packagePath, dependencies: false });
const { size } = statSync(packagePath);
console.log(`${packagePath}: ${(size / 1000).toFixed(0)} kB (budget ${budget / 1000} kB)`);
if (size > budget) process.exit(1);
