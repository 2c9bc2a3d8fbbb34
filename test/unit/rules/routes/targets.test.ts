import { endpointRoutedByHand } from '../../../../server/src/rules/routes/endpointRoutedByHand';
import { targetInOtherVpc } from '../../../../server/src/rules/routes/targetInOtherVpc';
import { targetWrongFamily } from '../../../../server/src/rules/routes/targetWrongFamily';
import { wrongTargetArgument } from '../../../../server/src/rules/routes/wrongTargetArgument';
import {
  associate,
  inlineRoute,
  nat,
  resource,
  subnet,
  table,
  toInternet,
  toNat,
  vpc,
} from '../../../support/routeTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const gateway = 'aws_internet_gateway.main.id';
const own = (items: Readonly<Record<string, string>>): string =>
  resource('aws_route', 'own', { route_table_id: 'aws_route_table.a.id', ...items });
const natted = subnet('a', '10.0.1.0/24') + nat('aws_subnet.a.id');
const egressOnly = resource('aws_egress_only_internet_gateway', 'main', { vpc_id: 'aws_vpc.main.id' });

describe('route-wrong-target-argument', () => {
  it('finds what gateway_id does not keep', async () => {
    await checkRule(
      wrongTargetArgument,
      vpc() +
        natted +
        table('a', inlineRoute({ cidr_block: '"0.0.0.0/0"', '«gateway_id»': 'aws_nat_gateway.main.id' })),
      'warning: Every plan of aws_route_table.a shows a difference: aws_nat_gateway.main is a NAT gateway',
    );
    await checkRule(
      wrongTargetArgument,
      vpc() +
        table('a') +
        own({ destination_cidr_block: '"10.9.0.0/16"', '«gateway_id»': '"tgw-0123456789abcdef0"' }),
      'warning: tgw-0123456789abcdef0 is a transit gateway, and AWS does not keep it as gateway_id. transit_gateway_id is for it.',
    );
  });

  it('finds what AWS refuses', async () => {
    await checkRule(
      wrongTargetArgument,
      vpc() + table('a') + own({ destination_cidr_block: '"0.0.0.0/0"', '«nat_gateway_id»': gateway }),
      'error: AWS refuses this route of aws_route.own: aws_internet_gateway.main is an internet gateway, which nat_gateway_id does not take. gateway_id is for it.',
    );
    await checkRule(
      wrongTargetArgument,
      `${vpc()}resource "aws_route_table" "a" {
  vpc_id = aws_vpc.main.id
  route  = [«{ cidr_block = "0.0.0.0/0", nat_gateway_id = "igw-0123456789abcdef0" }»]
}`,
      'error: igw-0123456789abcdef0 is an internet gateway',
    );
  });

  it('finds an attachment in place of the transit gateway, through a module', async () => {
    await checkRule(
      wrongTargetArgument,
      `
--- main.tf
${vpc()}${table('a')}
resource "aws_ec2_transit_gateway" "hub" {}
resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.main.id
  subnet_ids         = []
}
module "r" {
  source = "./r"
  table  = aws_route_table.a.id
  hub    = aws_ec2_transit_gateway_vpc_attachment.a.id
}
--- r/main.tf
variable "table" {}
variable "hub" {}
resource "aws_route" "x" {
  route_table_id         = var.table
  destination_cidr_block = "10.0.0.0/8"
  «transit_gateway_id»     = var.hub
}`,
      'error: aws_ec2_transit_gateway_vpc_attachment.a is a transit gateway attachment, which transit_gateway_id does not take',
    );
  });

  it('is silent on right arguments and on what is unknown', async () => {
    await checkRule(
      wrongTargetArgument,
      `variable "g" {}
${vpc()}${natted}resource "aws_vpn_gateway" "v" {}
resource "aws_instance" "i" {}
${table(
  'a',
  toNat,
  inlineRoute({ cidr_block: '"10.8.0.0/16"', gateway_id: 'aws_vpn_gateway.v.id' }),
  inlineRoute({ cidr_block: '"10.0.0.0/16"', gateway_id: '"local"' }),
  inlineRoute({ cidr_block: '"10.7.0.0/16"', gateway_id: 'var.g' }),
  inlineRoute({ cidr_block: '"10.6.0.0/16"', gateway_id: '"some-name"' }),
  inlineRoute({
    cidr_block: '"10.5.0.0/16"',
    network_interface_id: 'aws_instance.i.primary_network_interface_id',
  }),
)}`,
    );
  });

  it('renames the argument, in the columns of its block', async () => {
    await checkFix(
      wrongTargetArgument,
      vpc() +
        natted +
        table('a', inlineRoute({ cidr_block: '"0.0.0.0/0"', gateway_id: 'aws_nat_gateway.main.id' })),
      'Write nat_gateway_id instead of gateway_id',
      vpc() + natted + table('a', toNat),
    );
  });

  it('leads to the instance by its interface, and to the transit gateway behind an attachment', async () => {
    const instance = 'resource "aws_instance" "i" {}\n';
    await checkFix(
      wrongTargetArgument,
      vpc() +
        table('a') +
        instance +
        own({ destination_cidr_block: '"10.9.0.0/16"', gateway_id: 'aws_instance.i.id' }),
      "Lead to the instance's first interface: aws_instance.i.primary_network_interface_id",
      vpc() +
        table('a') +
        instance +
        own({
          destination_cidr_block: '"10.9.0.0/16"',
          network_interface_id: 'aws_instance.i.primary_network_interface_id',
        }),
    );
    const attachment =
      'resource "aws_ec2_transit_gateway_vpc_attachment" "t" {\n  transit_gateway_id = "tgw-0123456789abcdef0"\n}\n';
    await checkFix(
      wrongTargetArgument,
      vpc() +
        table('a') +
        attachment +
        own({
          destination_cidr_block: '"10.9.0.0/16"',
          transit_gateway_id: 'aws_ec2_transit_gateway_vpc_attachment.t.id',
        }),
      'Lead to the transit gateway: aws_ec2_transit_gateway_vpc_attachment.t.transit_gateway_id',
      vpc() +
        table('a') +
        attachment +
        own({
          destination_cidr_block: '"10.9.0.0/16"',
          transit_gateway_id: 'aws_ec2_transit_gateway_vpc_attachment.t.transit_gateway_id',
        }),
    );
  });
});

