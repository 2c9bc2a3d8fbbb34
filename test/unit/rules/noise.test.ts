import assert from 'node:assert/strict';
import { findingsOf } from '../../../server/src/features/findings';
import { defaultRuleSettings } from '../../../server/src/rules/settings';
import { evaluateRoot } from '../../../server/src/terraform/evaluateRoot';
import { nodeDisk } from '../../../server/src/workspace/diskFiles';
import { createDocuments } from '../../../server/src/workspace/documents';
import { sharedParser } from '../../support/terraform';

/** Whole systems with nothing wrong in them. */
const sound = [
  'examples/three-tier',
  ...[
    'data-platform',
    'default-vpc',
    'dual-stack',
    'eks-private-endpoint',
    'endpoint-of-ones-own',
    'json-syntax',
    'lambda-rds-proxy',
    'shared-module',
    'style-inline',
    'style-legacy-rules',
    'style-rule-resources',
    'transit-defaults-and-vpn',
    'transit-inspection',
    'vpn-office',
  ].map((name) => `test/fixtures/systems/${name}`),
];

describe('sound systems', () => {
  for (const folder of sound) {
    it(`give no finding above a hint: ${folder}`, async () => {
      const root = `${__dirname}/../../../${folder}`;
      const { configuration } = evaluateRoot({
        root,
        files: createDocuments(nodeDisk),
        parser: await sharedParser(),
      });
      const loud = findingsOf(configuration, defaultRuleSettings).filter(
        ({ severity }) => severity !== 'hint',
      );
      assert.deepEqual(
        loud.map(({ file, range, rule, message }) => `${file}:${range.start.line + 1} ${rule}: ${message}`),
        [],
      );
    });
  }
});
