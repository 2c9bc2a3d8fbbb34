import { env, Range, Uri, ViewColumn, window, type TextEditor } from 'vscode';
import type { PublishedOrigin, PublishedRange } from '../../../server/src/protocol/answer';
import type { OriginLocation } from '../../../server/src/protocol/requests';
import { plainLabel } from '../plainLabel';
import { consoleUrl } from './consoleUrl';

/** Opens the line, or the page of the AWS console, that something comes from. */
export async function openOrigin(origin: PublishedOrigin): Promise<void> {
  if ('arn' in origin) {
    const url = consoleUrl(origin.arn);
    if (url !== undefined) await env.openExternal(Uri.parse(url, true));
    else
      void window.showInformationMessage(
        `Reachable: the AWS console has no page that ${plainLabel(origin.arn)} leads to.`,
      );
    return;
  }
  await openRange(Uri.file(origin.file), origin.range);
}

/** Opens the place where something is written. */
export async function openLocation({ uri, range }: OriginLocation): Promise<void> {
  await openRange(Uri.parse(uri, true), range);
}

async function openRange(uri: Uri, { start, end }: PublishedRange): Promise<void> {
  const selection = new Range(start.line, start.character, end.line, end.character);
  const viewColumn = columnOf(uri);
  const text = await window
    .showTextDocument(uri, { selection, ...(viewColumn === undefined ? {} : { viewColumn }) })
    .then(
      (editor: TextEditor | undefined) => editor,
      () => undefined,
    );
  if (text === undefined)
    void window.showWarningMessage(`Reachable: ${plainLabel(uri.fsPath)} is not there any more.`);
}

/** Where the file is open already, else the first column: not over the panel. */
function columnOf(uri: Uri): ViewColumn | undefined {
  const open = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  return open?.viewColumn ?? ViewColumn.One;
}
