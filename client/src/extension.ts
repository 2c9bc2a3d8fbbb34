/**
 * `client/`: the part that runs in the editor. It starts the language server, asks it questions and shows what it says;
 * of the server it knows `server/src/protocol` only.
 */
import { commands, window, type ExtensionContext } from 'vscode';

/**
 * Puts the commands in place, and lets the rest follow: the protocol's library is nine tenths of the client's code, and
 * no other extension has to wait until it is loaded.
 */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Reachable', { log: true });
  const parts = import('./parts').then(({ startParts }) => startParts(context, log));
  context.subscriptions.push(
    log,
    commands.registerCommand('reachable.why', async () => (await parts).why()),
    commands.registerCommand('reachable.restartServer', async () => (await parts).restartServer()),
    commands.registerCommand('reachable.showLog', () => log.show()),
  );
}
