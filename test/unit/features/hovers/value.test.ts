import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Hover } from 'vscode-languageserver-protocol';
import { hoverAt } from '../../../../server/src/features/hover';
import { modelOf } from '../../../../server/src/features/model';
import { evaluateRoot, evaluateUnless } from '../../../../server/src/terraform/evaluateRoot';
import { rangeContains } from '../../../../server/src/util/text';
import { fixtureRoot, onlyCursor, parseFixture } from '../../../support/fixture';
import { memoryFiles } from '../../../support/memoryFiles';
import { sharedParser } from '../../../support/terraform';

/** The hover at the cursor, as Markdown, in these root modules. */
async function hoverOf(text: string, roots: readonly string[] = ['']): Promise<Hover | undefined> {
  const fixture = parseFixture(text);
  const parser = await sharedParser();
  const models = roots.map((root) =>
    modelOf(
      evaluateRoot({ root: `${fixtureRoot}${root}`, files: memoryFiles(fixture.files), parser })
        .configuration,
    ),
  );
  return hoverAt(models, onlyCursor(fixture));
}

async function checkHover(
  text: string,
  expected: string | undefined,
  roots?: readonly string[],
): Promise<void> {
  assert.equal(textOf(await hoverOf(text, roots)), expected);
}

function textOf(hover: Hover | undefined): string | undefined {
  return hover === undefined || typeof hover.contents === 'string' || !('value' in hover.contents)
    ? undefined
    : // What the value stands for comes below a line.
      hover.contents.value.split('\n\n---\n\n')[0];
}

const network = `
variable "block" { default = "10.1.0.0/16" }
variable "office" { type = string }
variable "password" {
  default   = "hunter2"
  sensitive = true
}
locals {
  vpc   = aws_vpc.main.id
  ports = [80, 443]
}
resource "aws_vpc" "main" { cidr_block = var.block }
`;

const at = (expression: string): string => `${network}output "x" { value = ${expression} }\n`;

describe('hover on an expression', () => {
  it('of a variable', () =>
    checkHover(at('var.blo‸ck'), '**Reachable** · value of `var.block`: `"10.1.0.0/16"`'));
  it('takes the whole name from any part of it', async () => {
    await checkHover(at('v‸ar.block'), '**Reachable** · value of `var.block`: `"10.1.0.0/16"`');
    await checkHover(
      at('aws_v‸pc.main.cidr_block'),
      '**Reachable** · value of `aws_vpc.main.cidr_block`: `"10.1.0.0/16"`',
    );
  });
  it('of a part of a name', () =>
    checkHover(
      `locals { a = { b = { c = 1 } } }\noutput "x" { value = local.a.‸b.c }`,
      '**Reachable** · value of `local.a.b`: `{"c": 1}`',
    ));
  it('of a collection', () =>
    checkHover(at('local.por‸ts'), '**Reachable** · value of `local.ports`: `[80, 443]`'));
  it('of an element, from its key', () =>
    checkHover(at('local.ports[‸1]'), '**Reachable** · value of `local.ports[1]`: `443`'));
  it('of a call, from its name and its literal arguments', async () => {
    const expected = '**Reachable** · value of `cidrsubnet(var.block, 8, 3)`: `"10.1.3.0/24"`';
    await checkHover(at('cidr‸subnet(var.block, 8, 3)'), expected);
    await checkHover(at('cidrsubnet(var.block, 8, ‸3)'), expected);
  });
  it('of an argument of a call', () =>
    checkHover(at('cidrsubnet(var.bl‸ock, 8, 3)'), '**Reachable** · value of `var.block`: `"10.1.0.0/16"`'));
  it('of a template, from its text', () =>
    checkHover(
      at('"block ‸${var.block}"'),
      '**Reachable** · value of `"block ${var.block}"`: `"block 10.1.0.0/16"`',
    ));
  it('of a condition and an operation', async () => {
    await checkHover(
      at('var.block == "x" ‸? 1 : 2'),
      '**Reachable** · value of `var.block == "x" ? 1 : 2`: `2`',
    );
    await checkHover(
      at('1 ‸+ length(local.ports)'),
      '**Reachable** · value of `1 + length(local.ports)`: `3`',
    );
  });
  it('of what only makes sense in a for is the whole for', () =>
    checkHover(
      at('[for p in local.ports : ‸p + 1]'),
      '**Reachable** · value of `[for p in local.ports : p + 1]`: `[81, 444]`',
    ));
  it('of what a for goes through', () =>
    checkHover(at('[for p in local.po‸rts : p + 1]'), '**Reachable** · value of `local.ports`: `[80, 443]`'));
  it('of a splat', () =>
    checkHover(
      at('aws_vpc.main[*].cidr_bl‸ock'),
      '**Reachable** · value of `aws_vpc.main[*].cidr_block`: `["10.1.0.0/16"]`',
    ));
  it('of path and terraform', async () => {
    await checkHover(at('path.mod‸ule'), '**Reachable** · value of `path.module`: `"."`');
    await checkHover(
      at('terraform.work‸space'),
      '**Reachable** · value of `terraform.workspace`: `"default"`',
    );
  });
});

