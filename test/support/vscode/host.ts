import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './processes';
import { fetchNode, fetchVsCode } from './programs';

/** What kind of VS Code to start. */
export interface HostOptions {
  /** A version of code-server: see `vscodeVersions`. */
  readonly version: string;
  /** True: a folder is not trusted before somebody says so (restricted mode). */
  readonly asksForTrust?: boolean;
  /** Whether addresses may have a payload; notifications then stay hidden. */
  readonly takesPayload?: boolean;
  /** A packaged extension to install, as a user would. */
  readonly vsix?: string;
  /** Folders of other extensions, in the state in which they are installed. */
  readonly beside?: readonly string[];
  /** Settings of the machine. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment; the extension host inherits it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A VS Code that runs, and waits for a browser. */
export interface Host {
  readonly port: number;
  /** Where its data and extensions are: names the processes that it has started. */
  readonly folder: string;
  /** The address that shows a folder, or a `.code-workspace`; the payload tells the workbench of an extension under development. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** A path of this machine as the workbench names it. */
  remoteUri(path: string): string;
  stop(): Promise<void>;
}

/** What keeps a fresh VS Code from talking about itself. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
};

/** Starts a VS Code of its own: its data and extensions are in a temporary folder that goes when it stops. */
export async function startHost(options: HostOptions): Promise<Host> {
  const [node, vscode] = await Promise.all([fetchNode(), fetchVsCode(options.version)]);
  const folder = await mkdtemp(join(tmpdir(), 'reachable-host-'));
  const machine = join(folder, 'data/data/Machine');
  await mkdir(machine, { recursive: true });
  await writeFile(join(machine, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));
  const folders = ['--server-data-dir', join(folder, 'data'), '--extensions-dir', join(folder, 'extensions')];
  for (const path of options.beside ?? []) await install(path, join(folder, 'extensions'));
  const main = join(vscode, 'out/server-main.js');
  if (options.vsix !== undefined) await run(node, [main, ...folders, '--install-extension', options.vsix]);
  const server = spawn(node, [main, ...folders, ...serverFlags(options)], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that its extension hosts, which wait hours for a browser to come back, go with it.
    detached: true,
  });
  const port = await listeningPort(server);
  return {
    port,
    folder,
    remoteUri: (path) => `vscode-remote://127.0.0.1:${port}${path}`,
    address(workspace, payload = []) {
      const query = new URLSearchParams(
        workspace.endsWith('.code-workspace') ? { workspace } : { folder: workspace },
      );
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://127.0.0.1:${port}/?${query.toString()}`;
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('close', resolve));
      if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** VS Code takes what lies in the folder of its extensions when it first starts. */
async function install(path: string, extensions: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as Record<string, string>;
  const { publisher = '', name = '', version = '' } = manifest;
  await cp(path, join(extensions, `${publisher}.${name}-${version}`), { recursive: true });
}

function serverFlags({ asksForTrust = false, takesPayload = false }: HostOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--telemetry-level', 'off'],
    ...(takesPayload ? ['--enable-smoke-test-driver'] : []),
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
  ];
}

/** Waits until the server says where it listens. */
function listeningPort(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (data: Buffer): void => {
      printed += data.toString();
      const port = /Extension host agent listening on (\d+)/.exec(printed)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('error', reject);
    server.on('close', () => reject(new Error(`VS Code's server ended before it listened:\n${printed}`)));
  });
}
