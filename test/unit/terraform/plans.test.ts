import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateRoot } from '../../../server/src/terraform/evaluateRoot';
import { nodeDisk } from '../../../server/src/workspace/diskFiles';
import { createDocuments } from '../../../server/src/workspace/documents';
import type { RecordedPlan } from '../../conformance/comparePlan';
import { comparePlanned, givenVariables } from '../../conformance/comparePlanned';
import { sharedParser } from '../../support/terraform';

const top = join(__dirname, '../../..');
const plans = join(top, 'test/conformance/plans');

/** The plans were recorded with Terraform and the AWS provider by `npm run conformance`. */
describe('recorded plans', () => {
  for (const name of readdirSync(plans).filter((file) => file.endsWith('.json'))) {
    it(`agrees with terraform plan of ${name.replace('.json', '')}`, async () => {
      const plan = JSON.parse(readFileSync(join(plans, name), 'utf8')) as RecordedPlan;
      const evaluation = evaluateRoot({
        root: join(top, plan.folder),
        files: createDocuments(nodeDisk),
        parser: await sharedParser(),
        given: givenVariables(plan),
      });
      const { differences, equal } = comparePlanned(evaluation, plan);
      assert.deepEqual(differences, []);
      assert.ok(equal > 0);
    });
  }
});