describe('hover on what is not known', () => {
  it('says why', () =>
    checkHover(
      at('var.off‸ice'),
      '**Reachable** · value of `var.office`: unknown\n\n- `var.office`: it has no default and no value was given',
    ));
  it('says what a reference refers to', () =>
    checkHover(
      at('local.v‸pc'),
      '**Reachable** · value of `local.vpc`: `aws_vpc.main.id`, known after apply',
    ));
  it('does not show what is sensitive', async () => {
    await checkHover(at('var.pass‸word'), '**Reachable** · value of `var.password`: sensitive, not shown');
    await checkHover(at('{ ‸user = 1, secret = var.password }'), undefined);
    await checkHover(
      at('merge‸({ user = 1 }, { secret = var.password })'),
      '**Reachable** · value of `merge({ user = 1 }, { secret = var.password })`: `{"secret": {"sensitive":true}, "user": 1}`',
    );
  });
  it('keeps what is known of a collection', () =>
    checkHover(
      at('conc‸at([1], [var.office])'),
      '**Reachable** · value of `concat([1], [var.office])`: `[1, {"unknown":"var.office: it has no default and no value was given"}]`',
    ));
});

describe('hover on a large value', () => {
  it('stands below the heading', () =>
    checkHover(
      at(
        'conc‸at(["0123456789012345678901234567890123456789"], ["0123456789012345678901234567890123456789"])',
      ),
      '**Reachable** · value of `concat(["0123456789012345678901234567890123456789"], ["0123…`:\n\n' +
        '```json\n[\n  "0123456789012345678901234567890123456789",\n  "0123456789012345678901234567890123456789"\n]\n```',
    ));
  it('is cut after fifteen lines', async () => {
    const lines = textOf(await hoverOf(at('ran‸ge(1000, 1100)')))?.split('\n') ?? [];
    assert.deepEqual(lines.slice(2, 5), ['```json', '[', '  1000,']);
    assert.deepEqual(lines.slice(-3), ['  1013,', '…', '```']);
    assert.equal(lines.length, 2 + 1 + 15 + 1 + 1);
  });
  it('can not end its block of code, nor its row', async () => {
    const text = textOf(await hoverOf(at('for‸mat("%s\\n```\\n# x | y", "a")'))) ?? '';
    assert.equal(text.split('\n').length, 1);
    const [, rows = ''] =
      textOf(
        await hoverOf(
          'resource "aws_vpc" "a" {\n  for_each = toset(["a|b", "c`d"])\n  cidr_block = each.k‸ey\n}',
        ),
      )?.split('| --- | --- |\n') ?? [];
    assert.equal(rows, '| `aws_vpc.a["a\\|b"]` | `"a\\|b"` |\n| ``aws_vpc.a["c`d"]`` | ``"c`d"`` |');
  });
});

describe('hover on a definition', () => {
  it('of a variable', () =>
    checkHover(
      'variable "si‸ze" {\n  type    = number\n  default = "3"\n}',
      '**Reachable** · value of `var.size`: `3`',
    ));
  it('of a local value', () =>
    checkHover(
      'locals {\n  a‸ll = concat(["a"], ["b"])\n}',
      '**Reachable** · value of `local.all`: `["a", "b"]`',
    ));
  it('of an output', () =>
    checkHover('output "al‸l" { value = upper("a") }', '**Reachable** · value of `output.all`: `"A"`'));
  it('shows the value that files of variables give', () =>
    checkHover(
      'variable "si‸ze" { default = 1 }\n--- terraform.tfvars\nsize = 2',
      '**Reachable** · value of `var.size`: `2`',
    ));
});

