import { relative } from 'node:path/posix';
import type { AnswerJson } from '../explain/answerJson';
import { answerMarkdown } from '../explain/answerMarkdown';
import { answerText } from '../explain/answerText';
import { howToCheck } from '../explain/howToCheck';
import { nextSuspects } from '../explain/nextSuspects';
import { documentStyle } from '../explain/style';
import { readTraffic } from '../features/askedTraffic';
import { displayed } from '../features/displayed';
import { endpointAt, endpointCandidates } from '../features/endpointCandidates';
import { kindOfEnd } from '../features/kindOfEnd';
import { answerFrames } from '../features/hopFrames';
import { why } from '../features/why';
import type { PublishedOrigin } from '../protocol/answer';
import { isLiveRoot } from '../protocol/liveRequests';
import {
  isProblem,
  type EndpointsParams,
  type EndpointsResult,
  type WhyParams,
  type WhyResult,
} from '../protocol/requests';
import { placesOfAccount } from './accountPairing';
import { askedRoot, folderOf, rootModule, rootsOf, type AskedRoot, type WhyContext } from './askedRoot';
import { foreignEnd } from './foreignEnd';
import { pathOf, uriOf } from './uris';

/** `reachable/endpoints` */
export async function endpoints(
  context: WhyContext,
  params: EndpointsParams,
  isStale: () => boolean,
): Promise<EndpointsResult> {
  const roots = rootsOf(context);
  const account = context.session.current();
  const live = account === undefined ? [] : [{ id: account.root, label: account.label }];
  const liveModel = params.root === undefined ? undefined : context.session.model(params.root);
  if (params.root !== undefined && liveModel !== undefined) {
    const codeRoots = roots.map((one) => rootModule(one, context.folders()));
    return {
      roots: [...codeRoots, ...live],
      root: params.root,
      endpoints: endpointCandidates(liveModel, uriOf),
    };
  }
  const asked = params.root === undefined ? undefined : pathOf(params.root);
  const path = params.cursor === undefined ? undefined : pathOf(params.cursor.uri);
  const ofCursor = path === undefined ? undefined : context.analysis.rootsOf(path)[0];
  const root = roots.find((one) => one === (asked ?? ofCursor)) ?? roots[0];
  const listed = [...roots.map((one) => rootModule(one, context.folders())), ...live];
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
  const traffic = readTraffic(params.traffic?.protocol, params.traffic?.ports);
  if (traffic.kind === 'problem') return { problem: traffic.problem };
  const asked = await askedRoot(context, params.root, isStale);
  if (isProblem(asked)) return asked;
  const { root, label, model } = asked;
  const outcome = why(model, { from: params.from, to: params.to, traffic: traffic.traffic });
  if (outcome.kind === 'problem') {
    const foreign = await foreignEnd(context, asked, [params.from, params.to], isStale);
    return { problem: foreign ?? outcome.problem };
  }
  const { answer } = outcome;
  const network = model.network();
  const text = answerText(nameFilesFrom(folderOf(root, context.folders()) ?? root, answer), documentStyle);
  return {
    answerJson: displayed(answer),
    extras: {
      ...answerFrames(network, answer),
      checks: howToCheck(answer, { fromKind: kindOfEnd(network, answer.question.from) }),
      ...(isLiveRoot(params.root) ? { inCode: await codePlaces(context, asked, answer, isStale) } : {}),
      suspects: nextSuspects(answer, { toKind: kindOfEnd(network, answer.question.to) }),
    },
    rootLabel: label,
    text,
    markdown: answerMarkdown(answer, linkTo),
  };
}

/** Where the code holds what stands on the way. */
async function codePlaces(
  context: WhyContext,
  { model }: AskedRoot,
  { path, returnPath, blockers }: AnswerJson,
  isStale: () => boolean,
): Promise<Readonly<Record<string, PublishedOrigin>>> {
  const inCode = await placesOfAccount(context, model, isStale);
  const components = new Set([...path, ...returnPath, ...blockers].map(({ component }) => component));
  return Object.fromEntries(
    [...components].flatMap((id) => {
      const place = inCode(id);
      return place === undefined ? [] : [[id, place.origin]];
    }),
  );
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
