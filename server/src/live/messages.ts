import type { AccountChoice } from '../aws/choice';
import type { ReadProgress } from '../aws/readAccount';
import type { NetworkPart } from './networkParts';

/** What can be asked of the thread, by name, with what it takes besides the signal. */
export interface WorkerMethods {
  readonly profiles: readonly [];
  readonly regions: readonly [choice: AccountChoice];
  readonly identify: readonly [choice: AccountChoice];
  readonly read: readonly [choices: readonly AccountChoice[]];
  readonly files: readonly [];
  readonly rejects: readonly [
    choice: AccountChoice,
    what: { readonly interface: string; readonly since: number },
  ];
}

/** To the thread. `call` numbers the requests. */
export type ToWorker =
  | {
      [M in keyof WorkerMethods]: {
        readonly kind: 'ask';
        readonly call: number;
        readonly method: M;
        readonly params: WorkerMethods[M];
      };
    }[keyof WorkerMethods]
  | { readonly kind: 'cancel'; readonly call: number }
  /** The last part was taken in: the next may come. */
  | { readonly kind: 'next'; readonly call: number }
  /** `code` undefined: the person gave up. */
  | { readonly kind: 'mfaCode'; readonly call: number; readonly code: string | undefined };

/** From the thread. A network comes in parts, each when the one before was taken in, before the answer that it belongs to. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly call: number; readonly progress: ReadProgress }
  | { readonly kind: 'askMfaCode'; readonly call: number; readonly device: string }
  | { readonly kind: 'part'; readonly call: number; readonly part: NetworkPart }
  | { readonly kind: 'answer'; readonly call: number; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly call: number; readonly name: string; readonly message: string };
