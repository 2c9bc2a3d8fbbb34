import { Disposable, StatusBarAlignment, ThemeColor, window } from 'vscode';
import { ageInWords } from './age';
import type { LiveAccounts } from './liveAccount';

/** The account in use, once one is, with the age of what was read; a click reads it anew. */
export function createAccountStatus(accounts: LiveAccounts): Disposable {
  const item = window.createStatusBarItem('reachable.account', StatusBarAlignment.Left, 0);
  item.name = 'Reachable: AWS account';
  item.command = 'reachable.refreshAccount';
  const show = (): void => {
    const account = accounts.current();
    if (account === undefined) {
      item.hide();
      return;
    }
    const age = ageInWords(Date.now() - Date.parse(account.takenAt));
    const elsewhere = account.identities.find(({ endpointUrl }) => endpointUrl !== undefined)?.endpointUrl;
    const refused = account.refused.length === 0 ? '' : ` $(warning) ${account.refused.length}`;
    item.text = `$(cloud) ${account.label}, ${age}${elsewhere === undefined ? '' : ` $(plug) ${elsewhere}`}${refused}`;
    item.tooltip = [
      ...account.identities.map(({ arn }) => arn),
      `Read ${new Date(account.takenAt).toLocaleString()}. Click to read it anew.`,
      ...(account.refused.length === 0
        ? []
        : ['Not answered in full, and therefore unknown:', ...account.refused]),
    ].join('\n');
    item.backgroundColor =
      elsewhere === undefined ? undefined : new ThemeColor('statusBarItem.warningBackground');
    item.show();
  };
  const timer = setInterval(show, 60_000);
  show();
  return Disposable.from(item, accounts.onDidChange(show), new Disposable(() => clearInterval(timer)));
}
