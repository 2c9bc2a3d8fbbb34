import { natInPrivateSubnet } from '../../../../server/src/rules/gateways/natInPrivateSubnet';
import { natRoutedToItself } from '../../../../server/src/rules/gateways/natRoutedToItself';
import { natSingleAz } from '../../../../server/src/rules/gateways/natSingleAz';
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

const privateTable = table('private', toNat);
const publicTable = table('public', toInternet);

describe('nat-in-private-subnet', () => {
  it('finds one in a subnet on the main table', async () => {
    await checkRule(
      natInPrivateSubnet,
      vpc() + subnet('a', '10.0.1.0/24') + nat('«aws_subnet.a.id»') + privateTable,
      "error: Nothing gets to the internet through aws_nat_gateway.main: a NAT gateway sends on by the routes of its own subnet, and aws_vpc.main's main route table, which aws_subnet.a has, leads to no internet gateway.",
    );
  });

  it('finds those of a loop, in a module, with a table of their own', async () => {
    await checkRule(
      natInPrivateSubnet,
      `
--- main.tf
module "net" {
  source = "./net"
}
--- net/main.tf
${vpc()}resource "aws_subnet" "a" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}
resource "aws_nat_gateway" "n" {
  count         = 2
  allocation_id = "eipalloc-0123456789abcdef0"
  subnet_id     = «aws_subnet.a[count.index].id»
}
resource "aws_route_table_association" "a" {
  count          = 2
  subnet_id      = aws_subnet.a[count.index].id
  route_table_id = aws_route_table.t.id
}
${table('t')}`,
      'error: Nothing gets to the internet through module.net.aws_nat_gateway.n[0] and module.net.aws_nat_gateway.n[1]',
    );
  });

  it('is silent in a public subnet, also by the main table and by route resources', async () => {
    await checkRule(
      natInPrivateSubnet,
      vpc() +
        subnet('a', '10.0.1.0/24') +
        nat('aws_subnet.a.id') +
        publicTable +
        associate('a', 'aws_route_table.public.id'),
    );
    await checkRule(
      natInPrivateSubnet,
      vpc() +
        subnet('a', '10.0.1.0/24') +
        nat('aws_subnet.a.id') +
        resource('aws_route', 'out', {
          route_table_id: 'aws_vpc.main.main_route_table_id',
          destination_cidr_block: '"0.0.0.0/0"',
          gateway_id: 'aws_internet_gateway.main.id',
        }),
    );
  });

  it('is silent on private and regional gateways', async () => {
    const other = (items: Readonly<Record<string, string>>): string =>
      vpc() + subnet('a', '10.0.1.0/24') + resource('aws_nat_gateway', 'n', items);
    await checkRule(
      natInPrivateSubnet,
      other({ connectivity_type: '"private"', subnet_id: 'aws_subnet.a.id' }),
    );
    await checkRule(
      natInPrivateSubnet,
      other({ availability_mode: '"regional"', vpc_id: 'aws_vpc.main.id' }),
    );
  });

  it('is silent where a firewall or another network comes next', async () => {
    const through = (target: string, id: string): string =>
      vpc() +
      subnet('a', '10.0.1.0/24') +
      nat('aws_subnet.a.id') +
      table('t', inlineRoute({ cidr_block: '"0.0.0.0/0"', [target]: id })) +
      associate('a', 'aws_route_table.t.id');
    await checkRule(natInPrivateSubnet, through('vpc_endpoint_id', '"vpce-0123456789abcdef0"'));
    await checkRule(natInPrivateSubnet, through('transit_gateway_id', '"tgw-0123456789abcdef0"'));
  });

  it('is silent on unknown subnets, tables and routes', async () => {
    await checkRule(natInPrivateSubnet, `variable "s" {}\n${vpc()}${nat('var.s')}`);
    await checkRule(
      natInPrivateSubnet,
      `variable "t" {}\n${vpc()}${subnet('a', '10.0.1.0/24')}${nat('aws_subnet.a.id')}${associate('a', 'var.t')}`,
    );
    await checkRule(
      natInPrivateSubnet,
      `variable "r" {}
${vpc()}${subnet('a', '10.0.1.0/24')}${nat('aws_subnet.a.id')}resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
  route  = var.r
}
${associate('a', 'aws_route_table.t.id')}`,
    );
    await checkRule(
      natInPrivateSubnet,
      `data "aws_vpc" "v" {\n  id = "vpc-0123456789abcdef0"\n}\nresource "aws_subnet" "a" {\n  vpc_id = data.aws_vpc.v.id\n}\n${nat('aws_subnet.a.id')}`,
    );
  });

  it('moves it to a public subnet, that of its own zone first', async () => {
    const text = (id: string): string =>
      vpc() +
      subnet('a', '10.0.1.0/24') +
      subnet('far', '10.0.2.0/24', 'b') +
      subnet('near', '10.0.3.0/24') +
      nat(id) +
      publicTable +
      associate('far', 'aws_route_table.public.id') +
      associate('near', 'aws_route_table.public.id');
    await checkFixTitles(
      natInPrivateSubnet,
      text('aws_subnet.a.id'),
      'Put it into aws_subnet.near, which leads to an internet gateway: replaces the gateway',
      'Put it into aws_subnet.far, which leads to an internet gateway: replaces the gateway',
    );
    await checkFix(
      natInPrivateSubnet,
      text('aws_subnet.a.id'),
      'Put it into aws_subnet.near, which leads to an internet gateway: replaces the gateway',
      text('aws_subnet.near.id'),
    );
  });

  it('adds the route where no subnet is public', async () => {
    const text = (route = ''): string =>
      `${vpc()}${subnet('a', '10.0.1.0/24')}${nat('aws_subnet.a.id')}${table('t').replace(/\n$/, '')}${route}\n${associate('a', 'aws_route_table.t.id')}`;
    await checkFix(
      natInPrivateSubnet,
      text(),
      'Lead 0.0.0.0/0 to aws_internet_gateway.main in aws_route_table.t: opens the internet to aws_subnet.a and all with that table',
      text(
        `\n${resource('aws_route', 't_to_internet_gateway', {
          route_table_id: 'aws_route_table.t.id',
          destination_cidr_block: '"0.0.0.0/0"',
          gateway_id: 'aws_internet_gateway.main.id',
        })}`,
      ),
    );
  });
});

