import { Disposable, EventEmitter, ProgressLocation, window, workspace, type Event } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  liveIdentifyRequest,
  liveMfaRequest,
  liveProgressNotification,
  liveReadRequest,
  type LiveAccount,
  type LiveChoice,
  type LiveIdentity,
} from '../../../server/src/protocol/liveRequests';
import { configuredChoice } from './accountChoice';
import { pickAccount, pickRegion } from './pickAccount';
import { tellProblem } from './tellProblem';

/** The account of this window: chosen, confirmed and read only when a command wants it. */
export interface LiveAccounts {
  readonly onDidChange: Event<void>;
  /** What was read last. */
  readonly current: () => LiveAccount | undefined;
  readonly choice: () => LiveChoice;
  /** Asks for profile and Region, and reads. */
  readonly select: () => Promise<LiveAccount | undefined>;
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
  let choice: LiveChoice | undefined;
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

  const confirm = async (identity: LiveIdentity): Promise<boolean> => {
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
  };

  const read = async (wanted: LiveChoice): Promise<LiveAccount | undefined> => {
    if (!workspace.isTrusted) {
      void window.showWarningMessage(
        'Reachable: this workspace is not trusted, so no account is read. Run "Workspaces: Manage Workspace Trust" first.',
      );
      return undefined;
    }
    const identity = await server.sendRequest(liveIdentifyRequest, wanted);
    if ('problem' in identity) {
      if (identity.needs !== 'region') {
        tellProblem(identity);
        return undefined;
      }
      const region = await pickRegion(server, wanted, undefined);
      return region === undefined ? undefined : read({ ...wanted, region });
    }
    if (!(await confirm(identity))) return undefined;
    const found = await readWithProgress(server, wanted, identity);
    if ('problem' in found) {
      tellProblem(found);
      return undefined;
    }
    choice = wanted;
    account = found;
    changed.fire();
    return found;
  };

  const refresh = (): Promise<LiveAccount | undefined> => read(choice ?? configuredChoice());
  return {
    onDidChange: changed.event,
    current: () => account,
    choice: () => choice ?? configuredChoice(),
    select: async () => {
      const picked = await pickAccount(server);
      return picked === undefined ? undefined : read(picked);
    },
    refresh,
    get: async () => account ?? refresh(),
    forget: () => {
      account = undefined;
      changed.fire();
    },
    dispose: () => void listening.dispose(),
  };
}

function readWithProgress(
  server: LanguageClient,
  choice: LiveChoice,
  { account, region }: LiveIdentity,
): Thenable<LiveAccount | { readonly problem: string }> {
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: `Reading AWS account ${account} in ${region}`,
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
        return await server.sendRequest(liveReadRequest, { choices: [choice] }, token);
      } finally {
        listening.dispose();
      }
    },
  );
}
