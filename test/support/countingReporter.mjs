/** Mocha's dots, and the counts as JSON in the file `REACHABLE_COUNTS`, for the sum of all rings (`scripts/test.mjs`). */
import { writeFileSync } from 'node:fs';
import { reporters } from 'mocha';

export default class CountingReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const path = process.env.REACHABLE_COUNTS;
    if (path === undefined) return;
    // What was skipped did not pass: it counts as failed, so that nobody skips by mistake.
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(path, JSON.stringify({ passed: passes, failed: failures + pending }));
    });
  }
}
