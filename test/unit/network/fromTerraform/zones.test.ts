import assert from 'node:assert/strict';
import { isSame } from '../../../../server/src/network/maybe';
import { answer, indexNetwork } from '../../../../server/src/reachability';
import { networkOf } from './checkNetwork';

/** Zones that have no names before apply: which of them are known to be one, and which to be two. */
describe('zones of subnets', () => {
  it('are told apart by their place in the list of a data source', () => {
    checkZones(
      {
        a: 'data.aws_availability_zones.all.names[0]',
        b: 'element(data.aws_availability_zones.all.names, 0)',
        c: 'slice(data.aws_availability_zones.all.names, 0, 2)[1]',
        d: 'element(data.aws_availability_zones.all.names, 1)',
      },
      'a=b a≠c a≠d b≠c b≠d c=d',
    );
  });

  it('are one at one place beyond the first two, which may begin the list anew', () => {
    checkZones(
      {
        a: 'element(data.aws_availability_zones.all.names, 0)',
        b: 'element(data.aws_availability_zones.all.names, 2)',
        c: 'element(data.aws_availability_zones.all.names, 2)',
      },
      'a?b a?c b=c',
    );
  });

  it('may be one at two places where the data source leaves zones out', () => {
    checkZones(
      {
        a: 'element(data.aws_availability_zones.chosen.names, 0)',
        b: 'element(data.aws_availability_zones.chosen.names, 1)',
        c: 'element(data.aws_availability_zones.chosen.names, 1)',
        d: 'data.aws_availability_zones.chosen.names[1]',
      },
      'a?b a?c a≠d b=c b?d c?d',
    );
  });

  it('stay the same through locals, modules and for expressions', () => {
    checkZones(
      {
        a: 'local.zones[0]',
        b: 'module.names.zones[0]',
        c: '[for name in local.zones : name][1]',
      },
      'a=b a≠c b≠c',
    );
  });

  it('are the same where two data sources ask for the same', () => {
    checkZones(
      {
        a: 'data.aws_availability_zones.all.names[0]',
        b: 'data.aws_availability_zones.again.names[0]',
        c: 'data.aws_availability_zones.again.names[1]',
      },
      'a=b a≠c b≠c',
    );
  });

  it('are not compared with zones that have names, or stand in another list', () => {
    checkZones(
      {
        a: 'data.aws_availability_zones.all.names[0]',
        b: '"eu-west-1a"',
        c: 'data.aws_availability_zones.all.names[0]',
        d: 'data.aws_availability_zones.all.names[1]',
      },
      'a?b a=c a?d b?c b?d c?d',
    );
    checkZones(
      {
        a: 'data.aws_availability_zones.all.names[0]',
        b: 'data.aws_availability_zones.chosen.names[1]',
        c: 'data.aws_availability_zones.all.names[0]',
      },
      'a?b a=c b?c',
    );
  });

  it('are that of another subnet where they are taken from it', () => {
    checkZones({ a: 'null', b: 'aws_subnet.a.availability_zone', c: 'null' }, 'a=b a?c b?c');
  });

  it('let a packet into a transit gateway where its attachment is in the same zone, whichever that is', () => {
    const verdict = (attached: string): unknown => {
      const network = networkOf(`
        data "aws_availability_zones" "all" {}
        resource "aws_ec2_transit_gateway" "t" {}
        resource "aws_vpc" "main" {
          for_each   = { a = "10.1.0.0/16", b = "10.2.0.0/16" }
          cidr_block = each.value
        }
        resource "aws_subnet" "main" {
          for_each          = { a = "10.1.0.0/24", b = "10.2.0.0/24" }
          vpc_id            = aws_vpc.main[each.key].id
          cidr_block        = each.value
          availability_zone = element(data.aws_availability_zones.all.names, 2)
        }
        resource "aws_subnet" "attached" {
          vpc_id            = aws_vpc.main["a"].id
          cidr_block        = "10.1.9.0/28"
          availability_zone = ${attached}
        }
        resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
          transit_gateway_id = aws_ec2_transit_gateway.t.id
          vpc_id             = aws_vpc.main["a"].id
          subnet_ids         = [aws_subnet.attached.id]
        }
        resource "aws_ec2_transit_gateway_vpc_attachment" "b" {
          transit_gateway_id = aws_ec2_transit_gateway.t.id
          vpc_id             = aws_vpc.main["b"].id
          subnet_ids         = [aws_subnet.main["b"].id]
        }
        resource "aws_route" "out" {
          for_each               = aws_vpc.main
          route_table_id         = each.value.default_route_table_id
          destination_cidr_block = "10.0.0.0/8"
          transit_gateway_id     = aws_ec2_transit_gateway.t.id
        }
        resource "aws_security_group" "open" {
          for_each = aws_vpc.main
          vpc_id   = each.value.id
          ingress {
            protocol    = "-1"
            from_port   = 0
            to_port     = 0
            cidr_blocks = ["10.0.0.0/8"]
          }
          egress {
            protocol    = "-1"
            from_port   = 0
            to_port     = 0
            cidr_blocks = ["10.0.0.0/8"]
          }
        }
        resource "aws_instance" "main" {
          for_each               = aws_subnet.main
          subnet_id              = each.value.id
          vpc_security_group_ids = [aws_security_group.open[each.key].id]
        }
      `);
      const traffic = { protocol: 6, ports: { from: 443, to: 443 } };
      const question = { from: 'aws_instance.main["a"]', to: 'aws_instance.main["b"]', traffic };
      const result = answer(indexNetwork(network), question);
      return result.kind === 'answer' ? result.answer.verdict : result;
    };
    assert.equal(verdict('element(data.aws_availability_zones.all.names, 2)'), 'reachable');
    assert.equal(verdict('element(data.aws_availability_zones.all.names, 1)'), 'unknown');
  });

  it('of one that stands for several are not one', () => {
    const { subnets } = networkOf(`
      variable "many" { type = number }
      resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
      resource "aws_subnet" "some" {
        count      = var.many
        vpc_id     = aws_vpc.main.id
        cidr_block = "10.0.0.0/24"
      }
    `);
    const zone = subnets.get('aws_subnet.some[*]')?.zone;
    assert.ok(zone);
    assert.equal(isSame(zone, zone), undefined);
  });
});

