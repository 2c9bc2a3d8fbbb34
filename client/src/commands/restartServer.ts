import { window, type LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** The command *Restart Language Server*: also brings back a server that has given up after several crashes. */
export async function restartServer(server: LanguageClient, log: LogOutputChannel): Promise<void> {
  try {
    await server.restart();
  } catch (error) {
    log.error(`The language server did not restart: ${String(error)}`);
    void window.showErrorMessage(
      'Reachable: the language server did not restart. "Reachable: Show Log" says why.',
    );
  }
}
