import assert from 'node:assert/strict';
import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { LiveReader } from '../../../server/src/live/liveReader';
import type { FromWorker, ToWorker, WorkerMethods } from '../../../server/src/live/messages';
import { serve } from '../../../server/src/live/worker';
import { networkFromSnapshot } from '../../../server/src/network/fromAws';
import { readSnapshotFolder } from '../../support/snapshots';

const network = networkFromSnapshot(readSnapshotFolder('examples/snapshot-three-tier'), {
  assumeDefaults: false,
});
const identity = { account: '111122223333', arn: 'arn:aws:iam::111122223333:role/r', region: 'eu-west-1' };
const nothing: LiveReader = {
  profiles: () => Promise.resolve([]),
  regions: () => Promise.resolve([]),
  identify: () => Promise.resolve(identity),
  read: () => Promise.resolve({ network, identities: [identity], takenAt: '', refused: [] }),
  files: () => Promise.resolve([]),
  rejects: () => Promise.resolve({ logs: [], notes: [] }),
  dispose: () => undefined,
};

interface Client {
  readonly ask: <M extends keyof WorkerMethods>(method: M, params: WorkerMethods[M]) => void;
  readonly say: (message: ToWorker) => void;
  /** The next message from the thread. */
  readonly next: () => Promise<FromWorker>;
}

/** Serves a reader, and talks to it by messages alone. */
async function withServed(
  reader: Partial<LiveReader>,
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  serve(port2, { ...nothing, ...reader });
  const say = (message: ToWorker): void => port1.postMessage(message);
  try {
    await use({
      say,
      // The method and its parameters belong together, which the type of one message does not follow.
      ask: (method, params) => say({ kind: 'ask', call: 1, method, params } as ToWorker),
      next: () => nextOf(port1),
    });
  } finally {
    port1.close();
  }
}

async function nextOf(port: MessagePort): Promise<FromWorker> {
  const [message] = (await once(port, 'message')) as [FromWorker];
  return message;
}

describe('the thread that reads accounts', () => {
  it('answers with what the reader gives', () =>
    withServed({}, async ({ ask, next }) => {
      ask('identify', [{}]);
      assert.deepEqual(await next(), { kind: 'answer', call: 1, answer: identity });
    }));

  it('sends each part of a network when the one before was taken in, and the answer last', () =>
    withServed({}, async ({ ask, say, next }) => {
      ask('read', [[{}]]);
      const kinds: string[] = [];
      let message = await next();
      while (message.kind === 'part') {
        kinds.push(message.part.kind);
        const following = next();
        say({ kind: 'next', call: 1 });
        message = await following;
      }
      assert.ok(kinds.includes('securityGroups') && kinds.includes('interfaces'));
      assert.equal(message.kind, 'answer');
    }));

  it('sends no more parts once it is called off', () =>
    withServed({}, async ({ ask, say, next }) => {
      ask('read', [[{}]]);
      assert.equal((await next()).kind, 'part');
      const following = next();
      say({ kind: 'cancel', call: 1 });
      assert.deepEqual(await following, {
        kind: 'failed',
        call: 1,
        name: 'AbortError',
        message: 'called off',
      });
    }));

  it('calls the reader off', () =>
    withServed(
      {
        identify: (_, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('heard')));
          }),
      },
      async ({ ask, say, next }) => {
        ask('identify', [{}]);
        say({ kind: 'cancel', call: 1 });
        assert.deepEqual(await next(), { kind: 'failed', call: 1, name: 'Error', message: 'heard' });
      },
    ));

  it('asks for an MFA code and hands it on', () =>
    withServed(
      {
        identify: async (_, { askMfaCode }) => ({
          ...identity,
          arn: `${(await askMfaCode('device')) ?? 'none'} given`,
        }),
      },
      async ({ ask, say, next }) => {
        ask('identify', [{}]);
        assert.deepEqual(await next(), { kind: 'askMfaCode', call: 1, device: 'device' });
        const following = next();
        say({ kind: 'mfaCode', call: 1, code: '123456' });
        assert.deepEqual(await following, {
          kind: 'answer',
          call: 1,
          answer: { ...identity, arn: '123456 given' },
        });
      },
    ));
});
