import { checkNetwork } from './checkNetwork';

const vpcs = `
resource "aws_vpc" "a" { cidr_block = "10.0.0.0/16" }
resource "aws_vpc" "b" { cidr_block = "10.1.0.0/16" }
`;

describe('peerings from code', () => {
  it('is active once it is accepted, by itself or by an accepter', () => {
    checkNetwork(
      `
      provider "aws" { region = "eu-west-1" }
      provider "aws" {
        alias  = "us"
        region = "us-east-1"
      }
      ${vpcs}
      resource "aws_vpc" "us" {
        provider   = aws.us
        cidr_block = "10.2.0.0/16"
      }
      resource "aws_vpc_peering_connection" "accepted" {
        vpc_id      = aws_vpc.a.id
        peer_vpc_id = aws_vpc.b.id
        auto_accept = true
      }
      resource "aws_vpc_peering_connection" "pending" {
        vpc_id      = aws_vpc.a.id
        peer_vpc_id = aws_vpc.b.id
      }
      resource "aws_vpc_peering_connection" "far" {
        vpc_id      = aws_vpc.a.id
        peer_vpc_id = aws_vpc.us.id
        peer_region = "us-east-1"
      }
      resource "aws_vpc_peering_connection_accepter" "far" {
        provider                  = aws.us
        vpc_peering_connection_id = aws_vpc_peering_connection.far.id
        auto_accept               = true
      }
      resource "aws_vpc_peering_connection" "partner" {
        vpc_id        = aws_vpc.a.id
        peer_vpc_id   = "vpc-0123456789abcdef0"
        peer_owner_id = "123456789012"
      }
      resource "aws_route_table" "us" {
        provider = aws.us
        vpc_id   = aws_vpc.us.id
        route {
          cidr_block                = "10.0.0.0/16"
          vpc_peering_connection_id = aws_vpc_peering_connection_accepter.far.id
        }
      }
      `,
      ['peeringConnections', 'routeTables'],
      `
      aws_vpc_peering_connection.accepted aws_vpc.a@eu-west-1 aws_vpc.b@eu-west-1 active=true
      aws_vpc_peering_connection.far aws_vpc.a@eu-west-1 aws_vpc.us@us-east-1 active=true
      aws_vpc_peering_connection.partner aws_vpc.a@eu-west-1 vpc-0123456789abcdef0@eu-west-1#123456789012 active=?aws_vpc_peering_connection.partner.accept_status
      aws_vpc_peering_connection.pending aws_vpc.a@eu-west-1 aws_vpc.b@eu-west-1 active=false
      aws_route_table.us vpc=aws_vpc.us
        10.0.0.0/16 → peeringConnection aws_vpc_peering_connection.far @main.tf:41
      aws_vpc.a/main-route-table vpc=aws_vpc.a
      aws_vpc.b/main-route-table vpc=aws_vpc.b
      aws_vpc.us/main-route-table vpc=aws_vpc.us
      `,
    );
  });
});

