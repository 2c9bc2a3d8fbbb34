import { window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  endpointsRequest,
  type EndpointsParams,
  type EndpointsResult,
} from '../../../server/src/protocol/requests';

/** The roots, and the ends in one of them; undefined where there is nothing to ask about, which the person is told. */
export async function findEndpoints(
  server: LanguageClient,
  params: EndpointsParams,
): Promise<EndpointsResult | undefined> {
  try {
    // A server that is still starting gets the request once it has started.
    const found = await server.sendRequest(endpointsRequest, params);
    if (found.roots.length > 0) return found;
    void window.showInformationMessage('Reachable: there is no Terraform code in this window to ask about.');
  } catch (error) {
    server.error('The question for roots and endpoints failed.', error, false);
    void window.showErrorMessage(
      'Reachable: the language server does not answer. Run "Reachable: Restart Language Server", or see "Reachable: Show Log".',
    );
  }
  return undefined;
}

/** Where the cursor of the active editor is. */
export function atCursor(): EndpointsParams {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.scheme !== 'file') return {};
  const { line, character } = editor.selection.active;
  return { cursor: { uri: editor.document.uri.toString(), line, character } };
}
