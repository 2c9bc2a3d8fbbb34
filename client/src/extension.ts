/**
 * `client/`: the part that runs in the editor. It starts the language server, asks it questions and shows what it says;
 * of the server it knows `server/src/protocol` only. This file wires the parts together.
 */
import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { registerAnswerDocuments } from './answers/answerDocuments';
import { restartServer } from './commands/restartServer';
import { askWhy } from './commands/why';
import { startServer, stopServer } from './server';

/** Starts the server without waiting for it, so that the editor never waits for us. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Reachable', { log: true });
  const server = startServer(context, log);
  const answers = registerAnswerDocuments(server);
  context.subscriptions.push(
    log,
    answers,
    commands.registerCommand('reachable.why', () => askWhy(server, answers)),
    commands.registerCommand('reachable.restartServer', () => restartServer(server, log)),
    commands.registerCommand('reachable.showLog', () => log.show()),
    workspace.onDidGrantWorkspaceTrust(() => restartServer(server, log)),
    { dispose: () => void stopServer(server) },
  );
}
