import { spawn, type SpawnOptions } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs a program to its end. Rejects with what it printed, where it fails. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout?.on('data', (data: Buffer) => (printed += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (printed += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}:\n${printed}`));
    });
  });
}

/** Installs packages of the npm registry into a folder, without running any script of theirs. */
export async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  if (packages.length > 0) await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const args = [
    'install',
    '--ignore-scripts',
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...packages,
  ];
  // npm is a script of Node's on every platform; where npm started us, it says which one.
  const npm = process.env['npm_execpath'];
  if (npm?.endsWith('.js') === true) await run(process.execPath, [npm, ...args], { cwd: folder });
  else await run('npm', args, { cwd: folder, shell: process.platform === 'win32' });
}
