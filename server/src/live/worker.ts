/** `dist/aws.js`: the thread that reads accounts; for the command line, which has nobody to hold up, a module as well. */
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { calledOff } from '../aws/abortable';
import { isAwsProblem } from '../aws/choice';
import { createAccountReader } from './accountReader';
import type { Asking, LiveReader } from './liveReader';
import type { FromWorker, ToWorker } from './messages';
import { partsOf, restOf, type NetworkPart } from './networkParts';

export { createAccountReader };

/** What the other end can say about a question while it is being answered. */
interface Call {
  readonly cancel: () => void;
  readonly take: (code: string | undefined) => void;
  readonly next: () => void;
}

/** Answers the messages of a port from a reader. */
export function serve(port: MessagePort, reader: LiveReader): void {
  const calls = new Map<number, Call>();
  const post = (message: FromWorker): void => port.postMessage(message);
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'cancel') {
      calls.get(message.call)?.cancel();
      return;
    }
    if (message.kind === 'mfaCode') {
      calls.get(message.call)?.take(message.code);
      return;
    }
    if (message.kind === 'next') {
      calls.get(message.call)?.next();
      return;
    }
    const { call } = message;
    const controller = new AbortController();
    let take: (code: string | undefined) => void = () => undefined;
    let next = (): void => undefined;
    calls.set(call, {
      // Nobody takes in parts of what was called off.
      cancel: () => (controller.abort(), next()),
      take: (code) => take(code),
      next: () => next(),
    });
    const sendPart = (part: NetworkPart): Promise<void> =>
      new Promise((resolve) => {
        next = resolve;
        post({ kind: 'part', call, part });
      });
    const asking: Asking = {
      signal: controller.signal,
      askMfaCode: (device) =>
        new Promise((resolve) => {
          take = resolve;
          post({ kind: 'askMfaCode', call, device });
        }),
      onProgress: (progress) => post({ kind: 'progress', call, progress }),
    };
    answer(reader, message, asking, sendPart)
      .then(
        (given) => post({ kind: 'answer', call, answer: given }),
        (error: unknown) => {
          const { name, message: text } = error instanceof Error ? error : new Error(String(error));
          post({ kind: 'failed', call, name, message: text });
        },
      )
      .finally(() => calls.delete(call));
  });
}

async function answer(
  reader: LiveReader,
  message: Extract<ToWorker, { kind: 'ask' }>,
  asking: Asking,
  sendPart: (part: NetworkPart) => Promise<void>,
): Promise<unknown> {
  switch (message.method) {
    case 'profiles':
      return reader.profiles();
    case 'regions':
      return reader.regions(...message.params, asking);
    case 'identify':
      return reader.identify(...message.params, asking);
    case 'files':
      return reader.files();
    case 'rejects':
      return reader.rejects(...message.params, asking);
    case 'read': {
      const read = await reader.read(...message.params, asking);
      if (isAwsProblem(read)) return read;
      for (const part of partsOf(read.network)) {
        if (asking.signal.aborted) throw calledOff();
        await sendPart(part);
      }
      return { ...read, network: restOf(read.network) };
    }
  }
}

if (!isMainThread && parentPort !== null) {
  const { version } = workerData as { readonly version: string };
  serve(parentPort, createAccountReader({ version, now: Date.now }));
}
