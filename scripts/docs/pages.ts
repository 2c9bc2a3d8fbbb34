import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../server/src/rules/index';
import type { Rule } from '../../server/src/rules/rule';
import { fixtureRoot } from '../../test/support/fixture';
import { findingsIn } from '../../test/support/rules';
import { resourcesPage } from './resourcesPage';
import { readRefusals } from './refusals';
import { readRuleDocs } from './ruleDocs';
import { readRuleExamples, type RuleExample } from './ruleExamples';
import { rulePage, rulesPage } from './rulePages';

/**
 * The pages of the manual that the code's own tables and comments make, by path from the project's folder (`root`).
 * This folder holds what writes them.
 */
export async function generatedPages(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, 'server/src/rules');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const docs = new Map(sources.flatMap((source) => [...readRuleDocs(source)]));
  const examples = readRuleExamples(root);
  const refusals = readRefusals(root);
  const pages = new Map([
    ['docs/resources.md', resourcesPage()],
    ['docs/rules/README.md', rulesPage(rules)],
  ]);
  for (const rule of rules) {
    const example = examples.get(rule.id);
    const fixes = example === undefined ? [] : await fixesFor(rule, example);
    const page = rulePage(rule, { doc: docs.get(rule.id), example, fixes, refusal: refusals.get(rule.id) });
    pages.set(`docs/rules/${rule.id}.md`, page);
  }
  return pages;
}

/** The titles of the fixes that are offered for the first finding in the example. */
async function fixesFor(rule: Rule, { fails }: RuleExample): Promise<readonly string[]> {
  const [finding] = await findingsIn(rule, new Map([[`${fixtureRoot}/main.tf`, fails]]));
  return (finding?.fixes() ?? []).map((fix) => fix.title);
}
