import { isAwsProblem, type AccountChoice, type AwsProblem } from '../aws/choice';
import { connect, listRegions, type ReadOptions } from '../aws/connection';
import { readRejects } from '../aws/flowLogs';
import { listProfiles } from '../aws/profiles';
import { readAccount, type ReadAccount, type SnapshotFile } from '../aws/readAccount';
import { networkFromSnapshot } from '../network/fromAws/index';
import type { Asking, LiveNetwork, LiveReader } from './liveReader';

/** How this reader differs from one that a person uses. */
export interface AccountReaderOptions {
  /** Of Reachable, for the user agent. */
  readonly version: string;
  readonly now: () => number;
  /** See `readAccount`. */
  readonly everyService?: boolean;
}

/** Reads accounts here, in this thread. */
export function createAccountReader({ version, now, everyService }: AccountReaderOptions): LiveReader {
  let kept: readonly SnapshotFile[] = [];
  const options = ({ signal, askMfaCode }: Asking): ReadOptions => ({ signal, askMfaCode, version });
  const readOne = (choice: AccountChoice, asking: Asking): Promise<ReadAccount | AwsProblem> =>
    readAccount(choice, {
      ...options(asking),
      now: now(),
      ...(asking.onProgress === undefined ? {} : { onProgress: asking.onProgress }),
      ...(everyService === undefined ? {} : { everyService }),
    });
  return {
    profiles: listProfiles,
    regions: (choice, asking) => listRegions(choice, options(asking)),
    identify: async (choice, asking) => {
      const connection = await connect(choice, options(asking));
      if ('problem' in connection) return connection;
      connection.close();
      return connection.identity;
    },
    read: async (choices, asking) => {
      const read: ReadAccount[] = [];
      for (const choice of choices) {
        const one = await readOne(choice, asking);
        if (isAwsProblem(one)) return one;
        read.push(one);
      }
      kept = read.flatMap(({ files }) => files);
      return liveNetwork(read, kept);
    },
    files: () => Promise.resolve(kept),
    rejects: (choice, what, asking) => readRejects(choice, what, options(asking)),
    dispose: () => undefined,
  };
}

function liveNetwork(read: readonly ReadAccount[], files: readonly SnapshotFile[]): LiveNetwork {
  return {
    network: networkFromSnapshot(files, { assumeDefaults: false }),
    identities: read.map(({ identity }) => identity),
    takenAt: read[0]?.takenAt ?? '',
    refused: read.flatMap(({ refused }) => refused),
  };
}
