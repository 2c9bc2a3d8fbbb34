import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Terraform itself said to the example of a rule that fails, as `npm run conformance:rules` recorded it. */
export interface Refusal {
  /** The command that refused it; `nothing`: validated, planned, and applied to a stand-in for AWS. */
  readonly at: 'validate' | 'plan' | 'apply' | 'nothing';
  /** The first sentence of the error; empty for `nothing`. */
  readonly says: string;
}

/** What was recorded, by rule id; `root` is the project's folder. */
export function readRefusals(root: string): ReadonlyMap<string, Refusal> {
  const file = join(root, 'test/conformance/rules.json');
  if (!existsSync(file)) return new Map();
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Refusal>>;
  return new Map(Object.entries(recorded));
}
