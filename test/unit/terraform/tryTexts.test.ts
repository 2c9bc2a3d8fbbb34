import assert from 'node:assert/strict';
import { evaluateRoot, evaluationOf } from '../../../server/src/terraform/evaluateRoot';
import { tryTexts } from '../../../server/src/terraform/tryTexts';
import type { Configuration } from '../../../server/src/terraform/configuration';
import { fixtureRoot, parseFixture } from '../../support/fixture';
import { memoryFiles } from '../../support/memoryFiles';
import { evaluateFixture, sharedParser, valuesOf } from '../../support/terraform';

const main = `${fixtureRoot}/main.tf`;
const code = `
--- main.tf
locals {
  port = 5432
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
--- other.tf
resource "aws_eip" "other" {}
`;

function withPort(port: string): (path: string, text: string) => string {
  return (_path, text) => text.replace('5432', port);
}

function portIn(configuration: Configuration | undefined): string | undefined {
  const value = configuration?.module.locals.get('port');
  return value?.kind === 'number' ? value.value.toFixed() : value?.kind;
}

describe('trying other texts', () => {
  it('evaluates the changed texts, and leaves the evaluation as it was', async () => {
    const evaluation = await evaluateFixture(code);
    const { configuration } = evaluation;
    const tried = tryTexts(configuration, [main], withPort('3306'));
    assert.equal(portIn(tried), '3306');
    assert.equal(portIn(configuration), '5432');
    assert.equal(evaluationOf(configuration)?.configuration, configuration);
    assert.deepEqual(valuesOf(evaluation, ['local.port']), { 'local.port': 5432 });
  });

  it('keeps what is untouched the same, in the trial and in the next evaluation', async () => {
    const texts = new Map(parseFixture(code).files);
    const input = { root: fixtureRoot, files: memoryFiles(texts), parser: await sharedParser() };
    const evaluation = evaluateRoot(input);
    const vpc = evaluation.configuration.byAddress.get('aws_vpc.main');
    assert.ok(vpc);
    const tried = tryTexts(evaluation.configuration, [main], withPort('3306'));
    assert.equal(tried?.byAddress.get('aws_vpc.main'), vpc);
    texts.set(main, withPort('1')(main, texts.get(main) ?? ''));
    const next = evaluateRoot(input, evaluation).configuration;
    assert.equal(portIn(next), '1');
    assert.equal(next.byAddress.get('aws_vpc.main'), vpc);
    assert.equal(
      next.byAddress.get('aws_eip.other'),
      evaluation.configuration.byAddress.get('aws_eip.other'),
    );
  });

  it('tells what the changed text breaks', async () => {
    const { configuration } = await evaluateFixture(code);
    const tried = tryTexts(configuration, [main], (_path, text) => text.replace('"10.0.0.0/16"', 'var.none'));
    assert.equal(tried?.problems.length, 1);
    assert.deepEqual(configuration.problems, []);
  });

  it('can not tell about a file that was edited since, or is not part of the root', async () => {
    const texts = new Map(parseFixture(code).files);
    const input = { root: fixtureRoot, files: memoryFiles(texts), parser: await sharedParser() };
    const { configuration } = evaluateRoot(input);
    assert.equal(
      tryTexts(configuration, [`${fixtureRoot}/elsewhere.tf`], (_path, text) => text),
      undefined,
    );
    texts.set(main, `# new\n${texts.get(main) ?? ''}`);
    assert.equal(tryTexts(configuration, [main], withPort('3306')), undefined);
  });

  it('can not tell about a configuration that is no longer the latest', async () => {
    const texts = new Map(parseFixture(code).files);
    const input = { root: fixtureRoot, files: memoryFiles(texts), parser: await sharedParser() };
    const first = evaluateRoot(input);
    evaluateRoot(input, first);
    assert.equal(tryTexts(first.configuration, [main], withPort('3306')), undefined);
  });

  it('sees lines, blank lines and comments where they are', async () => {
    const { configuration } = await evaluateFixture('\n\n# a comment\n\n\nlocals { port = 5432 }\n\n');
    assert.equal(portIn(tryTexts(configuration, [main], withPort('1'))), '1');
  });
});
