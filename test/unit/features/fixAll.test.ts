import assert from 'node:assert/strict';
import type { FileEdit } from '../../../server/src/edits/fileEdit';
import { fixAll } from '../../../server/src/features/fixAll';
import type { Finding } from '../../../server/src/rules/rule';

const at = (line: number, start: number, end: number, newText = 'x', file = '/a.tf'): FileEdit => ({
  file,
  range: { start: { line, character: start }, end: { line, character: end } },
  newText,
});

const finding = (edits: readonly FileEdit[], preferred = true, rule = 'rule'): Finding => ({
  rule,
  severity: 'warning',
  message: '',
  file: '/a.tf',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  resources: [],
  related: [],
  fixes: () => [
    { title: 'Take care', edits: [at(99, 0, 9)], preferred: false },
    { title: 'Safe', edits, preferred },
  ],
});

const check = (findings: readonly Finding[], expected: ReturnType<typeof fixAll>): void =>
  assert.deepEqual(fixAll('rule', findings), expected);

describe('fixing all of a kind', () => {
  it('takes the preferred fixes of one rule, in all files', () =>
    check(
      [finding([at(1, 0, 2)]), finding([at(5, 0, 2)], true, 'other'), finding([at(1, 0, 2, 'y', '/b.tf')])],
      { count: 2, edits: [at(1, 0, 2), at(1, 0, 2, 'y', '/b.tf')] },
    ));

  it('is none for one finding, and for fixes that nobody prefers', () => {
    check([finding([at(1, 0, 2)])], undefined);
    check([finding([at(1, 0, 2)]), finding([at(2, 0, 2)], false)], undefined);
  });

  it('leaves a fix out that changes the same text, or inserts at the same place', () => {
    const first = finding([at(1, 0, 5)]);
    const last = finding([at(3, 0, 0)]);
    const both = { count: 2, edits: [at(1, 0, 5), at(3, 0, 0)] };
    check([first, finding([at(1, 4, 6)]), last], both);
    check([first, last, finding([at(3, 0, 0, 'y')])], both);
  });

  it('makes the same change once, and changes beside each other', () => {
    check([finding([at(1, 0, 5)]), finding([at(1, 0, 5)])], undefined);
    check([finding([at(1, 0, 5)]), finding([at(1, 0, 5), at(1, 5, 7)])], {
      count: 2,
      edits: [at(1, 0, 5), at(1, 5, 7)],
    });
  });
});
