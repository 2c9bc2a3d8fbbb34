/**
 * Opens a real VS Code with the extension on a folder (the example, where none is named): the machine's `code` where there
 * is one; else the one from the npm registry, whose address it prints for a browser.
 *
 *     npm run code [folder]
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { startHost } from '../test/support/vscode/host';
import { vscodeVersions } from '../test/support/vscode/programs';

async function main(): Promise<void> {
  const folder = resolve(process.argv[2] ?? 'examples/ecs-to-rds');
  const extension = resolve('.');
  if (spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' }).status !== 0) process.exit(1);
  const shell = process.platform === 'win32';
  const local = spawnSync('code', ['--extensionDevelopmentPath', extension, folder], {
    stdio: 'ignore',
    shell,
  });
  if (local.error === undefined && local.status === 0) return;
  console.log('There is no program "code" here: fetching VS Code from the npm registry (once).');
  const host = await startHost({ version: vscodeVersions.current, takesPayload: true });
  const payload = [['extensionDevelopmentPath', host.remoteUri(extension)]] as const;
  console.log(`Open in a browser: ${host.address(folder, payload)}\nCtrl+C ends it.`);
  process.once('SIGINT', () => void host.stop().then(() => process.exit(0)));
}

void main();
