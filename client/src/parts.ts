import {
  commands,
  Disposable,
  Uri,
  workspace,
  type ExtensionContext,
  type LanguageModelTool,
  type LogOutputChannel,
  type WebviewPanel,
} from 'vscode';
import { State } from 'vscode-languageclient/node';
import {
  changedNotification,
  networkRequest,
  statusRequest,
  type NetworkParams,
} from '../../server/src/protocol/networkRequests';
import { reachesRequest } from '../../server/src/protocol/reachRequests';
import {
  endpointsRequest,
  whyRequest,
  type EndpointsParams,
  type WhyParams,
} from '../../server/src/protocol/requests';
import { registerAnswerDocuments } from './answers/answerDocuments';
import { answerUri, reachesUri } from './answers/answerUri';
import type { ExplainInput } from './assistant/explainInput';
import { explainTool } from './assistant/explainTool';
import { createAccountStatus } from './aws/accountStatus';
import { createLiveAccounts } from './aws/liveAccount';
import { createLiveTexts } from './aws/liveTexts';
import type { CommandName } from './commandNames';
import { restartServer } from './commands/restartServer';
import { commandTable } from './commands/table';
import { createAnswerPanels } from './panel/answerPanels';
import { createMapPanel } from './panel/mapPanel';
import { createReachesPanels } from './panel/reachesPanels';
import { createQuestionBook } from './questions/questionBook';
import { startServer, stopServer } from './server';
import { createLanguageStatus } from './status/languageStatus';
import { registerAnswerView } from './views/answerView';
import { registerNetworkView } from './views/networkView';
import { registerQuestionsView } from './views/questionsView';

/** What VS Code asks for, once everything is in place. */
export interface Parts {
  run(command: CommandName, argument: unknown): unknown;
  restore(viewType: string, panel: WebviewPanel, state: unknown): void;
  readonly explain: LanguageModelTool<ExplainInput>;
}

/** Starts the server, without waiting for it, and wires the parts together. */
export function startParts(context: ExtensionContext, log: LogOutputChannel): Parts {
  const server = startServer(context, log);
  const documents = registerAnswerDocuments(server);
  const pages = { extension: context.extensionUri, log };
  const panels = createAnswerPanels(() => book, {
    ...pages,
    openText: (question) => documents.show(answerUri(question)),
  });
  const book = createQuestionBook(
    context.workspaceState,
    (question, token) => server.sendRequest(whyRequest, question, token),
    (key) => panels.isShown(key),
  );
  const ask = (question: WhyParams): void => {
    void book.ask(question);
    panels.show(question);
  };
  const reaches = createReachesPanels({
    ...pages,
    ask: (params) => server.sendRequest(reachesRequest, params),
    why: ask,
    openText: (params) => documents.show(reachesUri(params)),
  });
  const overview = (params: NetworkParams) => server.sendRequest(networkRequest, params);
  const endpoints = (params: EndpointsParams) => server.sendRequest(endpointsRequest, params);
  const map = createMapPanel({
    ...pages,
    ask: overview,
    why: ask,
    reaches: (params) => reaches.show(params),
  });
  const network = registerNetworkView({ roots: async () => (await endpoints({})).roots, overview });
  const status = createLanguageStatus((uri) => server.sendRequest(statusRequest, { uri }));

  const refresh = (changed: readonly string[] | undefined): void => {
    for (const part of [book, documents, reaches, map, network]) part.refresh(changed);
    status.refresh();
  };
  const setServerRunning = (isRunning: boolean): void => {
    for (const part of [panels, reaches, map, status]) part.setServerRunning(isRunning);
    if (isRunning) refresh(undefined);
  };
  const accounts = createLiveAccounts(server);
  const texts = createLiveTexts();
  const restart = (): Promise<void> => restartServer(server, log);
  context.subscriptions.push(
    documents,
    accounts,
    texts,
    createAccountStatus(accounts),
    book,
    network,
    status,
    registerQuestionsView(book),
    registerAnswerView(book),
    server.onNotification(changedNotification, ({ roots }) => refresh(roots)),
    server.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) setServerRunning(newState === State.Running);
      if (newState === State.Stopped) accounts.forget();
    }),
    book.onDidChange((key) => panels.repaint(key)),
    book.onDidChange(
      () => void commands.executeCommand('setContext', 'reachable.hasQuestions', book.list().length > 0),
    ),
    book.onDidChangeVerdict((change) => status.announce(change)),
    workspace.onDidGrantWorkspaceTrust(restart),
    new Disposable(() => void stopServer(server)),
  );

  const run = commandTable({
    server,
    book,
    panels,
    reaches,
    map,
    documents,
    restart,
    accounts,
    texts,
    snapshots: Uri.joinPath(context.globalStorageUri, 'snapshots'),
  });
  const restoring: Readonly<Record<string, (panel: WebviewPanel, state: unknown) => void>> = {
    'reachable.answer': (panel, state) => panels.restore(panel, state),
    'reachable.reaches': (panel, state) => reaches.restore(panel, state),
    'reachable.map': (panel, state) => map.restore(panel, state),
  };
  return {
    run: (command, argument) => run[command](argument),
    restore: (viewType, panel, state) => restoring[viewType]?.(panel, state),
    explain: explainTool({
      endpoints,
      why: (question, token) => server.sendRequest(whyRequest, question, token),
    }),
  };
}
