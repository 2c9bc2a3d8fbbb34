/**
 * This folder reads from the code who means to talk to whom, before anybody asks: one file for each way in which code says
 * so. It knows what the code refers to, not whether it works: that is the engine's affair.
 */
import type { Id } from '../network/model';
import type { Question } from '../reachability/question';
import type { SourceRange } from '../terraform/source';

/** A connection that the code shows somebody to need. */
export interface IntendedFlow {
  /** The workload that opens it. */
  readonly from: Id;
  readonly question: Question;
  /** What it is for, as the end of "so that it …": `can use aws_db_instance.main`. */
  readonly purpose: string;
  /** The references that prove it, the one in the workload's own code first. */
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Whether every step is written in the code; where one is concluded, it is `false`. */
  readonly certain: boolean;
}

/** A place that shows an intention, with what it says: "its environment refers to aws_db_instance.main.endpoint". */
export interface Evidence {
  readonly text: string;
  readonly source: SourceRange;
}
