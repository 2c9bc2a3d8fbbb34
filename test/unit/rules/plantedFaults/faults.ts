/** One fault, planted into a system that works, and what has to find it. */
export interface PlantedFault {
  /** What is wrong, as the person would say it afterwards. */
  readonly name: string;
  /** The folder of the healthy system. */
  readonly system: string;
  readonly file: string;
  /** The text that is taken out (its first occurrence, after `after` where that is given), and what is put in its place. */
  readonly take: string;
  readonly put: string;
  readonly after?: string;
  /** The rule that is meant for it, and a text of the line that it has to point at (in another file where it is given). */
  readonly rule: string;
  readonly at: string;
  readonly atFile?: string;
  /** Whether one of the offered fixes must bring the healthy matrix back. */
  readonly restored: boolean;
}

const threeTier = 'test/fixtures/systems/three-tier';
const fargate = 'test/fixtures/systems/fargate-endpoints';
const proxy = 'test/fixtures/systems/lambda-rds-proxy';
const bastion = 'test/fixtures/systems/bastion';
const styles = 'test/fixtures/systems/style-rule-resources';
const peering = 'test/fixtures/systems/peering-two-regions';
const dualStack = 'test/fixtures/systems/dual-stack';
const natInstance = 'test/fixtures/systems/nat-instance';
const stores = 'examples/ecs-to-rds';

