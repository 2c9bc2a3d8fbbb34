import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Evaluation, RootInput } from '../../../../server/src/terraform/evaluateRoot';
import { evaluateRoot, evaluateUnless } from '../../../../server/src/terraform/evaluateRoot';
import type { Files } from '../../../../server/src/terraform/files';
import { instanceValues } from '../../../../server/src/terraform/instanceValues';
import { writeJson } from '../../../../server/src/terraform/writeJson';
import { fixtureRoot, parseFixture } from '../../../support/fixture';
import { memoryFiles } from '../../../support/memoryFiles';
import { problemsOf, sharedParser } from '../../../support/terraform';

const platform = `
  --- main.tf
  locals {
    azs  = ["a", "b"]
    name = "shop"
    on   = true
  }
  variable "cidr" { default = "10.0.0.0/16" }
  resource "aws_vpc" "main" {
    cidr_block = var.cidr
    tags       = { Name = local.name }
  }
  resource "aws_subnet" "app" {
    count      = length(local.azs)
    vpc_id     = aws_vpc.main.id
    cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  }
  resource "aws_security_group" "app" {
    vpc_id = aws_vpc.main.id
    dynamic "ingress" {
      for_each = toset(["80", "443"])
      content {
        from_port       = ingress.value
        to_port         = ingress.value
        protocol        = "tcp"
        security_groups = [aws_security_group.web.id]
      }
    }
  }
  resource "aws_security_group" "web" { vpc_id = module.net["x"].vpc_id }
  module "net" {
    source   = "./net"
    for_each = { x = aws_vpc.main.id, y = "vpc-1" }
    vpc_id   = each.value
    names    = local.azs
  }
  output "subnets" { value = aws_subnet.app[*].id }
  output "nets" { value = module.net }
  --- net/net.tf
  variable "vpc_id" { type = string }
  variable "names" { type = list(string) }
  resource "aws_route_table" "this" {
    for_each = toset(var.names)
    vpc_id   = var.vpc_id
    tags     = { Name = each.key }
  }
  output "vpc_id" { value = var.vpc_id }
  output "tables" { value = { for name, table in aws_route_table.this : name => table.id } }
  --- terraform.tfvars
  cidr = "10.1.0.0/16"
`;

/** A root whose files can be edited. */
async function editable(fixture: string): Promise<{
  texts: Map<string, string>;
  input: RootInput;
  set: (name: string, edit: (text: string) => string) => void;
}> {
  const texts = new Map(parseFixture(fixture).files);
  const files: Files = memoryFiles(texts);
  const input: RootInput = { root: fixtureRoot, files, parser: await sharedParser() };
  return {
    texts,
    input,
    set: (name, edit) => texts.set(`${fixtureRoot}/${name}`, edit(texts.get(`${fixtureRoot}/${name}`) ?? '')),
  };
}

/** All that can be seen of an evaluation, as plain data. */
function seen(evaluation: Evaluation): unknown {
  const { configuration } = evaluation;
  const module = (one: typeof configuration.module): unknown => ({
    address: one.address,
    directory: one.directory,
    variables: [...one.variables].map(([name, value]) => [name, writeJson(value)]),
    locals: [...one.locals].map(([name, value]) => [name, writeJson(value)]),
    outputs: [...one.outputs].map(([name, value]) => [name, writeJson(value)]),
    calls: one.calls.map(module),
  });
  return {
    module: module(configuration.module),
    problems: problemsOf(configuration).sort(),
    resources: configuration.resources.map((resource) => [
      resource.address,
      configuration.locate(resource.source),
      resource.provider.name,
      resource.uncertain,
      resource.body.blocks.map((block) => [
        block.type,
        configuration.locate(block.source),
        [...block.body.attributes].map(([name, { value }]) => [name, writeJson(value)]),
      ]),
    ]),
    values: [...instanceValues(evaluation)].map(([address, { value }]) => [address, writeJson(value)]),
  };
}

