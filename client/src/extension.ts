/**
 * `client/`: the part that runs in the editor. It starts the language server, asks it questions and shows what it says;
 * of the server it knows `server/src/protocol` only.
 */
import { commands, lm, window, type ExtensionContext, type LanguageModelTool } from 'vscode';
import { explainToolName, type ExplainInput } from './assistant/explainInput';
import { commandNames } from './commandNames';

/** Webviews that come back after the window was reloaded. */
const restored = ['reachable.answer', 'reachable.reaches', 'reachable.map'];

/**
 * Puts in place what VS Code asks for by name, and lets the rest follow: the protocol's library is nine tenths of the
 * client's code, and no other extension has to wait until it is loaded.
 */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Reachable', { log: true });
  const parts = import('./parts').then(({ startParts }) => startParts(context, log));
  const explain: LanguageModelTool<ExplainInput> = {
    prepareInvocation: async (options, token) => (await parts).explain.prepareInvocation?.(options, token),
    invoke: async (options, token) => (await parts).explain.invoke(options, token),
  };
  context.subscriptions.push(
    log,
    ...commandNames.map((name) =>
      commands.registerCommand(`reachable.${name}`, async (argument: unknown) =>
        (await parts).run(name, argument),
      ),
    ),
    commands.registerCommand('reachable.showLog', () => log.show()),
    ...restored.map((viewType) =>
      window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state) => (await parts).restore(viewType, panel, state),
      }),
    ),
    lm.registerTool(explainToolName, explain),
  );
}
