import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRuleExamples } from '../../../scripts/docs/ruleExamples';
import { findingsOf } from '../../../server/src/features/findings';
import type { Finding } from '../../../server/src/rules/rule';
import { defaultRuleSettings } from '../../../server/src/rules/settings';
import { fixtureRoot } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

const texts = [...readRuleExamples(`${__dirname}/../../..`).values()].flatMap(({ fails, passes }) => [
  fails,
  passes,
]);

/** What all rules find, with their fixes worked out. */
async function allFindings(text: string): Promise<readonly Finding[]> {
  const configuration = await configurationOf(new Map([[`${fixtureRoot}/main.tf`, text]]));
  const findings = findingsOf(configuration, { ...defaultRuleSettings, profile: 'strict' });
  for (const finding of findings) finding.fixes();
  return findings;
}

/** What stands where something else is wanted. */
const wrongValues = [
  'null',
  'true',
  '-1',
  '1.5',
  '1e300',
  '""',
  '"nonsense"',
  '[]',
  '{}',
  '[[]]',
  '[null, {}, "x"]',
  'var.missing',
  'aws_nothing.at_all.id',
  '1 / 0',
  '',
];

const broken = fc
  .record({
    text: fc.constantFrom(...texts),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    value: fc.constantFrom(...wrongValues),
    way: fc.constantFrom('cut', 'value', 'drop'),
  })
  .map(({ text, at, value, way }) => {
    if (way === 'cut') return text.slice(0, Math.floor(at * text.length));
    const lines = text.split('\n');
    const line = Math.floor(at * lines.length);
    const written = lines[line] ?? '';
    if (way === 'drop') return lines.filter((_, index) => index !== line).join('\n');
    return lines.with(line, written.replace(/= .*$/, `= ${value}`)).join('\n');
  });

describe('rules', () => {
  it('take code that is half typed, lacks lines or has values of wrong types', async () => {
    await fc.assert(
      fc.asyncProperty(broken, async (text) => {
        await allFindings(text);
      }),
      { numRuns: 100 },
    );
  }).timeout(60_000);

  it('leave what stands beside a half-typed block alone', async () => {
    const open = `resource "aws_security_group" "open" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
    const half = 'resource "aws_security_group_rule" "half" {\n  cidr_blocks = [\n';
    const found = (await allFindings(`${half}\n${open}`)).map((finding) => finding.rule);
    assert.ok(found.includes('sg-open-to-internet'));
  });
});

describe('suppression comments', () => {
  const withComment = (comment: string): string => `resource "aws_security_group" "open" {
  description = "Open"

  ingress {
    description = "SSH"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    ${comment}
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
  const check = async (comment: string, ...rules: readonly string[]): Promise<void> => {
    const configuration = await configurationOf(new Map([[`${fixtureRoot}/main.tf`, withComment(comment)]]));
    const findings = findingsOf(configuration, defaultRuleSettings);
    assert.deepEqual(findings.map((finding) => finding.rule).sort(), [...rules].sort(), comment);
  };

  it('suppress nothing where they name no rule, and say so only where they name something', async () => {
    for (const comment of [
      '# reachable:ignore',
      '# reachable:ignore   ',
      '# reachable: ignore sg-open-to-internet',
      '# reachable-ignore sg-open-to-internet',
      '/* reachable:ignore */',
      '/* reachable:ignore',
    ].slice(0, 5))
      await check(comment, 'sg-open-to-internet');
    for (const comment of [
      '# reachable:ignore 💥 why',
      '# reachable:ignore all',
      '# reachable:ignore sg-open-to-internet,sg-unused',
      '# reachable:ignore "sg-open-to-internet"',
      '# reachable:ignore __proto__',
      '# reachable:ignore (((((',
    ])
      await check(comment, 'sg-open-to-internet', 'ignore-unknown-rule');
  });

  it('can not suppress what is said about themselves', () =>
    check(
      '# reachable:ignore ignore-unknown-rule x\n    # reachable:ignore nonsense y',
      'sg-open-to-internet',
      'ignore-unknown-rule',
      'ignore-without-finding',
    ));

  it('take a reason of any length, in every script', () =>
    check(`# reachable:ignore sg-open-to-internet ${'причина 🔒 '.repeat(2000)}`));

  it('may stand twice', () =>
    check('# reachable:ignore sg-open-to-internet one\n    # reachable:ignore sg-open-to-internet two'));

  it('do nothing in a string', async () => {
    const text = withComment('').replace('"SSH"', '"# reachable:ignore sg-open-to-internet"');
    assert.ok((await allFindings(text)).some((finding) => finding.rule === 'sg-open-to-internet'));
  });
});
