import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { compareNetworks } from '../compare/compare';
import { pairNetworks, type Pairing } from '../compare/pairing';
import { plainSide } from '../compare/side';
import { comparisonText } from '../compare/words';
import { listInWords } from '../explain/traffic';
import { codeSide } from '../features/codeSide';
import type { Model } from '../features/model';
import { explainRecord } from '../flowlogs/explainRecord';
import { parseFormat } from '../flowlogs/format';
import { readRecords, type ReadRecords } from '../flowlogs/records';
import { explanationText } from '../flowlogs/words';
import type { Asking, LiveReader } from '../live/liveReader';
import { changedNotification } from '../protocol/networkRequests';
import {
  explainFlowRequest,
  liveCompareRequest,
  liveIdentifyRequest,
  liveMfaRequest,
  liveProfilesRequest,
  liveProgressNotification,
  liveReadRequest,
  liveRegionsRequest,
  liveSaveRequest,
  liveTranslateRequest,
  type FlowSource,
  type LiveProblem,
  type LiveText,
} from '../protocol/liveRequests';
import { isProblem, type Problem } from '../protocol/requests';
import { askedRoot, rootsOf, type WhyContext } from './askedRoot';
import { contained, type Handler } from './contained';
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
      const pairing = pairingOf(asked.model, model);
      const ends = [from, to].map((end) => inAccount(pairing, asked.model, end));
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
      const asked = await askedRoot(await live.context(), root, () => token.isCancellationRequested);
      return isProblem(asked) ? asked : explainAll(read, asked.model);
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
  const comparison = compareNetworks(
    { ...codeSide(left, undefined), index: left.index() },
    { ...plainSide(right.network()), index: right.index() },
    true,
  );
  const folder = `${asked.root}/`;
  const text = comparisonText(
    comparison,
    { left: left.network(), right: right.network() },
    {
      left: `the code (${asked.label})`,
      right: `the account (${account.label}, read ${account.takenAt})`,
      nameFile: (path) => (path.startsWith(folder) ? path.slice(folder.length) : path),
    },
  );
  return { title: `${asked.label} and ${account.label}`, text };
}

const pairings = new WeakMap<Model, WeakMap<Model, Pairing>>();

/** Which things of the code are which of the account; worked out once for both as they are. */
export function pairingOf(code: Model, account: Model): Pairing {
  let known = pairings.get(code);
  if (known === undefined) pairings.set(code, (known = new WeakMap()));
  let pairing = known.get(account);
  if (pairing === undefined) {
    pairing = pairNetworks(codeSide(code, undefined), plainSide(account.network()));
    known.set(account, pairing);
  }
  return pairing;
}

/** An end as the account calls it: what is paired, and what is the same everywhere (`internet`, addresses). */
function inAccount(pairing: Pairing, code: Model, end: string): string | undefined {
  const paired = pairing.rightOf.get(end);
  if (paired !== undefined) return paired;
  return code.configuration?.byAddress.has(end) === true ? undefined : end;
}

async function recordsOf(
  source: FlowSource,
  reading: <R>(use: (reader: LiveReader, asking: Asking) => Promise<R>) => Promise<R | LiveProblem>,
): Promise<ReadRecords | LiveProblem> {
  if ('interface' in source) {
    const since = Date.now() - 3_600_000;
    const read = await reading((reader, asking) =>
      reader.rejects(source.choice, { interface: source.interface, since }, asking),
    );
    if ('problem' in read) return read;
    const all = read.logs.map(({ format, lines }) =>
      readRecords(lines.join('\n'), format === undefined ? undefined : parseFormat(format)),
    );
    const records = all.flatMap((one) => one.records);
    return records.length === 0
      ? { problem: ['There is no rejected traffic in the last hour.', ...read.notes].join(' ') }
      : { records, wrong: [] };
  }
  const format = source.format === undefined ? undefined : parseFormat(source.format);
  if (source.format !== undefined && format === undefined)
    return { problem: 'This is no format: it is a list of fields such as "${version} ${interface-id}".' };
  if ('text' in source) return readRecords(source.text, format);
  const path = pathOf(source.file);
  const bytes = path === undefined ? undefined : await readFile(path).catch(() => undefined);
  if (bytes === undefined) return { problem: 'This file can not be read.' };
  try {
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = isGzip ? gunzipSync(bytes, { maxOutputLength: 200_000_000 }) : bytes;
    return readRecords(text.toString('utf8'), format);
  } catch {
    return { problem: 'This file is no gzip that can be read.' };
  }
}

/** Rejections that are explained at once; more than anybody reads. */
const maximumExplained = 500;

function explainAll({ records, wrong }: ReadRecords, model: Model): LiveText | Problem {
  if (records.length === 0)
    return {
      problem:
        wrong[0] === undefined
          ? 'There is no record.'
          : `Line ${wrong[0].line} is no record: ${wrong[0].problem}.`,
    };
  const index = model.index();
  const rejected =
    records.length === 1 ? records : records.filter(({ fields }) => fields['action'] === 'REJECT');
  const lines = rejected
    .slice(0, maximumExplained)
    .flatMap((record) => [record.text, `  ${explanationText(explainRecord(index, record, records))}`, '']);
  const head =
    rejected.length === 0
      ? ['None of these records is a rejection.']
      : rejected.length > maximumExplained
        ? [`The first ${maximumExplained} of ${rejected.length} rejections:`, '']
        : [];
  const skipped = wrong.slice(0, 5).map(({ line, problem }) => `Line ${line} is no record: ${problem}.`);
  return { title: 'Flow-log records', text: [...head, ...lines, ...skipped, ''].join('\n') };
}
