/**
 * The answer as the client gets it: the JSON that `reachable why --json` prints, and what the panel shows besides. Texts
 * are plain (no markup, no control characters): who shows them escapes them. Files are absolute paths.
 */

export type Verdict = 'reachable' | 'blocked' | 'unknown';

/** The published form of an answer; `explain/answerJson.ts` makes it. */
export interface PublishedAnswer {
  readonly version: 1;
  readonly question: {
    readonly from: string;
    readonly to: string;
    readonly protocol: string;
    readonly ports: string;
  };
  readonly verdict: Verdict;
  readonly summary: string;
  readonly traffic: readonly PublishedTraffic[];
  readonly possibleTraffic: readonly PublishedTraffic[];
  /** The way there, to the hop that blocks. */
  readonly path: readonly PublishedHop[];
  readonly returnPath: readonly PublishedHop[];
  readonly blockers: readonly PublishedBlocker[];
  readonly unknowns: readonly {
    readonly value: string;
    readonly why: string;
    readonly origin: PublishedOrigin | null;
  }[];
  readonly changes: readonly PublishedChange[];
  readonly assumptions: readonly string[];
  /** Load balancers through which it is reached, or may be, where the direct way is not open. */
  readonly through?: readonly {
    readonly component: string;
    readonly name: string;
    readonly verdict: 'reachable' | 'unknown';
    readonly traffic: readonly PublishedTraffic[];
    readonly text: string;
  }[];
}

export interface PublishedTraffic {
  readonly protocol: string;
  readonly ports: string;
  readonly clientPorts: string;
}

export interface PublishedHop {
  readonly component: string;
  readonly name: string;
  /** `securityGroup`, `networkAcl`, `source`, …: an icon, and whether it is a gate. */
  readonly kind: string;
  readonly direction: 'out' | 'in';
  readonly verdict: 'allowed' | 'blocked' | 'unknown';
  readonly code: string | null;
  readonly text: string;
  readonly origin: PublishedOrigin | null;
}

export interface PublishedBlocker {
  readonly code: string | null;
  readonly component: string;
  readonly kind: string;
  readonly text: string;
  /** Why AWS does that. */
  readonly reason: string;
  /** What to do about it, in general. */
  readonly advice: string;
  readonly origin: PublishedOrigin | null;
}

export interface PublishedChange {
  readonly title: string;
  /** Empty where the code can not say the change. */
  readonly edits: readonly PublishedEdit[];
  readonly verdict: Verdict;
  readonly opens: readonly { readonly from: string; readonly to: string; readonly traffic: string }[];
}

export interface PublishedEdit {
  readonly file: string;
  readonly range: PublishedRange;
  readonly newText: string;
}

/** Where something is written, or what it is in AWS. */
export type PublishedOrigin =
  { readonly file: string; readonly range: PublishedRange } | { readonly arn: string };

/** 0-based, UTF-16, as the Language Server Protocol counts. */
export interface PublishedRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What the panel shows besides the answer. */
export interface AnswerExtras {
  /** The frames around each hop of the way there, and of the way back; as many as there are hops. */
  readonly path: readonly HopFrames[];
  readonly returnPath: readonly HopFrames[];
  /** What would show the same from outside, to copy. */
  readonly checks: readonly Check[];
  /** What else can be wrong where the network is not: empty unless the verdict is `reachable`. */
  readonly suspects: readonly Suspect[];
  /** Of a live account: where the code holds the same thing, by the `component` of hops and blockers. */
  readonly inCode?: Readonly<Record<string, PublishedOrigin>>;
}

/** The VPC and subnet that a hop stands in, by name; undefined where it stands in none, or nobody knows. */
export interface HopFrames {
  readonly vpc?: string;
  readonly subnet?: string;
}

/** A command for a shell, and what it shows. */
export interface Check {
  readonly title: string;
  readonly command: string;
}

/** What lies above layer 4, in the order to look at it. */
export interface Suspect {
  readonly title: string;
  readonly text: string;
}