describe('hover where there are several instances', () => {
  it('shows each that differs', () =>
    checkHover(
      `resource "aws_subnet" "a" {
  for_each   = { x = 1, y = 2 }
  cidr_block = cidrsubnet("10.0.0.0/16", 8, each.‸value)
}`,
      '**Reachable** · value of `each.value`:\n\n| instance | value |\n| --- | --- |\n' +
        '| `aws_subnet.a["x"]` | `1` |\n| `aws_subnet.a["y"]` | `2` |',
    ));
  it('shows at most ten', async () => {
    const text = textOf(
      await hoverOf(
        'resource "aws_subnet" "a" {\n  count = 25\n  cidr_block = "10.0.${count.ind‸ex}.0/24"\n}',
      ),
    );
    const lines = text?.split('\n') ?? [];
    assert.equal(lines.filter((line) => line.startsWith('| `aws_subnet.a[')).length, 10);
    assert.equal(lines.at(-1), '… and 15 more instances.');
  });
  it('shows a value once that is the same in all', () =>
    checkHover(
      'resource "aws_subnet" "a" {\n  count = 3\n  map_public_ip_on_launch = count.index ‸< 5\n}',
      '**Reachable** · value of `count.index < 5` in all 3 instances: `true`',
    ));
  it('names the callers of a module', () =>
    checkHover(
      `module "a" {
  source = "./net"
  block  = "10.0.0.0/16"
}
module "b" {
  source   = "./net"
  for_each = toset(["x"])
  block    = "10.1.0.0/16"
}
--- net/net.tf
variable "bl‸ock" {}`,
      '**Reachable** · value of `var.block`:\n\n| instance | value |\n| --- | --- |\n' +
        '| `module.a` | `"10.0.0.0/16"` |\n| `module.b["x"]` | `"10.1.0.0/16"` |',
    ));
  it('names root modules', () =>
    checkHover(
      `--- dev/main.tf
module "net" {
  source = "../net"
  size   = 1
}
--- prod/main.tf
module "net" {
  source = "../net"
  size   = 2
}
--- net/net.tf
variable "size" {}
output "double" { value = 2 ‸* var.size }`,
      '**Reachable** · value of `2 * var.size`:\n\n| instance | value |\n| --- | --- |\n' +
        '| `dev: module.net` | `2` |\n| `prod: module.net` | `4` |',
      ['/dev', '/prod'],
    ));
  it('goes through dynamic blocks', () =>
    checkHover(
      `resource "aws_launch_template" "a" {
  dynamic "tag_specifications" {
    for_each = ["volume", "instance"]
    content { resource_type = tag_specifications.val‸ue }
  }
}`,
      '**Reachable** · value of `tag_specifications.value`:\n\n| instance | value |\n| --- | --- |\n' +
        '| `aws_launch_template.a.tag_specifications[0]` | `"volume"` |\n' +
        '| `aws_launch_template.a.tag_specifications[1]` | `"instance"` |',
    ));
  it('of what a module gives', () =>
    checkHover(
      `module "net" { source = "./net" }
output "x" { value = mod‸ule.net.size }
--- net/net.tf
output "size" { value = 2 }`,
      '**Reachable** · value of `module.net.size`: `2`',
    ));
});

describe('hover that says nothing', () => {
  const silent = {
    'on a literal': 'output "x" { value = "a‸b" }',
    'on a list of literals': 'output "x" { value = ["a", ‸"b"] }',
    'on a type': 'variable "x" { type = list(str‸ing) }',
    'on the name of an argument': 'output "x" { val‸ue = upper("a") }',
    'on an address': 'moved {\n  from = aws_vpc.‸a\n  to = aws_vpc.b\n}',
    'on depends_on': 'resource "aws_vpc" "a" { depends_on = [aws_eip.‸x] }',
    'on what has no instances':
      'resource "aws_vpc" "a" {\n  count = 0\n  cidr_block = cidrsubnet("10.0.0.0/8", 8, count.ind‸ex)\n}',
    'on a comment': '# var.‸x\nvariable "x" {}',
    'in a file of another module':
      '--- main.tf\nlocals { a = 1 }\n--- other/main.tf\noutput "x" { value = local.‸a }',
    'on half a file': 'output "x" { value = ‸',
  };
  for (const [name, text] of Object.entries(silent)) it(name, () => checkHover(text, undefined));
});

