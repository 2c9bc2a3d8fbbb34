import assert from 'node:assert/strict';
import { diagnosticOf, mergeFindings } from '../../../server/src/features/diagnostics';
import type { Finding } from '../../../server/src/rules/rule';

const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };

const finding = (parts: Partial<Finding>): Finding => ({
  rule: 'sg-open-to-internet',
  severity: 'error',
  message: 'm',
  file: '/w/main.tf',
  range,
  resources: ['aws_security_group.a'],
  related: [],
  fixes: () => [],
  ...parts,
});

describe('findings as diagnostics', () => {
  it('have rule, severity, source, and a link to the manual', () => {
    const related = [{ message: 'Called as module.a', file: '/w/main.tf', range }];
    assert.deepEqual(
      diagnosticOf(finding({ severity: 'warning', related }), (path) => `file://${path}`),
      {
        range,
        severity: 2,
        source: 'reachable',
        code: 'sg-open-to-internet',
        codeDescription: {
          href: 'https://github.com/reachable-dev/reachable/blob/main/docs/rules/sg-open-to-internet.md',
        },
        message: 'm',
        relatedInformation: [
          { message: 'Called as module.a', location: { uri: 'file:///w/main.tf', range } },
        ],
      },
    );
  });

  it('of two roots at one place are one, with the resources of both', () => {
    const merged = mergeFindings([finding({}), finding({ resources: ['aws_security_group.b'] })]);
    assert.equal(merged.length, 1);
    assert.deepEqual(merged[0]?.resources, ['aws_security_group.a', 'aws_security_group.b']);
  });

  it('of two rules at one place are two', () => {
    assert.equal(mergeFindings([finding({}), finding({ rule: 'other-rule' })]).length, 2);
  });

  it('come in the order of the lines', () => {
    const later = { start: { line: 9, character: 0 }, end: { line: 9, character: 1 } };
    const merged = mergeFindings([finding({ range: later }), finding({})]);
    assert.deepEqual(
      merged.map((one) => one.range.start.line),
      [1, 9],
    );
  });
});