describe('route-target-wrong-family', () => {
  it('finds IPv4 to an egress-only gateway and IPv6 to a NAT gateway', async () => {
    await checkRule(
      targetWrongFamily,
      vpc() +
        egressOnly +
        table(
          'a',
          inlineRoute({
            cidr_block: '"0.0.0.0/0"',
            egress_only_gateway_id: '«aws_egress_only_internet_gateway.main.id»',
          }),
        ),
      'error: This route of aws_route_table.a does not work: it is for 0.0.0.0/0, and an egress-only internet gateway carries IPv6 only.',
    );
    await checkRule(
      targetWrongFamily,
      vpc() +
        natted +
        table('a') +
        own({ destination_ipv6_cidr_block: '"::/0"', nat_gateway_id: '«aws_nat_gateway.main.id»' }),
      'error: it is for ::/0, and a NAT gateway carries no IPv6 but that for 64:ff9b::/96',
    );
    await checkRule(
      targetWrongFamily,
      vpc() +
        table('a') +
        own({ destination_ipv6_cidr_block: '"::/0"', carrier_gateway_id: '«"cagw-0123456789abcdef0"»' }),
      'error: a carrier gateway carries IPv4 only',
    );
  });

  it('is silent on NAT64, on right families and on unknowns', async () => {
    await checkRule(
      targetWrongFamily,
      `variable "c" {}
${vpc()}${natted}${egressOnly}${table(
        'a',
        toNat,
        inlineRoute({ ipv6_cidr_block: '"64:ff9b::/96"', nat_gateway_id: 'aws_nat_gateway.main.id' }),
        inlineRoute({
          ipv6_cidr_block: '"::/0"',
          egress_only_gateway_id: 'aws_egress_only_internet_gateway.main.id',
        }),
        inlineRoute({
          cidr_block: 'var.c',
          egress_only_gateway_id: 'aws_egress_only_internet_gateway.main.id',
        }),
      )}`,
    );
  });

  it('leads the other family there, or this one elsewhere', async () => {
    const wrong = inlineRoute({
      cidr_block: '"0.0.0.0/0"',
      egress_only_gateway_id: 'aws_egress_only_internet_gateway.main.id',
    });
    const text = (route: string): string => vpc() + natted + egressOnly + table('a', route);
    await checkFixTitles(
      targetWrongFamily,
      text(wrong),
      'Make it the route for ::/0',
      'Lead 0.0.0.0/0 to aws_nat_gateway.main: opens the way out',
    );
    await checkFix(
      targetWrongFamily,
      text(wrong),
      'Make it the route for ::/0',
      text(
        inlineRoute({
          ipv6_cidr_block: '"::/0"',
          egress_only_gateway_id: 'aws_egress_only_internet_gateway.main.id',
        }),
      ),
    );
    await checkFix(
      targetWrongFamily,
      text(wrong),
      'Lead 0.0.0.0/0 to aws_nat_gateway.main: opens the way out',
      text(toNat),
    );
  });
});

