import { RequestType } from 'vscode-languageserver-protocol';
import type { Verdict } from './answer';
import type { OriginLocation, Problem, TrafficChoice } from './requests';

/** `reachable/reaches`: who can reach an end, or whom it can reach. */
export interface ReachesParams {
  /** A root's `id`. */
  readonly root: string;
  /** What `from` and `to` of a question take. */
  readonly end: string;
  /** `to`: who can reach the end; `from`: whom the end can reach. */
  readonly direction: 'to' | 'from';
  /** Undefined: the ports that the targets listen on. */
  readonly traffic?: TrafficChoice;
}

/** Everyone who is not surely blocked, the internet first; the rest of the network is. */
export interface ReachesList {
  readonly end: string;
  readonly direction: 'to' | 'from';
  readonly reaches: readonly ReachedEnd[];
  /** The list in words, for a document and a screen reader. */
  readonly text: string;
  readonly markdown: string;
}

export interface ReachedEnd {
  /** What a question takes. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'workload' | 'loadBalancer' | 'endpoint' | 'interface' | 'internet';
  readonly verdict: Exclude<Verdict, 'blocked'>;
  /** `TCP port 5432 (PostgreSQL)` */
  readonly traffic: string;
  /** For `unknown`: what it hangs on. */
  readonly hangsOn: readonly string[];
  readonly origin?: OriginLocation;
}

/** Asks who reaches whom. Cancellable. */
export const reachesRequest = new RequestType<ReachesParams, ReachesList | Problem, never>(
  'reachable/reaches',
);
