/**
 * The engine: `(network, question) → answer`. It reads the model and nothing else, and can not tell where that came
 * from. This file is the folder's public door; `walk/` follows packets, `pairs.ts` puts walks together, the files beside
 * them judge one component each.
 */
export { answer } from './answerQuestion';
export { endpointNames } from './endpoints';
export { matrix } from './matrix/matrix';
export { reachableFrom, whoCanReach } from './matrix/oneToAll';
export { indexNetwork, type NetworkIndex } from './networkIndex';
export type { Answer, Hop, HopDecision, HopKind, RuleFacts, TrafficSet, Verdict } from './answer';
export type { AskedTraffic, Question } from './question';
export type { AnswerResult, EndpointError, Matrix, MatrixCell, Reach, ReachEnd, ReachResult } from './reach';