describe('the values of an older evaluation', () => {
  it('are not asked for', async () => {
    const fixture = parseFixture('locals { a = 1 }\noutput "x" { value = local.‸a }');
    const input = { root: fixtureRoot, files: memoryFiles(fixture.files), parser: await sharedParser() };
    const older = evaluateRoot(input);
    const newer = evaluateRoot(
      { ...input, files: memoryFiles(new Map([[`${fixtureRoot}/main.tf`, 'locals { a = 2 }\n']])) },
      older,
    );
    const cursor = onlyCursor(fixture);
    assert.equal(hoverAt([modelOf(older.configuration)], cursor), undefined);
    assert.equal(hoverAt([modelOf(newer.configuration)], cursor), undefined);
  });
});

describe('hover after an evaluation that was to stop at a time', () => {
  it('works out what nobody has asked for before', async () => {
    const fixture = parseFixture(at('aws_vpc.main.‸tags_all'));
    const parser = await sharedParser();
    let isOver = false;
    const evaluation = evaluateUnless(() => isOver, {
      root: fixtureRoot,
      files: memoryFiles(fixture.files),
      parser,
    });
    isOver = true;
    assert.ok(evaluation);
    const hover = hoverAt([modelOf(evaluation.configuration)], {
      ...onlyCursor(fixture),
      position: { line: 10, character: 45 },
    });
    assert.equal(textOf(hover), '**Reachable** · value of `var.block`: `"10.1.0.0/16"`');
    const other = hoverAt([modelOf(evaluation.configuration)], onlyCursor(fixture));
    assert.match(textOf(other) ?? '', /^\*\*Reachable\*\* · value of `aws_vpc\.main\.tags_all`/);
  });
});

describe('hover in JSON', () => {
  it('shows what a template is worth', async () => {
    const text = textOf(
      await hoverOf('--- main.tf.json\n{"locals": {"a": 2}, "output": {"x": {"value": "${local.‸a * 3}"}}}'),
    );
    assert.equal(text, '**Reachable** · value of `local.a`: `2`');
  });
});

describe('hover anywhere', () => {
  const text = `variable "v" {
  type    = map(object({ port = number, from = optional(list(string), []) }))
  default = { a = { port = 80 }, b = { port = 443, from = ["10.0.0.0/8"] } }
}
locals {
  all  = { for name, one in var.v : name => one.port if length(one.from) >= 0 }
  text = <<-EOT
    %{ for p in values(local.all) ~}
    port \${p} of \${local.name}
    %{ endfor ~}
  EOT
  name = "x-\${terraform.workspace}"
}
resource "aws_security_group" "a" {
  for_each = var.v
  name     = "\${each.key}-\${local.all[each.key]}"
  dynamic "ingress" {
    for_each = each.value.from
    content {
      from_port   = each.value.port
      cidr_blocks = [ingress.value, cidrsubnet(ingress.value, 8, ingress.key)]
    }
  }
}
output "ids" { value = values(aws_security_group.a)[*].id }
`;

  it('never throws, whatever is cut out of the text', async () => {
    const parser = await sharedParser();
    const path = `${fixtureRoot}/main.tf`;
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(12), fc.nat(40), fc.nat(90), (at, count, line, character) => {
        const files = memoryFiles(new Map([[path, text.slice(0, at) + text.slice(at + count)]]));
        const { configuration } = evaluateRoot({ root: fixtureRoot, files, parser });
        hoverAt([modelOf(configuration)], { path, position: { line, character } });
      }),
      { numRuns: 300 },
    );
  });

  it('has our heading, and no range that does not hold the cursor, at every place of whole code', async () => {
    const parser = await sharedParser();
    const path = `${fixtureRoot}/main.tf`;
    const { configuration } = evaluateRoot({
      root: fixtureRoot,
      files: memoryFiles(new Map([[path, text]])),
      parser,
    });
    const wrong: string[] = [];
    for (const [line, content] of text.split('\n').entries()) {
      for (let character = 0; character <= content.length; character += 1) {
        const position = { line, character };
        const hover = hoverAt([modelOf(configuration)], { path, position });
        const isRight =
          hover === undefined ||
          (textOf(hover)?.startsWith('**Reachable** · ') === true &&
            (hover.range === undefined || rangeContains(hover.range, position)));
        if (!isRight) wrong.push(`${line}:${character} ${String(textOf(hover))}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
