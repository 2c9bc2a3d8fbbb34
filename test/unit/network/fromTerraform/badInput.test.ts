import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { answer, indexNetwork } from '../../../../server/src/reachability';
import { resourceTypes } from '../../../../server/src/network/fromTerraform/resourceTypes';
import { awsSchema } from '../../../../server/src/terraform/provider/aws';
import { checkNetwork, checkProblems, networkOf } from './checkNetwork';
import { danglingIds } from './integrity';

/** Expressions of every type, right or wrong for where they are put. */
const expressions = [
  'null',
  'true',
  '"-1"',
  '-1',
  '0',
  '65536',
  '"tcp"',
  '""',
  '"10.0.0.0/8"',
  '"10.0.0.0"',
  '"::/0"',
  '[]',
  '{}',
  '["10.0.0.0/8", null, 7]',
  '[[{}]]',
  '[{ from_port = 1, to_port = "x", protocol = [], cidr_blocks = "10.0.0.0/8", self = "yes" }]',
  'var.nothing',
  '[var.nothing]',
  '{ a = var.nothing }',
  'aws_vpc.x.id',
  'aws_subnet.x.id',
  'aws_security_group.x.id',
  '[aws_subnet.x.id, aws_vpc.x.id]',
  'aws_instance.x',
  'aws_route_table.x.id',
  'data.aws_subnets.x.ids',
  '"sg-0123456789abcdef0"',
  '"subnet-0123456789abcdef0"',
  'gone.nowhere.id',
  'local',
];

/** The names of arguments and nested blocks that a type has, as far as the provider's schema is here. */
function namesOf(type: string): {
  readonly attributes: readonly string[];
  readonly blocks: readonly string[];
} {
  const schema = awsSchema('managed', type);
  const attributes = schema === undefined ? [] : [...schema.attributes].filter(([, one]) => one.configurable);
  return {
    attributes: attributes.map(([name]) => name),
    blocks: schema === undefined ? [] : [...schema.blocks.keys()],
  };
}

const anyResource = fc.constantFrom(...resourceTypes.map((row) => row.type)).chain((type) => {
  const { attributes, blocks } = namesOf(type);
  const argument = fc.tuple(fc.constantFrom(...attributes, 'nonsense'), fc.constantFrom(...expressions));
  const body = fc.uniqueArray(argument, { selector: ([name]) => name, maxLength: 6 });
  const inner = fc.constantFrom(
    'subnet_id',
    'subnet_ids',
    'cidr_blocks',
    'security_groups',
    'protocol',
    'cidr_block',
  );
  const block = fc.tuple(
    fc.constantFrom(...blocks, 'ingress', 'route'),
    inner,
    fc.constantFrom(...expressions),
  );
  return fc.tuple(body, fc.array(block, { maxLength: 2 })).map(([pairs, nested]) => {
    const lines = [
      ...pairs.map(([name, value]) => `${name} = ${value}`),
      ...nested.map(([name, argumentName, value]) => `${name} {\n${argumentName} = ${value}\n}`),
    ];
    return { type, text: lines.join('\n') };
  });
});

