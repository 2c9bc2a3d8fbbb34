import type { Connection } from 'vscode-languageserver';
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
import { answerLiveRequests } from './liveRequests';
import { createLiveSession } from './liveSession';
import type { LiveReader } from '../live/liveReader';
import { network, status } from './networkRequests';
import { reaches } from './reachRequests';
import { askWhy, endpoints } from './whyRequests';

/** What our own client asks for; `featureRequests.ts` has what every editor does. */
export function answerRequests(
  connection: Connection,
  state: ClientState,
  documents: OpenDocuments,
  ready: Promise<Ready>,
  reader: LiveReader | undefined,
): void {
  const { console } = connection;
  const session = createLiveSession();
  const context = async (): Promise<WhyContext> => {
    const { workspace, analysis } = await ready;
    return {
      workspace,
      analysis,
      folders: () => state.folders,
      looseRoots: () => documents.paths().flatMap((path) => analysis.rootsOf(path)),
      session,
    };
  };
  answerLiveRequests(connection, { reader, isTrusted: () => state.trusted, context });
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
