import { setMaxListeners } from 'node:events';
import { balancerFanOuts, balancerLists, listenerFanOuts } from './calls/balancers';
import { commandOf, permissionOf, textOf, type FanOutCall, type Item, type ListCall } from './calls/call';
import { ec2Lists } from './calls/ec2';
import { ec2FanOuts } from './calls/fanOut';
import { helperKeys, ownerCalls } from './calls/owners';
import { requestsAtOnce } from './clients';
import { connect, type Connection, type ReadOptions } from './connection';
import type { AccountChoice, AwsProblem, Identity } from './choice';
import { createGate } from './gate';
import { awsProblem, isExpired, isRefused } from './problems';
import { readPages, type ReadList } from './readPages';

/** One file of a snapshot: its path below the snapshot's folder, and its text. */
export interface SnapshotFile {
  readonly path: string;
  readonly text: string;
}

/** A call that did not give everything, and what would. */
export interface RefusedCall {
  /** `ec2:DescribeNetworkAcls` */
  readonly api: string;
  /** `ec2 describe-network-acls` */
  readonly command: string;
  readonly code: string;
  /** `ec2:DescribeNetworkAcls`; set where AWS said that the credentials lack it. */
  readonly permission?: string;
}

/** What an account holds in a Region, as files of a snapshot. */
export interface ReadAccount {
  readonly identity: Identity;
  /** ISO 8601. */
  readonly takenAt: string;
  readonly files: readonly SnapshotFile[];
  readonly refused: readonly RefusedCall[];
}

/** How far the reading has come. */
export interface ReadProgress {
  /** Calls that have ended, and those that are known so far: the second grows as things are found. */
  readonly done: number;
  readonly total: number;
  /** The call that ended last, and how many things it gave. */
  readonly command: string;
  readonly found: number;
}

/** `ReadOptions`, with what a sweep can tell and be told. */
export interface ReadAccountOptions extends ReadOptions {
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Milliseconds since the epoch: when the reading is said to have been. */
  readonly now: number;
  /** Read every service, also those that no interface's description names: for an API that makes no such interfaces. */
  readonly everyService?: boolean;
}

/**
 * Reads one account in one Region. Only a missing way in (no credentials, nobody there) is a problem; a call that is refused
 * or that the API does not know is listed, and what it would have told stays unknown.
 */
export async function readAccount(
  choice: AccountChoice,
  options: ReadAccountOptions,
): Promise<ReadAccount | AwsProblem> {
  const connection = await connect(choice, options);
  if ('problem' in connection) return connection;
  try {
    return await sweep(connection, choice, options);
  } catch (error) {
    return awsProblem(error, choice);
  } finally {
    connection.close();
  }
}

interface Sweep {
  readonly read: (key: string) => readonly Item[];
  readonly lists: (calls: readonly ListCall[]) => Promise<void>;
  readonly fanOuts: (calls: readonly FanOutCall[]) => Promise<void>;
}

