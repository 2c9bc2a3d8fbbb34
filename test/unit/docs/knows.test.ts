import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBehaviours } from '../../../scripts/docs/behaviours';
import { ruleIds, subjects } from '../../../scripts/docs/knowsPage';
import { familyTitles } from '../../../scripts/docs/resourcesPage';
import { resourceTypes } from '../../../server/src/network/fromTerraform/resourceTypes';
import { rules } from '../../../server/src/rules/index';

const root = resolve(__dirname, '../../..');
const sections = readBehaviours(
  readFileSync(join(root, 'docs/behaviours.md'), 'utf8').replaceAll('\r\n', '\n'),
);

describe('what Reachable knows', () => {
  it('names files of tests that are there', () => {
    const tests = sections.flatMap(({ behaviours }) => behaviours.flatMap((row) => row.tests));
    assert.ok(tests.length > 50);
    assert.deepEqual(
      tests.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('has every row of docs/behaviours.md', () => {
    const rows =
      readFileSync(join(root, 'docs/behaviours.md'), 'utf8').match(/^\| (?!---|Behaviour)/gm) ?? [];
    assert.equal(sections.flatMap(({ behaviours }) => behaviours).length, rows.length);
  });

  it('has each section of behaviours and each family of resources in one subject', () => {
    assert.deepEqual(
      subjects.flatMap(({ behaviours = [] }) => behaviours).sort(),
      sections.map(({ title }) => title).sort(),
    );
    assert.deepEqual(subjects.flatMap(({ families }) => families).sort(), Object.keys(familyTitles).sort());
  });

  it('has each folder of rules in one subject, and so every rule but those about suppressions', () => {
    const folder = join(root, 'server/src/rules');
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const named = subjects.flatMap((subject) => subject.rules);
    assert.deepEqual([...named].sort(), folders.map(({ name }) => name).sort());
    const ids = ruleIds(root, named);
    assert.deepEqual(
      rules.map(({ id }) => id).filter((id) => !ids.includes(id)),
      ['ignore-unknown-rule', 'ignore-without-finding'],
    );
  });

  it('is counted right in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const [, overRules, types] = /Over (\d+) rules[^]*\[(\d+) resource types\]/.exec(readme) ?? [];
    assert.equal(Number(overRules), Math.floor(rules.length / 10) * 10);
    assert.equal(Number(types), resourceTypes.length);
  });

  it('reads a row with its tests, each in the folder of the one before it', () => {
    assert.deepEqual(
      readBehaviours(
        '# A\n\n## B c\n\n| Behaviour | does | Tests |\n| --- | --- | --- |\n| d | e | `f/g`, `h` |\n',
      ),
      [
        {
          title: 'B c',
          slug: 'b-c',
          behaviours: [{ behaviour: 'd', tests: ['test/unit/f/g.test.ts', 'test/unit/f/h.test.ts'] }],
        },
      ],
    );
  });
});
