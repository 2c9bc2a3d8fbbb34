import assert from 'node:assert/strict';
import { modelOf } from '../../../server/src/features/model';
import { rules } from '../../../server/src/rules/index';
import type { Rule } from '../../../server/src/rules/rule';
import { runRules } from '../../../server/src/rules/runRules';
import { defaultRuleSettings, type RuleSettings } from '../../../server/src/rules/settings';
import { fixtureRoot, parseFixture } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

/** Findings as `file:line:column severity rule: message`, 1-based. */
async function checkFindings(
  files: string,
  settings: Partial<RuleSettings>,
  ...expected: readonly (string | RegExp)[]
): Promise<void> {
  const configuration = await configurationOf(parseFixture(files).files);
  const { network, index } = modelOf(configuration);
  const findings = runRules({ configuration, network, index }, { ...defaultRuleSettings, ...settings });
  const lines = findings.map(
    ({ file, range, severity, rule, message }) =>
      `${file.replace(`${fixtureRoot}/`, '')}:${range.start.line + 1}:${range.start.character + 1} ${severity} ${rule}: ${message}`,
  );
  assert.equal(lines.length, expected.length, lines.join('\n'));
  for (const [index, line] of lines.entries()) {
    const wanted = expected[index] ?? '';
    if (typeof wanted === 'string') assert.equal(line, wanted);
    else assert.match(line, wanted);
  }
}

const open = (comment = '', trailing = ''): string => `--- main.tf
resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    ${comment === '' ? '# (no comment)' : comment}
    cidr_blocks = ["0.0.0.0/0"] ${trailing}
  }
}
`;

const sshIsOpen = /^main\.tf:7:20 error sg-open-to-internet: Anyone/;

describe('running rules', () => {
  it('gives each finding its place, severity and rule', () => checkFindings(open(), {}, sshIsOpen));

  it('takes severities from the settings', () =>
    checkFindings(
      open(),
      { severities: { 'sg-open-to-internet': 'hint' } },
      /^main\.tf:7:20 hint sg-open-to-internet/,
    ));

  it('leaves out rules that are off', () =>
    checkFindings(open(), { severities: { 'sg-open-to-internet': 'off' } }));

  it('runs only the rules that were asked for', () =>
    checkFindings(open(), { only: ['sg-rule-without-source'] }));

  it('tells a place in a shared module once, for all calls, with the calls', async () => {
    const files = `--- main.tf
module "a" { source = "./m" }
module "b" { source = "./m" }
--- m/main.tf
resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}`;
    const configuration = await configurationOf(parseFixture(files).files);
    const { network, index } = modelOf(configuration);
    const [finding, ...others] = runRules({ configuration, network, index }, defaultRuleSettings);
    assert.equal(others.length, 0);
    assert.deepEqual(finding?.resources, [
      'module.a.aws_security_group.web',
      'module.b.aws_security_group.web',
    ]);
    assert.deepEqual(
      finding?.related.map(({ message, file, range }) => `${file}:${range.start.line + 1} ${message}`),
      [`${fixtureRoot}/main.tf:1 Called as module.a`, `${fixtureRoot}/main.tf:2 Called as module.b`],
    );
  });

  it('counts the instances of a place beyond the first three', () =>
    checkFindings(
      open().replace('"web" {', '"web" {\n  count = 5'),
      {},
      /aws_security_group\.web\[0\], aws_security_group\.web\[1\], aws_security_group\.web\[2\] and 2 more:/,
    ));

  it('lets the worst of several instances speak', () =>
    checkFindings(
      `--- main.tf
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "hidden" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_route_table" "hidden" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "hidden" {
  subnet_id      = aws_subnet.hidden.id
  route_table_id = aws_route_table.hidden.id
}
resource "aws_instance" "hidden" {
  subnet_id              = aws_subnet.hidden.id
  vpc_security_group_ids = [aws_security_group.web[0].id]
}
resource "aws_security_group" "web" {
  count  = 2
  vpc_id = aws_vpc.main.id
  egress = []
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}`,
      { only: ['sg-open-to-internet'] },
      /error sg-open-to-internet: Anyone on the internet can reach SSH \(port 22\) of what carries aws_security_group\.web\[1\]:/,
    ));

  it('has no two rules of one id, and ids that can be typed', () => {
    const ids = rules.map((rule) => rule.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)+$/);
  });
});

describe('suppressing findings', () => {
  it('works on the line above', () =>
    checkFindings(open('# reachable:ignore sg-open-to-internet the bastion'), {}));
  it('works at the end of the line', () =>
    checkFindings(open('', '# reachable:ignore sg-open-to-internet the bastion'), {}));
  it('works in the other comments of Terraform', async () => {
    await checkFindings(open('// reachable:ignore sg-open-to-internet the bastion'), {});
    await checkFindings(open('/* reachable:ignore sg-open-to-internet the bastion */'), {});
  });
  it('works for several rules in comments above each other', () =>
    checkFindings(
      open('# reachable:ignore sg-rule-without-source x\n    # reachable:ignore sg-open-to-internet y'),
      {},
      /^main\.tf:6:24 hint ignore-without-finding: sg-rule-without-source finds nothing here any more/,
    ));
  it('does not reach further than a line', () =>
    checkFindings(
      open('# reachable:ignore sg-open-to-internet x\n\n'),
      {},
      /ignore-without-finding/,
      /sg-open-to-internet/,
    ));
  it('of another rule does nothing', () =>
    checkFindings(
      open('# reachable:ignore sg-rule-without-source x'),
      {},
      /hint ignore-without-finding/,
      sshIsOpen,
    ));
  it('of a rule that does not exist is told, with the id that is close', () =>
    checkFindings(
      open('# reachable:ignore sg-open-to-internets x'),
      {},
      'main.tf:6:24 warning ignore-unknown-rule: There is no rule "sg-open-to-internets"; did you mean sg-open-to-internet?',
      sshIsOpen,
    ));
  it('that suppresses nothing is a hint', () =>
    checkFindings(
      '--- main.tf\n# reachable:ignore sg-open-to-internet old\nresource "aws_security_group" "x" {}',
      {},
      'main.tf:1:20 hint ignore-without-finding: sg-open-to-internet finds nothing here any more: this comment can go.',
    ));
  it('of a rule that is off is no news', () =>
    checkFindings(open('# reachable:ignore sg-open-to-internet x'), {
      severities: { 'sg-open-to-internet': 'off' },
    }));
  it("leaves other tools' comments alone", () =>
    checkFindings(
      open('# checkov:skip=CKV_AWS_24: x\n    # trivy:ignore:avd-aws-0107'),
      {},
      /sg-open-to-internet/,
    ));

  it('loses nothing but the findings of a rule that fails, and tells of it', async () => {
    const configuration = await configurationOf(parseFixture(open()).files);
    const { network, index } = modelOf(configuration);
    const broken: Rule = {
      id: 'sg-open-port-range',
      severity: 'warning',
      title: 'Fails',
      check: () => {
        throw new RangeError('out of range');
      },
    };
    const told: string[] = [];
    const failed = (rule: string, error: unknown): unknown => told.push(`${rule}: ${String(error)}`);
    const subject = { configuration, network, index };
    const all = runRules(subject, defaultRuleSettings);
    assert.deepEqual(
      runRules({ ...subject, failed }, defaultRuleSettings, [broken, ...rules]).map(({ rule }) => rule),
      all.map(({ rule }) => rule),
    );
    assert.deepEqual(told, ['sg-open-port-range: RangeError: out of range']);
    assert.throws(() => runRules(subject, defaultRuleSettings, [broken]), RangeError);
  });
});