describe('incremental evaluation', () => {
  it('keeps everything, by identity, where nothing has changed', async () => {
    const { input } = await editable(platform);
    const first = evaluateRoot(input);
    const computations = first.state.cells.computations;
    const second = evaluateRoot(input, first);
    assert.equal(second.configuration.module, first.configuration.module);
    assert.equal(second.configuration.resources, first.configuration.resources);
    assert.equal(second.configuration.byAddress, first.configuration.byAddress);
    // Folders and texts are looked at again: five of them.
    assert.ok(second.state.cells.computations - computations <= 8);
  });

  it('keeps modules and resources that an edit does not concern', async () => {
    const { input, set } = await editable(platform);
    const first = evaluateRoot(input).configuration;
    const kept = evaluateRoot(input);
    set('main.tf', (text) => text.replace('"shop"', '"store"'));
    const second = evaluateRoot(input, kept).configuration;
    const before = kept.configuration;
    assert.notEqual(first, before);
    assert.notEqual(second.byAddress.get('aws_vpc.main'), before.byAddress.get('aws_vpc.main'));
    assert.equal(second.byAddress.get('aws_subnet.app[0]'), before.byAddress.get('aws_subnet.app[0]'));
    assert.equal(second.module.calls[0], before.module.calls[0]);
    assert.equal(second.module.calls[1], before.module.calls[1]);
  });

  it('moves with lines that are added above, without evaluating anything', async () => {
    const { input, set } = await editable(platform);
    const first = evaluateRoot(input);
    set('main.tf', (text) => `\n\n# a comment\n${text}`);
    const second = evaluateRoot(input, first);
    const find = (evaluation: Evaluation): number | undefined => {
      const resource = evaluation.configuration.byAddress.get('aws_vpc.main');
      return resource && evaluation.configuration.locate(resource.source)?.range.start.line;
    };
    assert.equal(
      second.configuration.byAddress.get('aws_vpc.main'),
      first.configuration.byAddress.get('aws_vpc.main'),
    );
    assert.equal((find(second) ?? 0) - (find(first) ?? 0), 3);
  });

  it('stops when it is told to, and goes on later', async () => {
    const { input } = await editable(platform);
    let steps = 20;
    assert.equal(
      evaluateUnless(() => steps-- <= 0, input),
      undefined,
    );
    const first = evaluateRoot(input);
    steps = 3;
    assert.equal(
      evaluateUnless(() => steps-- <= 0, { ...input, files: memoryFiles(new Map()) }, first),
      undefined,
    );
    assert.deepEqual(seen(evaluateRoot(input, first)), seen(evaluateRoot(input)));
  });

  it('reads files of functions again when they change', async () => {
    const { input, set } = await editable('--- main.tf\nlocals { x = file("x.txt") }\n--- x.txt\none');
    const first = evaluateRoot(input);
    set('x.txt', () => 'two');
    const second = evaluateRoot(input, first);
    assert.deepEqual(
      [first, second].map(({ configuration }) => configuration.module.locals.get('x')),
      [
        { kind: 'string', value: 'one\n' },
        { kind: 'string', value: 'two' },
      ],
    );
  });

  it('comes to the same as a fresh evaluation after any edit', async () => {
    const { texts, input } = await editable(platform);
    const original = new Map(texts);
    const paths = [...texts.keys()];
    const words = [
      '"a"',
      '1',
      'null',
      'local.azs',
      'aws_vpc.main',
      'aws_security_group.app.id',
      'module.net',
      '{',
      '}',
      '[',
      'var.cidr',
      'each.key',
      '\n',
      'count = 2\n',
      '# x\n',
      'local.name',
      'x',
    ];
    const edit = fc.record({
      path: fc.constantFrom(...paths),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.integer({ min: 0, max: 12 }),
      insert: fc.oneof(fc.constantFrom(...words), fc.constant('')),
      undo: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 10 }), (edits) => {
        for (const [path, text] of original) texts.set(path, text);
        let kept = evaluateRoot(input);
        for (const { path, at, cut, insert, undo } of edits) {
          const text = texts.get(path) ?? '';
          const start = Math.floor(at * text.length);
          texts.set(
            path,
            undo ? (original.get(path) ?? '') : text.slice(0, start) + insert + text.slice(start + cut),
          );
          kept = evaluateRoot(input, kept);
          assert.deepEqual(seen(kept), seen(evaluateRoot(input)));
        }
      }),
      { numRuns: 40 },
    );
  }).timeout(60_000);
});
