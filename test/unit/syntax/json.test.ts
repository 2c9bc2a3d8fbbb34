import assert from 'node:assert/strict';
import { checkParse, parse } from './checkParse';
import { dump, dumpRange } from './dump';

function checkJson(text: string, expected: string, path = 'main.tf.json'): void {
  checkParse(text, expected, path);
}

// https://developer.hashicorp.com/terraform/language/syntax/json
describe('JSON syntax', () => {
  it('reads blocks with their labels', () => {
    checkJson(
      `
      {
        "resource": {
          "aws_vpc": { "main": { "cidr_block": "10.0.0.0/16" } },
          "aws_subnet": { "a": { "x": 1 }, "b": { "x": 2 } }
        },
        "data": { "aws_region": { "here": {} } },
        "module": { "net": { "source": "./net" } },
        "provider": { "aws": { "region": "x" } },
        "locals": { "a": 1 },
        "terraform": { "required_version": ">= 1.0" }
      }
      `,
      `
      resource "aws_vpc" "main"
        cidr_block = "10.0.0.0/16"
      resource "aws_subnet" "a"
        x = 1
      resource "aws_subnet" "b"
        x = 2
      data "aws_region" "here"
      module "net"
        source = "./net"
      provider "aws"
        region = "x"
      locals
        a = 1
      terraform
        required_version = ">= 1.0"
      `,
    );
  });

  it('reads arrays of bodies as several blocks, at every level', () => {
    checkJson(
      '{ "provider": { "aws": [{ "alias": "a" }, { "alias": "b" }] }, "locals": [{ "x": 1 }, { "y": 2 }] }',
      'provider "aws"\n  alias = "a"\nprovider "aws"\n  alias = "b"\nlocals\n  x = 1\nlocals\n  y = 2',
    );
    checkJson(
      '{ "resource": [{ "a": [{ "b": {} }] }, { "a": { "c": [{}] } }] }',
      'resource "a" "b"\nresource "a" "c"',
    );
    checkJson('[{ "locals": { "x": 1 } }, { "locals": { "y": 2 } }]', 'locals\n  x = 1\nlocals\n  y = 2');
  });

  it('reads values as expressions; nested blocks are objects and tuples', () => {
    checkJson(
      '{ "locals": { "a": [1, -2.5e3, true, null, "x", {}], "b": { "c": { "d": [] } } } }',
      'locals\n  a = (tuple 1 (- 2.5e3) true null "x" (object))\n  b = (object ("c" (object ("d" (tuple)))))',
    );
  });

  it('reads strings and names as templates', () => {
    checkJson(
      '{ "locals": { "a": "${var.b}", "c": "x ${d} $${e} %{ if f }g%{ endif }", "h": { "${i}": 1 } } }',
      'locals\n  a = (template $(. var b))\n  c = (template "x " $d " ${e} " (if f "g"))\n  h = (object ((template $i) 1))',
    );
    checkJson(
      '{ "locals": { "a": "${f(\\"x\\")} \\u00e9\\n" } }',
      String.raw`locals${'\n'}  a = (template $(call f "x") " é\n")`,
    );
  });

  it('leaves strings alone where Terraform does', () => {
    checkJson('{ "variable": { "v": { "default": "${x}" } } }', 'variable "v"\n  default = "${x}"');
    checkJson('{ "terraform": { "x": "${x}" } }', 'terraform\n  x = "${x}"');
    checkJson(
      '{ "module": { "m": { "source": "${x}", "y": "${x}" } } }',
      'module "m"\n  source = "${x}"\n  y = (template $x)',
    );
    checkJson(
      '{ "a": "${x}", "b": ["%{x}"], "//": 1 }',
      'a = "${x}"\nb = (tuple "%{x}")\n// = 1',
      'x.auto.tfvars.json',
    );
  });

  it('reads types and references as expressions', () => {
    checkJson(
      '{ "variable": { "v": { "type": "map(object({ a = string }))" } } }',
      'variable "v"\n  type = (call map (call object (object ("a" string))))',
    );
    checkJson(
      '{ "resource": { "a": { "b": { "depends_on": ["c.d"], "provider": "aws.west", "lifecycle": { "ignore_changes": ["tags"] }, "dynamic": { "x": { "iterator": "it", "content": { "y": "${it.value}" } } } } } } }',
      'resource "a" "b"\n  depends_on = (tuple (. c d))\n  provider = (. aws west)\n  lifecycle = (object ("ignore_changes" (tuple tags)))\n' +
        '  dynamic = (object ("x" (object ("iterator" it) ("content" (object ("y" (template $(. it value))))))))',
    );
    checkJson(
      '{ "module": { "m": { "providers": { "aws": "aws.x" } } } }',
      'module "m"\n  providers = (object ("aws" (. aws x)))',
    );
    checkJson('{ "moved": { "from": "a.b", "to": "a.c" } }', 'moved\n  from = (. a b)\n  to = (. a c)');
  });

  it('takes properties named // for comments', () => {
    const json = '{\n  "//": "top",\n  "locals": { "//": "in", "a": 1 }\n}';
    checkJson(json, 'locals\n  a = 1');
    const comments = parse(json, undefined, 'a.tf.json').chunks.flatMap(({ chunk }) =>
      chunk.comments.map(({ text }) => text),
    );
    assert.deepEqual(comments, ['// top', '// in']);
  });

  it('places what it finds in the file', () => {
    const json =
      '{\n  "locals": {\n    "a": "é\\u00e9${x}" },\n  "output": { "o": { "value": "😀${b.c}" } }\n}';
    const file = parse(json, undefined, 'a.tf.json');
    const places = file.chunks.flatMap(({ chunk, line }) =>
      chunk.body.blocks.flatMap(({ range, typeRange, bodyRange, body }) => [
        dumpRange(range, line),
        dumpRange(typeRange, line),
        dumpRange(bodyRange, line),
        ...body.attributes.flatMap(({ nameRange, expression }) => [
          dumpRange(nameRange, line),
          dumpRange(expression.range, line),
          ...(expression.kind === 'template'
            ? expression.parts.map((part) =>
                part.kind === 'interpolation'
                  ? `${dump(part.expression)} ${dumpRange(part.expression.range, line)}`
                  : dumpRange(part.range, line),
              )
            : []),
        ]),
      ]),
    );
    assert.deepEqual(places, [
      ...['1:2-2:24', '1:2-1:10', '1:13-2:23', '2:4-2:7', '2:9-2:22', '2:10-2:17', 'x 2:19-2:20'],
      ...['3:14-3:42', '3:2-3:10', '3:20-3:41', '3:21-3:28', '3:30-3:40', '3:31-3:33', '(. b c) 3:35-3:38'],
    ]);
  });

  it('tells what is wrong, and keeps the rest', () => {
    checkJson(
      '{\n  "locals": { "a": , "b": 2 },\n  "output": { "o": { "value": "${a +}" } },\n  "variable": 1\n}',
      `
      locals
        a = <invalid>
        b = 2
      ! 1:19-1:20 Expected a value
      output "o"
        value = (template $(+ a <invalid>))
      ! 2:35-2:36 Expected a value after +
      ! 3:2-3:12 Expected an object here: { … }`,
    );
  });

  it('keeps an open bracket to its property, when the names are aligned', () => {
    checkJson(
      '{\n  "locals": { "a": [1,\n  "output": { "o": { "value": 1 } }\n}',
      'locals\n  a = (tuple 1)\n! 1:20-1:21 This array is not closed: ] is missing\noutput "o"\n  value = 1',
    );
  });

  it('refuses what is no object, and what nests too deeply', () => {
    checkJson('1', '! 0:0-0:1 Expected an object: { … }');
    checkJson('['.repeat(100_000), '! 0:0-0:1 Brackets are nested too deeply; this file is not analysed');
    checkJson('{ "a": 1', 'a = 1\n! 0:0-0:1 This file is not closed: } is missing at its end');
    checkJson('', '');
  });

  it('refuses comments and commas behind the last item, as Terraform does', () => {
    checkJson('{ "a": 1, }', 'a = 1\n! 0:10-0:11 Expected a name in double quotes');
    checkJson('{\n  "a": 1\n  "b": 2\n}', 'a = 1\nb = 2\n! 2:2-2:5 Expected a comma');
    checkJson(
      '{ "a": 1 // c\n}',
      'a = 1\n! 0:9-0:13 JSON has no comments; Terraform ignores properties named "//"',
    );
  });
});