describe('route-target-in-other-vpc', () => {
  const two = vpc() + vpc('b', '10.1.0.0/16');

  it('finds a gateway of another VPC', async () => {
    await checkRule(
      targetInOtherVpc,
      two +
        table('a') +
        own({ destination_cidr_block: '"0.0.0.0/0"', gateway_id: '«aws_internet_gateway.b.id»' }),
      'error: AWS refuses this route of aws_route.own: aws_internet_gateway.b is in aws_vpc.b, and the table is of aws_vpc.main.',
    );
  });

  it('finds a NAT gateway and an interface of another VPC', async () => {
    const inB = `resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.b.id
  cidr_block = "10.1.0.0/24"
}
resource "aws_network_interface" "b" {
  subnet_id = aws_subnet.b.id
}
${nat('aws_subnet.b.id')}`;
    await checkRule(
      targetInOtherVpc,
      two +
        inB +
        table(
          'a',
          inlineRoute({ cidr_block: '"0.0.0.0/0"', nat_gateway_id: '«aws_nat_gateway.main.id»' }),
          inlineRoute({ cidr_block: '"10.9.0.0/16"', network_interface_id: '«aws_network_interface.b.id»' }),
        ),
      'error: aws_nat_gateway.main is in aws_vpc.b',
      'error: aws_network_interface.b is in aws_vpc.b',
    );
  });

  it('finds a peering that the VPC has no part in', async () => {
    await checkRule(
      targetInOtherVpc,
      `${two}${vpc('c', '10.2.0.0/16')}resource "aws_vpc_peering_connection" "bc" {
  vpc_id      = aws_vpc.b.id
  peer_vpc_id = aws_vpc.c.id
}
${table('a')}${own({ destination_cidr_block: '"10.2.0.0/16"', vpc_peering_connection_id: '«aws_vpc_peering_connection.bc.id»' })}`,
      'error: aws_vpc_peering_connection.bc connects aws_vpc.b and aws_vpc.c, and the table is of aws_vpc.main.',
    );
  });

  it('finds a subnet with a table of another VPC', async () => {
    await checkRule(
      targetInOtherVpc,
      two +
        subnet('a', '10.0.1.0/24') +
        resource('aws_route_table', 'b', { vpc_id: 'aws_vpc.b.id' }) +
        associate('a', '«aws_route_table.b.id»'),
      'error: AWS refuses aws_route_table_association.a: aws_subnet.a is in aws_vpc.main, and aws_route_table.b is a table of aws_vpc.b.',
    );
  });

  it('is silent within one VPC, over a peering of its own, and where a VPC is not the code’s', async () => {
    await checkRule(
      targetInOtherVpc,
      vpc() + natted + table('a', toInternet) + associate('a', 'aws_route_table.a.id'),
    );
    await checkRule(
      targetInOtherVpc,
      `variable "v" {}
data "aws_vpc" "shared" {
  id = var.v
}
resource "aws_internet_gateway" "shared" {
  vpc_id = data.aws_vpc.shared.id
}
resource "aws_vpc_peering_connection" "out" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = data.aws_vpc.shared.id
}
${vpc()}${table(
        'a',
        inlineRoute({ cidr_block: '"0.0.0.0/0"', gateway_id: 'aws_internet_gateway.shared.id' }),
        inlineRoute({
          cidr_block: '"10.9.0.0/16"',
          vpc_peering_connection_id: 'aws_vpc_peering_connection.out.id',
        }),
      )}`,
    );
  });

  it('leads to the gateway of the right VPC, and gives a table of it', async () => {
    const wrong = inlineRoute({ cidr_block: '"0.0.0.0/0"', gateway_id: 'aws_internet_gateway.b.id' });
    await checkFix(
      targetInOtherVpc,
      two + table('a', wrong),
      'Lead 0.0.0.0/0 to aws_internet_gateway.main, of aws_vpc.main',
      two + table('a', toInternet),
    );
    const tables = resource('aws_route_table', 'b', { vpc_id: 'aws_vpc.b.id' }) + table('a', toInternet);
    await checkFix(
      targetInOtherVpc,
      two + subnet('a', '10.0.1.0/24') + tables + associate('a', 'aws_route_table.b.id'),
      'Give it aws_route_table.a: leads 0.0.0.0/0 to aws_internet_gateway.main',
      two + subnet('a', '10.0.1.0/24') + tables + associate('a', 'aws_route_table.a.id'),
    );
  });
});

