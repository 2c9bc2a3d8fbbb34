import assert from 'node:assert/strict';
import { applyFileEdits } from '../../../../server/src/edits/fileEdit';
import { findingsOf } from '../../../../server/src/features/findings';
import type { Finding } from '../../../../server/src/rules/rule';
import { defaultRuleSettings } from '../../../../server/src/rules/settings';
import { parseFixture } from '../../../support/fixture';
import { current, group, inline, inModule, legacy } from '../../../support/groupTexts';
import { configurationOf } from '../../../support/rules';
import { sharedParser } from '../../../support/terraform';

/** What is found in `now`, where the last commit was `before`. */
async function findingsAfter(before: string | undefined, now: string): Promise<readonly Finding[]> {
  const parser = await sharedParser();
  const old = before === undefined ? new Map<string, string>() : parseFixture(before).files;
  const { files } = parseFixture(now);
  const committed = [...old].map(([path, text]) => parser.parseFile(path, text));
  const settings = { ...defaultRuleSettings, only: ['sg-last-inline-block-removed'] };
  return findingsOf(await configurationOf(files), settings, (directory) =>
    committed.filter(
      ({ path }) => path.slice(0, path.lastIndexOf('/')) === directory && files.get(path) !== old.get(path),
    ),
  );
}

async function check(before: string | undefined, now: string, ...messages: readonly string[]): Promise<void> {
  const findings = await findingsAfter(before, now);
  assert.deepEqual(
    findings.map((finding) => `${finding.severity}: ${finding.message}`),
    messages,
  );
}

const rule = inline(443, 'cidr_blocks = ["10.0.0.0/8"]');
const gone =
  'warning: The ingress rules of aws_security_group.app stay in AWS: with the last of them gone from the code, Terraform no longer manages them, and plans nothing.';

describe('sg-last-inline-block-removed', () => {
  it('finds a direction that lost its last block, in every form', async () => {
    await check(group(rule), group(''), gone);
    await check(
      group('dynamic "ingress" {\n for_each = var.x\n content {}\n }'),
      group('description = "app"'),
      gone,
    );
    await check(group('ingress = [{}]'), group(''), gone);
    await check(group('ingress = var.rules'), group(''), gone);
    await check(
      group(rule + inline(443, 'cidr_blocks = ["0.0.0.0/0"]', 'egress')),
      group(rule),
      gone.replace('ingress', 'egress'),
    );
  });

  it('finds it where the group has moved to another file, and in a module', async () => {
    await check(`--- old.tf\n${group(rule)}`, `--- new.tf\n${group('')}`, gone);
    await check(
      inModule(group(rule)),
      inModule(group('')),
      gone.replace(
        'aws_security_group.app',
        'module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
      ),
    );
  });

  it('is silent where a block is left, or the direction is still owned', async () => {
    await check(group(rule + rule.replaceAll('443', '80')), group(rule));
    await check(group(rule), group('ingress = []'));
    await check(group(rule), group('dynamic "ingress" {\n for_each = []\n content {}\n }'));
  });

  it('is silent where rule resources have taken over, or may have', async () => {
    const cidr = 'cidr_ipv4 = "10.0.0.0/8"';
    await check(group(rule), group('') + current('rule', 443, cidr));
    await check(group(rule), group('') + legacy('rule', 443, 'cidr_blocks = ["10.0.0.0/8"]'));
    await check(group(rule), `variable "x" {}\n${group('')}${current('rule', 443, cidr, 'var.x')}`);
    await check(group(rule), group('') + current('rule', 443, cidr, undefined, 'egress'), gone);
  });

  it('is silent without a commit, on a new group, and on one that never had rules', async () => {
    await check(undefined, group(''));
    await check(group(rule, 'other'), group('') + group('', 'new'));
    await check(group(''), group('description = "app"'));
    await check(group('ingress = []'), group(''));
  });

  it('takes the rules away with an empty list', async () => {
    const now = 'resource "aws_security_group" "app" {\n  vpc_id = "vpc-1"\n}\n';
    const [finding] = await findingsAfter(group(rule), now);
    const [fix] = finding?.fixes() ?? [];
    assert.equal(fix?.title, 'Write ingress = []: takes the rules away at the next apply');
    const after = applyFileEdits(finding?.file ?? '', now, fix.edits);
    assert.equal(after, 'resource "aws_security_group" "app" {\n  vpc_id  = "vpc-1"\n  ingress = []\n}\n');
    await check(group(rule), after);
  });
});
