import { modelOfNetwork, type Model } from '../features/model';
import type { LiveNetwork } from '../live/liveReader';
import { liveRootScheme, type LiveAccount } from '../protocol/liveRequests';

/** The account that was read last, if any: one at a time, in memory only. */
export interface LiveSession {
  readonly current: () => LiveAccount | undefined;
  /** The model behind a root's id; undefined where that is no live root, or one that was read before. */
  readonly model: (root: string) => Model | undefined;
  readonly take: (read: LiveNetwork) => LiveAccount;
}

export function createLiveSession(): LiveSession {
  let account: LiveAccount | undefined;
  let model: Model | undefined;
  return {
    current: () => account,
    model: (root) => (account?.root === root ? model : undefined),
    take: (read) => {
      model = modelOfNetwork(read.network);
      const places = read.identities.map((one) => `${one.account} ${one.region}`);
      account = {
        root: `${liveRootScheme}${places.map((place) => place.replace(' ', '/')).join('+')}`,
        label: `AWS ${places.join(', ')}`,
        takenAt: read.takenAt,
        identities: read.identities,
        refused: read.refused.map(({ command, code, permission }) =>
          permission === undefined
            ? `aws ${command}: ${code}`
            : `aws ${command}: ${code}; it needs the permission ${permission}`,
        ),
      };
      return account;
    },
  };
}
