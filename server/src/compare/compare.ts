import type { NetworkIndex } from '../reachability/index';
import { pairNetworks, type Pairing } from './pairing';
import { ruleDifferences, type RuleDifference } from './rules';
import type { Side } from './side';
import { trafficDifferences, type TrafficDifferences } from './traffic';

/** Two readings of one network, side by side. */
export interface Comparison {
  readonly pairing: Pairing;
  readonly rules: readonly RuleDifference[];
  readonly traffic: TrafficDifferences;
}

/** Compares two sides. `isCode`: the left one is code that would be applied to the right one. */
export function compareNetworks(
  left: Side & { readonly index: NetworkIndex },
  right: Side & { readonly index: NetworkIndex },
  isCode: boolean,
): Comparison {
  const pairing = pairNetworks(left, right);
  const rules = ruleDifferences(left, right, pairing, isCode);
  return { pairing, rules, traffic: trafficDifferences(left.index, right.index, pairing, rules) };
}

/** Whether nothing at all is different. */
export function isSame({ pairing, rules, traffic }: Comparison): boolean {
  const { ambiguous, onlyLeft, onlyRight } = pairing;
  return [ambiguous, onlyLeft, onlyRight, rules, traffic.differences].every(({ length }) => length === 0);
}
