import { checkNetwork } from './checkNetwork';

describe('VPCs from code', () => {
  it('has what AWS makes with a VPC, and the provider’s defaults for DNS', () => {
    checkNetwork(
      'resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }',
      ['vpcs', 'routeTables', 'networkAcls', 'securityGroups'],
      `
      aws_vpc.main 10.0.0.0/16 dns=true/false main=aws_vpc.main/main-route-table acl=aws_vpc.main/default-network-acl group=aws_vpc.main/default-security-group block=off
      aws_vpc.main/main-route-table vpc=aws_vpc.main
      aws_vpc.main/default-network-acl vpc=aws_vpc.main
        in  100 allow all 0.0.0.0/0
        out 100 allow all 0.0.0.0/0
      aws_vpc.main/default-security-group vpc=aws_vpc.main
        in  all aws_vpc.main/default-security-group
        out all 0.0.0.0/0
      `,
    );
  });

  it('adds secondary and IPv6 blocks, and knows the family of a block that AWS assigns', () => {
    checkNetwork(
      `
      variable "more" { type = bool }
      resource "aws_vpc" "main" {
        cidr_block                       = "10.0.0.0/16"
        assign_generated_ipv6_cidr_block = true
        enable_dns_hostnames             = true
      }
      resource "aws_vpc_ipv4_cidr_block_association" "pods" {
        vpc_id     = aws_vpc.main.id
        cidr_block = "100.64.0.0/16"
      }
      resource "aws_vpc_ipv4_cidr_block_association" "maybe" {
        count      = var.more ? 1 : 0
        vpc_id     = aws_vpc.main.id
        cidr_block = "100.65.0.0/16"
      }
      resource "aws_vpc" "pool" {
        ipv4_ipam_pool_id   = "ipam-pool-0123456789abcdef0"
        ipv4_netmask_length = 20
      }
      `,
      'vpcs',
      `
      aws_vpc.main 10.0.0.0/16,100.64.0.0/16,?var.more,?aws_vpc.main.ipv6_cidr_block dns=true/true main=aws_vpc.main/main-route-table acl=aws_vpc.main/default-network-acl group=aws_vpc.main/default-security-group block=off
      aws_vpc.pool ?aws_vpc.pool.cidr_block dns=true/false main=aws_vpc.pool/main-route-table acl=aws_vpc.pool/default-network-acl group=aws_vpc.pool/default-security-group block=off
      `,
    );
  });

  it('names what is adopted by its adopter, and follows the main table to where it was moved', () => {
    checkNetwork(
      `
      resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
      resource "aws_default_route_table" "d" { default_route_table_id = aws_vpc.main.default_route_table_id }
      resource "aws_default_network_acl" "d" { default_network_acl_id = aws_vpc.main.default_network_acl_id }
      resource "aws_default_security_group" "d" { vpc_id = aws_vpc.main.id }
      resource "aws_route_table" "other" { vpc_id = aws_vpc.main.id }
      resource "aws_main_route_table_association" "m" {
        vpc_id         = aws_vpc.main.id
        route_table_id = aws_route_table.other.id
      }
      resource "aws_subnet" "a" {
        vpc_id            = aws_vpc.main.id
        cidr_block        = "10.0.1.0/24"
        availability_zone = "eu-west-1a"
      }
      `,
      ['vpcs', 'subnets', 'routeTables', 'networkAcls', 'securityGroups'],
      `
      aws_vpc.main 10.0.0.0/16 dns=true/false main=aws_route_table.other acl=aws_default_network_acl.d group=aws_default_security_group.d block=off
      aws_subnet.a vpc=aws_vpc.main 10.0.1.0/24 zone=eu-west-1a table=aws_route_table.other acl=aws_default_network_acl.d public=false
      aws_default_route_table.d vpc=aws_vpc.main
      aws_route_table.other vpc=aws_vpc.main
      aws_default_network_acl.d vpc=aws_vpc.main
      aws_default_security_group.d vpc=aws_vpc.main
      `,
    );
  });

  it('keeps two Regions and accounts apart', () => {
    checkNetwork(
      `
      provider "aws" { region = "eu-west-1" }
      provider "aws" {
        alias  = "other"
        region = "us-east-1"
        assume_role { role_arn = "arn:aws:iam::123456789012:role/deploy" }
      }
      resource "aws_vpc" "here" { cidr_block = "10.0.0.0/16" }
      resource "aws_vpc" "there" {
        provider   = aws.other
        cidr_block = "10.1.0.0/16"
      }
      resource "aws_vpc_block_public_access_options" "x" {
        provider                    = aws.other
        internet_gateway_block_mode = "block-bidirectional"
      }
      resource "aws_subnet" "open" {
        provider   = aws.other
        vpc_id     = aws_vpc.there.id
        cidr_block = "10.1.0.0/24"
      }
      resource "aws_vpc_block_public_access_exclusion" "open" {
        provider                        = aws.other
        subnet_id                       = aws_subnet.open.id
        internet_gateway_exclusion_mode = "allow-egress"
      }
      `,
      ['vpcs', 'subnets'],
      `
      aws_vpc.here 10.0.0.0/16 dns=true/false main=aws_vpc.here/main-route-table acl=aws_vpc.here/default-network-acl group=aws_vpc.here/default-security-group block=off region=eu-west-1
      aws_vpc.there 10.1.0.0/16 dns=true/false main=aws_vpc.there/main-route-table acl=aws_vpc.there/default-network-acl group=aws_vpc.there/default-security-group block=bidirectional region=us-east-1 account=123456789012
      aws_subnet.open vpc=aws_vpc.there 10.1.0.0/24 zone=?aws_subnet.open.availability_zone table=aws_vpc.there/main-route-table acl=aws_vpc.there/default-network-acl public=false block=ingress
      `,
    );
  });

  it('has the default VPC as AWS makes it where something is placed in it', () => {
    checkNetwork(
      `
      resource "aws_instance" "a" {
        ami           = "ami-0123456789abcdef0"
        instance_type = "t3.micro"
      }
      `,
      ['vpcs', 'subnets', 'interfaces', 'routeTables', 'internetGateways', 'securityGroups'],
      `
      default-vpc default 172.31.0.0/16 dns=true/true main=default-vpc/main-route-table acl=default-vpc/default-network-acl group=default-vpc/default-security-group block=off
      default-vpc/default-subnets vpc=default-vpc 172.31.0.0/16 zone=?the zone table=default-vpc/main-route-table acl=default-vpc/default-network-acl public=true several
      aws_instance.a/interface-0 interface in default-vpc/default-subnets 172.31.0.0/16 public groups=default-vpc/default-security-group of aws_instance.a
      default-vpc/main-route-table vpc=default-vpc
        0.0.0.0/0 → internetGateway default-vpc/internet-gateway
      default-vpc/internet-gateway vpc=default-vpc
      default-vpc/default-security-group vpc=default-vpc
        in  all default-vpc/default-security-group
        out all 0.0.0.0/0
      `,
    );
  });

  it('takes a data source for the default VPC, and for the subnets in it', () => {
    checkNetwork(
      `
      data "aws_vpc" "default" { default = true }
      data "aws_subnets" "default" {
        filter {
          name   = "vpc-id"
          values = [data.aws_vpc.default.id]
        }
      }
      resource "aws_security_group" "a" { vpc_id = data.aws_vpc.default.id }
      resource "aws_lambda_function" "f" {
        vpc_config {
          subnet_ids         = data.aws_subnets.default.ids
          security_group_ids = [aws_security_group.a.id]
        }
      }
      `,
      ['vpcs', 'subnets', 'interfaces', 'securityGroups'],
      `
      data.aws_vpc.default default 172.31.0.0/16 dns=true/true main=data.aws_vpc.default/main-route-table acl=data.aws_vpc.default/default-network-acl group=data.aws_vpc.default/default-security-group block=off
      data.aws_subnets.default.ids vpc=data.aws_vpc.default ?data.aws_subnets.default.ids zone=?data.aws_subnets.default.ids table=?data.aws_subnets.default.ids acl=?data.aws_subnets.default.ids public=?data.aws_subnets.default.ids several
      aws_lambda_function.f/interface-0 lambda in data.aws_subnets.default.ids 172.31.0.0/16 private groups=aws_security_group.a of aws_lambda_function.f
      aws_security_group.a vpc=data.aws_vpc.default
      data.aws_vpc.default/default-security-group vpc=data.aws_vpc.default
        in  all data.aws_vpc.default/default-security-group
        out all 0.0.0.0/0
      `,
    );
  });
});