/** `a=b` where two subnets are known to be in one zone, `a≠b` in two, `a?b` where that is not known. */
function checkZones(zones: Readonly<Record<string, string>>, expected: string): void {
  const blocks = Object.entries(zones).map(
    ([name, zone], index) => `
      resource "aws_subnet" "${name}" {
        vpc_id            = aws_vpc.main.id
        cidr_block        = "10.0.${index}.0/24"
        availability_zone = ${zone}
      }`,
  );
  const { subnets } = networkOf(`
    --- main.tf
    resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
    data "aws_availability_zones" "all" { state = "available" }
    data "aws_availability_zones" "again" { state = "available" }
    data "aws_availability_zones" "chosen" {
      filter {
        name   = "zone-name"
        values = [var.only]
      }
    }
    variable "only" {}
    locals { zones = slice(data.aws_availability_zones.all.names, 0, 3) }
    module "names" {
      source = "./names"
      zones  = data.aws_availability_zones.all.names
    }
    ${blocks.join('\n')}
    --- names/main.tf
    variable "zones" { type = list(string) }
    output "zones" { value = slice(var.zones, 0, 2) }
  `);
  const names = Object.keys(zones);
  const found = names.flatMap((a, index) =>
    names.slice(index + 1).map((b) => {
      const [one, other] = [a, b].map((name) => subnets.get(`aws_subnet.${name}`)?.zone);
      assert.ok(one !== undefined && other !== undefined);
      const same = isSame(one, other);
      return `${a}${same === undefined ? '?' : same ? '=' : '≠'}${b}`;
    }),
  );
  assert.equal(found.join(' '), expected);
}
