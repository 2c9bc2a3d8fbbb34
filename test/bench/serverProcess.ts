import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import {
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  type MessageConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import { messageReader } from '../support/messageReader';

/** The bundled server in a process of its own, as an editor starts it, with a folder open. */
export interface ServerProcess {
  readonly connection: MessageConnection;
  readonly pid: number;
  open(file: string): void;
  /** Replaces a document's text. */
  change(file: string, text: string, version: number): void;
  /** The next diagnostics of a file that the condition holds for. */
  diagnostics(file: string, when: (found: PublishDiagnosticsParams) => boolean): Promise<void>;
  /** A file's text on the disk. */
  text(file: string): string;
  /** A file's URI, as everything that is sent names it. */
  uri(file: string): string;
  /** Bytes of the heap that are in use after a collection; of a server that was started with `tellsHeap` in its environment. */
  heap(): Promise<number>;
  stop(): Promise<void>;
}

/** The environment of a server that can be asked for its heap. Loading what tells takes time: no start is measured with it. */
export const tellsHeap = {
  NODE_OPTIONS: `--import=${pathToFileURL(join(__dirname, 'heapTeller.mjs')).href}`,
};

/** Starts `dist/server.js` on a folder that is trusted, with more in its environment; comes back when it has answered `initialize`. */
export async function startServerProcess(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['dist/server.js', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  if (child.stdin === null || child.stdout === null) throw new Error('the server has no streams');
  const connection = createMessageConnection(
    messageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const root = resolve(folder);
  const uri = (file: string): string => pathToFileURL(join(root, file)).href;
  const text = (file: string): string => readFileSync(join(root, file), 'utf8');
  const waiting = new Set<(found: PublishDiagnosticsParams) => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, (found) =>
    waiting.forEach((tell) => tell(found)),
  );
  connection.onRequest(RegistrationRequest.type, () => undefined);
  connection.onRequest('workspace/configuration', () => [{}]);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  const folderUri = pathToFileURL(root).href;
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the type requires it
    rootUri: null,
    workspaceFolders: [{ uri: folderUri, name: 'bench' }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    initializationOptions: { trusted: true },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    // Given as soon as the process runs, and it has answered.
    pid: child.pid ?? 0,
    text,
    uri,
    heap: async () => {
      const told = once(child, 'message');
      child.send('heap');
      return Number((await told)[0]);
    },
    open: (file) =>
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uri(file), languageId: 'terraform', version: 1, text: text(file) },
      }),
    change: (file, changed, version) =>
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uri(file), version },
        contentChanges: [{ text: changed }],
      }),
    diagnostics: (file, when) =>
      new Promise((done) => {
        const tell = (found: PublishDiagnosticsParams): void => {
          if (decodeURIComponent(found.uri) !== decodeURIComponent(uri(file)) || !when(found)) return;
          waiting.delete(tell);
          done();
        };
        waiting.add(tell);
      }),
    stop: () => stop(connection, child),
  };
}

async function stop(connection: MessageConnection, child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  connection.dispose();
  child.kill();
  await ended;
}
