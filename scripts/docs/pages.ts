import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../server/src/rules/index';
import type { Rule } from '../../server/src/rules/rule';
import { fixtureRoot } from '../../test/support/fixture';
import { findingsIn } from '../../test/support/rules';
import { readBehaviours } from './behaviours';
import { helpOf, runLine } from './commandLine';
import { codeBlock, excerptOf } from './excerpt';
import { fillBlocks, type MakeBlock } from './generatedBlocks';
import { knowsPage } from './knowsPage';
import { resourcesPage } from './resourcesPage';
import { readRefusals } from './refusals';
import { readRuleDocs } from './ruleDocs';
import { readRuleExamples, type RuleExample } from './ruleExamples';
import { rulePage, rulesPage } from './rulePages';
import { settingsPage, type Setting } from './settingsPage';

/** Pages that are written by hand, but for blocks between comments such as `<!-- help why -->`. */
export const pagesWithBlocks: readonly string[] = [
  'README.md',
  'docs/cli.md',
  'docs/user-guide.md',
  'docs/extending.md',
];

/**
 * The pages of the manual that the code's own tables and comments make, by path from the project's folder (`root`).
 * This folder holds what writes them.
 */
export async function generatedPages(root: string): Promise<ReadonlyMap<string, string>> {
  const read = (name: string): string => readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n');
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
  const folder = join(root, 'server/src/rules');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const docs = new Map(sources.flatMap((source) => [...readRuleDocs(source)]));
  const examples = readRuleExamples(root);
  const refusals = readRefusals(root);
  const pages = new Map([
    ['docs/resources.md', resourcesPage()],
    ['docs/settings.md', settingsPage(manifest.contributes.configuration.properties, texts)],
    ['docs/what-reachable-knows.md', knowsPage(root, readBehaviours(read('docs/behaviours.md')))],
    ['docs/rules/README.md', rulesPage(rules)],
  ]);
  for (const rule of rules) {
    const example = examples.get(rule.id);
    const fixes = example === undefined ? [] : await fixesFor(rule, example);
    const page = rulePage(rule, { doc: docs.get(rule.id), example, fixes, refusal: refusals.get(rule.id) });
    pages.set(`docs/rules/${rule.id}.md`, page);
  }
  const makers = blockMakers(root, manifest, texts);
  for (const name of pagesWithBlocks) pages.set(name, await fillBlocks(read(name), makers));
  return pages;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

/** What can stand between comments in a page that is written by hand. */
function blockMakers(
  root: string,
  manifest: Manifest,
  texts: Readonly<Record<string, string>>,
): ReadonlyMap<string, MakeBlock> {
  const asText = (text: string): string => `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
  return new Map<string, MakeBlock>([
    ['help', (name) => asText(helpOf(name))],
    [
      'demo',
      async (line) => {
        const { out } = await runLine(line, root.replaceAll('\\', '/'));
        // The first of the changes says enough.
        const [first = ''] = out.split(/^ {2}2\. Let /m);
        return asText(`$ ${line}\n\n${first === out ? out : `${first}  2. …`}`);
      },
    ],
    [
      'code',
      (what) => {
        const [path = '', needle] = what.split(' :: ');
        const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
        return codeBlock(path, needle === undefined ? text : excerptOf(text, needle));
      },
    ],
    [
      'commands',
      () =>
        [
          '| command | id |',
          '| --- | --- |',
          ...manifest.contributes.commands.map(
            ({ command, title }) =>
              `| Reachable: ${texts[title.replaceAll('%', '')] ?? ''} | \`${command}\` |`,
          ),
        ].join('\n'),
    ],
  ]);
}

/** The titles of the fixes that are offered for the first finding in the example. */
async function fixesFor(rule: Rule, { fails, committed }: RuleExample): Promise<readonly string[]> {
  const file = (text: string): ReadonlyMap<string, string> => new Map([[`${fixtureRoot}/main.tf`, text]]);
  const before = committed === undefined ? undefined : file(committed);
  const [finding] = await findingsIn(rule, file(fails), before);
  return (finding?.fixes() ?? []).map((fix) => fix.title);
}
