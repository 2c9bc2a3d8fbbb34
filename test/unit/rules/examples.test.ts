import assert from 'node:assert/strict';
import { readRuleExamples } from '../../../scripts/docs/ruleExamples';
import { applyFileEdits } from '../../../server/src/edits/fileEdit';
import { findingsOf } from '../../../server/src/features/findings';
import { rules } from '../../../server/src/rules/index';
import { defaultRuleSettings } from '../../../server/src/rules/settings';
import { fixtureRoot } from '../../support/fixture';
import { configurationOf, findingsIn } from '../../support/rules';

const examples = readRuleExamples(`${__dirname}/../../..`);
const fileOf = (text: string): ReadonlyMap<string, string> => new Map([[`${fixtureRoot}/main.tf`, text]]);

describe('the examples of the manual', () => {
  it('are about rules that exist', () => {
    const ids = new Set(rules.map((rule) => rule.id));
    assert.deepEqual(
      [...examples.keys()].filter((id) => !ids.has(id)),
      [],
    );
  });

  it('are about every rule', () => {
    assert.deepEqual(
      rules.map((rule) => rule.id).filter((id) => !examples.has(id)),
      [],
    );
  });

  for (const [id, { fails, passes, committed }] of examples) {
    const before = committed === undefined ? undefined : fileOf(committed);
    it(`show what ${id} finds, and what it does not`, async () => {
      const rule = rules.find((one) => one.id === id) ?? assert.fail();
      const found = await findingsIn(rule, fileOf(fails), before);
      assert.ok(found.length > 0, 'it finds nothing in the example that fails');
      assert.deepEqual(
        (await findingsIn(rule, fileOf(passes), before)).map((finding) => finding.message),
        [],
      );
      const others = findingsOf(await configurationOf(fileOf(passes)), defaultRuleSettings);
      assert.deepEqual(
        others
          .filter(({ severity }) => severity === 'error' || severity === 'warning')
          .map((finding) => `${finding.rule}: ${finding.message}`),
        [],
      );
    });

    it(`are mended by every fix of ${id}`, async () => {
      const rule = rules.find((one) => one.id === id) ?? assert.fail();
      const found = await findingsIn(rule, fileOf(fails), before);
      for (const fix of found[0]?.fixes() ?? []) {
        const [file = ''] = fileOf(fails).keys();
        const after = fileOf(applyFileEdits(file, fails, fix.edits));
        const { files } = await configurationOf(after);
        const problems = files.flatMap(({ chunks }) => chunks.flatMap(({ chunk }) => chunk.problems));
        assert.deepEqual(problems, [], fix.title);
        const left = await findingsIn(rule, after, before);
        assert.ok(left.length < found.length, `${fix.title}: ${left.map((one) => one.message).join()}`);
      }
    });
  }
});
