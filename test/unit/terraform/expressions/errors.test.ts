import assert from 'node:assert/strict';
import { stringType } from '../../../../server/src/terraform/type';
import type { Value } from '../../../../server/src/terraform/value';
import { evaluate } from '../../../../server/src/terraform/expressions/evaluate';
import { evaluateText, testParser } from '../../../support/expressions';
import { memoryFiles } from '../../../support/memoryFiles';

/** The errors of an expression: where they stand in its text, and what they say. */
async function checkErrors(
  expression: string,
  ...expected: readonly (readonly [string, string])[]
): Promise<void> {
  const { errors, value } = await evaluateText(expression);
  const lines = expression.split('\n');
  const found = errors.map(({ message, range: { start, end } }) => [
    lines[start.line]?.slice(start.character, end.character),
    message,
  ]);
  assert.deepEqual(found, expected);
  assert.notEqual(value.kind, 'failure');
}

describe('errors of expressions', () => {
  it('stand at what is wrong, and say what Terraform says', async () => {
    await checkErrors('1 + upper("a")', [
      'upper("a")',
      'Unsuitable value for right operand: a number is required.',
    ]);
    await checkErrors('[1, 2][5]', [
      '[1, 2][5]',
      'The given key does not identify an element in this collection value: the given index is greater than or equal to the length of the collection.',
    ]);
    await checkErrors('{ a = 1 }.b', ['b', 'This object does not have an attribute named "b".']);
    await checkErrors('cidrsubnet("10.0.0.0/8", 25, 1)', [
      'cidrsubnet("10.0.0.0/8", 25, 1)',
      'Call to function "cidrsubnet" failed: insufficient address space to extend prefix of 8 by 25.',
    ]);
    await checkErrors('upper([])', [
      '[]',
      'Invalid value for "str" parameter: string required, but have tuple.',
    ]);
    await checkErrors('uper("a")', ['uper', 'There is no function named "uper". Did you mean "upper"?']);
    await checkErrors('true ? 1 : [1]', [
      '1 : [1]',
      "The true and false result expressions must have consistent types. The 'true' value is number, but the 'false' value is tuple.",
    ]);
    await checkErrors('"a${null}"', [
      'null',
      'The expression result is null. Cannot include a null value in a string template.',
    ]);
    await checkErrors('nothing.at.all', ['nothing.at.all', 'There is no nothing.at.all.']);
  });

  it('come once, though a `for` meets them in each round', () =>
    checkErrors('[for x in [1, 2, 3] : upper([])]', [
      '[]',
      'Invalid value for "str" parameter: string required, but have tuple.',
    ]));

  it('come all, not the first only', async () => {
    const { errors } = await evaluateText('[upper([]), lower([])]');
    assert.equal(errors.length, 2);
  });

  it('do not follow from one another', async () => {
    const { errors } = await evaluateText('length(upper([])) + 1');
    assert.equal(errors.length, 1);
  });

  it('do not count in the branch that is not taken', () => checkErrors('true ? 1 : upper([])'));

  it('do not count where `try` or `can` catches them', async () => {
    await checkErrors('try(upper([]), "x")');
    await checkErrors('can(upper([]))');
  });

  it('cost their own part only', async () => {
    const { value } = await evaluateText('[upper([]), "kept"]');
    const [first, second] = value.kind === 'list' ? value.elements : [];
    assert.deepEqual(second, { kind: 'string', value: 'kept' });
    assert.deepEqual(first?.kind === 'unknown' && first.causes.map(({ value: what, why }) => [what, why]), [
      ['[]', 'Invalid value for "str" parameter: string required, but have tuple.'],
    ]);
  });

  it('go to the scope', async () => {
    const parser = await testParser();
    const text = '1 + true';
    const reported: string[] = [];
    const value = evaluate(parser.parseExpression(text).expression, {
      parser,
      files: memoryFiles(new Map()),
      directories: { module: '/w', root: '/w', workspace: '/w' },
      chunk: { text, body: { attributes: [], blocks: [] }, comments: [], problems: [] },
      resolve: () => ({ problem: 'nothing here' }),
      report: (message) => reported.push(message),
    });
    assert.equal(value.kind, 'unknown');
    assert.deepEqual(reported, ['Unsuitable value for right operand: number required, but have bool.']);
  });
});

describe('sensitive values', () => {
  const secret: Value = {
    kind: 'unknown',
    type: stringType,
    causes: [{ value: 'var.secret', why: 'no default' }],
    sensitive: true,
  };

  it('stay sensitive when they are not known', async () => {
    for (const expression of [
      'upper(var.secret)',
      '"a${var.secret}"',
      'var.secret == "a"',
      'split(",", var.secret)',
      '[var.secret][0]',
    ]) {
      const { value } = await evaluateText(expression, { names: { 'var.secret': secret } });
      assert.equal(value.sensitive, true, expression);
    }
  });
});
