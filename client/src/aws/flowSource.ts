import { window, type QuickPickItem } from 'vscode';
import type { FlowSource, LiveChoice } from '../../../server/src/protocol/liveRequests';

/** Asks for records: pasted, from a file, or what an interface has rejected in the last hour. */
export async function pickFlowSource(
  selection: string,
  choices: readonly LiveChoice[],
): Promise<FlowSource | undefined> {
  if (selection.trim() !== '') return { text: selection };
  const items: (QuickPickItem & { readonly source: 'paste' | 'file' | 'interface' })[] = [
    { label: '$(clippy) Paste a record', source: 'paste' },
    { label: '$(file) Open a file', description: 'text or gzip', source: 'file' },
    ...(choices.length === 0
      ? []
      : [
          {
            label: '$(history) What an interface has rejected in the last hour',
            description: 'from CloudWatch Logs',
            source: 'interface' as const,
          },
        ]),
  ];
  const picked = await window.showQuickPick(items, { title, placeHolder: 'Which flow-log records?' });
  switch (picked?.source) {
    case 'paste':
      return asText();
    case 'file':
      return asFile();
    case 'interface': {
      const id = await window.showInputBox({
        title,
        prompt: 'The interface',
        placeHolder: 'eni-0123456789abcdef0',
        validateInput: (text) =>
          /^eni-[0-9a-f]+$/.test(text.trim()) ? undefined : 'An interface is called eni-….',
      });
      const choice = id === undefined ? undefined : await pickChoice(choices);
      return id === undefined || choice === undefined ? undefined : { interface: id.trim(), choice };
    }
    case undefined:
      return undefined;
  }
}

const title = 'Explain Flow-Log Record';

/** Which of the accounts and Regions that were read the interface is in. */
async function pickChoice(choices: readonly LiveChoice[]): Promise<LiveChoice | undefined> {
  if (choices.length <= 1) return choices[0];
  const items = choices.map((choice) => ({
    label: [choice.profile, choice.region].filter((part) => part !== undefined).join(' '),
    choice,
  }));
  const picked = await window.showQuickPick(items, { title, placeHolder: 'Where is the interface?' });
  return picked?.choice;
}

async function asText(): Promise<FlowSource | undefined> {
  const text = await window.showInputBox({
    title,
    prompt: 'A flow-log record, in the default format, or with a header line',
    placeHolder: '2 111122223333 eni-… 10.0.0.5 10.0.1.7 51000 5432 6 3 180 1700000000 1700000060 REJECT OK',
    ignoreFocusOut: true,
  });
  if (text === undefined || text.trim() === '') return undefined;
  return withFormat({ text }, text.trim().split(/\s+/).length === 14);
}

async function asFile(): Promise<FlowSource | undefined> {
  const files = await window.showOpenDialog({ title, canSelectMany: false, openLabel: 'Explain' });
  const [file] = files ?? [];
  return file === undefined ? undefined : { file: file.toString() };
}

/** Asks for the format where the record is not in the default one. */
async function withFormat(
  source: { readonly text: string },
  isDefault: boolean,
): Promise<FlowSource | undefined> {
  if (isDefault) return source;
  const format = await window.showInputBox({
    title,
    prompt: 'The format of the record: the flow log’s LogFormat',
    placeHolder: '${version} ${interface-id} ${srcaddr} …',
    ignoreFocusOut: true,
  });
  return format === undefined ? undefined : { ...source, format };
}
