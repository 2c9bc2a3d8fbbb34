/**
 * `live/`: a live account as a network, without holding anybody up. `accountReader.ts` joins `aws/` (which reads) with
 * `network/fromAws/` (which understands); `worker.ts` runs that in a thread of its own, `workerReader.ts` is the other end
 * of the wire. Only `worker.ts` and `accountReader.ts` load the AWS SDK, and only `dist/aws.js` has them.
 */
import type { AccountChoice, AskMfaCode, AwsProblem, Identity } from '../aws/choice';
import type { FlowLogRead } from '../aws/flowLogs';
import type { Profile } from '../aws/profiles';
import type { ReadProgress, RefusedCall, SnapshotFile } from '../aws/readAccount';
import type { Network } from '../network/model';

/** What whoever asks can do while something is being read. */
export interface Asking {
  readonly signal: AbortSignal;
  readonly askMfaCode: AskMfaCode;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** An account as it was at one moment. Several Regions or accounts that were read together are one network. */
export interface LiveNetwork {
  readonly network: Network;
  readonly identities: readonly Identity[];
  /** ISO 8601: when the first of them was read. */
  readonly takenAt: string;
  readonly refused: readonly RefusedCall[];
}

/** Reads accounts. Nothing is asked of AWS before one of these is called. Called off, each rejects with an `AbortError`. */
export interface LiveReader {
  readonly profiles: () => Promise<readonly Profile[]>;
  readonly regions: (choice: AccountChoice, asking: Asking) => Promise<readonly string[] | AwsProblem>;
  readonly identify: (choice: AccountChoice, asking: Asking) => Promise<Identity | AwsProblem>;
  readonly read: (choices: readonly AccountChoice[], asking: Asking) => Promise<LiveNetwork | AwsProblem>;
  /** The files of what was read last, for a snapshot on disk; none where nothing was. */
  readonly files: () => Promise<readonly SnapshotFile[]>;
  /** Rejected records of an interface's flow log, as far back as `since` (milliseconds since the epoch). */
  readonly rejects: (
    choice: AccountChoice,
    what: { readonly interface: string; readonly since: number },
    asking: Asking,
  ) => Promise<FlowLogRead | AwsProblem>;
  /** Ends everything that is under way. */
  readonly dispose: () => void;
}
