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
import { isProblem, whyRequest, type WhyParams } from '../../../server/src/protocol/requests';
import { answerScheme, answerUri, questionOf } from './answerUri';

/** The answers as read-only documents. */
export interface AnswerDocuments {
  /** Asks the question and opens its answer beside the editor; one that is open already is computed anew. */
  show(question: WhyParams): Promise<void>;
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
  return {
    async show(question) {
      const uri = answerUri(question);
      if (workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()))
        changed.fire(uri);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
    },
    dispose: () => void registered.dispose(),
  };
}

async function answerText(server: LanguageClient, uri: Uri, token: CancellationToken): Promise<string> {
  const question = questionOf(uri);
  if (question === undefined)
    return 'This address holds no question. Run "Reachable: Why Can\'t X Reach Y?".\n';
  try {
    const result = await server.sendRequest(whyRequest, question, token);
    return isProblem(result) ? `${result.problem}\n` : result.text;
  } catch (error) {
    server.error('The question failed.', error, false);
    return 'The language server does not answer. Run "Reachable: Restart Language Server", or see "Reachable: Show Log".\n';
  }
}

/** By hand and not by file extension, so that a tab's title is the question and nothing else. */
function setLanguage(document: TextDocument): void {
  if (document.uri.scheme === answerScheme && document.languageId !== language) {
    void languages.setTextDocumentLanguage(document, language);
  }
}
