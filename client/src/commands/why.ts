import { window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  endpointsRequest,
  type EndpointsParams,
  type EndpointsResult,
} from '../../../server/src/protocol/requests';
import type { AnswerDocuments } from '../answers/answerDocuments';
import { pickQuestion } from '../picker/question';

/** The command *Why Can't X Reach Y?*: asks for the ends and the traffic, and opens the answer beside the editor. */
export async function askWhy(server: LanguageClient, answers: AnswerDocuments): Promise<void> {
  const found = await findEndpoints(server, atCursor());
  if (found === undefined) return;
  if (found.roots.length === 0) {
    void window.showInformationMessage('Reachable: there is no Terraform code in this window to ask about.');
    return;
  }
  const question = await pickQuestion(found, (root) => findEndpoints(server, { ...atCursor(), root }));
  if (question !== undefined) await answers.show(question);
}

async function findEndpoints(
  server: LanguageClient,
  params: EndpointsParams,
): Promise<EndpointsResult | undefined> {
  try {
    // A server that is still starting gets the request once it has started.
    return await server.sendRequest(endpointsRequest, params);
  } catch (error) {
    server.error('The question for roots and endpoints failed.', error, false);
    void window.showErrorMessage(
      'Reachable: the language server does not answer. Run "Reachable: Restart Language Server", or see "Reachable: Show Log".',
    );
    return undefined;
  }
}

function atCursor(): EndpointsParams {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.scheme !== 'file') return {};
  const { line, character } = editor.selection.active;
  return { cursor: { uri: editor.document.uri.toString(), line, character } };
}
