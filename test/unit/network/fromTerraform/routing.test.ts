import { checkNetwork, checkProblems } from './checkNetwork';

const vpc = 'resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }';

describe('routes from code', () => {
  it('reads inline routes and aws_route, with targets of every kind', () => {
    checkNetwork(
      `
      resource "aws_route_table" "t" {
        vpc_id = "vpc-0123456789abcdef0"
        route {
          cidr_block = "0.0.0.0/0"
          gateway_id = aws_internet_gateway.i.id
        }
        route {
          ipv6_cidr_block        = "::/0"
          egress_only_gateway_id = aws_egress_only_internet_gateway.e.id
        }
        route {
          cidr_block                = "10.1.0.0/16"
          vpc_peering_connection_id = "pcx-0123456789abcdef0"
        }
        route {
          cidr_block = "10.0.0.0/16"
          gateway_id = "local"
        }
      }
      resource "aws_internet_gateway" "i" { vpc_id = "vpc-0123456789abcdef0" }
      resource "aws_egress_only_internet_gateway" "e" { vpc_id = "vpc-0123456789abcdef0" }
      resource "aws_route" "tgw" {
        route_table_id         = aws_route_table.t.id
        destination_cidr_block = "10.2.0.0/16"
        transit_gateway_id     = "tgw-0123456789abcdef0"
      }
      resource "aws_route" "list" {
        route_table_id             = aws_route_table.t.id
        destination_prefix_list_id = "pl-0123456789abcdef0"
        network_interface_id       = "eni-0123456789abcdef0"
      }
      resource "aws_route" "vgw" {
        route_table_id         = aws_route_table.t.id
        destination_cidr_block = "10.3.0.0/16"
        gateway_id             = "vgw-0123456789abcdef0"
      }
      resource "aws_route" "wan" {
        route_table_id         = aws_route_table.t.id
        destination_cidr_block = "10.4.0.0/16"
        core_network_arn       = "arn:aws:networkmanager::123456789012:core-network/core-network-1"
      }
      `,
      'routeTables',
      `
      aws_route_table.t vpc=vpc-0123456789abcdef0
        0.0.0.0/0 → internetGateway aws_internet_gateway.i @main.tf:3
        ::/0 → egressOnlyInternetGateway aws_egress_only_internet_gateway.e @main.tf:7
        10.1.0.0/16 → peeringConnection pcx-0123456789abcdef0 @main.tf:11
        10.0.0.0/16 → local @main.tf:15
        10.2.0.0/16 → transitGateway tgw-0123456789abcdef0 @main.tf:22
        pl-0123456789abcdef0 → interface eni-0123456789abcdef0 @main.tf:27
        10.3.0.0/16 → vpnGateway vgw-0123456789abcdef0 @main.tf:32
        10.4.0.0/16 → core network arn:aws:networkmanager::123456789012:core-network/core-network-1 @main.tf:37
      `,
    );
  });

  it('takes the kind of a target from what it is: a NAT gateway in gateway_id', () => {
    checkNetwork(
      `
      resource "aws_route_table" "t" {
        vpc_id = "vpc-0123456789abcdef0"
        route = [{
          cidr_block                 = "0.0.0.0/0"
          gateway_id                 = aws_nat_gateway.n.id
          carrier_gateway_id         = ""
          core_network_arn           = ""
          destination_prefix_list_id = ""
          egress_only_gateway_id     = ""
          ipv6_cidr_block            = ""
          local_gateway_id           = ""
          nat_gateway_id             = ""
          network_interface_id       = ""
          transit_gateway_id         = ""
          vpc_endpoint_id            = ""
          vpc_peering_connection_id  = ""
        }]
      }
      resource "aws_nat_gateway" "n" {
        subnet_id         = "subnet-0123456789abcdef0"
        connectivity_type = "private"
      }
      resource "aws_route" "instance" {
        route_table_id         = aws_route_table.t.id
        destination_cidr_block = "10.9.0.0/16"
        network_interface_id   = aws_instance.i.primary_network_interface_id
      }
      resource "aws_instance" "i" {
        subnet_id              = "subnet-0123456789abcdef0"
        vpc_security_group_ids = ["sg-0123456789abcdef0"]
        source_dest_check      = false
      }
      `,
      ['routeTables', 'natGateways', 'workloads'],
      `
      aws_route_table.t vpc=vpc-0123456789abcdef0
        0.0.0.0/0 → natGateway aws_nat_gateway.n @main.tf:3
        10.9.0.0/16 → interface aws_instance.i/interface-0 @main.tf:23
      aws_nat_gateway.n private zonal vpc=?subnet-0123456789abcdef0 in subnet-0123456789abcdef0 elastic=false
      aws_instance.i instance all clients=unknown [aws_instance.i/interface-0]
      `.replace('vpc=?subnet-0123456789abcdef0', 'vpc=?the VPC of subnet-0123456789abcdef0'),
    );
  });

  it('adds the routes of gateway endpoints, one list for all who name the service', () => {
    checkNetwork(
      `
      data "aws_region" "current" {}
      ${vpc}
      resource "aws_default_route_table" "d" { default_route_table_id = aws_vpc.main.default_route_table_id }
      resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
      resource "aws_vpc_endpoint" "s3" {
        vpc_id          = aws_vpc.main.id
        service_name    = "com.amazonaws.\${data.aws_region.current.name}.s3"
        route_table_ids = [aws_route_table.t.id]
      }
      resource "aws_vpc_endpoint" "dynamodb" {
        vpc_id       = aws_vpc.main.id
        service_name = "com.amazonaws.eu-west-1.dynamodb"
      }
      resource "aws_vpc_endpoint_route_table_association" "d" {
        vpc_endpoint_id = aws_vpc_endpoint.dynamodb.id
        route_table_id  = aws_vpc.main.default_route_table_id
      }
      data "aws_prefix_list" "s3" { name = "com.amazonaws.eu-west-1.s3" }
      resource "aws_default_security_group" "d" {
        vpc_id = aws_vpc.main.id
        egress {
          protocol        = "tcp"
          from_port       = 443
          to_port         = 443
          prefix_list_ids = [data.aws_prefix_list.s3.id, aws_vpc_endpoint.dynamodb.prefix_list_id]
        }
      }
      `,
      ['routeTables', 'endpoints', 'prefixLists', 'securityGroups'],
      `
      aws_default_route_table.d vpc=aws_vpc.main
        aws-prefix-list/dynamodb → endpoint aws_vpc_endpoint.dynamodb @main.tf:14
      aws_route_table.t vpc=aws_vpc.main
        aws-prefix-list/s3 → endpoint aws_vpc_endpoint.s3 @main.tf:8
      aws_vpc_endpoint.dynamodb gateway dynamodb vpc=aws_vpc.main tables=aws_default_route_table.d dns=false
      aws_vpc_endpoint.s3 gateway s3 vpc=aws_vpc.main tables=aws_route_table.t dns=false
      aws-prefix-list/dynamodb family=4 maximum=?aws-prefix-list/dynamodb service=dynamodb
        entries may have more: ?aws-prefix-list/dynamodb
      aws-prefix-list/s3 family=4 maximum=?aws-prefix-list/s3 service=s3
        entries may have more: ?aws-prefix-list/s3
      aws_default_security_group.d vpc=aws_vpc.main
        out tcp/443 aws-prefix-list/s3 @main.tf:25
        out tcp/443 aws-prefix-list/dynamodb @main.tf:25
      `,
    );
  });

  it('propagates static VPN routes, and does not know those of BGP', () => {
    checkNetwork(
      `
      resource "aws_vpn_gateway" "g" { vpc_id = "vpc-0123456789abcdef0" }
      resource "aws_vpn_gateway" "bgp" {}
      resource "aws_vpn_gateway_attachment" "bgp" {
        vpn_gateway_id = aws_vpn_gateway.bgp.id
        vpc_id         = "vpc-0123456789abcdef0"
      }
      resource "aws_route_table" "t" {
        vpc_id           = "vpc-0123456789abcdef0"
        propagating_vgws = [aws_vpn_gateway.g.id]
      }
      resource "aws_vpn_gateway_route_propagation" "b" {
        vpn_gateway_id = aws_vpn_gateway.bgp.id
        route_table_id = aws_route_table.t.id
      }
      resource "aws_vpn_connection" "static" {
        vpn_gateway_id      = aws_vpn_gateway.g.id
        customer_gateway_id = "cgw-0123456789abcdef0"
        type                = "ipsec.1"
        static_routes_only  = true
      }
      resource "aws_vpn_connection_route" "office" {
        vpn_connection_id      = aws_vpn_connection.static.id
        destination_cidr_block = "192.168.0.0/16"
      }
      resource "aws_vpn_connection" "bgp" {
        vpn_gateway_id      = aws_vpn_gateway.bgp.id
        customer_gateway_id = "cgw-0123456789abcdef0"
        type                = "ipsec.1"
      }
      `,
      ['routeTables', 'vpnGateways', 'vpnConnections'],
      `
      aws_route_table.t vpc=vpc-0123456789abcdef0
        192.168.0.0/16 → vpnGateway aws_vpn_gateway.g propagated @main.tf:9
        ?the routes of aws_vpn_connection.bgp → vpnGateway aws_vpn_gateway.bgp propagated @main.tf:11
      aws_vpn_gateway.bgp vpc=vpc-0123456789abcdef0
      aws_vpn_gateway.g vpc=vpc-0123456789abcdef0
      aws_vpn_connection.bgp vpn gateway=aws_vpn_gateway.bgp []
        routes may have more: ?the routes of aws_vpn_connection.bgp
      aws_vpn_connection.static vpn gateway=aws_vpn_gateway.g 192.168.0.0/16
      `,
    );
  });

  it('reads edge associations, firewall endpoints, and routes that may not be', () => {
    checkNetwork(
      `
      variable "inspect" { type = bool }
      resource "aws_internet_gateway" "i" {}
      resource "aws_internet_gateway_attachment" "i" {
        internet_gateway_id = aws_internet_gateway.i.id
        vpc_id              = "vpc-0123456789abcdef0"
      }
      resource "aws_route_table" "edge" { vpc_id = "vpc-0123456789abcdef0" }
      resource "aws_route_table_association" "edge" {
        gateway_id     = aws_internet_gateway.i.id
        route_table_id = aws_route_table.edge.id
      }
      resource "aws_networkfirewall_firewall" "f" {
        name                = "f"
        vpc_id              = "vpc-0123456789abcdef0"
        firewall_policy_arn = "arn:aws:network-firewall:eu-west-1:123456789012:firewall-policy/p"
        subnet_mapping { subnet_id = "subnet-0123456789abcdef0" }
      }
      resource "aws_route" "inspected" {
        count                  = var.inspect ? 1 : 0
        route_table_id         = aws_route_table.edge.id
        destination_cidr_block = "10.0.0.0/24"
        vpc_endpoint_id        = tolist(aws_networkfirewall_firewall.f.firewall_status[0].sync_states)[0].attachment[0].endpoint_id
      }
      resource "aws_networkfirewall_vpc_endpoint_association" "more" {
        firewall_arn = aws_networkfirewall_firewall.f.arn
        vpc_id       = "vpc-0123456789abcdef0"
        subnet_mapping { subnet_id = "subnet-0fedcba9876543210" }
      }
      resource "aws_route" "more" {
        route_table_id         = aws_route_table.edge.id
        destination_cidr_block = "10.0.1.0/24"
        vpc_endpoint_id        = tolist(aws_networkfirewall_vpc_endpoint_association.more.vpc_endpoint_association_status[0].association_sync_state)[0].attachment[0].endpoint_id
      }
      `,
      ['routeTables', 'internetGateways'],
      `
      aws_route_table.edge vpc=vpc-0123456789abcdef0 edge=aws_internet_gateway.i
        10.0.0.0/24 → network firewall aws_networkfirewall_firewall.f if var.inspect @main.tf:18
        10.0.1.0/24 → network firewall aws_networkfirewall_vpc_endpoint_association.more @main.tf:29
      aws_internet_gateway.i vpc=vpc-0123456789abcdef0
      `,
    );
  });

  it('says what two resources quarrel about', () => {
    checkProblems(
      `
      ${vpc}
      resource "aws_default_route_table" "a" { default_route_table_id = aws_vpc.main.default_route_table_id }
      resource "aws_default_route_table" "b" { default_route_table_id = aws_vpc.main.default_route_table_id }
      resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
      resource "aws_subnet" "s" {
        vpc_id     = aws_vpc.main.id
        cidr_block = "10.0.0.0/24"
      }
      resource "aws_route_table_association" "one" {
        subnet_id      = aws_subnet.s.id
        route_table_id = aws_route_table.t.id
      }
      resource "aws_route_table_association" "two" {
        subnet_id      = aws_subnet.s.id
        route_table_id = aws_default_route_table.a.id
      }
      `,
      [
        'aws_default_route_table.a and aws_default_route_table.b adopt the same default',
        'aws_subnet.s is associated twice',
      ],
    );
  });
});

