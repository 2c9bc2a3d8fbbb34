import assert from 'node:assert/strict';
import type { Configuration, EvaluatedBlock } from '../../../../server/src/terraform/configuration';
import { writeJson } from '../../../../server/src/terraform/writeJson';
import { checkModule } from './check';

/** `ingress from_port=80 { inner x=1 }`, with `?` behind a block that may stand for any number. */
function printed(blocks: readonly EvaluatedBlock[]): string[] {
  return blocks.map((block) => {
    const attributes = [...block.body.attributes].map(
      ([name, { value }]) => ` ${name}=${JSON.stringify(writeJson(value))}`,
    );
    const labels = block.labels.map((label) => ` "${label}"`);
    const inner = printed(block.body.blocks).map((text) => ` { ${text} }`);
    return [block.type, block.uncertain === undefined ? '' : '?', ...labels, ...attributes, ...inner].join(
      '',
    );
  });
}

function blocksOf({ byAddress }: Configuration, address: string): string[] {
  return printed(byAddress.get(address)?.body.blocks ?? []);
}

describe('nested and dynamic blocks', () => {
  it('makes a block for each element, with the block type or a name of its own as iterator', () =>
    checkModule({
      files: `
        resource "aws_security_group" "a" {
          dynamic "ingress" {
            for_each = { web = 80, tls = 443 }
            content {
              description = ingress.key
              from_port   = ingress.value
            }
          }
          dynamic "egress" {
            for_each = [53]
            iterator = port
            content {
              from_port = port.value
              to_port   = port.key
            }
          }
        }
      `,
      check: (configuration) =>
        assert.deepEqual(blocksOf(configuration, 'aws_security_group.a'), [
          'ingress description="tls" from_port=443',
          'ingress description="web" from_port=80',
          'egress from_port=53 to_port=0',
        ]),
    }));

  it('nests, the inner seeing the outer’s iterator', () =>
    checkModule({
      files: `
        resource "custom_thing" "a" {
          for_each = toset(["k"])
          dynamic "outer" {
            for_each = [1, 2]
            content {
              dynamic "inner" {
                for_each = range(outer.value)
                labels   = ["l\${inner.value}"]
                content {
                  both = "\${each.key}\${outer.value}\${inner.value}"
                }
              }
            }
          }
        }
      `,
      check: (configuration) =>
        assert.deepEqual(blocksOf(configuration, 'custom_thing.a["k"]'), [
          'outer { inner "l0" both="k10" }',
          'outer { inner "l0" both="k20" } { inner "l1" both="k21" }',
        ]),
    }));

  it('makes one uncertain block of a collection that is not known', () =>
    checkModule({
      files: `
        variable "ports" { type = set(number) }
        resource "aws_security_group" "a" {
          dynamic "ingress" {
            for_each = var.ports
            content {
              from_port = ingress.value
              protocol  = "tcp"
            }
          }
        }
      `,
      values: {
        'aws_security_group.a.ingress': { unknown: 'var.ports: it has no default and no value was given' },
      },
      check: (configuration) =>
        assert.deepEqual(blocksOf(configuration, 'aws_security_group.a'), [
          'ingress? from_port={"unknown":"var.ports: it has no default and no value was given"} protocol="tcp"',
        ]),
    }));

  it('tells what a dynamic block lacks', () =>
    checkModule({
      files: `
        resource "aws_security_group" "a" {
          dynamic "ingress" {
            content {
            }
          }
          dynamic "egress" {
            for_each = []
          }
          dynamic "ingress" {
            for_each = null
            content {
            }
          }
        }
      `,
      problems: [
        'main.tf:2:3 A dynamic block needs for_each: what it goes through.',
        'main.tf:6:3 A dynamic block needs a content block: what each of its blocks has in it.',
        'main.tf:10:16 The for_each of a dynamic block is null: it must be a collection, which may be empty.',
      ],
    }));

  it('leaves arguments for Terraform itself out', () =>
    checkModule({
      files: `
        resource "aws_vpc" "a" {
          cidr_block = "10.0.0.0/16"
          depends_on = [aws_vpc.b]
          lifecycle {
            prevent_destroy = true
          }
          provisioner "local-exec" {
            command = "echo \${self.id}"
          }
        }
        resource "aws_vpc" "b" {}
      `,
      check: (configuration) => {
        assert.deepEqual(blocksOf(configuration, 'aws_vpc.a'), []);
        assert.deepEqual(
          [...(configuration.byAddress.get('aws_vpc.a')?.body.attributes.keys() ?? [])],
          ['cidr_block'],
        );
      },
    }));
});