describe('endpoint-routed-by-hand', () => {
  const endpoint = (more: Readonly<Record<string, string>> = {}): string =>
    `${resource('aws_vpc_endpoint', 's3', { vpc_id: 'aws_vpc.main.id', service_name: '"com.amazonaws.eu-west-1.s3"', ...more })}\n`;
  const route = own({
    destination_prefix_list_id: 'aws_vpc_endpoint.s3.prefix_list_id',
    vpc_endpoint_id: '«aws_vpc_endpoint.s3.id»',
  });

  it('finds a route to a gateway endpoint, inline too', async () => {
    await checkRule(
      endpointRoutedByHand,
      vpc() + endpoint() + table('a') + route,
      'error: AWS refuses this route of aws_route.own: aws_vpc_endpoint.s3 is a gateway endpoint',
    );
    await checkRule(
      endpointRoutedByHand,
      vpc() +
        endpoint({ vpc_endpoint_type: '"Gateway"' }) +
        table(
          'a',
          inlineRoute({
            destination_prefix_list_id: '"pl-0123456789abcdef0"',
            vpc_endpoint_id: '«aws_vpc_endpoint.s3.id»',
          }),
        ),
      'error: AWS refuses this route of aws_route_table.a',
    );
  });

  it('is silent on a Gateway Load Balancer endpoint and on one that is not known', async () => {
    await checkRule(
      endpointRoutedByHand,
      vpc() +
        endpoint({ vpc_endpoint_type: '"GatewayLoadBalancer"' }) +
        table('a') +
        own({ destination_cidr_block: '"0.0.0.0/0"', vpc_endpoint_id: 'aws_vpc_endpoint.s3.id' }),
    );
    await checkRule(
      endpointRoutedByHand,
      `variable "t" {}\n${vpc()}${endpoint({ vpc_endpoint_type: 'var.t' })}${table('a')}${route.replace(/[«»]/g, '')}`,
    );
  });

  it('associates the table instead', async () => {
    await checkFix(
      endpointRoutedByHand,
      vpc() + endpoint() + table('a') + route,
      'Associate aws_route_table.a with aws_vpc_endpoint.s3 instead',
      vpc() +
        endpoint() +
        table('a') +
        resource('aws_vpc_endpoint_route_table_association', 'own', {
          route_table_id: 'aws_route_table.a.id',
          vpc_endpoint_id: 'aws_vpc_endpoint.s3.id',
        }),
    );
    await checkFix(
      endpointRoutedByHand,
      vpc() + endpoint({ route_table_ids: '[aws_route_table.a.id]' }) + table('a') + route,
      'Remove the route: the table is associated with the endpoint',
      vpc() + endpoint({ route_table_ids: '[aws_route_table.a.id]' }) + table('a').replace(/\n$/, ''),
    );
  });
});
