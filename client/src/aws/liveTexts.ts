import { Disposable, languages, TabInputText, Uri, ViewColumn, window, workspace } from 'vscode';
import type { LiveText } from '../../../server/src/protocol/liveRequests';

/** Comparisons and explanations as read-only documents, as long as the window lives. */
export interface LiveTexts {
  show(text: LiveText): Promise<void>;
  dispose(): void;
}

const scheme = 'reachable-live';

export function createLiveTexts(): LiveTexts {
  const texts = new Map<string, string>();
  let last = 0;
  const registered = Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) =>
        texts.get(uri.toString()) ?? 'This is gone with the window that it was made in: ask again.\n',
    }),
  );
  return {
    async show({ title, text }) {
      last += 1;
      const uri = Uri.from({ scheme, path: `/${title.replaceAll('/', '⁄')}`, query: String(last) });
      texts.set(uri.toString(), text);
      const document = await workspace.openTextDocument(uri);
      await languages.setTextDocumentLanguage(document, 'reachable-answer');
      await window.showTextDocument(document, { viewColumn: columnOfTexts(), preview: true });
    },
    dispose: () => void registered.dispose(),
  };
}

/** Where the last one stands, else beside the code. */
function columnOfTexts(): ViewColumn {
  const isText = (input: unknown): boolean => input instanceof TabInputText && input.uri.scheme === scheme;
  const group = window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => isText(input)));
  return group?.viewColumn ?? ViewColumn.Beside;
}
