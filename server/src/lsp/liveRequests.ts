import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { relative } from 'node:path/posix';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { compareNetworks } from '../compare/compare';
import type { Pairing } from '../compare/pairing';
import { plainSide } from '../compare/side';
import { comparisonText } from '../compare/words';
import { listInWords } from '../explain/traffic';
import type { Model } from '../features/model';
import type { Asking, LiveReader } from '../live/liveReader';
import { changedNotification } from '../protocol/networkRequests';
import {
  explainFlowRequest,
  isLiveRoot,
  liveCompareRequest,
  liveIdentifyRequest,
  liveMfaRequest,
  liveProfilesRequest,
  liveProgressNotification,
  liveReadRequest,
  liveRegionsRequest,
  liveSaveRequest,
  liveTranslateRequest,
  type LiveProblem,
  type LiveText,
} from '../protocol/liveRequests';
import type { Id } from '../network/model';
import { isProblem, type Problem } from '../protocol/requests';
import { answer } from '../reachability/index';
import { localState, pairingOf, placesOfAccount, sideOfRoot } from './accountPairing';
import { askedRoot, folderOf, rootsOf, type WhyContext } from './askedRoot';
import { contained, type Handler } from './contained';
import { explainAll, recordsOf } from './flowRequests';
import { pathOf, uriOf } from './uris';

/** What the requests about live accounts are answered from. */
export interface LiveContext {
  readonly reader: LiveReader | undefined;
  readonly isTrusted: () => boolean;
  readonly context: () => Promise<WhyContext>;
}

/** Answers everything about live accounts and flow logs. */
export function answerLiveRequests(connection: Connection, live: LiveContext): void {
  const { console } = connection;
  const failed: Problem = { problem: 'This could not be done; the log says more.' };
  /** With a reader, in a trusted workspace, called off with the request. */
  const reading = async <R>(
    token: CancellationToken,
    use: (reader: LiveReader, asking: Asking) => Promise<R>,
  ): Promise<R | LiveProblem> => {
    const { reader } = live;
    if (!live.isTrusted())
      return {
        problem:
          'This workspace is not trusted, so Reachable connects to nothing: trust it (Workspaces: Manage Workspace Trust) to ask a live account.',
      };
    if (reader === undefined) return { problem: 'This language server can not read live accounts.' };
    const controller = new AbortController();
    const listening = token.onCancellationRequested(() => controller.abort());
    const asking: Asking = {
      signal: controller.signal,
      askMfaCode: async (device) => (await connection.sendRequest(liveMfaRequest, { device })).code,
      onProgress: ({ done, total, command, found }) =>
        void connection.sendNotification(liveProgressNotification, {
          done,
          total,
          text: `${command} (${found})`,
        }),
    };
    try {
      return await use(reader, asking);
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError')
        return { problem: 'Reading the account was called off.' };
      throw error;
    } finally {
      listening.dispose();
    }
  };

  const answering = <P, R extends object>(name: string, handler: Handler<P, R>): Handler<P, R | Problem> =>
    contained<P, R | Problem>(name, console, failed, handler);

  connection.onRequest(
    liveProfilesRequest,
    contained('Profiles', console, [], async (_, token) => {
      const profiles = await reading(token, (reader) => reader.profiles());
      return 'problem' in profiles ? [] : profiles;
    }),
  );
  connection.onRequest(
    liveRegionsRequest,
    answering('Regions', async (choice, token) => {
      const regions = await reading(token, (reader, asking) => reader.regions(choice, asking));
      return 'problem' in regions ? regions : { regions };
    }),
  );
  connection.onRequest(
    liveIdentifyRequest,
    answering('Identity', (choice, token) =>
      reading(token, (reader, asking) => reader.identify(choice, asking)),
    ),
  );
  connection.onRequest(
    liveReadRequest,
    answering('Reading the account', async ({ choices }, token) => {
      const read = await reading(token, (reader, asking) => reader.read(choices, asking));
      if ('problem' in read) return read;
      const { session } = await live.context();
      const before = session.current();
      const account = session.take(read);
      const roots = [account.root, ...(before === undefined ? [] : [before.root])];
      await connection.sendNotification(changedNotification, { roots: [...new Set(roots)] });
      return account;
    }),
  );
  connection.onRequest(
    liveSaveRequest,
    answering('Save Snapshot', async ({ folder }, token) => {
      const files = await reading(token, (reader) => reader.files());
      if ('problem' in files) return files;
      const path = pathOf(folder);
      if (files.length === 0) return { problem: 'No account has been read yet.' };
      if (path === undefined) return { problem: 'A snapshot is saved on disk.' };
      for (const file of files) {
        const name = join(path, file.path);
        await mkdir(dirname(name), { recursive: true });
        await writeFile(name, file.text, { mode: 0o600 });
      }
      return { files: files.length };
    }),
  );
  connection.onRequest(
    liveCompareRequest,
    answering('Compare', async ({ root }, token) =>
      compare(await live.context(), root, () => token.isCancellationRequested),
    ),
  );
  connection.onRequest(
    liveTranslateRequest,
    answering('Translate', async ({ root, from, to }, token) => {
      const context = await live.context();
      const account = context.session.current();
      const model = account === undefined ? undefined : context.session.model(account.root);
      if (account === undefined || model === undefined) return noAccount;
      const asked = await askedRoot(context, root, () => token.isCancellationRequested);
      if (isProblem(asked)) return asked;
      const pairing = pairingOf(context, asked, model);
      const ends = [from, to].map((end) => inAccount(pairing, asked.model, model, end));
      const missing = [from, to].filter((_, index) => ends[index] === undefined);
      return missing.length > 0
        ? {
            problem: `Nothing in ${account.label} could be told to be ${listInWords(missing)}: a Name tag or a name of its own would tell.`,
          }
        : { root: account.root, from: ends[0] ?? from, to: ends[1] ?? to };
    }),
  );
  connection.onRequest(
    explainFlowRequest,
    answering('Flow log', async ({ root, source }, token) => {
      const read = await recordsOf(source, (use) => reading(token, use));
      if ('problem' in read) return read;
      const context = await live.context();
      const isStale = (): boolean => token.isCancellationRequested;
      const asked = await askedRoot(context, root, isStale);
      if (isProblem(asked)) return asked;
      const inCode = isLiveRoot(root)
        ? await placesOfAccount(context, asked.model, isStale)
        : () => undefined;
      return explainAll(read, asked.model, inCode, (path) =>
        relative(folderOf(path, context.folders()) ?? '', path),
      );
    }),
  );
}

