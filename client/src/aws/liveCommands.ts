import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  explainFlowRequest,
  liveCompareRequest,
  liveSaveRequest,
  liveTranslateRequest,
} from '../../../server/src/protocol/liveRequests';
import type { WhyParams } from '../../../server/src/protocol/requests';
import { atCursor, findEndpoints } from '../commands/endpoints';
import { pickFlowSource } from './flowSource';
import type { LiveAccounts } from './liveAccount';
import type { LiveTexts } from './liveTexts';
import { tellProblem } from './tellProblem';

/** What the commands about live accounts work on. */
export interface LiveParts {
  readonly server: LanguageClient;
  readonly accounts: LiveAccounts;
  readonly texts: LiveTexts;
  /** Asks about this root, as *Why Can't X Reach Y?* does. */
  readonly askIn: (root: string) => Promise<void>;
  readonly open: (question: WhyParams) => Promise<void>;
}

/** *Ask the Live Account*: the question that is on screen, of what is really there; without one, any. */
export async function askLiveAccount(
  { server, accounts, askIn, open }: LiveParts,
  question: WhyParams | undefined,
): Promise<void> {
  const account = await accounts.get();
  if (account === undefined) return;
  if (question === undefined || question.root === account.root) return askIn(account.root);
  const { root, from, to } = question;
  const translated = await server.sendRequest(liveTranslateRequest, { root, from, to });
  if ('problem' in translated) {
    tellProblem(translated);
    return askIn(account.root);
  }
  await open({ ...question, ...translated });
}

/** *Compare Code with Live Account* */
export async function compareWithAccount({ server, accounts, texts }: LiveParts): Promise<void> {
  const account = await accounts.get();
  if (account === undefined) return;
  const found = await findEndpoints(server, atCursor());
  const root = found?.root;
  const compared = await window.withProgress(
    { location: ProgressLocation.Window, title: 'Comparing code and account' },
    () => server.sendRequest(liveCompareRequest, root === undefined ? {} : { root }),
  );
  if ('problem' in compared) tellProblem(compared);
  else await texts.show(compared);
}

/** *Save Snapshot…*: asks where; a folder outside the workspace is offered first. */
export async function saveSnapshot({ server, accounts }: LiveParts, storage: Uri): Promise<void> {
  const account = await accounts.get();
  if (account === undefined) return;
  await workspace.fs.createDirectory(storage);
  const picked = await window.showOpenDialog({
    title: 'Save Snapshot: it holds the account’s topology',
    defaultUri: storage,
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: 'Save Here',
  });
  const [folder] = picked ?? [];
  if (folder === undefined) return;
  const target = Uri.joinPath(folder, `snapshot-${account.takenAt.replace(/[:.]/g, '-')}`);
  const saved = await server.sendRequest(liveSaveRequest, { folder: target.toString() });
  if ('problem' in saved) tellProblem(saved);
  else void window.showInformationMessage(`Reachable: ${saved.files} files in ${target.fsPath}.`);
}

/** *Explain Flow-Log Record…*: by the account that was read, or by what the person chooses. */
export async function explainFlowRecord({ server, accounts, texts }: LiveParts): Promise<void> {
  const editor = window.activeTextEditor;
  const selected = editor === undefined ? '' : editor.document.getText(editor.selection);
  const root = accounts.current()?.root ?? (await pickExplainingRoot(server, accounts));
  if (root === undefined) return;
  const source = await pickFlowSource(
    /\b(REJECT|ACCEPT|NODATA|SKIPDATA)\b/.test(selected) ? selected : '',
    accounts.current() === undefined ? [] : accounts.choices(),
  );
  if (source === undefined) return;
  const explained = await server.sendRequest(explainFlowRequest, { root, source });
  if ('problem' in explained) tellProblem(explained);
  else await texts.show(explained);
}

/** By what a record is explained where no account was read yet: code has no ids and addresses of interfaces, an account has. */
async function pickExplainingRoot(
  server: LanguageClient,
  accounts: LiveAccounts,
): Promise<string | undefined> {
  const code = (): Promise<string | undefined> =>
    findEndpoints(server, atCursor()).then((found) => found?.root);
  if (!workspace.isTrusted) return code();
  const items = [
    {
      label: '$(cloud) A live account',
      description: 'knows the interfaces of the records',
      root: () => accounts.select().then((account) => account?.root),
    },
    {
      label: '$(file-code) The code of this workspace',
      description: 'knows only the addresses that are written in it',
      root: code,
    },
  ];
  const picked = await window.showQuickPick(items, {
    title: 'Explain Flow-Log Record',
    placeHolder: 'By what should it be explained?',
  });
  return picked?.root();
}
