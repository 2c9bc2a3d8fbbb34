import assert from 'node:assert/strict';
import { evaluateExpressionText } from '../../../server/src/terraform/expressionText';
import { writeJson, writeText } from '../../../server/src/terraform/writeJson';
import { evaluateFixture } from '../../support/terraform';

const fixture = `
  --- main.tf
  module "net" {
    source   = "./net"
    for_each = toset(["a", "b"])
    name     = each.key
  }
  locals { big = 123456789012345678901234567890 }
  variable "secret" {
    default   = { x = 1 }
    sensitive = true
  }
  --- net/net.tf
  variable "name" {}
  locals { upper = upper(var.name) }
`;

describe('evaluating the text of an expression', () => {
  it('sees the names of the module that is asked for', async () => {
    const evaluation = await evaluateFixture(fixture);
    const { value, problems } = evaluateExpressionText(evaluation, 'local.upper', 'module.net["b"]');
    assert.deepEqual([writeJson(value), problems], ['B', []]);
  });

  it('tells a module instance that is not there', async () => {
    const { problems } = evaluateExpressionText(await evaluateFixture(fixture), '1', 'module.net["c"]');
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['There is no module instance module.net["c"].'],
    );
  });

  it('tells errors of syntax and of evaluation, with their place', async () => {
    const evaluation = await evaluateFixture(fixture);
    assert.ok(evaluateExpressionText(evaluation, '1 +').problems.length > 0);
    const [problem] = evaluateExpressionText(evaluation, '1 + local.nothing').problems;
    assert.deepEqual(problem?.range.start, { line: 0, character: 4 });
  });

  it('writes numbers with all their digits, and no secrets', async () => {
    const evaluation = await evaluateFixture(fixture);
    const written = (text: string): string => writeText(evaluateExpressionText(evaluation, text).value);
    assert.equal(written('local.big'), '123456789012345678901234567890');
    assert.equal(
      written('{ a = [1, null], b = {}, s = var.secret }'),
      '{\n  "a": [\n    1,\n    null\n  ],\n  "b": {},\n  "s": {"sensitive":true}\n}',
    );
  });
});
