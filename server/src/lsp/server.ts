import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { quickFixes } from '../features/codeActions';
import { mergeFindings } from '../features/diagnostics';
import { hoverAt } from '../features/hover';
import { readInitializationOptions } from '../protocol/initialization';
import {
  endpointsRequest,
  whyRequest,
  type EndpointsParams,
  type EndpointsResult,
  type WhyParams,
  type WhyResult,
} from '../protocol/requests';
import { defaultSettings, readSettings } from '../protocol/settings';
import type { SyntaxParser } from '../syntax/parser';
import type { Disk } from '../workspace/disk';
import { createWorkspace, type Workspace } from '../workspace/workspace';
import { createAnalysis, type Analysis } from './analysis';
import { capabilities, watchedFiles } from './capabilities';
import { contained } from './contained';
import { folderDisk } from './folderDisk';
import { createPublisher } from './publisher';
import { createSchedule } from './schedule';
import { ruleSettings } from './settings';
import { pathOf, uriOf } from './uris';
import { askWhy, endpoints, type WhyContext } from './whyRequests';

/** What the server needs from the world. */
export interface ServerOptions {
  readonly version: string;
  readonly disk: Disk;
  /** The grammar loads while the client is still being answered. */
  readonly parser: Promise<SyntaxParser>;
}

/**
 * The language server on a connection: this file holds the connection and wires, everything else in this folder and in
 * `features/` does not know it. Nothing that a client sends, and nothing that fails, ends the server.
 */
