import { staleSuppression, unknownSuppression } from './applySuppressions';
import type { Rule } from './rule';
import { openToInternet } from './securityGroups/openToInternet';
import { ruleWithoutSource } from './securityGroups/ruleWithoutSource';

/** Every rule. What runs, what the settings and suppressions may name, and what the manual lists is this table. */
export const rules: readonly Rule[] = [
  openToInternet,
  ruleWithoutSource,
  unknownSuppression,
  staleSuppression,
];