const noAccount: Problem = {
  problem: 'No account has been read yet: run "Reachable: Select AWS Profile and Region".',
};

async function compare(
  context: WhyContext,
  root: string | undefined,
  isStale: () => boolean,
): Promise<LiveText | Problem> {
  const account = context.session.current();
  const right = account === undefined ? undefined : context.session.model(account.root);
  if (account === undefined || right === undefined) return noAccount;
  const [first] = rootsOf(context);
  if (root === undefined && first === undefined)
    return { problem: 'There is no Terraform code in this workspace.' };
  const asked = await askedRoot(context, root ?? uriOf(first ?? ''), isStale);
  if (isProblem(asked)) return asked;
  const left = asked.model;
  const { side, hasState } = sideOfRoot(context, asked);
  const comparison = compareNetworks(
    { ...side, index: left.index() },
    { ...plainSide(right.network()), index: right.index() },
    true,
  );
  const folder = `${asked.root}/`;
  const text = comparisonText(
    comparison,
    { left: left.network(), right: right.network() },
    {
      left: 'the code',
      right: 'the account',
      nameFile: (path) => (path.startsWith(folder) ? path.slice(folder.length) : path),
    },
  );
  const how = hasState
    ? `What is which was told by ${localState}, then by names, tags and addresses.`
    : `What is which was told by names, tags and addresses: there is no local state beside the code.`;
  const what = `The code: ${asked.label}. The account: ${account.label}, read ${account.takenAt}. ${how}`;
  return { title: `${asked.label} and ${account.label}`, text: `${what}\n\n${text}` };
}

/** By name, where only one thing is called that: people know it better than the id. */
function nameInAccount(account: Model, id: Id): Id {
  const network = account.network();
  const name = (network.workloads.get(id) ?? network.loadBalancers.get(id) ?? network.endpoints.get(id))
    ?.name;
  if (name === undefined) return id;
  const found = answer(account.index(), { from: name, to: 'internet', traffic: undefined });
  return found.kind === 'answer' ? name : id;
}

/** An end as the account calls it: what is paired, and what is the same everywhere (`internet`, addresses). */
function inAccount(pairing: Pairing, code: Model, account: Model, end: string): string | undefined {
  const paired = pairing.rightOf.get(end);
  if (paired !== undefined) return nameInAccount(account, paired);
  return code.configuration?.byAddress.has(end) === true ? undefined : end;
}