export function startServer(connection: Connection, options: ServerOptions): void {
  const documents = new TextDocuments(TextDocument);
  let folders: readonly string[] = [];
  let trusted = true;
  let client: InitializeParams['capabilities'] = {};
  let rules = ruleSettings(defaultSettings);
  const openPaths = (): readonly string[] => documents.all().flatMap(({ uri }) => pathOf(uri) ?? []);
  const documentOf = (path: string): TextDocument | undefined =>
    documents.all().find(({ uri }) => pathOf(uri) === path);
  // The client's own spelling of an open document's URI.
  const toUri = (path: string): string => documentOf(path)?.uri ?? uriOf(path);
  const versionOf = (path: string): number | null => documentOf(path)?.version ?? null;

  let initialize = (): void => undefined;
  const initialized = new Promise<void>((resolve) => {
    initialize = resolve;
  });
  // What the client says of its folders counts from the first file on.
  const ready = Promise.all([options.parser, initialized]).then(
    ([parser]): { workspace: Workspace; analysis: Analysis } => {
      const disk = trusted ? options.disk : folderDisk(options.disk, () => folders);
      const workspace = createWorkspace(disk, parser, { folders });
      return { workspace, analysis: createAnalysis(workspace, () => rules) };
    },
  );
  ready.catch((error: unknown) =>
    connection.console.error(`The grammar of Terraform could not be loaded: ${String(error)}`),
  );

  const publisher = createPublisher(
    (uri, diagnostics, version) =>
      void connection.sendDiagnostics({
        uri,
        diagnostics: [...diagnostics],
        ...(version === undefined ? {} : { version }),
      }),
    toUri,
    versionOf,
  );
  const schedule = createSchedule<string>(async (root, isStale) => {
    try {
      const { analysis } = await ready;
      const findings = await analysis.findings(root, isStale);
      if (findings === undefined || isStale()) return;
      publisher.update(
        root,
        findings,
        openPaths().filter((path) => analysis.rootsOf(path).includes(root)),
      );
    } catch (error) {
      connection.console.error(
        `Diagnostics of ${root}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
      );
    }
  });

  /** Diagnoses the roots of open documents, and forgets the others. */
  let watched = new Set<string>();
  const review = (analysis: Analysis, affected: readonly string[]): void => {
    const wanted = new Set(openPaths().flatMap((path) => analysis.rootsOf(path)));
    for (const root of watched) {
      if (wanted.has(root)) continue;
      schedule.cancel(root);
      publisher.forget(root);
    }
    const news = [...wanted].filter((root) => !watched.has(root));
    watched = wanted;
    for (const root of new Set([...news, ...affected])) if (wanted.has(root)) schedule.request(root);
  };
  /** Does something to the workspace once it is there, in the order of the messages. */
  const enqueue = (change: (workspace: Workspace) => readonly string[]): void => {
    void ready
      .then(({ workspace, analysis }) => review(analysis, change(workspace)))
      .catch((error: unknown) => connection.console.error(String(error)));
  };

  documents.onDidChangeContent(({ document }) => {
    const path = pathOf(document.uri);
    if (path !== undefined) enqueue((workspace) => workspace.change(path, document.getText()));
  });
  documents.onDidClose(({ document }) => {
    const path = pathOf(document.uri);
    if (path !== undefined) enqueue((workspace) => workspace.close(path));
  });

  connection.onInitialize((params): InitializeResult => {
    const given = readInitializationOptions(params.initializationOptions);
    client = params.capabilities;
    trusted = given.trusted ?? true;
    folders = foldersOf(params);
    takeSettings(given.settings);
    initialize();
    return capabilities(options.version);
  });
  connection.onInitialized(() => {
    void register().catch((error: unknown) =>
      connection.console.warn(`The client takes no registrations: ${String(error)}`),
    );
  });
  const register = async (): Promise<void> => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'reachable' });
    }
    if (client.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = removed.flatMap(({ uri }) => pathOf(uri) ?? []);
        const fresh = added.flatMap(({ uri }) => pathOf(uri) ?? []);
        folders = [...folders.filter((folder) => !gone.includes(folder)), ...fresh];
        enqueue((workspace) => {
          workspace.configure({ folders });
          return [...watched];
        });
      });
    }
  };

  function takeSettings(sent: unknown): void {
    const { settings, problems } = readSettings(sent);
    rules = ruleSettings(settings);
    for (const problem of problems) connection.console.warn(problem);
  }
  connection.onDidChangeConfiguration((change) => {
    void (async (): Promise<void> => {
      const pulls = client.workspace?.configuration === true;
      const pushed = change.settings as { readonly reachable?: unknown } | null | undefined;
      takeSettings(pulls ? await connection.workspace.getConfiguration('reachable') : pushed?.reachable);
      enqueue(() => [...watched]);
    })().catch((error: unknown) => connection.console.error(String(error)));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const paths = changes.flatMap(({ uri }) => pathOf(uri) ?? []);
    enqueue((workspace) => workspace.diskChanged(paths));
  });

  connection.onHover(
    contained<TextDocumentPositionParams, Hover | null>(
      'Hover',
      connection.console,
      null,
      async (params, token) => {
        const path = pathOf(params.textDocument.uri);
        const { analysis } = await ready;
        for (const root of path === undefined ? [] : analysis.rootsOf(path)) {
          const model = await analysis.model(root, () => token.isCancellationRequested);
          const hover =
            model === undefined || path === undefined
              ? undefined
              : hoverAt(model, { path, position: params.position });
          if (hover !== undefined) return hover;
        }
        return null;
      },
    ),
  );
  connection.onCodeAction(
    contained<CodeActionParams, CodeAction[]>(
      'Code actions',
      connection.console,
      [],
      async (params, token) => {
        const path = pathOf(params.textDocument.uri);
        const document = path === undefined ? undefined : documentOf(path);
        if (path === undefined || document === undefined) return [];
        const { analysis } = await ready;
        const all = await Promise.all(
          analysis.rootsOf(path).map((root) => analysis.findings(root, () => token.isCancellationRequested)),
        );
        const here = all.flatMap((findings) => findings ?? []).filter((finding) => finding.file === path);
        const lineText = (line: number): string =>
          document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
        return [...quickFixes(mergeFindings(here), params.range, { toUri, versionOf }, lineText)];
      },
    ),
  );

  const whyContext = async (): Promise<WhyContext> => {
    const { workspace, analysis } = await ready;
    return {
      workspace,
      analysis,
      folders: () => folders,
      looseRoots: () => openPaths().flatMap((path) => analysis.rootsOf(path)),
    };
  };
  connection.onRequest(
    endpointsRequest,
    contained<EndpointsParams, EndpointsResult>(
      'Endpoints',
      connection.console,
      { roots: [], root: undefined, endpoints: [] },
      async (params, token) => endpoints(await whyContext(), params, () => token.isCancellationRequested),
    ),
  );
  connection.onRequest(
    whyRequest,
    contained<WhyParams, WhyResult>(
      'Why',
      connection.console,
      { problem: 'This question could not be answered; the log says more.' },
      async (params, token) => askWhy(await whyContext(), params, () => token.isCancellationRequested),
    ),
  );

  documents.listen(connection);
  connection.listen();
}

function foldersOf(params: InitializeParams): readonly string[] {
  const folders = params.workspaceFolders ?? [];
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients send nothing else
  const single = params.rootUri === null || params.rootUri === undefined ? [] : [params.rootUri];
  return (folders.length > 0 ? folders.map(({ uri }) => uri) : single).flatMap((uri) => pathOf(uri) ?? []);
}