describe('bad input', () => {
  it('never throws and leaves no id without a component, whatever stands in the arguments', () => {
    fc.assert(
      fc.property(fc.array(anyResource, { maxLength: 8 }), (resources) => {
        const text = resources.map(
          ({ type, text: body }, index) => `resource "${type}" "r${index}" {\n${body}\n}`,
        );
        const fixed = [
          'variable "nothing" {}',
          'data "aws_subnets" "x" {}',
          ...['aws_vpc', 'aws_subnet', 'aws_security_group', 'aws_instance', 'aws_route_table'].map(
            (type) => `resource "${type}" "x" {}`,
          ),
        ];
        assert.deepEqual(danglingIds(networkOf([...fixed, ...text].join('\n'))), []);
      }),
      { numRuns: 150 },
    );
  });

  it('takes groups that refer to each other in a circle', () => {
    checkNetwork(
      `
      resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
      resource "aws_default_security_group" "d" { vpc_id = aws_vpc.v.id }
      resource "aws_security_group" "a" {
        vpc_id = aws_vpc.v.id
        ingress {
          protocol        = "-1"
          from_port       = 0
          to_port         = 0
          security_groups = [aws_security_group.b.id]
        }
      }
      resource "aws_security_group" "b" {
        vpc_id = aws_vpc.v.id
        ingress {
          protocol        = "-1"
          from_port       = 0
          to_port         = 0
          security_groups = [aws_security_group.a.id]
        }
      }
      `,
      'securityGroups',
      `
      aws_default_security_group.d vpc=aws_vpc.v
      aws_security_group.a vpc=aws_vpc.v
        in  all aws_security_group.b @main.tf:9
      aws_security_group.b vpc=aws_vpc.v
        in  all aws_security_group.a @main.tf:18
      `,
    );
  });

  it('keeps a subnet in no VPC, and a route without a target', () => {
    checkNetwork(
      `
      resource "aws_subnet" "s" { cidr_block = "10.0.0.0/24" }
      resource "aws_route" "r" {
        route_table_id         = aws_route_table.t.id
        destination_cidr_block = "0.0.0.0/0"
      }
      resource "aws_route_table" "t" {}
      `,
      ['subnets', 'routeTables'],
      `
      aws_subnet.s vpc=?aws_subnet.s.vpc_id 10.0.0.0/24 zone=?aws_subnet.s.availability_zone table=?aws_subnet.s.vpc_id acl=?aws_subnet.s.vpc_id public=false
      aws_route_table.t vpc=?aws_route_table.t.vpc_id
        0.0.0.0/0 → ?the target @main.tf:2
      `,
    );
  });

  it('tells of a subnet in no VPC, of two that adopt one default, and of two main tables', () => {
    checkProblems(
      `
      resource "aws_subnet" "nowhere" { cidr_block = "10.0.0.0/24" }
      resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
      resource "aws_default_route_table" "a" { default_route_table_id = aws_vpc.v.default_route_table_id }
      resource "aws_default_route_table" "b" { default_route_table_id = aws_vpc.v.main_route_table_id }
      resource "aws_default_network_acl" "a" { default_network_acl_id = aws_vpc.v.default_network_acl_id }
      resource "aws_default_network_acl" "b" { default_network_acl_id = aws_vpc.v.default_network_acl_id }
      resource "aws_default_security_group" "a" { vpc_id = aws_vpc.v.id }
      resource "aws_default_security_group" "b" { vpc_id = aws_vpc.v.id }
      resource "aws_route_table" "t" { vpc_id = aws_vpc.v.id }
      resource "aws_main_route_table_association" "a" {
        vpc_id         = aws_vpc.v.id
        route_table_id = aws_route_table.t.id
      }
      resource "aws_main_route_table_association" "b" {
        vpc_id         = aws_vpc.v.id
        route_table_id = aws_default_route_table.a.id
      }
      `,
      [
        'aws_main_route_table_association.b is not the only one to choose the main table of aws_vpc.v',
        'aws_default_network_acl.a and aws_default_network_acl.b adopt the same default',
        'aws_default_security_group.a and aws_default_security_group.b adopt the same default',
        'aws_subnet.nowhere is in no VPC: it has no vpc_id',
        'aws_default_route_table.a and aws_default_route_table.b adopt the same default',
      ],
    );
  });

  it('takes the first of two that adopt one default', () => {
    checkNetwork(
      `
      resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
      resource "aws_default_route_table" "a" { default_route_table_id = aws_vpc.v.default_route_table_id }
      resource "aws_default_route_table" "b" { default_route_table_id = aws_vpc.v.default_route_table_id }
      `,
      ['vpcs', 'routeTables'],
      `
      aws_vpc.v 10.0.0.0/16 dns=true/false main=aws_default_route_table.a acl=aws_vpc.v/default-network-acl group=aws_vpc.v/default-security-group block=off
      aws_default_route_table.a vpc=aws_vpc.v
      aws_default_route_table.b vpc=?aws_default_route_table.b.vpc_id
      `,
    );
  });

  it('says unknown where every argument is', () => {
    const resources = resourceTypes.flatMap(({ type }, index) => {
      const { attributes, blocks } = namesOf(type);
      const lines = [
        ...attributes.map((name) => `${name} = var.nothing`),
        ...blocks.map((name) => `dynamic "${name}" {\nfor_each = var.nothing\ncontent {}\n}`),
      ];
      return attributes.length + blocks.length === 0
        ? []
        : [`resource "${type}" "r${index}" {\n${lines.join('\n')}\n}`];
    });
    const network = networkOf(['variable "nothing" {}', ...resources].join('\n'));
    assert.deepEqual(danglingIds(network), []);
    assert.deepEqual(network.problems, []);
    const ends = [...network.workloads.keys()].filter((id) =>
      /aws_(instance|db_instance|ecs_service)\./.test(id),
    );
    assert.equal(ends.length, 3);
    const index = indexNetwork(network);
    for (const from of ends) {
      for (const to of ends.filter((one) => one !== from)) {
        const result = answer(index, { from, to, traffic: undefined });
        assert.equal(result.kind === 'answer' && result.answer.verdict, 'unknown', `${from} → ${to}`);
      }
    }
  });

  it('tells of values that are not what the argument wants', () => {
    checkProblems(
      `
      resource "aws_vpc" "v" { cidr_block = "10.0.0.0/33" }
      resource "aws_subnet" "s" {
        vpc_id     = aws_security_group.g.id
        cidr_block = "10.0.0.0/24"
      }
      resource "aws_security_group" "g" { vpc_id = aws_vpc.v.id }
      `,
      [
        '"/33" is not a prefix length of IPv4: it goes from /0 to /32',
        'aws_security_group.g is not one of the VPCs',
      ],
    );
  });
});
