import { Worker } from 'node:worker_threads';
import type { Network } from '../network/model';
import type { Asking, LiveReader } from './liveReader';
import type { FromWorker, ToWorker, WorkerMethods } from './messages';
import { assemble, type Assembly, type NetworkRest } from './networkParts';

interface Call {
  readonly asking: Asking | undefined;
  readonly assembly: Assembly;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The thread's heap: an account of 5,000 interfaces takes 60 MB of it. Without limits V8 lets garbage grow as the machine's
 * memory allows; with these it collects sooner, and the whole server takes a fifth less.
 */
const heapLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 8 } as const;

/**
 * Reads accounts in a thread, which starts with the first question: what stands in `script` (`dist/aws.js`) is loaded
 * there, and answers are parsed there. A thread that dies takes its questions with it; the next question starts another.
 */
export function createWorkerReader(script: string, version: string): LiveReader {
  const calls = new Map<number, Call>();
  let worker: Worker | undefined;
  let last = 0;

  const start = (): Worker => {
    const started = new Worker(script, {
      workerData: { version },
      stdout: false,
      stderr: false,
      resourceLimits: heapLimits,
    });
    started.unref();
    started.on('message', (message: FromWorker) =>
      take(calls, message, (reply) => started.postMessage(reply)),
    );
    const end = (error: Error): void => {
      if (worker === started) worker = undefined;
      for (const call of calls.values()) call.reject(error);
      calls.clear();
    };
    started.on('error', end);
    started.on('exit', () => end(new Error('The thread that reads AWS has ended.')));
    return started;
  };
  const ask = <M extends keyof WorkerMethods>(
    method: M,
    params: WorkerMethods[M],
    asking?: Asking,
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (asking?.signal.aborted === true) {
        reject(Object.assign(new Error('called off'), { name: 'AbortError' }));
        return;
      }
      const to = (worker ??= start());
      const call = (last += 1);
      const cancel = (): void => to.postMessage({ kind: 'cancel', call } satisfies ToWorker);
      asking?.signal.addEventListener('abort', cancel, { once: true });
      const settle = (): void => asking?.signal.removeEventListener('abort', cancel);
      calls.set(call, {
        asking,
        assembly: assemble(),
        resolve: (answer) => (settle(), resolve(answer)),
        reject: (error) => (settle(), reject(error)),
      });
      to.postMessage({ kind: 'ask', call, method, params });
    });
  // The thread answers each method with what the interface of the same name gives.
  return {
    profiles: () => ask('profiles', []) as ReturnType<LiveReader['profiles']>,
    regions: (choice, asking) => ask('regions', [choice], asking) as ReturnType<LiveReader['regions']>,
    identify: (choice, asking) => ask('identify', [choice], asking) as ReturnType<LiveReader['identify']>,
    read: (choices, asking) => ask('read', [choices], asking) as ReturnType<LiveReader['read']>,
    files: () => ask('files', []) as ReturnType<LiveReader['files']>,
    rejects: (choice, what, asking) =>
      ask('rejects', [choice, what], asking) as ReturnType<LiveReader['rejects']>,
    dispose: () => void worker?.terminate(),
  };
}

function take(calls: Map<number, Call>, message: FromWorker, reply: (message: ToWorker) => void): void {
  const call = calls.get(message.call);
  if (call === undefined) return;
  switch (message.kind) {
    case 'progress':
      call.asking?.onProgress?.(message.progress);
      return;
    case 'askMfaCode': {
      const answer = (code: string | undefined): void => reply({ kind: 'mfaCode', call: message.call, code });
      (call.asking?.askMfaCode(message.device) ?? Promise.resolve(undefined)).then(answer, () =>
        answer(undefined),
      );
      return;
    }
    case 'part':
      call.assembly.add(message.part);
      // What waits for this thread has its turn between two parts.
      setImmediate(() => reply({ kind: 'next', call: message.call }));
      return;
    case 'answer':
      calls.delete(message.call);
      call.resolve(withNetwork(message.answer, call.assembly));
      return;
    case 'failed':
      calls.delete(message.call);
      call.reject(Object.assign(new Error(message.message), { name: message.name }));
  }
}

/** An answer to `read` comes without its components: they were sent before it. */
function withNetwork(answer: unknown, assembly: Assembly): unknown {
  if (typeof answer !== 'object' || answer === null || !('network' in answer)) return answer;
  const network: Network = assembly.finish(answer.network as NetworkRest);
  return { ...answer, network };
}
