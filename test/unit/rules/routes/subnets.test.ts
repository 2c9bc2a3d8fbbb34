import { privateSubnetToIgw } from '../../../../server/src/rules/routes/privateSubnetToIgw';
import { publicSubnetWithoutIgw } from '../../../../server/src/rules/routes/publicSubnetWithoutIgw';
import { subnetOnMainTable } from '../../../../server/src/rules/routes/subnetOnMainTable';
import { subnetWithoutIpv6Route } from '../../../../server/src/rules/routes/subnetWithoutIpv6Route';
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

const publicTable = 'aws_route_table.public.id';

describe('route-private-subnet-to-igw', () => {
  const two =
    subnet('private', '10.0.1.0/24') + subnet('public', '10.0.2.0/24') + nat('aws_subnet.public.id');

  it('finds a subnet called private with the public table', async () => {
    await checkRule(
      privateSubnetToIgw,
      vpc() + two + table('public', toInternet) + associate('private', `«${publicTable}»`),
      'warning: What is in aws_subnet.private faces the internet, though it is called "private": its route table aws_route_table.public leads 0.0.0.0/0 to aws_internet_gateway.main.',
    );
  });

  it('finds one that says so in a tag, on the main table, by route resources', async () => {
    await checkRule(
      privateSubnetToIgw,
      `${vpc()}«resource "aws_subnet" "a"» {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
  tags       = { Name = "shop-db-\${count.index}" }
}
resource "aws_route" "out" {
  route_table_id         = aws_vpc.main.default_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}`,
      'warning: What is in aws_subnet.a[0] and aws_subnet.a[1] faces the internet, though it is called "shop-db-0"',
    );
  });

  it('finds IPv6 to the internet gateway beside IPv4 to a NAT gateway', async () => {
    await checkRule(
      privateSubnetToIgw,
      vpc() +
        subnet('private', '10.0.1.0/24', 'a', { ipv6_cidr_block: '"2001:db8::/64"' }) +
        subnet('public', '10.0.2.0/24') +
        nat('aws_subnet.public.id') +
        table(
          'a',
          toNat,
          inlineRoute({ ipv6_cidr_block: '"::/0"', gateway_id: 'aws_internet_gateway.main.id' }),
        ) +
        associate('private', '«aws_route_table.a.id»'),
      'warning: leads ::/0 to aws_internet_gateway.main',
    );
  });

  it('is silent on public names, on NAT, on narrower routes and on unknowns', async () => {
    await checkRule(
      privateSubnetToIgw,
      vpc() + two + table('public', toInternet) + associate('public', publicTable),
    );
    await checkRule(
      privateSubnetToIgw,
      vpc() +
        subnet('private', '10.0.1.0/24', 'a', { tags: '{ Name = "public-a" }' }) +
        table('public', toInternet) +
        associate('private', publicTable),
    );
    await checkRule(
      privateSubnetToIgw,
      vpc() + two + table('nat', toNat) + associate('private', 'aws_route_table.nat.id'),
    );
    await checkRule(
      privateSubnetToIgw,
      vpc() +
        two +
        table(
          'a',
          inlineRoute({ cidr_block: '"198.51.100.0/24"', gateway_id: 'aws_internet_gateway.main.id' }),
        ) +
        associate('private', 'aws_route_table.a.id'),
    );
    await checkRule(
      privateSubnetToIgw,
      `variable "g" {}
${vpc()}${two}${table('a', inlineRoute({ cidr_block: '"0.0.0.0/0"', gateway_id: 'var.g' }))}${associate('private', 'aws_route_table.a.id')}`,
    );
    await checkRule(
      privateSubnetToIgw,
      `variable "t" {}\n${vpc()}${two}${table('public', toInternet)}${associate('private', 'var.t')}`,
    );
  });

  it('gives it the table that leads to the NAT gateway', async () => {
    const text = vpc() + two + table('public', toInternet) + table('private', toNat);
    await checkFix(
      privateSubnetToIgw,
      text + associate('private', publicTable),
      'Give it aws_route_table.private: leads 0.0.0.0/0 to aws_nat_gateway.main',
      text + associate('private', 'aws_route_table.private.id'),
    );
  });
});

