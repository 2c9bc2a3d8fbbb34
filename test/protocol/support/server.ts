import { PassThrough } from 'node:stream';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import { startServer as startRealServer } from '../../../server/src/lsp/server';
import type { SyntaxParser } from '../../../server/src/syntax/parser';
import type { History } from '../../../server/src/workspace/history';
import { testReader } from '../../support/aws/account';
import { fixtureRoot, parseFixture, type Fixture } from '../../support/fixture';
import { memoryDisk, type MemoryDisk } from '../../support/memoryDisk';
import { messageReader } from '../../support/messageReader';
import { sharedParser } from '../../support/terraform';

/** The real server, spoken to over two streams in memory, with a helper for each thing that a client does. */
export interface TestServer {
  readonly fixture: Fixture;
  readonly disk: MemoryDisk;
  readonly connection: ProtocolConnection;
  readonly initializeResult: InitializeResult;
  /** What the server logged as errors: a test that expects none looks here. */
  readonly errors: readonly string[];
  /** What the server had the editor show to the person. */
  readonly shown: readonly string[];
  /** Opens a file of the fixture; a name below its root. */
  open(name: string): Promise<void>;
  /** Replaces a range of an open document, or all of it. */
  change(name: string, newText: string, range?: Range): Promise<void>;
  close(name: string): Promise<void>;
  /** Changes a file on disk, and tells the server as a watching client does. */
  changeOnDisk(name: string, text: string | undefined): Promise<void>;
  /** The diagnostics of a file's current version: waits for them. */
  diagnostics(name: string): Promise<readonly Diagnostic[]>;
  /** The URIs of all files that something was published about so far. */
  publishedUris(): readonly string[];
  /** Waits for the next publication about a file, whatever its version. */
  nextPublication(name: string): Promise<PublishDiagnosticsParams>;
  hover(name: string, position: Position): Promise<Hover | null>;
  codeActions(name: string, range: Range): Promise<readonly CodeAction[]>;
  /** The text of an open document. */
  text(name: string): string;
  /** The text of an open document after a code action's edits. */
  textAfter(name: string, action: CodeAction): string;
  /** Sends a message's body as it is, under a header that fits it. */
  sendBody(body: string): void;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** A fixture of several files; see `fixture.ts`. */
  readonly files: string;
  readonly initializationOptions?: unknown;
  readonly capabilities?: ClientCapabilities;
  /** The last commit; none without it. */
  readonly history?: History;
  /** Another parser than the real one. */
  readonly parser?: Promise<SyntaxParser>;
  /** URIs of the workspace's folders; the fixture's root without it. */
  readonly folders?: readonly string[];
}

/** Starts a server on a fixture and initializes it. */
export async function startServer(options: TestServerOptions): Promise<TestServer> {
  const fixture = parseFixture(options.files);
  const disk = memoryDisk(fixture.files);
  const up = new PassThrough();
  const down = new PassThrough();
  startRealServer(createConnection(messageReader(up), new StreamMessageWriter(down)), {
    version: '0.0.0-test',
    disk,
    ...(options.history === undefined ? {} : { history: options.history }),
    parser: options.parser ?? sharedParser(),
    accounts: testReader(),
  });
  const connection = createProtocolConnection(messageReader(down), new StreamMessageWriter(up));
  const errors: string[] = [];
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting: {
    readonly wants: (one: PublishDiagnosticsParams) => boolean;
    readonly take: (one: PublishDiagnosticsParams) => void;
  }[] = [];
  connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
    if (type === 1) errors.push(message);
  });
  const shown: string[] = [];
  connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    shown.push(message);
  });
  connection.onNotification(PublishDiagnosticsNotification.type, (one) => {
    published.set(one.uri, one);
    for (const waiter of [...waiting]) {
      if (!waiter.wants(one)) continue;
      waiting.splice(waiting.indexOf(waiter), 1);
      waiter.take(one);
    }
  });
  connection.onRequest(RegistrationRequest.type, () => undefined);
  connection.listen();
  const initializeResult = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol's type asks for it
    rootUri: null,
    capabilities: options.capabilities ?? {},
    workspaceFolders: (options.folders ?? [uriOfName('')]).map((uri) => ({ uri, name: 'fixture' })),
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});

  const documents = new Map<string, TextDocument>();
  const documentOf = (name: string): TextDocument => {
    const document = documents.get(name);
    if (document === undefined) throw new Error(`${name} is not open`);
    return document;
  };
  const waitFor = (wants: (one: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> =>
    new Promise((take) => waiting.push({ wants, take }));

  return {
    fixture,
    disk,
    connection,
    initializeResult,
    errors,
    shown,
    open: async (name) => {
      const document = TextDocument.create(
        uriOfName(name),
        'terraform',
        1,
        fixture.files.get(`${fixtureRoot}/${name}`) ?? '',
      );
      documents.set(name, document);
      const { uri, languageId, version } = document;
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version, text: document.getText() },
      });
    },
    change: async (name, newText, range) => {
      const document = documentOf(name);
      const change = range === undefined ? { text: newText } : { range, text: newText };
      TextDocument.update(document, [change], document.version + 1);
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: document.uri, version: document.version },
        contentChanges: [change],
      });
    },
    close: async (name) => {
      const { uri } = documentOf(name);
      documents.delete(name);
      await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    },
    changeOnDisk: async (name, text) => {
      disk.write(`${fixtureRoot}/${name}`, text);
      await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [
          {
            uri: uriOfName(name),
            type: text === undefined ? FileChangeType.Deleted : FileChangeType.Changed,
          },
        ],
      });
    },
    diagnostics: async (name) => {
      const { uri, version } = documentOf(name);
      const now = published.get(uri);
      const one =
        now?.version === version
          ? now
          : await waitFor((next) => next.uri === uri && next.version === version);
      return one.diagnostics;
    },
    publishedUris: () => [...published.keys()],
    nextPublication: (name) => waitFor((next) => next.uri === uriOfName(name)),
    hover: (name, position) =>
      connection.sendRequest(HoverRequest.type, { textDocument: { uri: uriOfName(name) }, position }),
    codeActions: async (name, range) => {
      const actions = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uriOfName(name) },
        range,
        context: { diagnostics: [] },
      });
      return (actions ?? []).filter((action): action is CodeAction => 'edit' in action);
    },
    text: (name) => documentOf(name).getText(),
    textAfter: (name, action) => TextDocument.applyEdits(documentOf(name), editsOf(action, uriOfName(name))),
    sendBody: (body) => {
      up.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    },
    stop: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      connection.dispose();
      up.end();
      down.end();
    },
  };
}

/** The URI of a file of the fixture. */
export function uriOfName(name: string): string {
  return `file://${fixtureRoot}${name === '' ? '' : '/'}${name}`;
}

/** A diagnostic's message as text. */
export function messageOf(diagnostic: Diagnostic | undefined): string {
  return typeof diagnostic?.message === 'string' ? diagnostic.message : '';
}

function editsOf(action: CodeAction, uri: string): TextEdit[] {
  return (action.edit?.documentChanges ?? []).flatMap((change) =>
    'textDocument' in change && change.textDocument.uri === uri
      ? change.edits.filter((edit): edit is TextEdit => 'newText' in edit && 'range' in edit)
      : [],
  );
}
