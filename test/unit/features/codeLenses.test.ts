import assert from 'node:assert/strict';
import { codeLenses, lensData, resolveLens } from '../../../server/src/features/codeLenses';
import { modelOf, type Model } from '../../../server/src/features/model';
import { fixtureRoot, parseFixture } from '../../support/fixture';
import { webAndDatabase } from '../../support/places';
import { configurationOf } from '../../support/rules';

const toUri = (path: string): string => `file://${path}`;

async function modelOfText(text: string): Promise<Model> {
  return modelOf(await configurationOf(parseFixture(text).files));
}

/** The lenses of a file, one line each: the block's first words and the lens's. */
async function lensesOf(text: string, name = 'main.tf'): Promise<string[]> {
  const model = await modelOfText(text);
  const path = `${fixtureRoot}/${name}`;
  const lines = (parseFixture(text).files.get(path) ?? '').split('\n');
  return codeLenses(model, path, toUri).map((lens) => {
    const { command } = resolveLens(lens, lensData(lens.data), model, undefined);
    const block = /"(\w+)" "(\w+)"/.exec(lines[lens.range.start.line] ?? '');
    return `${block?.[1] ?? ''}.${block?.[2] ?? ''}: ${command?.title ?? ''}`;
  });
}

describe('code lenses', () => {
  it('stand on workloads, data stores and groups that are carried, with how many can reach them', async () =>
    assert.deepEqual(await lensesOf(webAndDatabase), [
      // What runs without a known port is reached by whoever gets anything through.
      'aws_instance.web: 1 can reach this · faces the internet',
      'aws_instance.other: nothing here can reach this',
      'aws_db_instance.main: 1 can reach this',
      'aws_security_group.web: 1 can reach this · faces the internet',
      'aws_security_group.other: nothing here can reach this',
      'aws_security_group.data: 1 can reach this',
    ]));

  it('say at least how many, where it hangs on an unknown', async () => {
    const text = webAndDatabase.replace(
      'security_groups = [aws_security_group.web.id]',
      'security_groups = [aws_security_group.web.id, var.partner]',
    );
    const lenses = await lensesOf(`variable "partner" { type = string }\n${text}`);
    assert.ok(
      lenses.includes('aws_db_instance.main: at least 1 can reach this, 1 unknown'),
      lenses.join('\n'),
    );
  });

  it('count none for sure that may not exist', async () => {
    const text = webAndDatabase.replace(
      'resource "aws_instance" "web" {',
      'variable "many" { type = number }\nresource "aws_instance" "web" {\n  count = var.many',
    );
    const lenses = await lensesOf(text);
    assert.ok(lenses.includes('aws_db_instance.main: unknown whether 1 can reach this'), lenses.join('\n'));
  });

  it('are one for all instances of a block', async () => {
    const text = webAndDatabase.replace(
      'resource "aws_instance" "web" {',
      'resource "aws_instance" "web" {\n  count = 3',
    );
    const lenses = await lensesOf(text);
    assert.equal(lenses[0], 'aws_instance.web: 3 can reach each of these · face the internet');
    assert.ok(lenses.includes('aws_db_instance.main: 3 can reach this'), lenses.join('\n'));
  });

  it('hand their resources to the command', async () => {
    const model = await modelOfText(webAndDatabase);
    const [lens] = codeLenses(model, `${fixtureRoot}/main.tf`, toUri);
    assert.ok(lens);
    const { command } = resolveLens(lens, lensData(lens.data), model, 'dev');
    assert.deepEqual(command, {
      title: 'dev: 1 can reach this · faces the internet',
      command: 'reachable.whoCanReachThis',
      arguments: [{ root: `file://${fixtureRoot}`, address: 'aws_instance.web' }],
    });
  });

  it('hand the resource to the command where they are about all its instances', async () => {
    const model = await modelOfText(
      webAndDatabase.replace(
        'resource "aws_instance" "web" {',
        'resource "aws_instance" "web" {\n  count = 2',
      ),
    );
    const [lens] = codeLenses(model, `${fixtureRoot}/main.tf`, toUri);
    assert.ok(lens);
    assert.deepEqual(resolveLens(lens, lensData(lens.data), model, undefined).command?.arguments, [
      { root: `file://${fixtureRoot}`, address: 'aws_instance.web' },
    ]);
  });

  it('are only given for the file', async () =>
    assert.deepEqual(await lensesOf(`${webAndDatabase}\n--- other.tf\nlocals {}`, 'other.tf'), []));

  it('still offer the question where the resource is gone', async () => {
    const model = await modelOfText('resource "aws_vpc" "main" {}');
    const lens = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
    const { command } = resolveLens(
      lens,
      [{ root: 'file:///x', address: 'aws_instance.gone' }],
      model,
      undefined,
    );
    assert.equal(command?.title, 'Who can reach this?');
  });

  it('take nothing for theirs that is not', () => {
    for (const data of [undefined, null, 'x', [null, 1, { root: 1, address: 'a' }]])
      assert.deepEqual(lensData(data), []);
  });
});
