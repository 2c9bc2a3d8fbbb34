/** `status/`: what stands in the language status item, beside the language's name. */
import { languages, LanguageStatusSeverity, window } from 'vscode';
import type { RootStatus } from '../../../server/src/protocol/networkRequests';
import { plainLabel } from '../plainLabel';
import { questionInWords } from '../questions/askedQuestion';
import type { VerdictChange } from '../questions/questionBook';
import { terraformFiles } from '../terraformFiles';
import { statusInWords, verdictChangeInWords } from './statusWords';

/** The status items of Terraform files. */
export interface LanguageStatus {
  /** Looks again: another file, or other code. */
  refresh(): void;
  /** Says that a verdict has changed, until another one does. */
  announce(change: VerdictChange): void;
  setServerRunning(isRunning: boolean): void;
  dispose(): void;
}

/** Milliseconds: the status need not follow every key. */
const pause = 300;

/** Makes the items; `ask` rejects where the server does not answer. */
export function createLanguageStatus(ask: (uri: string) => Promise<RootStatus | null>): LanguageStatus {
  const model = languages.createLanguageStatusItem('reachable.model', terraformFiles);
  model.name = 'Reachable';
  model.text = 'Reachable';
  model.command = { command: 'reachable.showLog', title: 'Show log' };
  const verdict = languages.createLanguageStatusItem('reachable.verdict', terraformFiles);
  verdict.name = 'Reachable: verdicts';
  verdict.text = 'No verdict has changed';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (document === undefined || languages.match(terraformFiles, document) === 0) return;
    const status = await ask(document.uri.toString()).catch(() => undefined);
    if (status === undefined || status === null) return;
    const { text, detail, isWarning } = statusInWords(status);
    model.text = plainLabel(text);
    model.detail = plainLabel(detail);
    model.severity = isWarning ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  };
  const refresh = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), pause);
  };
  const listening = window.onDidChangeActiveTextEditor(refresh);
  refresh();
  return {
    refresh,
    announce: (change) => {
      verdict.text = verdictChangeInWords(change);
      verdict.detail = plainLabel(questionInWords(change.question));
      verdict.severity =
        change.now === 'blocked' ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
      verdict.command = { command: 'reachable.openAnswer', title: 'Open', arguments: [change.question] };
    },
    setServerRunning: (isRunning) => {
      model.busy = !isRunning;
      if (isRunning) refresh();
    },
    dispose: () => {
      clearTimeout(timer);
      listening.dispose();
      model.dispose();
      verdict.dispose();
    },
  };
}
