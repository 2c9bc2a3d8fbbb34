import { checkNetwork } from './checkNetwork';

describe('conditional and repeated resources', () => {
  it('lets one stand for as many as there may be, and go with the others of its kind', () => {
    checkNetwork(
      `
      variable "zones" { type = map(string) }
      resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
      resource "aws_default_security_group" "d" { vpc_id = aws_vpc.v.id }
      resource "aws_subnet" "s" {
        for_each   = var.zones
        vpc_id     = aws_vpc.v.id
        cidr_block = each.value
      }
      resource "aws_eip" "nat" { for_each = var.zones }
      resource "aws_nat_gateway" "n" {
        for_each      = var.zones
        subnet_id     = aws_subnet.s[each.key].id
        allocation_id = aws_eip.nat[each.key].id
      }
      resource "aws_lb" "l" {
        internal = true
        subnets  = [for subnet in aws_subnet.s : subnet.id]
      }
      resource "aws_lb_listener" "h" {
        for_each          = var.zones
        load_balancer_arn = aws_lb.l.arn
        port              = 80
        default_action { type = "fixed-response" }
      }
      resource "aws_lb_listener_rule" "r" {
        for_each     = var.zones
        listener_arn = aws_lb_listener.h[each.key].arn
        action {
          type             = "forward"
          target_group_arn = aws_lb_target_group.t.arn
        }
      }
      resource "aws_lb_target_group" "t" {
        port     = 80
        protocol = "HTTP"
        vpc_id   = aws_vpc.v.id
      }
      `,
      ['natGateways', 'interfaces', 'loadBalancers'],
      `
      aws_nat_gateway.n[*] public zonal vpc=aws_vpc.v in aws_subnet.s[*] elastic=true if var.zones
      aws_lb.l/interface-0 loadBalancer in aws_subnet.s[*] 10.0.0.0/16 private groups=aws_default_security_group.d of aws_lb.l
      aws_nat_gateway.n[*]/interface-0 natGateway in aws_subnet.s[*] 10.0.0.0/16 public groups=[] check=false of aws_nat_gateway.n[*] if var.zones
      aws_lb.l application internal vpc=aws_vpc.v crossZone=true
        6/80 → aws_lb_target_group.t @main.tf:19
      `,
    );
  });

  it('does not know what hangs on a condition that is not known', () => {
    checkNetwork(
      `
      variable "public" { type = bool }
      variable "mode" { type = string }
      resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
      resource "aws_default_security_group" "d" { vpc_id = aws_vpc.v.id }
      resource "aws_internet_gateway" "i" {
        count  = var.public ? 1 : 0
        vpc_id = aws_vpc.v.id
      }
      resource "aws_subnet" "s" {
        vpc_id                  = aws_vpc.v.id
        cidr_block              = "10.0.0.0/24"
        map_public_ip_on_launch = var.public
      }
      resource "aws_instance" "a" {
        subnet_id         = aws_subnet.s.id
        source_dest_check = var.mode != "nat"
      }
      resource "aws_instance" "b" {
        subnet_id  = aws_subnet.s.id
        private_ip = "10.0.0.5"
      }
      resource "aws_eip" "b" {
        count    = var.public ? 1 : 0
        instance = aws_instance.b.id
      }
      resource "aws_lb" "l" {
        internal           = !var.public
        load_balancer_type = "network"
        subnets            = [aws_subnet.s.id]
      }
      `,
      ['internetGateways', 'interfaces', 'loadBalancers'],
      `
      aws_internet_gateway.i[*] vpc=aws_vpc.v if var.public
      aws_instance.a/interface-0 interface in aws_subnet.s 10.0.0.0/24 ?var.public groups=aws_default_security_group.d check=?var.mode of aws_instance.a
      aws_instance.b/interface-0 interface in aws_subnet.s 10.0.0.5/32 ?var.public groups=aws_default_security_group.d of aws_instance.b
      aws_lb.l/interface-0 networkLoadBalancer in aws_subnet.s 10.0.0.0/24 ?var.public groups=[] of aws_lb.l
      aws_lb.l network ?var.public vpc=aws_vpc.v crossZone=false
      `,
    );
  });
});

