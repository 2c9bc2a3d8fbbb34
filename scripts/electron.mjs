/**
 * The suite of `test/extension/suite` in a desktop VS Code, by @vscode/test-electron: the one at `VSCODE_EXECUTABLE`, or
 * those that are downloaded.
 *
 *     node scripts/electron.mjs [minimum] [current]     both, without arguments
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const versions = { minimum: manifest.engines.vscode.replace('^', ''), current: 'stable' };
const asked = process.argv.slice(2);
const own = process.env.VSCODE_EXECUTABLE;

if (spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' }).status !== 0) process.exit(1);
for (const name of own === undefined ? ['minimum', 'current'] : ['current']) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const workspace = mkdtempSync(join(tmpdir(), 'reachable-'));
  cpSync('examples/ecs-to-rds', workspace, { recursive: true });
  await runTests({
    ...(own === undefined ? { version: versions[name] } : { vscodeExecutablePath: own }),
    extensionDevelopmentPath: resolve('.'),
    extensionTestsPath: resolve('dist/test/index.js'),
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
  rmSync(workspace, { recursive: true, force: true });
}
