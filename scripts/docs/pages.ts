import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../server/src/rules/index';
import { resourcesPage } from './resourcesPage';
import { readRuleDocs } from './ruleDocs';
import { rulePage, rulesPage } from './rulePages';

/**
 * The pages of the manual that the code's own tables and comments make, by path from the project's folder (`root`).
 * This folder holds what writes them.
 */
export function generatedPages(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'server/src/rules');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const docs = new Map(sources.flatMap((source) => [...readRuleDocs(source)]));
  return new Map([
    ['docs/resources.md', resourcesPage()],
    ['docs/rules/README.md', rulesPage(rules)],
    ...rules.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule, docs.get(rule.id))] as const),
  ]);
}
