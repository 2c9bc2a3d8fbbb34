import type { InitializeParams, RemoteConsole } from 'vscode-languageserver';
import { readInitializationOptions } from '../protocol/initialization';
import { defaultSettings, readSettings, type Settings } from '../protocol/settings';
import type { RuleSettings } from '../rules/settings';
import { ruleSettings, unknownRules } from './settings';
import { pathOf } from './uris';

/** What the client has told so far: its folders, its settings, what it can do. The one thing here that changes. */
export interface ClientState {
  folders: readonly string[];
  trusted: boolean;
  rules: RuleSettings;
  /** Which of the things that stand in the text itself are wanted. */
  shows: { readonly inlayHints: boolean; readonly codeLenses: boolean };
  capabilities: InitializeParams['capabilities'];
  /** What was said of wrong settings: editors send all of them at every change. */
  readonly told: Set<string>;
}

/** Before `initialize`. */
export function newClientState(): ClientState {
  return {
    folders: [],
    trusted: true,
    rules: ruleSettings(defaultSettings),
    shows: shown(defaultSettings),
    capabilities: {},
    told: new Set(),
  };
}

/** Takes what `initialize` tells. */
export function takeInitialization(
  state: ClientState,
  params: InitializeParams,
  console: RemoteConsole,
): void {
  const given = readInitializationOptions(params.initializationOptions);
  state.capabilities = params.capabilities;
  state.trusted = given.trusted ?? true;
  state.folders = foldersOf(params);
  takeSettings(state, given.settings, console);
}

/** Takes settings of any shape; what is wrong with them is told in the log, each thing once. */
export function takeSettings(state: ClientState, sent: unknown, console: RemoteConsole): void {
  const { settings, problems } = readSettings(sent);
  state.rules = ruleSettings(settings);
  state.shows = shown(settings);
  for (const problem of [...problems, ...unknownRules(settings)]) {
    if (!state.told.has(problem)) console.warn(problem);
    state.told.add(problem);
  }
}

function shown({ inlayHints, codeLens }: Settings): ClientState['shows'] {
  return { inlayHints: inlayHints.enabled, codeLenses: codeLens.enabled };
}

function foldersOf(params: InitializeParams): readonly string[] {
  const folders = params.workspaceFolders ?? [];
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients send nothing else
  const single = params.rootUri ?? undefined;
  const uris = folders.length > 0 ? folders.map(({ uri }) => uri) : single === undefined ? [] : [single];
  return uris.flatMap((uri) => pathOf(uri) ?? []);
}
