import assert from 'node:assert/strict';
import { applyFileEdits } from '../../server/src/edits/fileEdit';
import { modelOf } from '../../server/src/features/model';
import { staleSuppression, unknownSuppression } from '../../server/src/rules/applySuppressions';
import type { Finding, Rule, RuleContext } from '../../server/src/rules/rule';
import { runRules } from '../../server/src/rules/runRules';
import { defaultRuleSettings } from '../../server/src/rules/settings';
import { loadParser } from '../../server/src/syntax/load';
import type { SyntaxParser } from '../../server/src/syntax/parser';
import type { Configuration } from '../../server/src/terraform/configuration';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { comparePositions } from '../../server/src/util/text';
import { fixtureRoot, parseFixture } from './fixture';
import { memoryFiles } from './memoryFiles';

let parser: Promise<SyntaxParser> | undefined;

/** The configuration of files, by absolute path; `fixtureRoot` is the root module. */
export async function configurationOf(files: ReadonlyMap<string, string>): Promise<Configuration> {
  parser ??= loadParser();
  return evaluateRoot({ root: fixtureRoot, files: memoryFiles(files), parser: await parser }).configuration;
}

/**
 * What one rule finds in files, whatever its default severity: a rule of the strict profile is on. `committed` are the files
 * of the last commit, where there is one.
 */
export async function findingsIn(
  rule: Rule,
  files: ReadonlyMap<string, string>,
  committed: ReadonlyMap<string, string> = new Map(),
): Promise<readonly Finding[]> {
  const configuration = await configurationOf(files);
  const { network, index } = modelOf(configuration);
  const settings = { ...defaultRuleSettings, profile: 'strict' as const };
  const subject = { configuration, network, index, committed: await committedFiles(committed) };
  if (!aboutComments.has(rule)) return runRules(subject, { ...settings, only: [rule.id] }, [rule]);
  return runRules(subject, settings).filter((finding) => finding.rule === rule.id);
}

/** Rules that look at what the others have found. */
const aboutComments = new Set([staleSuppression, unknownSuppression]);

async function committedFiles(texts: ReadonlyMap<string, string>): Promise<RuleContext['committed']> {
  parser ??= loadParser();
  const loaded = await parser;
  const files = [...texts].map(([path, text]) => loaded.parseFile(path, text));
  return (directory) => files.filter(({ path }) => path.slice(0, path.lastIndexOf('/')) === directory);
}

/**
 * The rule finds exactly the places that the fixture marks with `«…»`, in the order of the text, with a message for each:
 * `error: the whole sentence or a part of it`. Without marks and messages: it is silent.
 */
export async function checkRule(
  rule: Rule,
  fixtureText: string,
  ...messages: readonly string[]
): Promise<void> {
  const fixture = parseFixture(fixtureText);
  const findings = await findingsIn(rule, fixture.files);
  const found = findings.map((finding) => ({ path: finding.file, range: finding.range }));
  const marked = [...fixture.ranges].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : comparePositions(a.range.start, b.range.start),
  );
  assert.deepEqual(found, marked, findings.map((finding) => finding.message).join('\n'));
  assert.equal(findings.length, messages.length, findings.map((finding) => finding.message).join('\n'));
  for (const [index, finding] of findings.entries()) {
    const [severity = '', ...words] = (messages[index] ?? '').split(': ');
    assert.equal(finding.severity, severity);
    assert.ok(
      finding.message.includes(words.join(': ')),
      `${finding.message}\ndoes not say\n${words.join(': ')}`,
    );
  }
}

/**
 * The fix with this title, of the only finding that has one, makes `expected` of the fixture (marks in both are passed
 * over); after it the rule has nothing more to say at that place, and the text is free of syntax errors.
 */
export async function checkFix(
  rule: Rule,
  fixtureText: string,
  title: string,
  expected: string,
): Promise<void> {
  const before = parseFixture(fixtureText).files;
  const findings = await findingsIn(rule, before);
  const offered = findings.flatMap((finding) => finding.fixes().map((fix) => ({ finding, fix })));
  const chosen = offered.find(({ fix }) => fix.title === title);
  assert.ok(chosen, `no fix "${title}" among: ${offered.map(({ fix }) => fix.title).join(' | ')}`);
  const after = new Map(
    [...before].map(([path, text]) => [path, applyFileEdits(path, text, chosen.fix.edits)] as const),
  );
  assert.deepEqual(Object.fromEntries(after), Object.fromEntries(parseFixture(expected).files));
  const configuration = await configurationOf(after);
  assert.deepEqual(
    configuration.files.flatMap((file) => file.chunks.flatMap(({ chunk }) => chunk.problems)),
    [],
  );
  const left = await findingsIn(rule, after);
  assert.equal(left.length, findings.length - 1, left.map((finding) => finding.message).join('\n'));
}

/** The titles of the fixes of the only finding, preferred ones with a star. */
export async function checkFixTitles(
  rule: Rule,
  fixtureText: string,
  ...titles: readonly string[]
): Promise<void> {
  const [finding, ...others] = await findingsIn(rule, parseFixture(fixtureText).files);
  assert.ok(finding && others.length === 0, 'exactly one finding');
  assert.deepEqual(
    finding.fixes().map((fix) => `${fix.preferred ? '*' : ''}${fix.title}`),
    titles,
  );
}
