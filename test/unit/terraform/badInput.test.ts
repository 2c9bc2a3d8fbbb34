import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Evaluation } from '../../../server/src/terraform/evaluateRoot';
import { evaluateRoot } from '../../../server/src/terraform/evaluateRoot';
import type { Files } from '../../../server/src/terraform/files';
import { memoryFiles } from '../../support/memoryFiles';
import { sharedParser } from '../../support/terraform';

async function evaluateText(text: string, name = 'main.tf'): Promise<Evaluation> {
  return evaluateRoot({
    root: '/r',
    files: memoryFiles(new Map([[`/r/${name}`, text]])),
    parser: await sharedParser(),
  });
}

describe('bad input', () => {
  it('survives any text, as any kind of file', async () => {
    const parser = await sharedParser();
    const names = [
      'main.tf',
      'main.tf.json',
      'terraform.tfvars',
      'a.auto.tfvars.json',
      'override.tf',
      '.terraform/modules/modules.json',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 300 }), (name, text) => {
        const files = memoryFiles(
          new Map([
            [`/r/${name}`, text],
            ['/r/z.tf', 'module "m" { source = "x/y/z" }'],
          ]),
        );
        assert.ok(evaluateRoot({ root: '/r', files, parser }).configuration.problems.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  it('survives 100,000 nested brackets', async () => {
    const { configuration } = await evaluateText(`locals { x = ${'['.repeat(100_000)} }\nlocals { y = 1 }`);
    assert.ok(configuration.problems.length > 0);
  });

  it('survives a file of 10 MB', async () => {
    const { configuration } = await evaluateText('resource "aws_vpc" "a" {}\n'.repeat(400_000));
    assert.ok(configuration.problems.length > 0);
  });

  it('bounds the texts and lists that expressions make', async () => {
    const { configuration } = await evaluateText(`
      locals {
        a = join("", [for i in range(1000) : format("%5000s", "x")])
        b = [for i in range(1000) : [for j in range(1000) : [for k in range(1000) : k]]]
        c = cidrsubnet("10.0.0.0/30", 8, 1)
        d = [for i in range(100000) : local.a]
      }
    `);
    assert.equal(configuration.module.locals.get('a')?.kind, 'unknown');
    assert.equal(configuration.module.locals.get('b')?.kind, 'unknown');
    assert.equal(configuration.module.locals.get('c')?.kind, 'unknown');
  });

  it('survives folders and files that can not be read, or vanish in between', async () => {
    const parser = await sharedParser();
    const listed: Files = {
      list: () => [{ name: 'main.tf', kind: 'file' }],
      read: () => undefined,
      readBytes: () => undefined,
    };
    assert.deepEqual(evaluateRoot({ root: '/r', files: listed, parser }).configuration.resources, []);
    const nothing: Files = { list: () => undefined, read: () => undefined, readBytes: () => undefined };
    assert.deepEqual(evaluateRoot({ root: '/r', files: nothing, parser }).configuration.problems, []);
  });

  it('survives folders that link to themselves', async () => {
    const parser = await sharedParser();
    const text = 'module "deeper" { source = "./loop" }\nresource "aws_vpc" "a" {}';
    const loop: Files = {
      list: () => [{ name: 'main.tf', kind: 'file' }],
      read: () => text,
      readBytes: () => undefined,
    };
    const { configuration } = evaluateRoot({ root: '/r', files: loop, parser });
    assert.ok(configuration.resources.length < 50);
    assert.match(configuration.problems.map(({ message }) => message).join(), /nested too deeply/);
  });

  it('multiplies calls with count no further than it can go', async () => {
    const parser = await sharedParser();
    const call = (name: string): string => `module "m" {\n  source = "./${name}"\n  count  = 1000\n}\n`;
    const files = memoryFiles(
      new Map([
        ['/r/main.tf', call('a')],
        ['/r/a/main.tf', call('b')],
        ['/r/a/b/main.tf', 'resource "aws_eip" "x" { count = 1000 }'],
      ]),
    );
    const { configuration } = evaluateRoot({ root: '/r', files, parser });
    assert.ok(configuration.resources.length <= 10_000);
    assert.match(configuration.problems.map(({ message }) => message).join(), /too many/);
  });
});