describe('gateways from code', () => {
  it('gives a NAT gateway its interface, and knows whether it has an Elastic IP', () => {
    checkNetwork(
      `
      ${vpc}
      resource "aws_subnet" "s" {
        vpc_id     = aws_vpc.main.id
        cidr_block = "10.0.0.0/24"
      }
      resource "aws_eip" "e" { domain = "vpc" }
      resource "aws_nat_gateway" "public" {
        subnet_id     = aws_subnet.s.id
        allocation_id = aws_eip.e.id
        private_ip    = "10.0.0.9"
      }
      resource "aws_nat_gateway" "broken" { subnet_id = aws_subnet.s.id }
      resource "aws_nat_gateway" "regional" {
        vpc_id            = aws_vpc.main.id
        availability_mode = "regional"
      }
      resource "aws_ec2_carrier_gateway" "c" { vpc_id = aws_vpc.main.id }
      `,
      ['natGateways', 'interfaces', 'carrierGateways'],
      `
      aws_nat_gateway.broken public zonal vpc=aws_vpc.main in aws_subnet.s elastic=false
      aws_nat_gateway.public public zonal vpc=aws_vpc.main in aws_subnet.s elastic=true
      aws_nat_gateway.regional public regional vpc=aws_vpc.main in undefined elastic=true table=aws_vpc.main/main-route-table
      aws_nat_gateway.broken/interface-0 natGateway in aws_subnet.s 10.0.0.0/24 private groups=[] check=false of aws_nat_gateway.broken
      aws_nat_gateway.public/interface-0 natGateway in aws_subnet.s 10.0.0.9/32 public groups=[] check=false of aws_nat_gateway.public
      aws_ec2_carrier_gateway.c vpc=aws_vpc.main
      `,
    );
  });
});