describe('transit gateways from code', () => {
  it('associates and propagates by default, with no resource that says so', () => {
    checkNetwork(
      `
      ${vpcs}
      resource "aws_ec2_transit_gateway" "t" {}
      resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
        transit_gateway_id = aws_ec2_transit_gateway.t.id
        vpc_id             = aws_vpc.a.id
        subnet_ids         = ["subnet-0123456789abcdef0"]
      }
      resource "aws_vpn_connection" "v" {
        transit_gateway_id  = aws_ec2_transit_gateway.t.id
        customer_gateway_id = "cgw-0123456789abcdef0"
        type                = "ipsec.1"
      }
      `,
      ['transitGateways', 'transitGatewayAttachments', 'transitGatewayRouteTables'],
      `
      aws_ec2_transit_gateway.t referencing=false
      aws_ec2_transit_gateway_vpc_attachment.a vpc tgw=aws_ec2_transit_gateway.t vpc=aws_vpc.a in subnet-0123456789abcdef0 table=aws_ec2_transit_gateway.t/default-route-table referencing=true
      aws_vpn_connection.v/attachment vpn tgw=aws_ec2_transit_gateway.t vpn=aws_vpn_connection.v table=aws_ec2_transit_gateway.t/default-route-table referencing=false
      aws_ec2_transit_gateway.t/default-route-table tgw=aws_ec2_transit_gateway.t propagates=aws_ec2_transit_gateway_vpc_attachment.a,aws_vpn_connection.v/attachment
      `,
    );
  });

  it('has tables, associations, propagations and routes of its own where the defaults are off', () => {
    checkNetwork(
      `
      ${vpcs}
      resource "aws_ec2_transit_gateway" "t" {
        default_route_table_association    = "disable"
        default_route_table_propagation    = "disable"
        security_group_referencing_support = "enable"
      }
      resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
        transit_gateway_id                 = aws_ec2_transit_gateway.t.id
        vpc_id                             = aws_vpc.a.id
        subnet_ids                         = ["subnet-0123456789abcdef0"]
        appliance_mode_support             = "enable"
        security_group_referencing_support = "disable"
      }
      resource "aws_ec2_transit_gateway_vpc_attachment" "b" {
        transit_gateway_id = aws_ec2_transit_gateway.t.id
        vpc_id             = aws_vpc.b.id
        subnet_ids         = ["subnet-0123456789abcdef1"]
      }
      resource "aws_ec2_transit_gateway_route_table" "r" { transit_gateway_id = aws_ec2_transit_gateway.t.id }
      resource "aws_ec2_transit_gateway_route_table_association" "a" {
        transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.a.id
        transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.r.id
      }
      resource "aws_ec2_transit_gateway_route_table_propagation" "b" {
        transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.b.id
        transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.r.id
      }
      resource "aws_ec2_transit_gateway_route" "drop" {
        destination_cidr_block         = "10.9.0.0/16"
        blackhole                      = true
        transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.r.id
      }
      resource "aws_ec2_transit_gateway_route" "all" {
        destination_cidr_block         = "0.0.0.0/0"
        transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.b.id
        transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.r.id
      }
      resource "aws_ec2_transit_gateway_prefix_list_reference" "p" {
        prefix_list_id                 = "pl-0123456789abcdef0"
        transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.b.id
        transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.r.id
      }
      `,
      ['transitGateways', 'transitGatewayAttachments', 'transitGatewayRouteTables'],
      `
      aws_ec2_transit_gateway.t referencing=true
      aws_ec2_transit_gateway_vpc_attachment.a vpc tgw=aws_ec2_transit_gateway.t vpc=aws_vpc.a in subnet-0123456789abcdef0 table=aws_ec2_transit_gateway_route_table.r referencing=false appliance=true
      aws_ec2_transit_gateway_vpc_attachment.b vpc tgw=aws_ec2_transit_gateway.t vpc=aws_vpc.b in subnet-0123456789abcdef1 table=undefined referencing=true
      aws_ec2_transit_gateway_route_table.r tgw=aws_ec2_transit_gateway.t propagates=aws_ec2_transit_gateway_vpc_attachment.b
        10.9.0.0/16 → blackhole @main.tf:31
        0.0.0.0/0 → aws_ec2_transit_gateway_vpc_attachment.b @main.tf:36
        pl-0123456789abcdef0 → aws_ec2_transit_gateway_vpc_attachment.b @main.tf:41
      `,
    );
  });

  it('has both ends of a peering of two gateways, each with routes and a table of its own side', () => {
    checkNetwork(
      `
      provider "aws" { region = "eu-west-1" }
      provider "aws" {
        alias  = "us"
        region = "us-east-1"
      }
      resource "aws_ec2_transit_gateway" "eu" {}
      resource "aws_ec2_transit_gateway" "us" { provider = aws.us }
      resource "aws_ec2_transit_gateway_peering_attachment" "p" {
        transit_gateway_id      = aws_ec2_transit_gateway.eu.id
        peer_transit_gateway_id = aws_ec2_transit_gateway.us.id
        peer_region             = "us-east-1"
      }
      resource "aws_ec2_transit_gateway_peering_attachment_accepter" "p" {
        provider                      = aws.us
        transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.p.id
      }
      resource "aws_ec2_transit_gateway_route_table" "us" {
        provider           = aws.us
        transit_gateway_id = aws_ec2_transit_gateway.us.id
      }
      resource "aws_ec2_transit_gateway_route_table_association" "us" {
        provider                       = aws.us
        transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.p.id
        transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.us.id
      }
      resource "aws_ec2_transit_gateway_route" "us" {
        provider                       = aws.us
        destination_cidr_block         = "10.0.0.0/16"
        transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.p.id
        transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.us.id
      }
      `,
      ['transitGatewayAttachments', 'transitGatewayRouteTables'],
      `
      aws_ec2_transit_gateway_peering_attachment.p peering tgw=aws_ec2_transit_gateway.eu peer=aws_ec2_transit_gateway.us table=undefined referencing=false
      aws_ec2_transit_gateway_peering_attachment_accepter.p peering tgw=aws_ec2_transit_gateway.us peer=aws_ec2_transit_gateway.eu table=aws_ec2_transit_gateway_route_table.us referencing=false
      aws_ec2_transit_gateway.eu/default-route-table tgw=aws_ec2_transit_gateway.eu propagates=[]
      aws_ec2_transit_gateway.us/default-route-table tgw=aws_ec2_transit_gateway.us propagates=[]
      aws_ec2_transit_gateway_route_table.us tgw=aws_ec2_transit_gateway.us propagates=[]
        10.0.0.0/16 → aws_ec2_transit_gateway_peering_attachment_accepter.p @main.tf:26
      `,
    );
  });
});

