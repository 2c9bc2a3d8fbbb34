import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The two texts that a rule's page in the manual shows: one that it finds something in, and the nearest that it does not. */
export interface RuleExample {
  readonly fails: string;
  readonly passes: string;
  /** What both were in the last commit, for rules that compare with it. */
  readonly committed?: string;
}

/** The examples of `test/fixtures/rules`, by rule id; `root` is the project's folder. */
export function readRuleExamples(root: string): ReadonlyMap<string, RuleExample> {
  const folder = join(root, 'test/fixtures/rules');
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const ids = readdirSync(folder).flatMap((name) => /^(.+)\.fails\.tf$/.exec(name)?.[1] ?? []);
  return new Map(
    ids.sort().map((id) => {
      const committed = `${id}.committed.tf`;
      return [
        id,
        {
          fails: text(`${id}.fails.tf`),
          passes: text(`${id}.passes.tf`),
          ...(existsSync(join(folder, committed)) ? { committed: text(committed) } : {}),
        },
      ];
    }),
  );
}