/** Written down before any of them was tried. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'the targets admit their balancer on a port that is off by one',
    system: threeTier,
    file: 'groups.tf',
    after: 'resource "aws_security_group_rule" "app_from_alb"',
    take: 'from_port                = 8080\n  to_port                  = 8080',
    put: 'from_port                = 8081\n  to_port                  = 8081',
    rule: 'lb-cannot-reach-targets',
    at: 'target_group_arns',
    atFile: 'workloads.tf',
    restored: true,
  },
  {
    name: 'the balancer may not send to its targets',
    system: threeTier,
    file: 'groups.tf',
    take: `  egress {
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.app.id]
  }
`,
    put: '',
    rule: 'lb-cannot-reach-targets',
    at: 'target_group_arns',
    atFile: 'workloads.tf',
    restored: true,
  },
  {
    name: 'the balancer admits nobody on the port that it listens on',
    system: threeTier,
    file: 'groups.tf',
    take: 'from_port        = 443\n    to_port          = 443',
    put: 'from_port        = 8443\n    to_port          = 8443',
    rule: 'lb-listener-closed',
    at: 'port              = 443',
    atFile: 'workloads.tf',
    restored: true,
  },
  {
    name: 'the database admits its clients on the port of another engine',
    system: threeTier,
    file: 'groups.tf',
    take: 'from_port       = 5432\n    to_port         = 5432',
    put: 'from_port       = 3306\n    to_port         = 3306',
    rule: 'listening-port-closed',
    at: 'vpc_security_group_ids = [aws_security_group.data.id]',
    atFile: 'workloads.tf',
    restored: false,
  },
  {
    name: 'the NAT gateway is in a private subnet',
    system: threeTier,
    file: 'main.tf',
    take: 'subnet_id     = aws_subnet.public["eu-west-1a"].id',
    put: 'subnet_id     = aws_subnet.data["eu-west-1a"].id',
    rule: 'nat-in-private-subnet',
    at: 'subnet_id     = aws_subnet.data',
    restored: true,
  },
  {
    name: 'the NAT gateway is in the subnet that it serves',
    system: threeTier,
    file: 'main.tf',
    take: 'subnet_id     = aws_subnet.public["eu-west-1a"].id',
    put: 'subnet_id     = aws_subnet.app["eu-west-1a"].id',
    rule: 'nat-routed-to-itself',
    at: 'subnet_id     = aws_subnet.app',
    restored: true,
  },
  {
    name: 'the internet gateway is attached to nothing',
    system: threeTier,
    file: 'main.tf',
    take: 'resource "aws_internet_gateway" "main" {\n  vpc_id = aws_vpc.main.id\n}',
    put: 'resource "aws_internet_gateway" "main" {\n}',
    rule: 'igw-attachment',
    at: 'resource "aws_internet_gateway" "main"',
    restored: true,
  },
  {
    name: 'two tiers have the same blocks',
    system: threeTier,
    file: 'main.tf',
    take: '20 + index',
    put: '10 + index',
    rule: 'subnet-overlap',
    at: '10 + index',
    restored: false,
  },
  {
    name: 'a tier is outside the VPC',
    system: threeTier,
    file: 'main.tf',
    take: 'cidrsubnet("10.0.0.0/16", 8, 20',
    put: 'cidrsubnet("10.1.0.0/16", 8, 20',
    rule: 'subnet-outside-vpc',
    at: 'cidrsubnet("10.1.0.0/16", 8, 20',
    restored: false,
  },
  {
    name: 'the NAT gateway is given where an internet gateway belongs',
    system: threeTier,
    file: 'main.tf',
    take: 'nat_gateway_id = aws_nat_gateway.main.id',
    put: 'gateway_id     = aws_nat_gateway.main.id',
    rule: 'route-wrong-target-argument',
    at: 'gateway_id     = aws_nat_gateway.main.id',
    restored: true,
  },
  {
    name: 'the health check asks a port that nobody opened',
    system: threeTier,
    file: 'workloads.tf',
    take: '  port     = 8080\n  protocol = "HTTP"\n',
    put: '  port     = 8080\n  protocol = "HTTP"\n\n  health_check {\n    port = 9090\n  }\n',
    rule: 'lb-health-check-closed',
    at: 'port = 9090',
    restored: true,
  },
  {
    name: 'everything is in one zone',
    system: threeTier,
    file: 'main.tf',
    take: 'zones = ["eu-west-1a", "eu-west-1b"]',
    put: 'zones = ["eu-west-1a"]',
    rule: 'too-few-zones',
    at: 'subnets            =',
    atFile: 'workloads.tf',
    restored: false,
  },
  {
    name: 'the private subnets lead to the internet gateway',
    system: fargate,
    file: 'network.tf',
    take: 'default_route_table_id = aws_vpc.main.default_route_table_id\n',
    put: `default_route_table_id = aws_vpc.main.default_route_table_id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
`,
    rule: 'route-private-subnet-to-igw',
    at: 'resource "aws_subnet" "private"',
    restored: false,
  },
  {
    name: 'the cluster admits its clients on a port that is off by one',
    system: fargate,
    file: 'main.tf',
    take: '{ postgres = 5432 }',
    put: '{ postgres = 5433 }',
    rule: 'intended-flow-blocked',
    at: 'aws_rds_cluster.main.endpoint',
    restored: true,
  },
  {
    name: 'the endpoints admit another network than this one',
    system: fargate,
    file: 'network.tf',
    take: 'cidr_blocks = [aws_vpc.main.cidr_block]',
    put: 'cidr_blocks = ["10.41.0.0/16"]',
    rule: 'endpoint-https-closed',
    at: 'security_group_ids  =',
    restored: true,
  },
  {
    name: 'the S3 endpoint is in the route table of the wrong subnets',
    system: fargate,
    file: 'network.tf',
    take: 'route_table_ids = [aws_default_route_table.private.id]',
    put: 'route_table_ids = [aws_route_table.public.id]',
    rule: 'intended-flow-blocked',
    at: 'image        =',
    atFile: 'main.tf',
    restored: false,
  },
  {
    name: 'the endpoint of the registry is forgotten',
    system: fargate,
    file: 'network.tf',
    take: '"ecr.api", "ecr.dkr", "logs"',
    put: '"ecr.api", "logs"',
    rule: 'intended-flow-blocked',
    at: 'image        =',
    atFile: 'main.tf',
    restored: false,
  },
  {
    name: 'the endpoints have no private names',
    system: fargate,
    file: 'network.tf',
    take: 'private_dns_enabled = true',
    put: 'private_dns_enabled = false',
    rule: 'endpoint-private-dns-off',
    at: 'private_dns_enabled = false',
    restored: true,
  },
  {
    name: 'the tasks may not send anything',
    system: fargate,
    file: 'main.tf',
    take: `resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
`,
    put: '',
    rule: 'sg-no-egress',
    at: 'resource "aws_security_group" "app"',
    restored: true,
  },
  {
    name: 'an endpoint of the wrong type',
    system: fargate,
    file: 'network.tf',
    take: '  vpc_endpoint_type   = "Interface"\n',
    put: '',
    rule: 'endpoint-gateway-unsupported',
    at: 'service_name        =',
    restored: true,
  },
  {
    name: 'the service registers a port that nobody opened',
    system: fargate,
    file: 'main.tf',
    take: 'container_port   = 3000',
    put: 'container_port   = 3001',
    rule: 'lb-cannot-reach-targets',
    at: 'load_balancer {',
    restored: false,
  },
  {
    name: 'the listener has a port that nobody opened',
    system: fargate,
    file: 'main.tf',
    take: '  port              = 80\n',
    put: '  port              = 8080\n',
    rule: 'lb-listener-closed',
    at: 'port              = 8080',
    restored: false,
  },
  {
    name: 'the tasks admit the wrong group',
    system: fargate,
    file: 'main.tf',
    after: 'resource "aws_vpc_security_group_ingress_rule" "app"',
    take: 'referenced_security_group_id = aws_security_group.alb.id',
    put: 'referenced_security_group_id = aws_security_group.stores.id',
    rule: 'lb-cannot-reach-targets',
    at: 'load_balancer {',
    restored: true,
  },
  {
    name: 'the proxy admits the function on a port that is off by one',
    system: proxy,
    file: 'main.tf',
    after: 'resource "aws_security_group_rule" "proxy_in"',
    take: 'from_port                = 5432\n  to_port                  = 5432',
    put: 'from_port                = 5433\n  to_port                  = 5433',
    rule: 'sg-one-sided-pair',
    at: 'security_groups = [aws_security_group.proxy.id]',
    restored: true,
  },
  {
    name: 'the function may send to another port than the proxy’s',
    system: proxy,
    file: 'main.tf',
    take: 'from_port       = 5432\n    to_port         = 5432',
    put: 'from_port       = 3306\n    to_port         = 3306',
    rule: 'sg-one-sided-pair',
    at: 'security_groups = [aws_security_group.proxy.id]',
    restored: false,
  },
  {
    name: 'the database admits its clients on a port that it does not listen on',
    system: styles,
    file: 'main.tf',
    after: '"database_from_web"',
    take: 'from_port                    = 3306\n  to_port                      = 3306',
    put: 'from_port                    = 3307\n  to_port                      = 3307',
    rule: 'listening-port-closed',
    at: 'vpc_security_group_ids = [aws_security_group.database.id]',
    atFile: 'workloads.tf',
    restored: false,
  },
  {
    name: 'the clients may not send to the database',
    system: styles,
    file: 'main.tf',
    after: '"web_to_database"',
    take: 'from_port         = 3306\n  to_port           = 3306',
    put: 'from_port         = 3360\n  to_port           = 3360',
    rule: 'sg-one-sided-pair',
    at: 'referenced_security_group_id = aws_security_group.web.id',
    restored: true,
  },
  {
    name: 'the public subnets have no route to the internet',
    system: styles,
    file: 'network.tf',
    take: `resource "aws_route" "internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}
`,
    put: '',
    rule: 'route-public-subnet-without-igw',
    at: 'map_public_ip_on_launch = true',
    restored: true,
  },
  {
    name: 'a port range the wrong way round',
    system: styles,
    file: 'main.tf',
    after: '"web_to_database"',
    take: 'to_port           = 3306',
    put: 'to_port           = 330',
    rule: 'sg-port-range-inverted',
    at: 'from_port         = 3306',
    restored: true,
  },
  {
    name: 'the peer has no way back',
    system: peering,
    file: 'main.tf',
    take: `resource "aws_route" "to_eu" {
  provider                  = aws.us
  route_table_id            = aws_vpc.us.main_route_table_id
  destination_cidr_block    = aws_vpc.eu.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.main.id
}
`,
    put: '',
    rule: 'peering-route-missing-back',
    at: 'vpc_peering_connection_id = aws_vpc_peering_connection.main.id',
    restored: true,
  },
  {
    name: 'a route to what the peer is not',
    system: peering,
    file: 'main.tf',
    take: 'destination_cidr_block    = aws_vpc.us.cidr_block',
    put: 'destination_cidr_block    = "10.12.0.0/16"',
    rule: 'peering-route-outside-peer',
    at: 'destination_cidr_block    = "10.12.0.0/16"',
    restored: true,
  },
  {
    name: 'IPv6 without a way out',
    system: dualStack,
    file: 'main.tf',
    take: `  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.main.id
  }
`,
    put: '',
    rule: 'subnet-without-ipv6-route',
    at: 'cidr_block = "0.0.0.0/0"',
    restored: true,
  },
  {
    name: 'an egress-only gateway for IPv4',
    system: dualStack,
    file: 'main.tf',
    take: 'ipv6_cidr_block        = "::/0"\n    egress_only_gateway_id',
    put: 'cidr_block             = "0.0.0.0/0"\n    egress_only_gateway_id',
    rule: 'route-target-wrong-family',
    at: 'egress_only_gateway_id',
    restored: true,
  },
  {
    name: 'a NAT instance that drops what is not for itself',
    system: natInstance,
    file: 'main.tf',
    take: '  source_dest_check      = false\n',
    put: '',
    rule: 'nat-instance-source-dest-check',
    at: 'resource "aws_instance" "nat"',
    restored: true,
  },
  {
    name: 'a source that nobody has',
    system: bastion,
    file: 'main.tf',
    take: 'security_groups = [aws_security_group.bastion.id]',
    put: 'cidr_blocks     = ["10.81.0.0/24"]',
    rule: 'sg-source-never-matches',
    at: 'cidr_blocks     = ["10.81.0.0/24"]',
    restored: true,
  },
  {
    name: 'an ACL that drops the replies',
    system: stores,
    file: 'acls.tf',
    take: `
  ingress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "0.0.0.0/0"
  }
`,
    put: '',
    rule: 'intended-flow-blocked',
    at: 'image        =',
    atFile: 'containers.tf',
    restored: false,
  },
  {
    name: 'an ACL whose deny comes first',
    system: stores,
    file: 'acls.tf',
    take: `  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 8080`,
    put: `  ingress {
    rule_no    = 90
    action     = "deny"
    protocol   = "tcp"
    from_port  = 0
    to_port    = 65535
    cidr_block = "0.0.0.0/0"
  }

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 8080`,
    rule: 'nacl-shadowed-entry',
    at: 'rule_no    = 100',
    restored: false,
  },
  {
    name: 'the public subnets have no route table of their own',
    system: threeTier,
    file: 'main.tf',
    take: `resource "aws_route_table_association" "public" {
  for_each       = aws_subnet.public
  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}
`,
    put: '',
    rule: 'lb-public-in-private-subnet',
    at: 'subnets            =',
    atFile: 'workloads.tf',
    restored: false,
  },
  {
    name: 'a public address without a way to the internet',
    system: bastion,
    file: 'main.tf',
    take: `
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
`,
    put: '',
    rule: 'public-ip-without-igw',
    at: 'associate_public_ip_address = true',
    restored: true,
  },
];
