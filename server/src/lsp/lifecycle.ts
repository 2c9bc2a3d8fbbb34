import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { watchedFiles } from './capabilities';
import { takeSettings, type ClientState } from './clientState';
import type { Diagnosing } from './diagnosing';
import { refreshHints } from './featureRequests';
import { pathOf } from './uris';

/** What changes around the documents while the server runs: settings, folders, files on disk. */
export function followClient(connection: Connection, state: ClientState, diagnosing: Diagnosing): void {
  const tell = (error: unknown): void => connection.console.warn(String(error));

  connection.onInitialized(() => {
    register(connection, state, diagnosing).catch(tell);
  });
  connection.onDidChangeConfiguration((change) => {
    const pushed = change.settings as { readonly reachable?: unknown } | null | undefined;
    const pulls = state.capabilities.workspace?.configuration === true;
    const settings = pulls
      ? connection.workspace.getConfiguration('reachable')
      : Promise.resolve(pushed?.reachable);
    settings
      .then((sent: unknown) => {
        takeSettings(state, sent, connection.console);
        diagnosing.again();
        refreshHints(connection, state);
      })
      .catch(tell);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const paths = changes.flatMap(({ uri }) => pathOf(uri) ?? []);
    diagnosing.apply((workspace) => workspace.diskChanged(paths));
  });
}

async function register(connection: Connection, state: ClientState, diagnosing: Diagnosing): Promise<void> {
  const { workspace } = state.capabilities;
  if (workspace?.workspaceFolders === true) followFolders(connection, state, diagnosing);
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
    const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
  if (workspace?.didChangeConfiguration?.dynamicRegistration === true) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'reachable' });
  }
}

function followFolders(connection: Connection, state: ClientState, diagnosing: Diagnosing): void {
  connection.workspace.onDidChangeWorkspaceFolders((event) => {
    const [gone, fresh] = [pathsIn(event, 'removed'), pathsIn(event, 'added')];
    state.folders = [...state.folders.filter((folder) => !gone.includes(folder)), ...fresh];
    diagnosing.apply((workspace) => {
      workspace.configure({ folders: state.folders });
      return workspace.roots();
    });
  });
}

/** Who listens to folders is not contained by the library: what a broken client sends must not fail here. */
function pathsIn(
  event: Partial<WorkspaceFoldersChangeEvent> | undefined,
  which: 'added' | 'removed',
): readonly string[] {
  const folders = event?.[which];
  return Array.isArray(folders) ? folders.flatMap((folder) => pathOf(folder?.uri) ?? []) : [];
}