describe('route-public-subnet-without-igw', () => {
  const open = (value = 'true'): string =>
    subnet('web', '10.0.1.0/24', 'a', { map_public_ip_on_launch: value });

  it('finds one with the main table', async () => {
    await checkRule(
      publicSubnetWithoutIgw,
      vpc() + open('«true»') + table('public', toInternet),
      "warning: Nobody reaches the public addresses that are given at launch in aws_subnet.web: the route table there, aws_vpc.main's main route table, leads to no internet gateway.",
    );
  });

  it('finds one with a private table, in a module', async () => {
    await checkRule(
      publicSubnetWithoutIgw,
      `
--- main.tf
module "net" {
  source = "./net"
  open   = true
}
--- net/main.tf
variable "open" {}
${vpc()}${open('«var.open»')}${subnet('p', '10.0.2.0/24')}${nat('aws_subnet.p.id')}${table('a', toNat)}${associate('web', 'aws_route_table.a.id')}`,
      'warning: module.net.aws_subnet.web',
    );
  });

  it('is silent where there is a way, may be one, or no address is given', async () => {
    await checkRule(
      publicSubnetWithoutIgw,
      vpc() + open() + table('public', toInternet) + associate('web', publicTable),
    );
    await checkRule(publicSubnetWithoutIgw, vpc() + open('false') + table('public', toInternet));
    await checkRule(
      publicSubnetWithoutIgw,
      vpc() +
        open() +
        table('fw', inlineRoute({ cidr_block: '"0.0.0.0/0"', vpc_endpoint_id: '"vpce-0123456789abcdef0"' })) +
        associate('web', 'aws_route_table.fw.id'),
    );
    await checkRule(
      publicSubnetWithoutIgw,
      `variable "t" {}
${vpc()}${open()}${resource('aws_route', 'out', {
        route_table_id: 'var.t',
        destination_cidr_block: '"0.0.0.0/0"',
        gateway_id: 'aws_internet_gateway.main.id',
      })}`,
    );
    await checkRule(
      publicSubnetWithoutIgw,
      `variable "v" {}\nresource "aws_subnet" "w" {\n  vpc_id = var.v\n  map_public_ip_on_launch = true\n}`,
    );
  });

  it('gives it the public table, adds the route, or switches the addresses off', async () => {
    const text = vpc() + open();
    await checkFixTitles(
      publicSubnetWithoutIgw,
      text + table('public', toInternet),
      'Give it aws_route_table.public: leads 0.0.0.0/0 to aws_internet_gateway.main',
      'Give no public addresses at launch',
    );
    await checkFix(
      publicSubnetWithoutIgw,
      text + table('public', toInternet),
      'Give it aws_route_table.public: leads 0.0.0.0/0 to aws_internet_gateway.main',
      `${text}${associate('web', publicTable)}${table('public', toInternet)}`,
    );
    await checkFix(publicSubnetWithoutIgw, text, 'Give no public addresses at launch', vpc() + open('false'));
    const own = table('own') + associate('web', 'aws_route_table.own.id');
    await checkFix(
      publicSubnetWithoutIgw,
      text + own,
      'Lead 0.0.0.0/0 to aws_internet_gateway.main in aws_route_table.own: opens the internet to all subnets with that table',
      `${text}${table('own')}${resource('aws_route', 'own_to_internet_gateway', {
        route_table_id: 'aws_route_table.own.id',
        destination_cidr_block: '"0.0.0.0/0"',
        gateway_id: 'aws_internet_gateway.main.id',
      })}\n${associate('web', 'aws_route_table.own.id')}`,
    );
  });
});

describe('subnet-on-main-route-table', () => {
  const bare = subnet('a', '10.0.1.0/24');

  it('finds a subnet without a table where others have one', async () => {
    await checkRule(
      subnetOnMainTable,
      vpc() + bare.replace(/resource "\w+" "\w+"/, '«$&»') + table('t', toInternet),
      "hint: Nothing leads out of the VPC from aws_subnet.a: no route table is given there, and aws_vpc.main's main route table, which counts then, has local routes only.",
    );
  });

  it('finds a subnet with two associations', async () => {
    await checkRule(
      subnetOnMainTable,
      vpc() +
        bare +
        table('t', toInternet) +
        associate('a', 'aws_route_table.t.id') +
        resource('aws_route_table_association', 'again', {
          subnet_id: '«aws_subnet.a.id»',
          route_table_id: 'aws_vpc.main.main_route_table_id',
        }),
      'error: AWS refuses aws_route_table_association.again: aws_subnet.a has a route table by aws_route_table_association.a already',
    );
  });

  it('is silent where the main table leads somewhere, where there is no other, and on unknowns', async () => {
    const adopted = resource(
      'aws_default_route_table',
      'd',
      { default_route_table_id: 'aws_vpc.main.default_route_table_id' },
      toInternet,
    );
    await checkRule(subnetOnMainTable, vpc() + bare + adopted + table('t'));
    await checkRule(subnetOnMainTable, vpc() + bare);
    await checkRule(subnetOnMainTable, vpc() + bare + table('t') + associate('a', 'aws_route_table.t.id'));
    await checkRule(
      subnetOnMainTable,
      `variable "s" {}
${vpc()}${bare}${table('t')}${resource('aws_route_table_association', 'x', { subnet_id: 'var.s', route_table_id: 'aws_route_table.t.id' })}`,
    );
    await checkRule(
      subnetOnMainTable,
      `variable "n" {}
${vpc()}${bare}${table('t')}resource "aws_route_table_association" "x" {
  count          = var.n
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.t.id
}`,
    );
  });

  it('gives it a table, for all instances of its block at once', async () => {
    await checkFix(
      subnetOnMainTable,
      vpc() + bare + table('t', toInternet),
      'Give it aws_route_table.t: leads 0.0.0.0/0 to aws_internet_gateway.main',
      vpc() + bare + associate('a', 'aws_route_table.t.id') + table('t', toInternet),
    );
    const many = (extra = ''): string => `${vpc()}resource "aws_subnet" "a" {
  for_each   = { x = "10.0.1.0/24", y = "10.0.2.0/24" }
  vpc_id     = aws_vpc.main.id
  cidr_block = each.value
}
${extra}${table('t')}`;
    await checkFix(
      subnetOnMainTable,
      many(),
      'Give it aws_route_table.t: leads nowhere but within the VPC',
      many(`
resource "aws_route_table_association" "a" {
  for_each       = aws_subnet.a
  subnet_id      = each.value.id
  route_table_id = aws_route_table.t.id
}
`),
    );
    const counted = (extra = ''): string => `${vpc()}resource "aws_subnet" "a" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.\${count.index}.0/24"
}
${extra}${table('t')}`;
    await checkFix(
      subnetOnMainTable,
      counted(),
      'Give it aws_route_table.t: leads nowhere but within the VPC',
      counted(`
resource "aws_route_table_association" "a" {
  count          = length(aws_subnet.a)
  subnet_id      = aws_subnet.a[count.index].id
  route_table_id = aws_route_table.t.id
}
`),
    );
  });

  it('takes one of two associations out', async () => {
    const again = resource('aws_route_table_association', 'again', {
      subnet_id: 'aws_subnet.a.id',
      route_table_id: 'aws_route_table.t.id',
    });
    const text = vpc() + bare + table('t') + associate('a', 'aws_route_table.t.id');
    await checkFix(
      subnetOnMainTable,
      text + again,
      'Remove aws_route_table_association.again',
      text.replace(/\n$/, ''),
    );
  });
});

