import assert from 'node:assert/strict';
import { checkModule } from './check';

describe('module calls', () => {
  it('passes inputs in and outputs out, and keeps references on the way', () =>
    checkModule({
      files: `
        --- main.tf
        resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
        module "net" {
          source = "./net"
          vpc_id = aws_vpc.main.id
        }
        --- net/net.tf
        variable "vpc_id" { type = string }
        resource "aws_subnet" "a" { vpc_id = var.vpc_id }
        output "vpc_id" { value = var.vpc_id }
        output "subnet_id" { value = aws_subnet.a.id }
      `,
      values: {
        'module.net.vpc_id': { ref: 'aws_vpc.main.id' },
        'module.net.subnet_id': { ref: 'module.net.aws_subnet.a.id' },
        'module.net': {
          subnet_id: { ref: 'module.net.aws_subnet.a.id' },
          vpc_id: { ref: 'aws_vpc.main.id' },
        },
      },
      addresses: ['aws_vpc.main', 'module.net.aws_subnet.a'],
    }));

  it('makes an instance for each element of for_each and count, nested too', () =>
    checkModule({
      files: `
        --- main.tf
        module "net" {
          source   = "./net"
          for_each = { a = 2, b = 1 }
          size     = each.value
        }
        --- net/net.tf
        variable "size" {}
        module "subnets" {
          source = "../subnet"
          count  = var.size
          index  = count.index
        }
        output "names" { value = module.subnets[*].name }
        --- subnet/subnet.tf
        variable "index" {}
        resource "aws_subnet" "this" { vpc_id = "vpc-1" }
        output "name" { value = "s\${var.index}" }
      `,
      values: {
        'module.net["a"].names': ['s0', 's1'],
        '{ for key, net in module.net : key => net.names }': { a: ['s0', 's1'], b: ['s0'] },
        'module.net["c"]': 'problem: The given key does not identify an element in this collection value.',
      },
      addresses: [
        'module.net["a"].module.subnets[0].aws_subnet.this',
        'module.net["a"].module.subnets[1].aws_subnet.this',
        'module.net["b"].module.subnets[0].aws_subnet.this',
      ],
    }));

  it('finds modules of registries and git where terraform init has put them', () =>
    checkModule({
      files: `
        --- .terraform/modules/modules.json
        {"Modules":[
          {"Key":"","Source":"","Dir":"."},
          {"Key":"vpc","Source":"registry.terraform.io/terraform-aws-modules/vpc/aws","Version":"5.0.0","Dir":".terraform/modules/vpc"},
          {"Key":"vpc.inner","Source":"git::https://example.com/inner.git","Dir":".terraform/modules/vpc.inner/sub"}
        ]}
        --- .terraform/modules/vpc/main.tf
        module "inner" { source = "git::https://example.com/inner.git//sub" }
        output "value" { value = module.inner.value }
        --- .terraform/modules/vpc.inner/sub/main.tf
        output "value" { value = "\${path.module} \${path.root}" }
        --- main.tf
        module "vpc" {
          source  = "terraform-aws-modules/vpc/aws"
          version = "5.0.0"
        }
      `,
      values: { 'module.vpc.value': '.terraform/modules/vpc.inner/sub .' },
    }));

  it('tells a module that is not installed once, at its call, and says so of its outputs', () =>
    checkModule({
      files: `
        module "vpc" {
          source = "terraform-aws-modules/vpc/aws"
        }
        locals {
          id = module.vpc.vpc_id
        }
      `,
      values: {
        'local.id': { unknown: 'module.vpc: the module is not installed: run terraform init' },
        'module.vpc.private_subnets[0]': {
          unknown: 'module.vpc: the module is not installed: run terraform init',
        },
      },
      problems: [
        'main.tf:2:12 The module "vpc" (terraform-aws-modules/vpc/aws) is not installed: run terraform init.',
      ],
    }));

  it('tells a folder without Terraform files, a source that is no literal, and none', () =>
    checkModule({
      files: `
        module "a" { source = "./nowhere" }
        module "b" { source = "./\${terraform.workspace}" }
        module "c" {}
      `,
      values: { 'module.c.x': { unknown: 'module.c: it has no source' } },
      problems: [
        'main.tf:1:23 The module "a" can not be read from "./nowhere": there is no Terraform file in that folder.',
        'main.tf:2:23 The source of a module must be written out: it can not refer to anything.',
        'main.tf:3:8 The module "c" has no source.',
      ],
    }));

  it('tells modules that call each other in a circle', () =>
    checkModule({
      files: `
        --- main.tf
        module "a" { source = "./a" }
        --- a/a.tf
        module "b" { source = "../b" }
        output "x" { value = module.b.x }
        --- b/b.tf
        module "a" { source = "../a" }
        output "x" { value = module.a.x }
      `,
      values: { 'module.a.x': { unknown: 'module.a.module.b.module.a: the module calls itself' } },
      problems: ['b/b.tf:1:23 The module "a" calls itself: its source is the folder of module.a.'],
    }));

  it('tells arguments that the module does not have, and those that it needs', () =>
    checkModule({
      files: `
        --- main.tf
        module "a" {
          source = "./a"
          nmae   = "x"
        }
        --- a/a.tf
        variable "name" { type = string }
        output "name" { value = var.name }
      `,
      values: { 'module.a.name': { unknown: 'module.a.var.name: the call gives no value for it' } },
      problems: [
        'main.tf:3:3 The module "a" has no variable "nmae".',
        'main.tf:1:8 The module "a" needs a value for "name".',
      ],
    }));

  it('tells a problem of a shared module once, however often it is called', () =>
    checkModule({
      files: `
        --- main.tf
        module "a" {
          source   = "./a"
          for_each = toset(["x", "y", "z"])
        }
        --- a/a.tf
        locals { x = local.missing }
      `,
      problems: ['a/a.tf:1:14 There is no local value "missing": no locals block of this module sets it.'],
    }));

  it('lets one instance stand for those of a call whose for_each is not known', () =>
    checkModule({
      files: `
        --- main.tf
        variable "zones" { type = set(string) }
        module "net" {
          source   = "./net"
          for_each = var.zones
          zone     = each.key
        }
        --- net/net.tf
        variable "zone" {}
        resource "aws_subnet" "this" { availability_zone = var.zone }
        output "id" { value = aws_subnet.this.id }
      `,
      values: { 'module.net["a"].id': { unknown: 'var.zones: it has no default and no value was given' } },
      addresses: ['module.net[*].aws_subnet.this'],
      check: ({ resources }) => assert.equal(resources[0]?.uncertain?.value, 'var.zones'),
    }));

  it('hands providers down: by name, by map, by inheritance', () =>
    checkModule({
      files: `
        --- main.tf
        provider "aws" { region = "eu-central-1" }
        provider "aws" {
          alias  = "west"
          region = "us-west-2"
        }
        module "inherits" { source = "./m" }
        module "mapped" {
          source    = "./m"
          providers = { aws = aws.west }
        }
        module "outer" {
          source    = "./outer"
          providers = { aws.inner = aws.west }
        }
        resource "aws_vpc" "west" { provider = aws.west }
        --- m/m.tf
        data "aws_region" "current" {}
        output "region" { value = data.aws_region.current.name }
        --- outer/outer.tf
        module "m" {
          source    = "../m"
          providers = { aws = aws.inner }
        }
        output "region" { value = module.m.region }
      `,
      values: {
        'module.inherits.region': 'eu-central-1',
        'module.mapped.region': 'us-west-2',
        'module.outer.region': 'us-west-2',
      },
      check: ({ byAddress }) => assert.equal(byAddress.get('aws_vpc.west')?.provider.name, 'aws.west'),
    }));
});
