import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import addFormats from 'ajv-formats';
import Ajv from 'ajv-draft-04';
import { rules } from '../../../server/src/rules/index';
import { onDisk, project, run } from './run';

/** The schema of the standard, as https://www.schemastore.org publishes it. */
const schema = JSON.parse(
  readFileSync(`${project}/test/fixtures/sarif/sarif-schema-2.1.0.json`, 'utf8'),
) as object;
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const isValid = ajv.compile(schema);

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly version: string;
        readonly rules: readonly {
          readonly id: string;
          readonly helpUri: string;
          readonly defaultConfiguration: { readonly enabled: boolean; readonly level: string };
        }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly relatedLocations: readonly object[];
      readonly fixes: readonly {
        readonly description: { readonly text: string };
        readonly artifactChanges: readonly {
          readonly artifactLocation: { readonly uri: string };
          readonly replacements: readonly object[];
        }[];
      }[];
    }[];
  }[];
}

async function logOf(directory: string, ...flags: readonly string[]): Promise<Log['runs'][number]> {
  const { out } = await run(['check', '--format', 'sarif', ...flags], directory);
  const log = JSON.parse(out) as Log;
  assert.ok(isValid(log), JSON.stringify(isValid.errors, undefined, 1));
  const [only, ...others] = log.runs;
  assert.ok(only && others.length === 0);
  return only;
}

const open = `--- web#1.tf
resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}
`;

describe('findings as SARIF', () => {
  it('hold the schema of the standard, with and without findings', async () => {
    for (const folder of [
      'examples/three-tier',
      'test/fixtures/systems/transit-hub',
      'test/fixtures/terraform/platform',
    ])
      await logOf(`${project}/${folder}`, '--profile', 'strict');
    await onDisk('--- main.tf\nlocals { name = "shop" }\n', async (directory) =>
      assert.deepEqual((await logOf(directory)).results, []),
    );
  });

  it('name every rule, its page, its level, and whether it is on', async () => {
    const { tool } = await logOf(`${project}/examples/three-tier`);
    assert.equal(tool.driver.version, '1.2.3');
    assert.deepEqual(
      tool.driver.rules.map((rule) => rule.id),
      rules.map((rule) => rule.id),
    );
    const byId = new Map(tool.driver.rules.map((rule) => [rule.id, rule]));
    assert.deepEqual(byId.get('sg-open-to-internet')?.defaultConfiguration, {
      enabled: true,
      level: 'error',
    });
    assert.deepEqual(byId.get('sg-unused')?.defaultConfiguration, { enabled: true, level: 'note' });
    assert.deepEqual(byId.get('sg-open-egress')?.defaultConfiguration, { enabled: false, level: 'warning' });
    assert.match(byId.get('sg-unused')?.helpUri ?? '', /^https:.*\/docs\/rules\/sg-unused\.md$/);
  });

  it('have related places and fixes, with names of files as URIs', () =>
    onDisk(open, async (directory) => {
      const { results } = await logOf(directory, '--rule', 'sg-open-to-internet');
      const [result] = results;
      assert.equal(results.length, 2);
      assert.equal(result?.relatedLocations.length, 1);
      const [fix] = result.fixes;
      assert.equal(fix?.description.text, 'Admit only the networks of var.allowed_ssh_cidrs');
      const [change] = fix.artifactChanges;
      assert.equal(change?.artifactLocation.uri, 'web%231.tf');
      assert.deepEqual(change.replacements[0], {
        deletedRegion: { startLine: 6, startColumn: 19, endLine: 6, endColumn: 47 },
        insertedContent: { text: 'concat(["128.0.0.0/1"], var.allowed_ssh_cidrs)' },
      });
    }));
});
