import type { TrafficSet } from '../reachability/answer';
import type { Matrix, ReachEnd } from '../reachability/reach';

/** One pair of ends that is not surely blocked. */
export interface MatrixPair {
  readonly from: ReachEnd;
  readonly to: ReachEnd;
  readonly verdict: 'reachable' | 'unknown';
  readonly traffic: readonly TrafficSet[];
}

/** The pairs of a matrix one by one: ends of one class reach the same, and each other by the class's own cell. */
export function* matrixPairs(matrix: Matrix): Generator<MatrixPair> {
  for (const cell of matrix.cells) {
    for (const from of matrix.classes[cell.from] ?? []) {
      for (const to of matrix.classes[cell.to] ?? []) {
        if (from.id !== to.id) yield { from, to, verdict: cell.verdict, traffic: cell.traffic };
      }
    }
  }
}

/** What a class of ends is called: its first members, and how many more there are. */
export function className(ends: readonly ReachEnd[], limit = 3): string {
  const names = ends.slice(0, limit).map((end) => end.name);
  return ends.length <= limit ? names.join(', ') : `${names.join(', ')} and ${ends.length - limit} more`;
}
