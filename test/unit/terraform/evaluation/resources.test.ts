import assert from 'node:assert/strict';
import { checkModule } from './check';

describe('resources', () => {
  it('gives what is configured, references for what is computed, null and defaults for the rest', () =>
    checkModule({
      files: `
        resource "aws_vpc" "main" {
          cidr_block = "10.0.0.0/16"
          tags       = { Name = "main" }
        }
      `,
      values: {
        'aws_vpc.main.cidr_block': '10.0.0.0/16',
        'aws_vpc.main.id': { ref: 'aws_vpc.main.id' },
        'aws_vpc.main.ipv4_ipam_pool_id': null,
        'aws_vpc.main.enable_dns_support': true,
        'aws_vpc.main.tags.Name': 'main',
        'aws_vpc.main.tags_all': { Name: 'main' },
        'upper(aws_vpc.main.id)': { unknown: 'aws_vpc.main.id: known after apply' },
        '[aws_vpc.main.arn, "x"]': [{ ref: 'aws_vpc.main.arn' }, 'x'],
      },
    }));

  it('converts arguments to the types of the provider', () =>
    checkModule({
      files: `
        resource "aws_security_group_rule" "a" {
          type              = "ingress"
          from_port         = "443"
          to_port           = 443
          protocol          = 6
          security_group_id = "sg-1"
          cidr_blocks       = toset(["10.0.0.0/8"])
          self              = "maybe"
        }
      `,
      values: {
        'aws_security_group_rule.a.from_port': 443,
        'aws_security_group_rule.a.protocol': '6',
        'aws_security_group_rule.a.cidr_blocks': ['10.0.0.0/8'],
      },
      problems: ['main.tf:8:23 This value does not fit "self": a bool is required.'],
    }));

  it('knows the instances of count and for_each, and what splats over them give', () =>
    checkModule({
      files: `
        resource "aws_subnet" "a" {
          count  = 2
          vpc_id = "vpc-\${count.index}"
        }
        resource "aws_subnet" "b" {
          for_each   = { x = "10.0.0.0/24", y = "10.0.1.0/24" }
          vpc_id     = "vpc-1"
          cidr_block = each.value
        }
      `,
      values: {
        'aws_subnet.a[*].id': [{ ref: 'aws_subnet.a[0].id' }, { ref: 'aws_subnet.a[1].id' }],
        'aws_subnet.a[1].vpc_id': 'vpc-1',
        'length(aws_subnet.a)': 2,
        'values(aws_subnet.b)[*].cidr_block': ['10.0.0.0/24', '10.0.1.0/24'],
        'aws_subnet.b["y"].id': { ref: 'aws_subnet.b["y"].id' },
        '{ for key, subnet in aws_subnet.b : subnet.cidr_block => key }': {
          '10.0.0.0/24': 'x',
          '10.0.1.0/24': 'y',
        },
        'aws_subnet.b["z"].id':
          'problem: The given key does not identify an element in this collection value.',
      },
      addresses: ['aws_subnet.a[0]', 'aws_subnet.a[1]', 'aws_subnet.b["x"]', 'aws_subnet.b["y"]'],
    }));

  it('lets one instance stand for some where count or the keys are not known', () =>
    checkModule({
      files: `
        variable "size" { type = number }
        resource "aws_subnet" "a" {
          count  = var.size
          vpc_id = "vpc-1"
        }
        resource "aws_eip" "b" {
          for_each = toset(aws_subnet.a[*].id)
          tags     = { Subnet = each.key }
        }
      `,
      values: {
        'aws_subnet.a[0].id': { ref: 'aws_subnet.a[*].id' },
        'aws_subnet.a[0].tags.x': { ref: 'aws_subnet.a[*].tags.x' },
        'length(aws_subnet.a)': { unknown: 'aws_subnet.a[*]: known after apply' },
        'aws_eip.b["x"].public_ip': { ref: 'aws_eip.b[*].public_ip' },
      },
      addresses: ['aws_subnet.a[*]', 'aws_eip.b[*]'],
      check: ({ resources }) => {
        assert.deepEqual(
          resources.map(({ uncertain }) => uncertain?.value),
          ['var.size', 'aws_subnet.a[*]'],
        );
      },
    }));

  it('does not count to a thousand millions', () =>
    checkModule({
      files: `
        resource "aws_eip" "a" { count = 1000000000 }
        locals { ip = aws_eip.a[7].public_ip }
      `,
      values: { 'local.ip': { ref: 'aws_eip.a[*].public_ip' } },
      problems: [
        'main.tf:1:34 1000000000 instances are too many to be worked out one by one: one stands for all of them here.',
      ],
      addresses: ['aws_eip.a[*]'],
    }));

  it('tells a count or for_each that can not be one', () =>
    checkModule({
      files: `
        variable "secret" {
          default   = ["x"]
          sensitive = true
        }
        resource "aws_eip" "a" { count = -1 }
        resource "aws_eip" "b" { count = "many" }
        resource "aws_eip" "c" { for_each = ["x"] }
        resource "aws_eip" "d" { for_each = toset(var.secret) }
        resource "aws_eip" "e" { for_each = null }
        resource "aws_eip" "f" { for_each = toset([1]) }
      `,
      problems: [
        'main.tf:5:34 The count must be a whole number, zero or more.',
        'main.tf:6:34 The count must be a whole number: a number is required.',
        'main.tf:7:37 The for_each must be a map, or a set of strings: toset(…) makes one of a list.',
        'main.tf:8:37 A sensitive value can not be the for_each: the addresses of the instances would tell it.',
        'main.tf:9:37 The for_each is null: it must be a map, or a set of strings.',
        'main.tf:10:37 The for_each must be a map, or a set of strings: this set has other elements.',
      ],
      addresses: [
        'aws_eip.a[*]',
        'aws_eip.b[*]',
        'aws_eip.c[*]',
        'aws_eip.d[*]',
        'aws_eip.e[*]',
        'aws_eip.f[*]',
      ],
    }));

  it('takes any attribute of types that it knows nothing of', () =>
    checkModule({
      files: `
        resource "random_pet" "name" { length = 2 }
        resource "null_resource" "a" { count = 2 }
      `,
      values: {
        'random_pet.name.id': { ref: 'random_pet.name.id' },
        'random_pet.name.length': 2,
        'null_resource.a[*].id': [{ ref: 'null_resource.a[0].id' }, { ref: 'null_resource.a[1].id' }],
      },
    }));

  it('passes terraform_data through', () =>
    checkModule({
      files:
        'resource "terraform_data" "a" { input = { x = [1, aws_vpc.main.id] } }\nresource "aws_vpc" "main" {}',
      values: {
        'terraform_data.a.output.x': [1, { ref: 'aws_vpc.main.id' }],
        'terraform_data.a.id': { ref: 'terraform_data.a.id' },
      },
    }));

  it('lets groups name each other, though Terraform would want rules of their own for that', () =>
    checkModule({
      files: `
        resource "aws_security_group" "a" {
          ingress {
            from_port       = 1
            to_port         = 1
            protocol        = "tcp"
            security_groups = [aws_security_group.b.id]
          }
        }
        resource "aws_security_group" "b" {
          ingress {
            from_port       = 2
            to_port         = 2
            protocol        = "tcp"
            security_groups = [aws_security_group.a.id]
          }
        }
      `,
      values: { 'one(aws_security_group.a.ingress).security_groups': [{ ref: 'aws_security_group.b.id' }] },
    }));

  it('merges the tags of the provider and the resource', () =>
    checkModule({
      files: `
        provider "aws" {
          region = "eu-central-1"
          default_tags { tags = { Team = "a", Stage = "test" } }
        }
        resource "aws_vpc" "main" { tags = { Team = "b" } }
      `,
      values: { 'aws_vpc.main.tags_all': { Stage: 'test', Team: 'b' }, 'aws_vpc.main.tags': { Team: 'b' } },
    }));

  it('knows of data sources what follows from the code, and else that they are the same thing everywhere', () =>
    checkModule({
      files: `
        provider "aws" { region = "eu-central-1" }
        data "aws_region" "current" {}
        data "aws_partition" "current" {}
        data "aws_caller_identity" "me" {}
        data "aws_vpc" "main" {
          filter {
            name   = "tag:Name"
            values = ["main"]
          }
        }
        data "aws_availability_zones" "all" {}
        data "aws_subnets" "all" {}
        locals { zones = slice(data.aws_availability_zones.all.names, 0, 2) }
      `,
      values: {
        'data.aws_region.current.name': 'eu-central-1',
        'data.aws_partition.current.partition': 'aws',
        'data.aws_caller_identity.me.account_id': { ref: 'data.aws_caller_identity.me.account_id' },
        'data.aws_vpc.main.id': { ref: 'data.aws_vpc.main.id' },
        'local.zones[1]': { ref: 'data.aws_availability_zones.all.names[1]' },
        'tolist(data.aws_subnets.all.ids)[0]': { ref: 'data.aws_subnets.all.ids[0]' },
      },
    }));

  it('tells names that are not there', () =>
    checkModule({
      files: `
        locals {
          a = aws_vpc.missing.id
          b = var.missing
          c = module.missing.x
          d = each.key
          e = count.index
          f = data.aws_vpc.missing.id
          g = nonsense
          h = path.nowhere
        }
      `,
      problems: [
        'main.tf:2:7 There is no resource "aws_vpc" "missing" in the root module.',
        'main.tf:3:7 There is no variable "missing": this module has no variable block of that name.',
        'main.tf:4:7 There is no module "missing": no module block of that name stands here.',
        'main.tf:5:7 "each" is known only in blocks that set for_each.',
        'main.tf:6:7 "count" is known only as count.index, in blocks that set count.',
        'main.tf:7:7 There is no data source "aws_vpc" "missing" in the root module.',
        'main.tf:8:7 There is no "nonsense": a reference to a resource must be followed by its name, and text must stand in quotes.',
        'main.tf:9:7 There is no path.nowhere: only path.module, path.root and path.cwd.',
      ],
    }));

  it('tells circles once, each, whatever is in them', () =>
    checkModule({
      files: `
        --- main.tf
        locals {
          a = local.b
          b = [local.c]
          c = "\${local.a}"
          d = local.a
          self = local.self
        }
        resource "aws_vpc" "main" { cidr_block = aws_vpc.main.cidr_block }
        module "m" {
          source = "./m"
          x      = module.m.y
        }
        --- m/m.tf
        variable "x" {}
        output "y" { value = var.x }
      `,
      values: {
        'local.d': { unknown: 'local.a, local.b, local.c: they refer to each other in a circle' },
        'aws_vpc.main.id': { ref: 'aws_vpc.main.id' },
      },
      problems: [
        'main.tf:2:3 These refer to each other in a circle: local.a, local.b, local.c.',
        'main.tf:6:3 local.self refers to itself.',
        'main.tf:8:1 aws_vpc.main refers to itself.',
        'm/m.tf:2:1 These refer to each other in a circle: module.m.output.y, module.m.var.x.',
      ],
    }));
});