describe('subnets from code', () => {
  it('takes table and ACL from associations of every kind', () => {
    checkNetwork(
      `
      resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
      resource "aws_subnet" "s" {
        count                   = 3
        vpc_id                  = aws_vpc.main.id
        cidr_block              = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
        availability_zone       = data.aws_availability_zones.all.names[count.index]
        map_public_ip_on_launch = count.index == 0
      }
      data "aws_availability_zones" "all" {}
      resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
      resource "aws_route_table_association" "a" {
        subnet_id      = aws_subnet.s[0].id
        route_table_id = aws_route_table.t.id
      }
      resource "aws_network_acl" "n" {
        vpc_id     = aws_vpc.main.id
        subnet_ids = slice(aws_subnet.s[*].id, 1, 2)
      }
      resource "aws_network_acl" "o" { vpc_id = aws_vpc.main.id }
      resource "aws_network_acl_association" "o" {
        network_acl_id = aws_network_acl.o.id
        subnet_id      = aws_subnet.s[2].id
      }
      `,
      'subnets',
      `
      aws_subnet.s[0] vpc=aws_vpc.main 10.0.0.0/24 zone=data.aws_availability_zones.all.names.0 table=aws_route_table.t acl=aws_vpc.main/default-network-acl public=true
      aws_subnet.s[1] vpc=aws_vpc.main 10.0.1.0/24 zone=data.aws_availability_zones.all.names.1 table=aws_vpc.main/main-route-table acl=aws_network_acl.n public=false
      aws_subnet.s[2] vpc=aws_vpc.main 10.0.2.0/24 zone=data.aws_availability_zones.all.names.2 table=aws_vpc.main/main-route-table acl=aws_network_acl.o public=false
      `,
    );
  });

  it('does not compare zones from a data source with zones that are named', () => {
    checkNetwork(
      `
      resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
      data "aws_availability_zones" "all" {}
      resource "aws_subnet" "a" {
        vpc_id            = aws_vpc.main.id
        cidr_block        = "10.0.0.0/24"
        availability_zone = data.aws_availability_zones.all.names[0]
      }
      resource "aws_subnet" "b" {
        vpc_id            = aws_vpc.main.id
        cidr_block        = "10.0.1.0/24"
        availability_zone = "eu-west-1a"
      }
      `,
      'subnets',
      `
      aws_subnet.a vpc=aws_vpc.main 10.0.0.0/24 zone=?data.aws_availability_zones.all.names.0 table=aws_vpc.main/main-route-table acl=aws_vpc.main/default-network-acl public=false
      aws_subnet.b vpc=aws_vpc.main 10.0.1.0/24 zone=eu-west-1a table=aws_vpc.main/main-route-table acl=aws_vpc.main/default-network-acl public=false
      `,
    );
  });

  it('does not know the table where an association may not exist, or may be for any subnet', () => {
    checkNetwork(
      `
      variable "public" { type = bool }
      variable "chosen" { type = string }
      resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
      resource "aws_subnet" "a" {
        vpc_id     = aws_vpc.main.id
        cidr_block = "10.0.0.0/24"
      }
      resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
      resource "aws_route_table_association" "t" {
        count          = var.public ? 1 : 0
        subnet_id      = aws_subnet.a.id
        route_table_id = aws_route_table.t.id
      }
      resource "aws_network_acl" "n" {
        vpc_id     = aws_vpc.main.id
        subnet_ids = [var.chosen]
      }
      `,
      'subnets',
      `
      aws_subnet.a vpc=aws_vpc.main 10.0.0.0/24 zone=?aws_subnet.a.availability_zone table=?var.public acl=?var.chosen public=false
      `,
    );
  });

  it('stands for as many as there may be, with associations that go with them', () => {
    checkNetwork(
      `
      variable "zones" { type = set(string) }
      resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
      resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
      resource "aws_subnet" "a" {
        for_each          = var.zones
        vpc_id            = aws_vpc.main.id
        cidr_block        = "10.0.0.0/24"
        availability_zone = each.key
      }
      resource "aws_route_table_association" "t" {
        for_each       = aws_subnet.a
        subnet_id      = each.value.id
        route_table_id = aws_route_table.t.id
      }
      `,
      'subnets',
      `
      aws_subnet.a[*] vpc=aws_vpc.main 10.0.0.0/24 zone=?var.zones table=aws_route_table.t acl=aws_vpc.main/default-network-acl public=false several if var.zones
      `,
    );
  });

  it('reads literal ids as subnets, VPCs and tables outside the code', () => {
    checkNetwork(
      `
      resource "aws_subnet" "a" {
        vpc_id     = "vpc-0123456789abcdef0"
        cidr_block = "10.0.0.0/24"
      }
      resource "aws_instance" "i" {
        subnet_id              = "subnet-0123456789abcdef0"
        vpc_security_group_ids = ["sg-0123456789abcdef0"]
      }
      `,
      ['subnets', 'vpcs', 'routeTables', 'interfaces'],
      `
      aws_subnet.a vpc=vpc-0123456789abcdef0 10.0.0.0/24 zone=?aws_subnet.a.availability_zone table=vpc-0123456789abcdef0/main-route-table acl=vpc-0123456789abcdef0/default-network-acl public=false
      subnet-0123456789abcdef0 vpc=?subnet-0123456789abcdef0 ?subnet-0123456789abcdef0 zone=?subnet-0123456789abcdef0 table=?subnet-0123456789abcdef0 acl=?subnet-0123456789abcdef0 public=?subnet-0123456789abcdef0
      vpc-0123456789abcdef0 ?vpc-0123456789abcdef0 dns=?vpc-0123456789abcdef0/?vpc-0123456789abcdef0 main=vpc-0123456789abcdef0/main-route-table acl=vpc-0123456789abcdef0/default-network-acl group=?vpc-0123456789abcdef0 block=off
      vpc-0123456789abcdef0/main-route-table vpc=?vpc-0123456789abcdef0/main-route-table
        routes may have more: ?vpc-0123456789abcdef0/main-route-table
      aws_instance.i/interface-0 interface in subnet-0123456789abcdef0 ?the CIDR blocks of subnet-0123456789abcdef0 ?map_public_ip_on_launch of subnet-0123456789abcdef0 groups=sg-0123456789abcdef0 of aws_instance.i
      `,
    );
  });
});