describe('things outside the code', () => {
  it('keeps what the code adds to a group, a table or an ACL that it does not have', () => {
    checkNetwork(
      `
      data "aws_security_group" "shared" { name = "shared" }
      data "aws_route_table" "shared" { route_table_id = "rtb-0123456789abcdef0" }
      resource "aws_vpc_security_group_ingress_rule" "mine" {
        security_group_id            = data.aws_security_group.shared.id
        referenced_security_group_id = "sg-0123456789abcdef0"
        ip_protocol                  = "-1"
      }
      resource "aws_network_acl_rule" "mine" {
        network_acl_id = "acl-0123456789abcdef0"
        rule_number    = 50
        protocol       = "-1"
        rule_action    = "deny"
        cidr_block     = "192.0.2.0/24"
      }
      resource "aws_route" "mine" {
        route_table_id         = "rtb-0123456789abcdef0"
        destination_cidr_block = "10.9.0.0/16"
        transit_gateway_id     = "tgw-0123456789abcdef0"
      }
      `,
      ['securityGroups', 'networkAcls', 'routeTables', 'transitGateways'],
      `
      data.aws_security_group.shared vpc=?data.aws_security_group.shared
        in  all sg-0123456789abcdef0 @main.tf:5
        ingress may have more: ?data.aws_security_group.shared
        egress may have more: ?data.aws_security_group.shared
      sg-0123456789abcdef0 vpc=?sg-0123456789abcdef0
        ingress may have more: ?sg-0123456789abcdef0
        egress may have more: ?sg-0123456789abcdef0
      acl-0123456789abcdef0 vpc=?acl-0123456789abcdef0
        in  50 deny all 192.0.2.0/24 @main.tf:8
        ingress may have more: ?acl-0123456789abcdef0
        egress may have more: ?acl-0123456789abcdef0
      rtb-0123456789abcdef0 vpc=?rtb-0123456789abcdef0
        10.9.0.0/16 → transitGateway tgw-0123456789abcdef0 @main.tf:15
        routes may have more: ?rtb-0123456789abcdef0
      tgw-0123456789abcdef0 referencing=?tgw-0123456789abcdef0
      `,
    );
  });

  it('takes outputs of another state for things that only their names are known of', () => {
    checkNetwork(
      `
      data "terraform_remote_state" "net" { backend = "s3" }
      resource "aws_security_group" "g" { vpc_id = data.terraform_remote_state.net.outputs.vpc_id }
      resource "aws_lambda_function" "f" {
        vpc_config {
          subnet_ids         = data.terraform_remote_state.net.outputs.private_subnets
          security_group_ids = [aws_security_group.g.id, data.terraform_remote_state.net.outputs.groups["db"]]
        }
      }
      `,
      ['interfaces', 'securityGroups', 'vpcs'],
      `
      aws_lambda_function.f/interface-0 lambda in data.terraform_remote_state.net.outputs.private_subnets ?the CIDR blocks of data.terraform_remote_state.net.outputs.private_subnets private groups=aws_security_group.g,data.terraform_remote_state.net.outputs.groups.db of aws_lambda_function.f
      aws_security_group.g vpc=data.terraform_remote_state.net.outputs.vpc_id
      data.terraform_remote_state.net.outputs.groups.db vpc=?data.terraform_remote_state.net.outputs.groups.db
        ingress may have more: ?data.terraform_remote_state.net.outputs.groups.db
        egress may have more: ?data.terraform_remote_state.net.outputs.groups.db
      data.terraform_remote_state.net.outputs.vpc_id ?data.terraform_remote_state.net.outputs.vpc_id dns=?data.terraform_remote_state.net.outputs.vpc_id/?data.terraform_remote_state.net.outputs.vpc_id main=?data.terraform_remote_state.net.outputs.vpc_id acl=?data.terraform_remote_state.net.outputs.vpc_id group=?data.terraform_remote_state.net.outputs.vpc_id block=off
      `,
    );
  });

  it('does not take a thing of another VPC for the one that a data source looks up', () => {
    checkNetwork(
      `
      resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
      resource "aws_subnet" "s" {
        vpc_id     = aws_vpc.v.id
        cidr_block = "10.0.7.0/24"
      }
      data "aws_subnet" "here" {
        vpc_id     = aws_vpc.v.id
        cidr_block = "10.0.7.0/24"
      }
      data "aws_subnet" "elsewhere" {
        vpc_id     = "vpc-0123456789abcdef0"
        cidr_block = "10.0.7.0/24"
      }
      resource "aws_network_interface" "here" { subnet_id = data.aws_subnet.here.id }
      resource "aws_network_interface" "elsewhere" { subnet_id = data.aws_subnet.elsewhere.id }
      `,
      'interfaces',
      `
      aws_network_interface.elsewhere interface in data.aws_subnet.elsewhere ?the CIDR blocks of data.aws_subnet.elsewhere private groups=vpc-0123456789abcdef0/default-security-group
      aws_network_interface.here interface in aws_subnet.s 10.0.7.0/24 private groups=aws_vpc.v/default-security-group
      `,
    );
  });

  it('finds groups of the default VPC by their names', () => {
    checkNetwork(
      `
      resource "aws_security_group" "web" { name = "Web" }
      resource "aws_instance" "i" { security_groups = ["web"] }
      `,
      'interfaces',
      `
      aws_instance.i/interface-0 interface in default-vpc/default-subnets 172.31.0.0/16 public groups=aws_security_group.web of aws_instance.i
      `,
    );
  });
});