describe('endpoints from code', () => {
  it('has an interface in each subnet, with its groups or the default one', () => {
    checkNetwork(
      `
      ${vpcs}
      resource "aws_subnet" "s" {
        count      = 2
        vpc_id     = aws_vpc.a.id
        cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
      }
      resource "aws_security_group" "e" { vpc_id = aws_vpc.a.id }
      resource "aws_vpc_endpoint" "ecr" {
        vpc_id              = aws_vpc.a.id
        service_name        = "com.amazonaws.eu-west-1.ecr.dkr"
        vpc_endpoint_type   = "Interface"
        private_dns_enabled = true
        subnet_ids          = aws_subnet.s[*].id
        security_group_ids  = [aws_security_group.e.id]
      }
      resource "aws_vpc_endpoint" "own" {
        vpc_id            = aws_vpc.a.id
        service_name      = aws_vpc_endpoint_service.s.service_name
        vpc_endpoint_type = "Interface"
        policy            = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Principal = "*" }] })
      }
      resource "aws_vpc_endpoint_subnet_association" "own" {
        vpc_endpoint_id = aws_vpc_endpoint.own.id
        subnet_id       = aws_subnet.s[0].id
      }
      resource "aws_vpc_endpoint_service" "s" {
        acceptance_required        = false
        network_load_balancer_arns = [aws_lb.n.arn]
      }
      resource "aws_lb" "n" {
        load_balancer_type = "network"
        internal           = true
        subnets            = [aws_subnet.s[0].id]
      }
      resource "aws_vpc_endpoint" "appliance" {
        vpc_id            = aws_vpc.a.id
        service_name      = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0"
        vpc_endpoint_type = "GatewayLoadBalancer"
        subnet_ids        = [aws_subnet.s[1].id]
      }
      `,
      ['endpoints', 'endpointServices', 'interfaces'],
      `
      aws_vpc_endpoint.appliance gatewayLoadBalancer com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0 vpc=aws_vpc.a dns=false
      aws_vpc_endpoint.ecr interface ecr.dkr vpc=aws_vpc.a dns=true
      aws_vpc_endpoint.own interface aws_vpc_endpoint_service.s vpc=aws_vpc.a dns=false full=false
      aws_vpc_endpoint_service.s aws_vpc_endpoint_service.s aws_lb.n
      aws_lb.n/interface-0 networkLoadBalancer in aws_subnet.s[0] 10.0.0.0/24 private groups=[] of aws_lb.n
      aws_vpc_endpoint.appliance/interface-0 gatewayLoadBalancerEndpoint in aws_subnet.s[1] 10.0.1.0/24 private groups=[] of aws_vpc_endpoint.appliance
      aws_vpc_endpoint.ecr/interface-0 vpcEndpoint in aws_subnet.s[0] 10.0.0.0/24 private groups=aws_security_group.e of aws_vpc_endpoint.ecr
      aws_vpc_endpoint.ecr/interface-1 vpcEndpoint in aws_subnet.s[1] 10.0.1.0/24 private groups=aws_security_group.e of aws_vpc_endpoint.ecr
      aws_vpc_endpoint.own/interface-0 vpcEndpoint in aws_subnet.s[0] 10.0.0.0/24 private groups=aws_vpc.a/default-security-group of aws_vpc_endpoint.own
      `,
    );
  });

  it('carries nothing while the service has not accepted it', () => {
    const endpoint = (rest: string): string => `
      resource "aws_vpc_endpoint_service" "s" { acceptance_required = true }
      resource "aws_vpc_endpoint" "e" {
        vpc_id            = "vpc-0123456789abcdef0"
        service_name      = aws_vpc_endpoint_service.s.service_name
        vpc_endpoint_type = "Interface"
      }
      ${rest}
    `;
    const accepter = `resource "aws_vpc_endpoint_connection_accepter" "a" {
        vpc_endpoint_service_id = aws_vpc_endpoint_service.s.id
        vpc_endpoint_id         = aws_vpc_endpoint.e.id
      }`;
    const line =
      'aws_vpc_endpoint.e interface aws_vpc_endpoint_service.s vpc=vpc-0123456789abcdef0 dns=false';
    checkNetwork(endpoint(''), 'endpoints', `${line} available=false`);
    checkNetwork(endpoint(accepter), 'endpoints', line);
  });
});
