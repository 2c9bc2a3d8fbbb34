import {
  Disposable,
  EventEmitter,
  languages,
  ViewColumn,
  window,
  workspace,
  type CancellationToken,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { reachesRequest } from '../../../server/src/protocol/reachRequests';
import { isProblem, whyRequest } from '../../../server/src/protocol/requests';
import { answerScheme, questionOf, reachesOf } from './answerUri';

/** The answers as read-only documents: what the panel says, without a picture. */
export interface AnswerDocuments {
  /** Opens a document beside the editor; one that is open already is computed anew. */
  show(uri: Uri): Promise<void>;
  /** The code of these roots has changed (undefined: of all): what is open of them is computed anew. */
  refresh(roots: readonly string[] | undefined): void;
  dispose(): void;
}

/** The answers' language: a little colour, no Markdown preview. */
const language = 'reachable-answer';

/** Makes the editor open `reachable:` documents by asking the server. */
export function registerAnswerDocuments(server: LanguageClient): AnswerDocuments {
  const changed = new EventEmitter<Uri>();
  const registered = Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(answerScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri, token) => answerText(server, uri, token),
    }),
    workspace.onDidOpenTextDocument(setLanguage),
  );
  const open = (): Uri[] =>
    workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === answerScheme);
  return {
    async show(uri) {
      if (open().some((one) => one.toString() === uri.toString())) changed.fire(uri);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
    },
    refresh(roots) {
      for (const uri of open()) {
        const root = (questionOf(uri) ?? reachesOf(uri))?.root;
        if (root !== undefined && (roots === undefined || roots.includes(root))) changed.fire(uri);
      }
    },
    dispose: () => void registered.dispose(),
  };
}

async function answerText(server: LanguageClient, uri: Uri, token: CancellationToken): Promise<string> {
  const question = questionOf(uri);
  const list = reachesOf(uri);
  try {
    if (question !== undefined) return textOf(await server.sendRequest(whyRequest, question, token));
    if (list !== undefined) return textOf(await server.sendRequest(reachesRequest, list, token));
    return 'This address holds no question. Run "Reachable: Why Can\'t X Reach Y?".\n';
  } catch (error) {
    server.error('The question failed.', error, false);
    return 'The language server does not answer. Run "Reachable: Restart Language Server", or see "Reachable: Show Log".\n';
  }
}

function textOf(result: { readonly text: string } | { readonly problem: string }): string {
  return isProblem(result) ? `${result.problem}\n` : result.text;
}

/** By hand and not by file extension, so that a tab's title is the question and nothing else. */
function setLanguage(document: TextDocument): void {
  if (document.uri.scheme === answerScheme && document.languageId !== language) {
    void languages.setTextDocumentLanguage(document, language);
  }
}
