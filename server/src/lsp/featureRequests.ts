import {
  CodeLensRefreshRequest,
  InlayHintRefreshRequest,
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type CodeLensParams,
  type Connection,
  type Hover,
  type InlayHint,
  type InlayHintParams,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import { hierarchyAt, hierarchyData, incomingCalls, outgoingCalls } from '../features/callHierarchy';
import { quickFixes } from '../features/codeActions';
import { codeLenses, lensData, resolveLens } from '../features/codeLenses';
import { mergeFindings } from '../features/diagnostics';
import { hoverAt } from '../features/hover';
import { inlayHints } from '../features/inlayHints';
import type { Model } from '../features/model';
import type { ClientState } from './clientState';
import { contained } from './contained';
import type { Ready } from './diagnosing';
import type { OpenDocuments } from './openDocuments';
import { pathOf } from './uris';

/** What a feature's handler works with. */
interface Context extends Ready {
  readonly documents: OpenDocuments;
  readonly state: ClientState;
  /** Whether nobody waits for the answer any more. */
  readonly isStale: () => boolean;
}

/** Answers what editors ask by the Language Server Protocol itself. */
export function answerFeatures(
  connection: Connection,
  state: ClientState,
  documents: OpenDocuments,
  ready: Promise<Ready>,
): void {
  const answering = <P, R>(
    name: string,
    nothing: R,
    handler: (context: Context, params: P) => Promise<R>,
  ): ReturnType<typeof contained<P, R>> =>
    contained<P, R>(name, connection.console, nothing, async (params, token) =>
      handler({ ...(await ready), documents, state, isStale: () => token.isCancellationRequested }, params),
    );
  connection.onHover(answering<TextDocumentPositionParams, Hover | null>('Hover', null, hover));
  connection.onCodeAction(answering<CodeActionParams, CodeAction[]>('Code actions', [], codeActions));
  connection.languages.inlayHint.on(answering<InlayHintParams, InlayHint[]>('Inlay hints', [], hints));
  connection.onCodeLens(answering<CodeLensParams, CodeLens[]>('Code lenses', [], lenses));
  connection.onCodeLensResolve(async (lens, token) =>
    answering<CodeLens, CodeLens>('Code lens', lens, lensWithWords)(lens, token),
  );
  const { callHierarchy } = connection.languages;
  callHierarchy.onPrepare(
    answering<CallHierarchyPrepareParams, CallHierarchyItem[] | null>('Call hierarchy', null, hierarchy),
  );
  callHierarchy.onIncomingCalls(
    answering<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[]>('Incoming calls', [], incoming),
  );
  callHierarchy.onOutgoingCalls(
    answering<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[]>('Outgoing calls', [], outgoing),
  );
}

/** Asks the editor for its lenses again: what they say hangs on all files of a root. */
export function refreshLenses(connection: Connection, { capabilities }: ClientState): void {
  if (capabilities.workspace?.codeLens?.refreshSupport !== true) return;
  connection
    .sendRequest(CodeLensRefreshRequest.type)
    .catch((error: unknown) => connection.console.warn(String(error)));
}

/** Asks the editor for its hints again: they hang on their own file and on the settings. */
export function refreshHints(connection: Connection, { capabilities }: ClientState): void {
  if (capabilities.workspace?.inlayHint?.refreshSupport !== true) return;
  connection
    .sendRequest(InlayHintRefreshRequest.type)
    .catch((error: unknown) => connection.console.warn(String(error)));
}

/** A module that many roots call is looked at in the first of them: each has to be evaluated. */
const maximumRootsOfHover = 8;

async function hover(context: Context, params: TextDocumentPositionParams): Promise<Hover | null> {
  const { position, textDocument } = params;
  const path = pathOf(textDocument.uri);
  if (path === undefined) return null;
  const models = await modelsOf(context, path, maximumRootsOfHover);
  return hoverAt(models, { path, position }) ?? null;
}

/** The models of a file's roots, all as they are at the same moment. */
async function modelsOf(
  { analysis, isStale }: Context,
  path: string,
  maximum: number,
): Promise<readonly Model[]> {
  const roots = analysis.rootsOf(path).slice(0, maximum);
  for (const root of roots) await analysis.model(root, isStale);
  // Once more: the first may have become outdated while the last was made.
  const models = await Promise.all(roots.map((root) => analysis.model(root, isStale)));
  return models.filter((model) => model !== undefined);
}

/** About the text as it is now: the findings are brought up to date first, so that ranges and fixes fit it. */
async function codeActions(context: Context, params: CodeActionParams): Promise<CodeAction[]> {
  const { analysis, documents, isStale } = context;
  const path = pathOf(params.textDocument.uri);
  const document = path === undefined ? undefined : documents.at(path);
  if (path === undefined || document === undefined) return [];
  const all = await Promise.all(analysis.rootsOf(path).map((root) => analysis.findings(root, isStale)));
  const everywhere = all.flatMap((findings) => findings ?? []);
  const here = mergeFindings(everywhere.filter((finding) => finding.file === path));
  const textOfLine = (line: number): string =>
    document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  return [...quickFixes({ here, everywhere }, params.range, documents, textOfLine)];
}

async function hints(context: Context, { textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
  const path = pathOf(textDocument.uri);
  if (path === undefined || !context.state.shows.inlayHints) return [];
  const [model] = await modelsOf(context, path, 1);
  const file = model?.configuration?.files.find((one) => one.path === path);
  return file === undefined ? [] : [...inlayHints(file, range)];
}

/** A lens for each of so many roots that call a module. */
const maximumRootsOfLenses = 3;

async function lenses(context: Context, { textDocument }: CodeLensParams): Promise<CodeLens[]> {
  const path = pathOf(textDocument.uri);
  if (path === undefined || !context.state.shows.codeLenses) return [];
  const models = await modelsOf(context, path, maximumRootsOfLenses);
  return models.flatMap((model) => codeLenses(model, path, context.documents.toUri));
}

async function lensWithWords(context: Context, lens: CodeLens): Promise<CodeLens> {
  const { analysis, workspace, isStale } = context;
  const data = lensData(lens.data);
  const root = pathOf(data[0]?.root ?? '');
  const model = root === undefined ? undefined : await analysis.model(root, isStale);
  if (root === undefined || model === undefined) return lens;
  const isOnlyRoot = workspace.roots().length < 2;
  return resolveLens(lens, data, model, isOnlyRoot ? undefined : rootName(context, model, lens));
}

/** A lens names its root where its file belongs to several. */
function rootName({ analysis }: Context, model: Model, lens: CodeLens): string | undefined {
  const [first] = lensData(lens.data);
  const resource = first === undefined ? undefined : model.configuration?.byAddress.get(first.address);
  const path = resource === undefined ? undefined : model.configuration?.locate(resource.source)?.path;
  const root = model.configuration?.root;
  const isShared = path !== undefined && analysis.rootsOf(path).length > 1;
  return isShared ? root?.slice(root.lastIndexOf('/') + 1) : undefined;
}

async function hierarchy(
  context: Context,
  { textDocument, position }: CallHierarchyPrepareParams,
): Promise<CallHierarchyItem[] | null> {
  const path = pathOf(textDocument.uri);
  if (path === undefined) return null;
  const [model] = await modelsOf(context, path, 1);
  if (model === undefined) return null;
  const items = hierarchyAt(model, { path, position }, context.documents.toUri);
  return items.length === 0 ? null : [...items];
}

async function incoming(
  context: Context,
  { item }: CallHierarchyIncomingCallsParams,
): Promise<CallHierarchyIncomingCall[]> {
  const asked = await askedItem(context, item);
  return asked === undefined ? [] : [...incomingCalls(asked.model, item, asked.end, context.documents.toUri)];
}

async function outgoing(
  context: Context,
  { item }: CallHierarchyOutgoingCallsParams,
): Promise<CallHierarchyOutgoingCall[]> {
  const asked = await askedItem(context, item);
  return asked === undefined ? [] : [...outgoingCalls(asked.model, item, asked.end, context.documents.toUri)];
}

async function askedItem(
  { analysis, isStale }: Context,
  item: CallHierarchyItem,
): Promise<{ readonly model: Model; readonly end: string } | undefined> {
  const data = hierarchyData(item.data);
  const model = data === undefined ? undefined : await analysis.model(data.root, isStale);
  return data === undefined || model === undefined ? undefined : { model, end: data.end };
}
