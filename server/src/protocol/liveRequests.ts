import { NotificationType, RequestType } from 'vscode-languageserver-protocol';
import type { Problem } from './requests';

/**
 * Live accounts. Nothing is asked of AWS before one of these requests; in a workspace that is not trusted each answers
 * with a problem. No key, token or code is part of them, but the MFA code that the server asks for, once.
 */

/** Which account, as the person has chosen it; what is missing comes from the profile, then from the environment. */
export interface LiveChoice {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** How the id of a root starts that is a live account. */
export const liveRootScheme = 'reachable-live:';

/** Whether a root's id is that of a live account. */
export function isLiveRoot(root: string): boolean {
  return root.startsWith(liveRootScheme);
}

/** A problem with a live account: a sentence, and the command or choice that helps. */
export interface LiveProblem extends Problem {
  /** For a terminal: `aws sso login --profile dev`. */
  readonly command?: string;
  /** What the person has to choose, or (a Region that can not be looked up) to name. */
  readonly needs?: 'region' | 'profile';
}

/** A profile of the AWS configuration files. */
export interface LiveProfile {
  readonly name: string;
  readonly region?: string;
  readonly kind: 'sso' | 'role' | 'login' | 'process' | 'keys' | 'other';
  readonly account?: string;
  readonly endpointUrl?: string;
}

/** Whose credentials they are: to be confirmed before the first reading. */
export interface LiveIdentity {
  readonly account: string;
  readonly arn: string;
  readonly region: string;
  /** Set where another API than AWS's own is asked. */
  readonly endpointUrl?: string;
}

/** An account that has been read: a root that questions can be about. */
export interface LiveAccount {
  /** What `root` is in the other requests. */
  readonly root: string;
  /** `AWS 111122223333 eu-west-1` */
  readonly label: string;
  /** ISO 8601. */
  readonly takenAt: string;
  readonly identities: readonly LiveIdentity[];
  /** Calls that were not answered in full, with the permission that each needs, in words. */
  readonly refused: readonly string[];
}

/** How far a reading has come. */
export interface LiveProgress {
  readonly done: number;
  readonly total: number;
  /** `ec2 describe-subnets (12)` */
  readonly text: string;
}

/** Text for people: a document of its own. */
export interface LiveText {
  readonly title: string;
  readonly text: string;
}

/** `reachable/live/profiles`: reads the configuration files; asks nothing of AWS. */
export const liveProfilesRequest = new RequestType<Record<string, never>, readonly LiveProfile[], never>(
  'reachable/live/profiles',
);

/** `reachable/live/regions`: the Regions that the account has switched on. */
export const liveRegionsRequest = new RequestType<
  LiveChoice,
  { readonly regions: readonly string[] } | LiveProblem,
  never
>('reachable/live/regions');

/** `reachable/live/identify`: whose credentials they are. */
export const liveIdentifyRequest = new RequestType<LiveChoice, LiveIdentity | LiveProblem, never>(
  'reachable/live/identify',
);

/** `reachable/live/read`: reads the accounts; cancellable, and tells how far it is by `reachable/live/progress`. */
export const liveReadRequest = new RequestType<
  { readonly choices: readonly LiveChoice[] },
  LiveAccount | LiveProblem,
  never
>('reachable/live/read');

/** From the server, while an account is being read. */
export const liveProgressNotification = new NotificationType<LiveProgress>('reachable/live/progress');

/** From the server: asks for the code of an MFA device; no `code`: the person gave up. */
export const liveMfaRequest = new RequestType<{ readonly device: string }, { readonly code?: string }, never>(
  'reachable/live/askMfaCode',
);

/** `reachable/live/save`: writes what was read last as a snapshot into a folder (its URI). */
export const liveSaveRequest = new RequestType<
  { readonly folder: string },
  { readonly files: number } | Problem,
  never
>('reachable/live/save');

/** `reachable/live/compare`: a root of code with the account that was read last. */
export const liveCompareRequest = new RequestType<{ readonly root?: string }, LiveText | Problem, never>(
  'reachable/live/compare',
);

/** `reachable/live/translate`: the ends of a question about code, as the account that was read last calls them. */
export const liveTranslateRequest = new RequestType<
  { readonly root: string; readonly from: string; readonly to: string },
  { readonly root: string; readonly from: string; readonly to: string } | Problem,
  never
>('reachable/live/translate');

/** What to explain: records as text, or what an interface has rejected in the last hour. */
export type FlowSource =
  | { readonly text: string; readonly format?: string }
  /** A file's URI; text or gzip. */
  | { readonly file: string; readonly format?: string }
  | { readonly interface: string; readonly choice: LiveChoice };

/** `reachable/explainFlow`: why the packets of flow-log records were rejected, by a root or a live account. */
export const explainFlowRequest = new RequestType<
  { readonly root: string; readonly source: FlowSource },
  LiveText | LiveProblem,
  never
>('reachable/explainFlow');
