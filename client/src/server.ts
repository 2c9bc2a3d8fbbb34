import { workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  LanguageClient,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/protocol/initialization';
import { terraformFiles } from './terraformFiles';

/** Starts the language server in a process of its own. Returns at once; a failure to start is told in the log. */
export function startServer(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: terraformFiles,
    outputChannel: log,
    // A function, so that a restarted server is told what holds then.
    initializationOptions: (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      settings: workspace.getConfiguration('reachable'),
    }),
  };
  const client = new LanguageClient('reachable', 'Reachable', serverOptions, clientOptions);
  client.start().catch((error: unknown) => log.error(`The language server did not start: ${String(error)}`));
  return client;
}

/** Stops the server; one that has already gone is no error. */
export async function stopServer(client: LanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
}
