import assert from 'node:assert/strict';
import type { Configuration } from '../../../../server/src/terraform/configuration';
import type { RootInput } from '../../../../server/src/terraform/evaluateRoot';
import type { WrittenValue } from '../../../../server/src/terraform/writeJson';
import { evaluateFixture, problemsOf, valuesOf } from '../../../support/terraform';

/** What a module is expected to come to. */
export interface Expected {
  /** A fixture; without `---` lines all of it is `main.tf`. */
  readonly files: string;
  readonly options?: Partial<RootInput>;
  /** Expressions of the root module with their values, as `reachable eval` writes them. */
  readonly values?: Readonly<Record<string, WrittenValue>>;
  /** All problems, as `file:line:column message`; none where it is not given. */
  readonly problems?: readonly string[];
  /** The addresses of all resources. */
  readonly addresses?: readonly string[];
  readonly check?: (configuration: Configuration) => void;
}

/** The one door of these tests: evaluates the files, and compares. */
export async function checkModule({
  files,
  options,
  values = {},
  problems = [],
  addresses,
  check,
}: Expected): Promise<void> {
  const evaluation = await evaluateFixture(files, options);
  const { configuration } = evaluation;
  assert.deepEqual(valuesOf(evaluation, Object.keys(values)), values);
  assert.deepEqual(problemsOf(configuration), problems);
  const found = configuration.resources.map((resource) => resource.address);
  assert.deepEqual(found, addresses ?? found);
  check?.(configuration);
}