describe('nat-routed-to-itself', () => {
  const loop = (id: string): string =>
    vpc() +
    subnet('a', '10.0.1.0/24') +
    subnet('b', '10.0.2.0/24') +
    nat(id) +
    privateTable +
    publicTable +
    associate('a', 'aws_route_table.private.id') +
    associate('b', 'aws_route_table.public.id');

  it('finds it, and leaves it to this rule alone', async () => {
    await checkRule(
      natRoutedToItself,
      loop('«aws_subnet.a.id»'),
      'error: Nothing gets to the internet through aws_nat_gateway.main: aws_subnet.a, which it is in, leads 0.0.0.0/0 back to it.',
    );
    await checkRule(natInPrivateSubnet, loop('aws_subnet.a.id'));
  });

  it('is silent in a public subnet, on another gateway’s subnet, and on an unknown target', async () => {
    await checkRule(natRoutedToItself, loop('aws_subnet.b.id'));
    await checkRule(
      natRoutedToItself,
      `variable "n" {}
${vpc()}${subnet('a', '10.0.1.0/24')}${nat('aws_subnet.a.id')}${table('t', inlineRoute({ cidr_block: '"0.0.0.0/0"', nat_gateway_id: 'var.n' }))}${associate('a', 'aws_route_table.t.id')}`,
    );
  });

  it('moves it to the public subnet', async () => {
    await checkFix(
      natRoutedToItself,
      loop('aws_subnet.a.id'),
      'Put it into aws_subnet.b, which leads to an internet gateway: replaces the gateway',
      loop('aws_subnet.b.id'),
    );
  });
});

describe('nat-single-az', () => {
  const system = (id: string, zone = 'b'): string =>
    vpc() +
    subnet('public', '10.0.1.0/24') +
    subnet('near', '10.0.2.0/24') +
    subnet('far', '10.0.3.0/24', zone) +
    nat(id) +
    privateTable +
    associate('near', 'aws_route_table.private.id') +
    associate('far', 'aws_route_table.private.id');

  it('finds subnets of other zones that depend on it', async () => {
    await checkRule(
      natSingleAz,
      system('«aws_subnet.public.id»'),
      'hint: When eu-west-1a fails, aws_subnet.far loses the internet, too: aws_nat_gateway.main is in that zone alone.',
    );
  });

  it('tells zones of a data source apart', async () => {
    await checkRule(
      natSingleAz,
      `data "aws_availability_zones" "all" {}
${vpc()}resource "aws_subnet" "a" {
  count             = 3
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = data.aws_availability_zones.all.names[count.index]
}
resource "aws_route_table_association" "a" {
  count          = 2
  subnet_id      = aws_subnet.a[count.index + 1].id
  route_table_id = aws_route_table.private.id
}
${nat('«aws_subnet.a[0].id»')}${privateTable}`,
      'hint: When data.aws_availability_zones.all.names[0] fails, aws_subnet.a[1] and aws_subnet.a[2] lose the internet',
    );
  });

  it('is silent in one zone, on unknown zones, and with a gateway in each', async () => {
    await checkRule(natSingleAz, system('aws_subnet.public.id', 'a'));
    await checkRule(
      natSingleAz,
      `variable "z" {}\n${system('aws_subnet.public.id').replace('"eu-west-1b"', 'var.z')}`,
    );
    await checkRule(
      natSingleAz,
      `${vpc()}resource "aws_subnet" "a" {
  for_each          = toset(["eu-west-1a", "eu-west-1b"])
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = each.key
}
resource "aws_nat_gateway" "n" {
  for_each      = aws_subnet.a
  allocation_id = "eipalloc-0123456789abcdef0"
  subnet_id     = each.value.id
}
resource "aws_route_table" "t" {
  for_each = aws_subnet.a
  vpc_id   = aws_vpc.main.id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.n[each.key].id
  }
}
resource "aws_route_table_association" "a" {
  for_each       = aws_subnet.a
  subnet_id      = each.value.id
  route_table_id = aws_route_table.t[each.key].id
}`,
    );
  });

  it('makes it regional', async () => {
    const text = system('aws_subnet.public.id');
    await checkFix(
      natSingleAz,
      text,
      'Make it regional, for all zones: replaces the gateway and its address; an old AWS provider does not know it',
      text.replace(
        '  allocation_id = aws_eip.main.id\n  subnet_id     = aws_subnet.public.id\n',
        '  availability_mode = "regional"\n  vpc_id            = aws_vpc.main.id\n',
      ),
    );
  });
});