describe('the JSON syntax', () => {
  it('is the same as the native one: blocks, dynamic blocks, count, references', () =>
    checkModule({
      files: `
        --- main.tf.json
        {
          "variable": { "port": { "type": "number", "default": 80 } },
          "locals": { "name": "n-\${var.port}" },
          "resource": {
            "aws_vpc": { "main": { "cidr_block": "10.0.0.0/16", "//": "a comment" } },
            "aws_network_interface": {
              "a": {
                "count": 2,
                "subnet_id": "\${aws_vpc.main.id}",
                "attachment": [{ "instance": "i-1", "device_index": "\${count.index}" }]
              }
            },
            "aws_lb_listener": {
              "a": {
                "load_balancer_arn": "x",
                "dynamic": { "default_action": { "for_each": ["forward"], "iterator": "one", "content": { "type": "\${one.value}" } } }
              }
            }
          },
          "output": { "id": { "value": "\${aws_vpc.main.id}" } }
        }
      `,
      values: { 'local.name': 'n-80', 'aws_network_interface.a[1].subnet_id': { ref: 'aws_vpc.main.id' } },
      check: (configuration) => {
        assert.deepEqual(blocksOf(configuration, 'aws_network_interface.a[1]'), [
          'attachment instance="i-1" device_index=1',
        ]);
        assert.deepEqual(blocksOf(configuration, 'aws_lb_listener.a'), ['default_action type="forward"']);
        assert.deepEqual([...configuration.module.outputs.keys()], ['id']);
      },
    }));
});

describe('the files of a module', () => {
  it('lets .tofu win over .tf of the same name, and reads no hidden or backup files', () =>
    checkModule({
      files: `
        --- a.tf
        locals { a = "tf" }
        --- a.tofu
        locals { a = "tofu" }
        --- b.tf
        locals { b = "tf" }
        --- .hidden.tf
        locals { b = "hidden" }
        --- b.tf~
        locals { b = "backup" }
      `,
      values: { 'local.a': 'tofu', 'local.b': 'tf' },
    }));

  it('merges override files as Terraform does', () =>
    checkModule({
      files: `
        --- main.tf
        variable "a" { default = 1 }
        locals { x = 1 }
        resource "aws_security_group" "a" {
          name = "a"
          description = "kept"
          ingress { from_port = 1 }
          ingress { from_port = 2 }
          egress { from_port = 3 }
        }
        --- override.tf
        variable "a" { default = 2 }
        locals { x = 2 }
        resource "aws_security_group" "a" {
          name = "override"
          dynamic "ingress" {
            for_each = [9]
            content { from_port = ingress.value }
          }
        }
        --- z_override.tf
        resource "aws_security_group" "a" { name = "last" }
        resource "aws_security_group" "missing" { name = "x" }
      `,
      values: {
        'var.a': 2,
        'local.x': 2,
        'aws_security_group.a.name': 'last',
        'aws_security_group.a.description': 'kept',
      },
      problems: [
        'z_override.tf:2:1 This override file changes a resource "aws_security_group" "missing" that no other file of the module declares.',
      ],
      check: (configuration) =>
        assert.deepEqual(blocksOf(configuration, 'aws_security_group.a'), [
          'egress from_port=3',
          'ingress from_port=9',
        ]),
    }));

  it('tells names that are taken, blocks and arguments that do not belong there, and goes on', () =>
    checkModule({
      files: `
        locals { a = 1 }
        locals { a = 2 }
        variable "x" {}
        variable "x" { default = 1 }
        resource "aws_vpc" {}
        wibble {}
        b = 1
        output "a" { value = local.a }
      `,
      values: { 'local.a': 1 },
      problems: [
        'main.tf:2:10 There is a local value named "a" in this module already: names must be unique.',
        'main.tf:4:10 There is a variable "x" in this module already: names must be unique.',
        'main.tf:5:1 A "resource" block has two labels, not 1.',
        'main.tf:6:1 Blocks of type "wibble" are not expected here.',
        'main.tf:7:1 An argument named "b" is not expected here: a module\'s files hold blocks only.',
      ],
    }));

  it('knows moved, removed, import, check and terraform blocks', () =>
    checkModule({
      files: `
        terraform {
          required_version = ">= 1.5"
        }
        moved {
          from = aws_vpc.a
          to   = aws_vpc.b
        }
        removed {
          from = aws_vpc.c
        }
        import {
          id = "vpc-1"
          to = aws_vpc.b
        }
        check "health" {
          assert {
            condition     = true
            error_message = "no"
          }
        }
        resource "aws_vpc" "b" {}
      `,
      addresses: ['aws_vpc.b'],
    }));
});
