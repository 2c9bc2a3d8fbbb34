import type {
  CodeAction,
  CodeActionParams,
  Connection,
  Hover,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import { quickFixes } from '../features/codeActions';
import { mergeFindings } from '../features/diagnostics';
import { hoverAt } from '../features/hover';
import {
  endpointsRequest,
  whyRequest,
  type EndpointsParams,
  type EndpointsResult,
  type Problem,
  type WhyParams,
  type WhyResult,
} from '../protocol/requests';
import {
  networkRequest,
  statusRequest,
  type NetworkOverview,
  type NetworkParams,
  type RootStatus,
  type StatusParams,
} from '../protocol/networkRequests';
import { reachesRequest, type ReachesList, type ReachesParams } from '../protocol/reachRequests';
import type { WhyContext } from './askedRoot';
import type { ClientState } from './clientState';
import { contained } from './contained';
import type { Ready } from './diagnosing';
import type { OpenDocuments } from './openDocuments';
import { pathOf } from './uris';
import { network, status } from './networkRequests';
import { reaches } from './reachRequests';
import { askWhy, endpoints } from './whyRequests';

/** Everything that the client can ask for. */
export function answerRequests(
  connection: Connection,
  state: ClientState,
  documents: OpenDocuments,
  ready: Promise<Ready>,
): void {
  const { console } = connection;
  connection.onHover(
    contained<TextDocumentPositionParams, Hover | null>('Hover', console, null, async (params, token) =>
      hover(await ready, params, () => token.isCancellationRequested),
    ),
  );
  connection.onCodeAction(
    contained<CodeActionParams, CodeAction[]>('Code actions', console, [], async (params, token) =>
      codeActions(await ready, documents, params, () => token.isCancellationRequested),
    ),
  );
  const context = async (): Promise<WhyContext> => {
    const { workspace, analysis } = await ready;
    return {
      workspace,
      analysis,
      folders: () => state.folders,
      looseRoots: () => documents.paths().flatMap((path) => analysis.rootsOf(path)),
    };
  };
  const nothing: EndpointsResult = { roots: [], root: undefined, endpoints: [] };
  connection.onRequest(
    endpointsRequest,
    contained<EndpointsParams, EndpointsResult>('Endpoints', console, nothing, async (params, token) =>
      endpoints(await context(), params, () => token.isCancellationRequested),
    ),
  );
  const failed: Problem = { problem: 'This question could not be answered; the log says more.' };
  connection.onRequest(
    whyRequest,
    contained<WhyParams, WhyResult>('Why', console, failed, async (params, token) =>
      askWhy(await context(), params, () => token.isCancellationRequested),
    ),
  );
  connection.onRequest(
    reachesRequest,
    contained<ReachesParams, ReachesList | Problem>('Reaches', console, failed, async (params, token) =>
      reaches(await context(), params, () => token.isCancellationRequested),
    ),
  );
  connection.onRequest(
    networkRequest,
    contained<NetworkParams, NetworkOverview | Problem>('Network', console, failed, async (params, token) =>
      network(await context(), params, () => token.isCancellationRequested),
    ),
  );
  connection.onRequest(
    statusRequest,
    contained<StatusParams, RootStatus | null>('Status', console, null, async (params, token) =>
      status(await context(), params, () => token.isCancellationRequested),
    ),
  );
}

/** A module that many roots call is looked at in the first of them: each has to be evaluated. */
const maximumRootsOfHover = 8;

async function hover(
  { analysis }: Ready,
  { textDocument, position }: TextDocumentPositionParams,
  isStale: () => boolean,
): Promise<Hover | null> {
  const path = pathOf(textDocument.uri);
  if (path === undefined) return null;
  const roots = analysis.rootsOf(path).slice(0, maximumRootsOfHover);
  for (const root of roots) await analysis.model(root, isStale);
  // Once more, all at the same moment: the first may have become outdated while the last was made.
  const models = await Promise.all(roots.map((root) => analysis.model(root, isStale)));
  const known = models.filter((model) => model !== undefined);
  return hoverAt(known, { path, position }) ?? null;
}

/** About the text as it is now: the findings are brought up to date first, so that ranges and fixes fit it. */
async function codeActions(
  { analysis }: Ready,
  documents: OpenDocuments,
  { textDocument, range }: CodeActionParams,
  isStale: () => boolean,
): Promise<CodeAction[]> {
  const path = pathOf(textDocument.uri);
  const document = path === undefined ? undefined : documents.at(path);
  if (path === undefined || document === undefined) return [];
  const all = await Promise.all(analysis.rootsOf(path).map((root) => analysis.findings(root, isStale)));
  const here = all.flatMap((findings) => findings ?? []).filter((finding) => finding.file === path);
  const textOfLine = (line: number): string =>
    document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  return [...quickFixes(mergeFindings(here), range, documents, textOfLine)];
}
