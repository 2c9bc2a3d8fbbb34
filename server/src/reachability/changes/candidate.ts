/**
 * This folder proposes changes to a blocked question: one file for each kind of blocker makes candidates from the model
 * alone, plausible ones first, and `proposeChanges.ts` lets the engine decide which of them work. So a candidate may be
 * wrong, but never an offered change.
 */
import type { Network } from '../../network/model';
import type { Answer, Hop } from '../answer';
import type { NetworkEdit } from '../change';

/** A way to get past one blocker. */
export interface Candidate {
  readonly edits: readonly NetworkEdit[];
  /** An imperative clause without a full stop: "let aws_ecs_service.app in to aws_security_group.db on tcp/5432". */
  readonly title: string;
}

/** What candidates are made of: the network, and the answer whose blocker this is. */
export interface Blockage {
  readonly network: Network;
  readonly answer: Answer;
  readonly blocker: Hop;
}

/** The plausible ways to get past a blocker, best first; none where it is of another kind. */
export type Proposer = (blockage: Blockage) => readonly Candidate[];
