import { basename, relative } from 'node:path/posix';
import type { AnswerJson } from '../explain/answerJson';
import { answerMarkdown } from '../explain/answerMarkdown';
import { answerText } from '../explain/answerText';
import { documentStyle } from '../explain/style';
import { readTraffic } from '../features/askedTraffic';
import { endpointAt, endpointCandidates } from '../features/endpointCandidates';
import { why } from '../features/why';
import type {
  EndpointsParams,
  EndpointsResult,
  RootModule,
  WhyParams,
  WhyResult,
} from '../protocol/requests';
import type { Workspace } from '../workspace/workspace';
import type { Analysis } from './analysis';
import { pathOf, uriOf } from './uris';

/** What the custom requests are answered from. */
export interface WhyContext {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  /** The folders of the workspace, as paths. */
  readonly folders: () => readonly string[];
  /** Roots that belong to no folder of the workspace: those of single files that are open. */
  readonly looseRoots: () => readonly string[];
}

/** `reachable/endpoints` */
export async function endpoints(
  context: WhyContext,
  params: EndpointsParams,
  isStale: () => boolean,
): Promise<EndpointsResult> {
  const roots = rootsOf(context);
  const asked = params.root === undefined ? undefined : pathOf(params.root);
  const path = params.cursor === undefined ? undefined : pathOf(params.cursor.uri);
  const ofCursor = path === undefined ? undefined : context.analysis.rootsOf(path)[0];
  const root = roots.find((one) => one === (asked ?? ofCursor)) ?? roots[0];
  const listed = roots.map((one) => rootModule(one, context.folders()));
  const model = root === undefined ? undefined : await context.analysis.model(root, isStale);
  if (root === undefined || model === undefined) return { roots: listed, root: undefined, endpoints: [] };
  const candidates = endpointCandidates(model, uriOf);
  const cursor =
    path === undefined || params.cursor === undefined ? undefined : { path, position: params.cursor };
  const atCursor = cursor === undefined ? undefined : endpointAt(model, candidates, cursor);
  return {
    roots: listed,
    root: uriOf(root),
    endpoints: candidates,
    ...(atCursor === undefined ? {} : { atCursor }),
  };
}

/** `reachable/why` */
export async function askWhy(
  context: WhyContext,
  params: WhyParams,
  isStale: () => boolean,
): Promise<WhyResult> {
  const root = pathOf(params.root);
  if (root === undefined || !rootsOf(context).includes(root))
    return { problem: 'This folder is no root module of the workspace.' };
  const traffic = readTraffic(params.traffic?.protocol, params.traffic?.ports);
  if (traffic.kind === 'problem') return { problem: traffic.problem };
  const model = await context.analysis.model(root, isStale);
  if (model === undefined) return { problem: 'The question was called off.' };
  const outcome = why(model, { from: params.from, to: params.to, traffic: traffic.traffic });
  if (outcome.kind === 'problem') return { problem: outcome.problem };
  const { answer } = outcome;
  const text = answerText(nameFilesFrom(folderOf(root, context.folders()) ?? root, answer), documentStyle);
  return { answerJson: answer, text, markdown: answerMarkdown(answer, linkTo) };
}

/** The answer with its files named from a folder, as a person names them. */
function nameFilesFrom(folder: string, answer: AnswerJson): AnswerJson {
  const name = (key: string, value: unknown): unknown =>
    key === 'file' && typeof value === 'string' ? relative(folder, value) : value;
  // The answer is JSON by its type: it comes out as it went in.
  return JSON.parse(JSON.stringify(answer), name) as AnswerJson;
}

function linkTo(
  origin: Parameters<NonNullable<Parameters<typeof answerMarkdown>[1]>>[0],
): string | undefined {
  return 'file' in origin ? `${uriOf(origin.file)}#L${origin.range.start.line + 1}` : undefined;
}

function rootsOf({ workspace, looseRoots }: WhyContext): readonly string[] {
  return [...new Set([...workspace.roots(), ...looseRoots()])];
}

function rootModule(root: string, folders: readonly string[]): RootModule {
  const folder = folderOf(root, folders);
  const label = folder === undefined || folder === root ? basename(root) : root.slice(folder.length + 1);
  return { id: uriOf(root), label };
}

function folderOf(root: string, folders: readonly string[]): string | undefined {
  return folders.find((one) => root === one || root.startsWith(`${one}/`));
}
