import { workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { registerAnswerDocuments } from './answers/answerDocuments';
import { restartServer } from './commands/restartServer';
import { askWhy } from './commands/why';
import { startServer, stopServer } from './server';

/** What the commands do, once everything is in place. */
export interface Parts {
  why(): Promise<void>;
  restartServer(): Promise<void>;
}

/** Starts the server, without waiting for it, and wires the parts together. */
export function startParts(context: ExtensionContext, log: LogOutputChannel): Parts {
  const server = startServer(context, log);
  const answers = registerAnswerDocuments(server);
  const restart = (): Promise<void> => restartServer(server, log);
  context.subscriptions.push(answers, workspace.onDidGrantWorkspaceTrust(restart), {
    dispose: () => void stopServer(server),
  });
  return { why: () => askWhy(server, answers), restartServer: restart };
}
