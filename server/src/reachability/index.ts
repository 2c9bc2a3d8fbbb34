/**
 * The engine: `(network, question) → answer`. It reads the model and nothing else, and can not tell where that came
 * from. This file is the folder's public door.
 */
import type { Network } from '../network/model';
import type { AskedTraffic, Question } from './question';
import type { AnswerResult, EndpointError, Matrix, ReachResult } from './reach';

export type { Answer, Hop, HopDecision, HopKind, RuleFacts, TrafficSet, Verdict } from './answer';
export type { AskedTraffic, Question } from './question';
export type { AnswerResult, EndpointError, Matrix, MatrixCell, Reach, ReachEnd, ReachResult } from './reach';

/** A network with what the engine looks up in it; made once per network, cheap, filled as questions need it. */
export interface NetworkIndex {
  readonly network: Network;
}

/** Prepares a network for questions. */
export function indexNetwork(network: Network): NetworkIndex {
  return { network };
}

/** Answers one question: verdict, traffic, the ways there and back, every blocker, every unknown. */
export function answer(_index: NetworkIndex, question: Question): AnswerResult {
  return { kind: 'error', errors: [unknownEndpoint(question.from), unknownEndpoint(question.to)] };
}

/** Whom an end can reach, with this traffic or any. */
export function reachableFrom(_index: NetworkIndex, endpoint: string, _traffic?: AskedTraffic): ReachResult {
  return { kind: 'error', errors: [unknownEndpoint(endpoint)] };
}

/** Who can reach an end. */
export function whoCanReach(_index: NetworkIndex, endpoint: string, _traffic?: AskedTraffic): ReachResult {
  return { kind: 'error', errors: [unknownEndpoint(endpoint)] };
}

/** All pairs of workloads, balancers, endpoints and the internet. */
export function matrix(_index: NetworkIndex, _traffic?: AskedTraffic): Matrix {
  return { classes: [], cells: [] };
}

function unknownEndpoint(name: string): EndpointError {
  return { name, message: `Nothing here is called "${name}"`, close: [] };
}
