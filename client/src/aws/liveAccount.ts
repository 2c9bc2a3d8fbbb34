import { commands, Disposable, EventEmitter, ProgressLocation, window, workspace, type Event } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  liveIdentifyRequest,
  liveMfaRequest,
  liveProgressNotification,
  liveReadRequest,
  type LiveAccount,
  type LiveChoice,
  type LiveIdentity,
  type LiveProblem,
} from '../../../server/src/protocol/liveRequests';
import { configuredChoice } from './accountChoice';
import { pickAccount, pickRegion } from './pickAccount';
import { tellProblem } from './tellProblem';

/** The account of this window, or several: chosen, confirmed and read only when a command wants it. */
export interface LiveAccounts {
  readonly onDidChange: Event<void>;
  /** What was read last. */
  readonly current: () => LiveAccount | undefined;
  /** What it was read by, each account and Region. */
  readonly choices: () => readonly LiveChoice[];
  /** Asks for profile and Region, and reads. */
  readonly select: () => Promise<LiveAccount | undefined>;
  /** Asks for another profile or Region, and reads it together with what is read already, as one network. */
  readonly add: () => Promise<LiveAccount | undefined>;
  /** Reads anew. */
  readonly refresh: () => Promise<LiveAccount | undefined>;
  /** What was read, or reads now. */
  readonly get: () => Promise<LiveAccount | undefined>;
  /** The server was started anew, and knows no account. */
  readonly forget: () => void;
  readonly dispose: () => void;
}

export function createLiveAccounts(server: LanguageClient): LiveAccounts {
  const changed = new EventEmitter<void>();
  // Account and role, once a window each.
  const confirmed = new Set<string>();
  let choices: readonly LiveChoice[] | undefined;
  let account: LiveAccount | undefined;

  const listening = Disposable.from(
    changed,
    server.onRequest(liveMfaRequest, async ({ device }) => {
      const code = await window.showInputBox({
        title: 'MFA',
        prompt: `The code of ${device}`,
        password: true,
        ignoreFocusOut: true,
      });
      return code === undefined || code.trim() === '' ? {} : { code: code.trim() };
    }),
  );

  /** Whose credentials they are, confirmed; with the Region that was asked for where none was chosen. */
  const settle = async (
    wanted: LiveChoice,
  ): Promise<{ readonly choice: LiveChoice; readonly identity: LiveIdentity } | undefined> => {
    const identity = await server.sendRequest(liveIdentifyRequest, wanted);
    if (!('problem' in identity))
      return (await confirm(confirmed, identity)) ? { choice: wanted, identity } : undefined;
    if (identity.needs !== 'region') {
      tellProblem(identity);
      return undefined;
    }
    const region = await pickRegion(server, wanted, undefined);
    return region === undefined ? undefined : settle({ ...wanted, region });
  };

  const read = async (wanted: readonly LiveChoice[]): Promise<LiveAccount | undefined> => {
    if (!(await isTrusted())) return undefined;
    const settled: { readonly choice: LiveChoice; readonly identity: LiveIdentity }[] = [];
    for (const one of wanted) {
      const found = await settle(one);
      if (found === undefined) return undefined;
      const key = placeOf(found.identity);
      if (!settled.some(({ identity }) => placeOf(identity) === key)) settled.push(found);
    }
    const asked = settled.map(({ choice }) => choice);
    const found = await readWithProgress(
      server,
      asked,
      settled.map(({ identity }) => identity),
    );
    if (found === undefined) return undefined;
    if ('problem' in found) {
      tellProblem(found);
      return undefined;
    }
    choices = asked;
    account = found;
    changed.fire();
    return found;
  };

  const wanted = (): readonly LiveChoice[] => choices ?? [configuredChoice()];
  const pickAnd = async (earlier: readonly LiveChoice[]): Promise<LiveAccount | undefined> => {
    if (!(await isTrusted())) return undefined;
    const picked = await pickAccount(server);
    return picked === undefined ? undefined : read([...earlier, picked]);
  };
  const refresh = (): Promise<LiveAccount | undefined> => read(wanted());
  return {
    onDidChange: changed.event,
    current: () => account,
    choices: wanted,
    select: () => pickAnd([]),
    add: () => pickAnd(account === undefined ? [] : wanted()),
    refresh,
    get: async () => account ?? refresh(),
    forget: () => {
      account = undefined;
      changed.fire();
    },
    dispose: () => void listening.dispose(),
  };
}

/** What is read once, however often it was chosen. */
function placeOf({ account, region }: LiveIdentity): string {
  return `${account} ${region}`;
}

/** Whether accounts may be read here; where not, says so and how that is changed. */
async function isTrusted(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const pressed = await window.showWarningMessage(
    'Reachable: this workspace is not trusted, so nothing connects to AWS from it. Trust it to ask a live account.',
    manage,
  );
  if (pressed === manage) await commands.executeCommand('workbench.trust.manage');
  return false;
}

/** Asks once a window whether this account may be read as this role. */
async function confirm(confirmed: Set<string>, identity: LiveIdentity): Promise<boolean> {
  const key = JSON.stringify(identity);
  if (confirmed.has(key)) return true;
  const through = identity.endpointUrl === undefined ? '' : `\nthrough ${identity.endpointUrl}`;
  const pressed = await window.showInformationMessage(
    `Read the network of AWS account ${identity.account} in ${identity.region}?`,
    {
      modal: true,
      detail: `As ${identity.arn}${through}.\n\nReachable only reads (Describe, Get, List, Search), keeps what it reads in memory, and sends it nowhere.`,
    },
    'Read',
  );
  if (pressed !== 'Read') return false;
  confirmed.add(key);
  return true;
}

/** Undefined: the person called it off, and need not be told. */
function readWithProgress(
  server: LanguageClient,
  choices: readonly LiveChoice[],
  identities: readonly LiveIdentity[],
): Thenable<LiveAccount | LiveProblem | undefined> {
  const places = identities.map(({ account, region }) => `${account} in ${region}`);
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: `Reading AWS account ${places.join(', ')}`,
      cancellable: true,
    },
    async (progress, token) => {
      let shown = 0;
      const listening = server.onNotification(liveProgressNotification, ({ done, total, text }) => {
        // The total grows while things are found: the bar never goes back.
        const part = Math.max(shown, (done / Math.max(total, 1)) * 100);
        progress.report({ message: `${done} of ${total} calls: ${text}`, increment: part - shown });
        shown = part;
      });
      try {
        const found = await server.sendRequest(liveReadRequest, { choices }, token);
        return token.isCancellationRequested ? undefined : found;
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );
}
