import type { Id, Unknown } from '../network/model';
import type { Answer, TrafficSet, Verdict } from './answer';

/** A name that stands for nothing in this network, with the names that come close to it, best first. */
export interface EndpointError {
  readonly name: string;
  readonly message: string;
  readonly close: readonly string[];
}

/** The answer to a question, or what is wrong with the names in it. */
export type AnswerResult =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'error'; readonly errors: readonly EndpointError[] };

/** A workload, balancer or endpoint of the network, or `internet`: what stands at a side of `matrix`. */
export interface ReachEnd {
  readonly id: Id;
  readonly name: string;
  readonly kind: 'workload' | 'loadBalancer' | 'endpoint' | 'interface' | 'internet';
}

/** One that can reach, or be reached: only what is not surely blocked is listed. */
export interface Reach {
  readonly end: ReachEnd;
  readonly verdict: 'reachable' | 'unknown';
  /** What surely passes; for `unknown`, what may pass. */
  readonly traffic: readonly TrafficSet[];
  readonly unknowns: readonly Unknown[];
}

/** Everything that an end can reach (or that can reach it), or what is wrong with its name. */
export type ReachResult =
  | { readonly kind: 'reach'; readonly end: string; readonly reaches: readonly Reach[] }
  | { readonly kind: 'error'; readonly errors: readonly EndpointError[] };

/**
 * All pairs. Ends that nothing in the network tells apart stand in one class and are computed once; `cells` has the
 * pairs of classes that are not surely blocked (a class with itself: two different members of it).
 */
export interface Matrix {
  readonly classes: readonly (readonly ReachEnd[])[];
  readonly cells: readonly MatrixCell[];
}

/** One pair of classes, by their places in `Matrix.classes`. */
export interface MatrixCell {
  readonly from: number;
  readonly to: number;
  readonly verdict: Exclude<Verdict, 'blocked'>;
  readonly traffic: readonly TrafficSet[];
}