async function sweep(
  { clients, identity }: Connection,
  choice: AccountChoice,
  options: ReadAccountOptions,
): Promise<ReadAccount | AwsProblem> {
  const { signal } = options;
  // Calls that are still under way when one shows that nothing can succeed any more are called off.
  const own = new AbortController();
  const both = AbortSignal.any([signal, own.signal]);
  // Every call that waits listens to it.
  setMaxListeners(0, both);
  const gate = createGate(requestsAtOnce);
  const surroundings = { clients, options: { abortSignal: both } };
  const files = new Map<string, { readonly key: string; readonly items: Item[] }>();
  const refused = new Map<string, RefusedCall>();
  const incomplete = new Set<string>();
  let expired: string | undefined;
  let done = 0;
  let total = 0;

  const note = (call: ListCall | FanOutCall, { items, error }: ReadList, written: readonly Item[]): void => {
    done += 1;
    const command = commandOf(call);
    options.onProgress?.({ done, total, command, found: items.length });
    if (error !== undefined) {
      refused.set(command, {
        api: `${call.service}:${call.api}`,
        command,
        code: error.code,
        ...(isRefused(error.code) ? { permission: permissionOf(call) } : {}),
      });
      if (isExpired(error.code)) {
        expired ??= error.code;
        own.abort();
      }
      incomplete.add(call.key);
      if (items.length === 0) return;
    }
    const file = files.get(command) ?? { key: call.key, items: [] };
    files.set(command, file);
    for (const item of written) file.items.push(item);
  };
  const read = (key: string): readonly Item[] =>
    [...files.values()].flatMap((file) => (file.key === key ? file.items : []));
  const run = async <C>(calls: readonly C[], one: (call: C) => Promise<void>): Promise<void> => {
    total += calls.length;
    const ended = await Promise.allSettled(calls.map(one));
    const failed = ended.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
  const pages = { signal: both, gate };
  const steps: Sweep = {
    read,
    lists: (calls) =>
      run(calls, async (call) => {
        const list = await readPages((page) => call.send(surroundings, page), {
          ...pages,
          member: call.key,
          size: call.pageSize,
        });
        note(call, list, call.keep === undefined ? list.items : list.items.map(call.keep));
      }),
    fanOuts: async (calls) => {
      const asked = calls.flatMap((call) => call.ids(read(call.of)).map((id) => ({ call, id })));
      // Nothing to ask about is an answer too (there is none of the kind), unless what to ask about was refused.
      for (const call of calls)
        if (
          !files.has(commandOf(call)) &&
          !incomplete.has(call.of) &&
          !asked.some((one) => one.call === call)
        )
          files.set(commandOf(call), { key: call.key, items: [] });
      await run(asked, async ({ call, id }) => {
        const list = await readPages((page) => call.send(surroundings, id, page), {
          ...pages,
          member: call.member,
          size: call.pageSize,
        });
        // A half list under a name would look whole: it is left out.
        note(call, list, list.error === undefined ? call.write(id, list.items) : []);
      });
    },
  };
  try {
    await readAll(steps, options.everyService === true);
  } catch (error) {
    if (expired === undefined) throw error;
    return awsProblem(Object.assign(new Error('expired'), { name: expired }), choice);
  }
  const takenAt = new Date(options.now).toISOString();
  const calls = [...refused.values()].sort((a, b) => (a.command < b.command ? -1 : 1));
  return { identity, takenAt, files: snapshotFiles(identity, takenAt, files, calls), refused: calls };
}

/** First what stands by itself, then what is asked for one by one, then the owners of the interfaces that were found. */
async function readAll({ read, lists, fanOuts }: Sweep, everyService: boolean): Promise<void> {
  await lists([...ec2Lists, ...balancerLists]);
  const descriptions = read('NetworkInterfaces').map((item) => textOf(item, 'Description') ?? '');
  const owners = ownerCalls.filter(({ owns }) => everyService || descriptions.some((one) => owns.test(one)));
  await Promise.all([
    fanOuts([...ec2FanOuts, ...balancerFanOuts]).then(() => fanOuts(listenerFanOuts)),
    ...owners.map(async (owner) => {
      await lists(owner.lists);
      for (const call of owner.fanOuts) await fanOuts([call]);
    }),
  ]);
}

function snapshotFiles(
  identity: Identity,
  takenAt: string,
  files: ReadonlyMap<string, { readonly key: string; readonly items: readonly Item[] }>,
  refused: readonly RefusedCall[],
): readonly SnapshotFile[] {
  const folder = `accounts/${identity.account}/${identity.region}`;
  const errors = Object.fromEntries(
    refused.map(({ api, code, permission }) => [
      api,
      permission === undefined ? code : `${code}; it needs the permission ${permission}`,
    ]),
  );
  const { account, region } = identity;
  const manifest = { schema: 1, account, region, takenAt, errors };
  const lists = [...files].filter(([, { key }]) => !helperKeys.has(key));
  return [
    { path: `${folder}/manifest.json`, text: `${JSON.stringify(manifest, undefined, 2)}\n` },
    ...lists.map(([command, { key, items }]) => ({
      path: `${folder}/${command.replace(/^ec2 /, '').replaceAll(' ', '-')}.json`,
      text: `${JSON.stringify({ [key]: items }, undefined, 1)}\n`,
    })),
  ];
}
