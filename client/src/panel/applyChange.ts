import { Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { PublishedChange } from '../../../server/src/protocol/answer';
import { isProblem } from '../../../server/src/protocol/requests';
import type { QuestionBook } from '../questions/questionBook';

/**
 * Applies a change of an answer through VS Code's refactor preview, and says in the question's news what came of it. The
 * question is asked anew first: where the code has moved on since the answer, nothing is applied.
 */
export async function applyChange(
  book: QuestionBook,
  key: string,
  index: number,
  title: string,
): Promise<void> {
  const shown = changeOf(book, key, index);
  if (shown?.title !== title) return;
  // What is open is known to the server as it is now, not as some watcher saw it last.
  const files = [...new Set(shown.edits.map(({ file }) => file))];
  await Promise.all(
    files.map((file) => workspace.openTextDocument(Uri.file(file)).then(undefined, () => undefined)),
  );
  await book.again(key);
  const fresh = changeOf(book, key, index);
  if (JSON.stringify(fresh) !== JSON.stringify(shown)) {
    book.tell(
      key,
      'Nothing was applied: the code has changed since this was computed. Here is the new answer; look at its changes again.',
    );
    return;
  }
  const versions = versionsOf(files);
  book.tell(key, undefined);
  const isApplied = await workspace.applyEdit(editOf(shown));
  // A preview that is given up counts as applied for VS Code: only the text tells.
  if (!isApplied || versionsOf(files) === versions) {
    book.tell(key, 'Nothing was applied.');
    return;
  }
  book.tell(key, `Applied: ${title}.`);
  await book.again(key);
}

function changeOf(book: QuestionBook, key: string, index: number): PublishedChange | undefined {
  const result = book.get(key)?.result;
  return result === undefined || isProblem(result) ? undefined : result.answerJson.changes[index];
}

/**
 * The edit as one that VS Code shows before it does it. What needs confirmation brings the preview up, but is not ticked
 * in it; so that stands at an edit beside the others that does nothing (the file exists) and is not listed.
 */
function editOf({ title, edits }: PublishedChange): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const [first] = edits;
  if (first !== undefined) {
    const metadata = { needsConfirmation: true, label: title };
    edit.createFile(Uri.file(first.file), { ignoreIfExists: true }, metadata);
  }
  for (const { file, range, newText } of edits) {
    const place = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
    edit.replace(Uri.file(file), place, newText, { needsConfirmation: false, label: title });
  }
  return edit;
}

function versionsOf(files: readonly string[]): string {
  return files
    .map(
      (file) => workspace.textDocuments.find(({ uri }) => uri.fsPath === Uri.file(file).fsPath)?.version ?? 0,
    )
    .join();
}