describe('prefix lists from code', () => {
  it('reads inline and standalone entries', () => {
    checkNetwork(
      `
      variable "offices" { type = list(string) }
      resource "aws_ec2_managed_prefix_list" "p" {
        name           = "offices"
        address_family = "IPv4"
        max_entries    = 5
        entry { cidr = "192.0.2.0/24" }
        dynamic "entry" {
          for_each = var.offices
          content { cidr = entry.value }
        }
      }
      resource "aws_ec2_managed_prefix_list_entry" "e" {
        prefix_list_id = aws_ec2_managed_prefix_list.p.id
        cidr           = "198.51.100.0/24"
      }
      data "aws_ec2_managed_prefix_list" "offices" { name = "offices" }
      resource "aws_security_group_rule" "r" {
        type              = "ingress"
        security_group_id = "sg-0123456789abcdef0"
        protocol          = "-1"
        from_port         = 0
        to_port           = 0
        prefix_list_ids   = [data.aws_ec2_managed_prefix_list.offices.id]
      }
      `,
      'prefixLists',
      `
      aws_ec2_managed_prefix_list.p family=4 maximum=5
        192.0.2.0/24 @main.tf:6
        ?var.offices if var.offices @main.tf:9
        198.51.100.0/24 @main.tf:14
      `,
    );
  });
});
