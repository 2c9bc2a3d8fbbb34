import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedPages } from '../../../scripts/docs/pages';
import { readRuleDocs } from '../../../scripts/docs/ruleDocs';
import { rulePage, rulesPage } from '../../../scripts/docs/rulePages';
import { rules } from '../../../server/src/rules/index';
import type { Rule } from '../../../server/src/rules/rule';

const root = resolve(__dirname, '../../..');

describe('the generated pages of the manual', () => {
  let pages: ReadonlyMap<string, string> = new Map();
  before(async () => {
    pages = await generatedPages(root);
  });

  it('are what the code makes', () => {
    const outdated = [...pages].filter(([path, text]) => {
      const file = join(root, path);
      return !existsSync(file) || readFileSync(file, 'utf8').replaceAll('\r\n', '\n') !== text;
    });
    assert.deepEqual(
      outdated.map(([path]) => path),
      [],
      'missing or outdated: npm run docs',
    );
  });

  it('has no page of a rule that is gone', () => {
    const extra = readdirSync(join(root, 'docs/rules')).filter((name) => !pages.has(`docs/rules/${name}`));
    assert.deepEqual(extra, []);
  });

  it('says of every rule more than its title', () => {
    const short = rules.filter(({ id, title }) => {
      const page = pages.get(`docs/rules/${id}.md`) ?? '';
      return /## What it finds\n\n.*\n\n## /.exec(page)?.[0].includes(`\n\n${title}.\n\n`) === true;
    });
    assert.deepEqual(
      short.map(({ id }) => id),
      [],
      'no doc comment stands directly above these rules',
    );
  });
});

describe('the doc comment of a rule', () => {
  const source = `/** Of something else. */
const x = 1;

/**
 * A rule for ports \`0\`
 * to 0.
 *
 * Two cases:
 * - the first
 * - the second
 *
 * Sources: https://example.com/a ("x"), and https://example.com/b.
 */
export const portZero: Rule = {
  id: 'sg-port-zero',
`;

  it('is read by paragraphs, with its sources apart', () => {
    assert.deepEqual(
      [...readRuleDocs(source)],
      [
        [
          'sg-port-zero',
          {
            finds: ['A rule for ports `0` to 0.', 'Two cases:\n- the first\n- the second'],
            sources: '<https://example.com/a> ("x"), and <https://example.com/b>.',
          },
        ],
      ],
    );
  });

  it('is not that of something before it', () => {
    assert.deepEqual(
      [...readRuleDocs(`/** Of x. */\nconst x = 1;\nexport const a: Rule = {\n  id: 'a',\n`)],
      [],
    );
  });
});

describe('the page of a rule', () => {
  const nothing = { doc: undefined, example: undefined, fixes: [], refusal: undefined };
  const rule: Rule = { id: 'a-b', severity: 'hint', title: 'Something is a b', check: () => [] };

  it('has its title where there is no doc comment', () => {
    const page = rulePage(rule, nothing);
    assert.match(page, /^# `a-b`\n\nSomething is a b\.\n\n/);
    assert.match(page, /\*\*hint\*\*/);
    assert.match(page, /# reachable:ignore a-b /);
    assert.doesNotMatch(page, /Sources/);
  });

  it('of the strict profile says that it is off', () => {
    const strict: Rule = { ...rule, strictOnly: true };
    assert.match(rulePage(strict, nothing), /Off, unless/);
    assert.match(rulePage(strict, nothing), /"a-b": "warning"/);
    assert.match(rulesPage([strict]), /\| \[`a-b`\]\(a-b\.md\) \| _off_ \| Something is a b \|/);
  });

  it('shows the example, the fixes and what Terraform said', () => {
    const page = rulePage(rule, {
      ...nothing,
      example: { fails: 'a = 1\n', passes: 'a = 2\n' },
      fixes: ['Write 2', 'Leave it out'],
      refusal: { at: 'apply', says: 'a must be 2' },
    });
    assert.match(page, /Found:\n\n```hcl\na = 1\n```\n\nNot found:\n\n```hcl\na = 2\n```\n/);
    assert.doesNotMatch(page, /In the last commit/);
    assert.match(page, /## Fixes\n\nOffered for this:\n\n- Write 2\n- Leave it out\n/);
    assert.match(page, /`terraform apply` refuses it, which `terraform plan` does not:\n\n> a must be 2\n/);
    const example = { fails: 'a = 1\n', passes: 'a = 2\n', committed: 'a = 3\n' };
    assert.match(
      rulePage(rule, { ...nothing, example }),
      /In the last commit:\n\n```hcl\na = 3\n```\n\nFound:/,
    );
  });
});
