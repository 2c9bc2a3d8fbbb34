/**
 * The language server: everything that knows a connection. `server.ts` wires, `lifecycle.ts` follows the client's
 * settings, folders and files, `diagnosing.ts` publishes, `featureRequests.ts` answers editors, `requests.ts` our client; what is said comes from `features/`.
 */
import { ErrorCodes, ResponseError, TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LiveReader } from '../live/liveReader';
import type { SyntaxParser } from '../syntax/parser';
import type { Disk } from '../workspace/disk';
import { createCommitted } from '../workspace/committed';
import type { History } from '../workspace/history';
import { createWorkspace } from '../workspace/workspace';
import { createAnalysis } from './analysis';
import { capabilities } from './capabilities';
import { newClientState, takeInitialization } from './clientState';
import { createDiagnosing, type Ready } from './diagnosing';
import { createFaults } from './faults';
import { folderDisk } from './folderDisk';
import { followClient } from './lifecycle';
import { openDocuments } from './openDocuments';
import { answerFeatures, refreshLenses } from './featureRequests';
import { answerRequests } from './requests';
import { pathOf } from './uris';

/** What the server needs from the world. */
export interface ServerOptions {
  readonly version: string;
  readonly disk: Disk;
  /** The last commit; without it, rules that compare with it are silent. */
  readonly history?: History;
  /** Reads live accounts; loads the AWS SDK when it is first asked. */
  readonly accounts?: LiveReader;
  /** The grammar loads while the client is still being answered. */
  readonly parser: Promise<SyntaxParser>;
}

/** Starts the server on a connection. Nothing that a client sends, and nothing that fails, ends it. */
export function startServer(connection: Connection, options: ServerOptions): void {
  const state = newClientState();
  const texts = new TextDocuments(TextDocument);
  const documents = openDocuments(texts);

  // What the client says of its folders counts from the first file on.
  let isInitialized = false;
  const initialized = new Promise<void>((resolve) => {
    connection.onInitialize((params) => {
      // The protocol allows it once.
      if (isInitialized) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized.');
      isInitialized = true;
      takeInitialization(state, params, connection.console);
      resolve();
      return capabilities(options.version);
    });
  });
  const faults = createFaults(connection);
  const ready = Promise.all([options.parser, initialized]).then(([parser]): Ready => {
    const disk = state.trusted ? options.disk : folderDisk(options.disk, () => state.folders);
    const workspace = createWorkspace(disk, parser, { folders: state.folders });
    // In a workspace that nobody trusts no program is run, git among them.
    const committed =
      options.history === undefined || !state.trusted
        ? undefined
        : createCommitted({
            history: options.history,
            parser,
            read: (path) => workspace.files.read(path),
            changed: () => diagnosing.again(),
          });
    const analysis = createAnalysis(
      workspace,
      () => state.rules,
      committed,
      (rule, error) => faults.tellRule(rule, error),
    );
    return { workspace, analysis };
  });
  ready.catch((error: unknown) =>
    connection.console.error(`The grammar of Terraform could not be loaded: ${String(error)}`),
  );

  const diagnosing = createDiagnosing(connection, documents, ready, faults, () =>
    refreshLenses(connection, state),
  );
  texts.onDidChangeContent(({ document }) => {
    const path = pathOf(document.uri);
    if (path !== undefined) diagnosing.apply((workspace) => workspace.change(path, document.getText()));
  });
  texts.onDidClose(({ document }) => {
    const path = pathOf(document.uri);
    if (path !== undefined) diagnosing.apply((workspace) => workspace.close(path));
  });
  followClient(connection, state, diagnosing);
  answerFeatures(connection, state, documents, ready);
  answerRequests(connection, state, documents, ready, options.accounts);
  connection.onExit(() => options.accounts?.dispose());
  texts.listen(connection);
  connection.listen();
}