describe('subnet-without-ipv6-route', () => {
  const dual = subnet('a', '10.0.1.0/24', 'a', { ipv6_cidr_block: '"2001:db8::/64"' });
  const marked = toInternet.replace('"0.0.0.0/0"', '«"0.0.0.0/0"»');
  const v6 = inlineRoute({ ipv6_cidr_block: '"::/0"', gateway_id: 'aws_internet_gateway.main.id' });

  it('finds a table that leads only IPv4 out', async () => {
    await checkRule(
      subnetWithoutIpv6Route,
      vpc() + dual + table('t', marked) + associate('a', 'aws_route_table.t.id'),
      'warning: aws_subnet.a has IPv6 addresses and no way out for them: aws_route_table.t leads 0.0.0.0/0 to aws_internet_gateway.main, and has no route for ::/0.',
    );
  });

  it('finds it for blocks that AWS assigns, and for route resources', async () => {
    await checkRule(
      subnetWithoutIpv6Route,
      `resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_subnet" "a" {
  count           = 2
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.0.\${count.index}.0/24"
  ipv6_cidr_block = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, count.index)
}
resource "aws_route_table_association" "a" {
  count          = 2
  subnet_id      = aws_subnet.a[count.index].id
  route_table_id = aws_route_table.t.id
}
${table('t')}resource "aws_route" "out" {
  route_table_id         = aws_route_table.t.id
  destination_cidr_block = «"0.0.0.0/0"»
  gateway_id             = aws_internet_gateway.main.id
}`,
      'warning: aws_subnet.a[0] and aws_subnet.a[1] have IPv6 addresses and no way out for them',
    );
  });

  it('is silent with a route for IPv6, without IPv6, without a way out, and on unknowns', async () => {
    const a = associate('a', 'aws_route_table.t.id');
    await checkRule(subnetWithoutIpv6Route, vpc() + dual + table('t', toInternet, v6) + a);
    await checkRule(subnetWithoutIpv6Route, vpc() + subnet('a', '10.0.1.0/24') + table('t', toInternet) + a);
    await checkRule(subnetWithoutIpv6Route, vpc() + dual + table('t') + a);
    await checkRule(
      subnetWithoutIpv6Route,
      `variable "d" {}
${vpc()}${dual}${table('t', toInternet, inlineRoute({ ipv6_cidr_block: 'var.d', gateway_id: 'aws_internet_gateway.main.id' }))}${a}`,
    );
  });

  it('leads IPv6 as IPv4 goes: through the internet gateway, or outbound only', async () => {
    const a = associate('a', 'aws_route_table.t.id');
    await checkFix(
      subnetWithoutIpv6Route,
      vpc() + dual + table('t', toInternet) + a,
      'Lead ::/0 to aws_internet_gateway.main: opens IPv6 in and out, as far as groups and network ACLs allow',
      vpc() + dual + table('t', toInternet, v6) + a,
    );
    const behindNat = (route = ''): string =>
      vpc() +
      resource('aws_egress_only_internet_gateway', 'e', { vpc_id: 'aws_vpc.main.id' }) +
      dual +
      nat('aws_subnet.p.id') +
      subnet('p', '10.0.2.0/24') +
      table('t', toNat, ...(route === '' ? [] : [route])) +
      a;
    await checkFix(
      subnetWithoutIpv6Route,
      behindNat(),
      'Lead ::/0 to aws_egress_only_internet_gateway.e: opens IPv6 outbound',
      behindNat(
        inlineRoute({
          ipv6_cidr_block: '"::/0"',
          egress_only_gateway_id: 'aws_egress_only_internet_gateway.e.id',
        }),
      ),
    );
  });
});
