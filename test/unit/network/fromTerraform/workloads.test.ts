import assert from 'node:assert/strict';
import { resourceTypes } from '../../../../server/src/network/fromTerraform/resourceTypes';
import { workloadBuilders } from '../../../../server/src/network/fromTerraform/workloads';
import { awsSchema } from '../../../../server/src/terraform/provider/aws';
import { checkNetwork } from './checkNetwork';

/** A VPC with a public and a private subnet, and a group, all on lines that tests do not count. */
const site = `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_security_group" "g" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "h" { vpc_id = aws_vpc.main.id }
`;

function checkWorkloads(code: string, expected: string): void {
  checkNetwork(`${site}${code}`, ['workloads', 'interfaces'], expected);
}

describe('instances from code', () => {
  it('takes a public address from the subnet, unless it says otherwise or has an Elastic IP', () => {
    checkWorkloads(
      `
      resource "aws_instance" "by_subnet" { subnet_id = aws_subnet.public.id }
      resource "aws_instance" "not" {
        subnet_id                   = aws_subnet.public.id
        associate_public_ip_address = false
      }
      resource "aws_instance" "elastic" {
        subnet_id              = aws_subnet.a.id
        vpc_security_group_ids = [aws_security_group.g.id]
        private_ip             = "10.0.1.5"
      }
      resource "aws_eip" "e" {}
      resource "aws_eip_association" "e" {
        allocation_id = aws_eip.e.id
        instance_id   = aws_instance.elastic.id
      }
      `,
      `
      aws_instance.by_subnet instance all clients=unknown [aws_instance.by_subnet/interface-0]
      aws_instance.elastic instance all clients=unknown [aws_instance.elastic/interface-0]
      aws_instance.not instance all clients=unknown [aws_instance.not/interface-0]
      aws_instance.by_subnet/interface-0 interface in aws_subnet.public 10.0.0.0/24 public groups=aws_vpc.main/default-security-group of aws_instance.by_subnet
      aws_instance.elastic/interface-0 interface in aws_subnet.a 10.0.1.5/32 public groups=aws_security_group.g of aws_instance.elastic
      aws_instance.not/interface-0 interface in aws_subnet.public 10.0.0.0/24 private groups=aws_vpc.main/default-security-group of aws_instance.not
      `,
    );
  });

  it('has all its interfaces, and the groups that attachments add', () => {
    checkWorkloads(
      `
      resource "aws_network_interface" "first" {
        subnet_id         = aws_subnet.a.id
        security_groups   = [aws_security_group.g.id]
        private_ips       = ["10.0.1.10", "10.0.1.11"]
        source_dest_check = false
      }
      resource "aws_network_interface" "second" { subnet_id = aws_subnet.public.id }
      resource "aws_instance" "router" {
        network_interface {
          device_index         = 0
          network_interface_id = aws_network_interface.first.id
        }
      }
      resource "aws_network_interface_attachment" "second" {
        instance_id          = aws_instance.router.id
        network_interface_id = aws_network_interface.second.id
        device_index         = 1
      }
      resource "aws_network_interface_sg_attachment" "h" {
        security_group_id    = aws_security_group.h.id
        network_interface_id = aws_network_interface.first.id
      }
      `,
      `
      aws_instance.router instance all clients=unknown [aws_network_interface.first aws_network_interface.second]
      aws_network_interface.first interface in aws_subnet.a 10.0.1.10/32 private + 10.0.1.11/32 private groups=aws_security_group.g,aws_security_group.h check=false of aws_instance.router
      aws_network_interface.second interface in aws_subnet.public 10.0.0.0/24 private groups=aws_vpc.main/default-security-group of aws_instance.router
      `,
    );
  });

  it('inherits from launch templates and configurations', () => {
    checkWorkloads(
      `
      data "aws_ami" "windows" {
        filter {
          name   = "name"
          values = ["Windows_Server-2022-English-Full-Base-*"]
        }
      }
      data "aws_ssm_parameter" "linux" { name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64" }
      resource "aws_launch_template" "t" {
        image_id = data.aws_ami.windows.id
        network_interfaces {
          associate_public_ip_address = true
          security_groups             = [aws_security_group.g.id]
        }
      }
      resource "aws_launch_template" "plain" {
        image_id               = data.aws_ssm_parameter.linux.value
        vpc_security_group_ids = [aws_security_group.h.id]
      }
      resource "aws_autoscaling_group" "windows" {
        vpc_zone_identifier = [aws_subnet.a.id]
        launch_template { id = aws_launch_template.t.id }
      }
      resource "aws_autoscaling_group" "mixed" {
        vpc_zone_identifier = [aws_subnet.public.id, aws_subnet.b.id]
        mixed_instances_policy {
          launch_template {
            launch_template_specification { launch_template_id = aws_launch_template.plain.id }
          }
        }
      }
      resource "aws_instance" "i" {
        subnet_id = aws_subnet.a.id
        launch_template { id = aws_launch_template.plain.id }
      }
      `,
      `
      aws_autoscaling_group.mixed autoscaling_group any clients=linux [aws_autoscaling_group.mixed/interface-0 aws_autoscaling_group.mixed/interface-1]
      aws_autoscaling_group.windows autoscaling_group any clients=windows [aws_autoscaling_group.windows/interface-0]
      aws_instance.i instance all clients=linux [aws_instance.i/interface-0]
      aws_autoscaling_group.mixed/interface-0 interface in aws_subnet.b 10.0.2.0/24 private groups=aws_security_group.h of aws_autoscaling_group.mixed
      aws_autoscaling_group.mixed/interface-1 interface in aws_subnet.public 10.0.0.0/24 public groups=aws_security_group.h of aws_autoscaling_group.mixed
      aws_autoscaling_group.windows/interface-0 interface in aws_subnet.a 10.0.1.0/24 public groups=aws_security_group.g of aws_autoscaling_group.windows
      aws_instance.i/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=aws_security_group.h of aws_instance.i
      `,
    );
  });
});

describe('containers and functions from code', () => {
  it('runs ECS tasks in any subnet, on the ports of the definition, also where its JSON is not known as a whole', () => {
    checkWorkloads(
      `
      variable "port" { default = 8080 }
      resource "aws_ecs_task_definition" "t" {
        family       = "app"
        network_mode = "awsvpc"
        container_definitions = jsonencode([{
          name         = "app"
          portMappings = [{ containerPort = var.port }, { containerPort = 53, protocol = "udp" }]
          environment  = [{ name = "DB", value = aws_db_instance.d.address }]
        }])
      }
      resource "aws_db_instance" "d" { engine = "mysql" }
      resource "aws_ecs_service" "s" {
        task_definition = aws_ecs_task_definition.t.arn
        network_configuration {
          subnets          = [aws_subnet.a.id, aws_subnet.public.id]
          security_groups  = [aws_security_group.g.id]
          assign_public_ip = true
        }
      }
      `,
      `
      aws_db_instance.d db_instance any tcp/3306 clients=aws [aws_db_instance.d/interface-0]
      aws_ecs_service.s ecs_service any tcp/8080,udp/53 clients=linux [aws_ecs_service.s/interface-0 aws_ecs_service.s/interface-1]
      aws_db_instance.d/interface-0 interface in default-vpc/default-subnets 172.31.0.0/16 private groups=default-vpc/default-security-group of aws_db_instance.d
      aws_ecs_service.s/interface-0 interface in aws_subnet.a 10.0.1.0/24 public groups=aws_security_group.g of aws_ecs_service.s
      aws_ecs_service.s/interface-1 interface in aws_subnet.public 10.0.0.0/24 public groups=aws_security_group.g of aws_ecs_service.s
      `,
    );
  });

  it('never gives a function a public address, and leaves one without vpc_config outside', () => {
    checkWorkloads(
      `
      variable "ids" { type = list(string) }
      resource "aws_lambda_function" "inside" {
        vpc_config {
          subnet_ids         = [aws_subnet.public.id]
          security_group_ids = var.ids
        }
      }
      resource "aws_lambda_function" "outside" {}
      resource "aws_lambda_function" "perhaps" {
        dynamic "vpc_config" {
          for_each = var.ids
          content {
            subnet_ids         = [aws_subnet.a.id]
            security_group_ids = [aws_security_group.g.id]
          }
        }
      }
      `,
      `
      aws_lambda_function.inside lambda_function any clients=aws [aws_lambda_function.inside/interface-0]
      aws_lambda_function.outside lambda_function all clients=aws outside []
      aws_lambda_function.perhaps lambda_function any clients=aws [aws_lambda_function.perhaps/interface-0]
      aws_lambda_function.inside/interface-0 lambda in aws_subnet.public 10.0.0.0/24 private groups=?var.ids of aws_lambda_function.inside
      aws_lambda_function.perhaps/interface-0 lambda in ?var.ids ?var.ids private groups=?var.ids of aws_lambda_function.perhaps
      `,
    );
  });

  it('has the group that EKS makes for nodes with remote access: open to the groups named, or to the internet', () => {
    checkNetwork(
      `
      ${site}
      resource "aws_default_security_group" "d" { vpc_id = aws_vpc.main.id }
      resource "aws_eks_node_group" "some" {
        cluster_name = "elsewhere"
        subnet_ids   = [aws_subnet.a.id]
        remote_access {
          ec2_ssh_key               = "key"
          source_security_group_ids = [aws_security_group.g.id]
        }
      }
      resource "aws_eks_node_group" "any" {
        cluster_name = "elsewhere"
        subnet_ids   = [aws_subnet.a.id]
        remote_access { ec2_ssh_key = "key" }
      }
      resource "aws_eks_node_group" "none" {
        cluster_name = "elsewhere"
        subnet_ids   = [aws_subnet.a.id]
        remote_access {}
      }
      `,
      ['interfaces', 'securityGroups'],
      `
      aws_eks_node_group.any/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=?the security group of "elsewhere",aws_eks_node_group.any/remote-access-security-group of aws_eks_node_group.any
      aws_eks_node_group.none/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=?the security group of "elsewhere" of aws_eks_node_group.none
      aws_eks_node_group.some/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=?the security group of "elsewhere",aws_eks_node_group.some/remote-access-security-group of aws_eks_node_group.some
      aws_default_security_group.d vpc=aws_vpc.main
      aws_eks_node_group.any/remote-access-security-group vpc=aws_vpc.main
        in  tcp/22 0.0.0.0/0 @main.tf:31
        out all 0.0.0.0/0
      aws_eks_node_group.some/remote-access-security-group vpc=aws_vpc.main
        in  tcp/22 aws_security_group.g @main.tf:23
        out all 0.0.0.0/0
      aws_security_group.g vpc=aws_vpc.main
      aws_security_group.h vpc=aws_vpc.main
      `,
    );
  });

  it('has the group that EKS makes, on the control plane and on nodes without groups of their own', () => {
    checkNetwork(
      `
      ${site}
      resource "aws_eks_cluster" "c" {
        name = "main"
        vpc_config {
          subnet_ids              = [aws_subnet.a.id, aws_subnet.b.id]
          security_group_ids      = [aws_security_group.g.id]
          endpoint_private_access = true
        }
      }
      resource "aws_eks_node_group" "n" {
        cluster_name = aws_eks_cluster.c.name
        subnet_ids   = [aws_subnet.a.id]
      }
      resource "aws_vpc_security_group_ingress_rule" "r" {
        security_group_id            = aws_security_group.h.id
        referenced_security_group_id = aws_eks_cluster.c.vpc_config[0].cluster_security_group_id
        ip_protocol                  = "-1"
      }
      resource "aws_default_security_group" "d" { vpc_id = aws_vpc.main.id }
      `,
      ['workloads', 'interfaces', 'securityGroups'],
      `
      aws_eks_cluster.c eks_cluster any tcp/443 clients=aws [aws_eks_cluster.c/interface-0 aws_eks_cluster.c/interface-1]
      aws_eks_node_group.n eks_node_group any clients=linux [aws_eks_node_group.n/interface-0]
      aws_eks_cluster.c/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=aws_eks_cluster.c/cluster-security-group,aws_security_group.g of aws_eks_cluster.c
      aws_eks_cluster.c/interface-1 interface in aws_subnet.b 10.0.2.0/24 private groups=aws_eks_cluster.c/cluster-security-group,aws_security_group.g of aws_eks_cluster.c
      aws_eks_node_group.n/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=aws_eks_cluster.c/cluster-security-group of aws_eks_node_group.n
      aws_default_security_group.d vpc=aws_vpc.main
      aws_eks_cluster.c/cluster-security-group vpc=aws_vpc.main
        in  all aws_eks_cluster.c/cluster-security-group
        out all 0.0.0.0/0
      aws_security_group.g vpc=aws_vpc.main
      aws_security_group.h vpc=aws_vpc.main
        in  all aws_eks_cluster.c/cluster-security-group @main.tf:33
      `,
    );
  });
});

describe('data stores from code', () => {
  it('stands in any subnet of its group, on the default port of its engine', () => {
    checkWorkloads(
      `
      resource "aws_db_subnet_group" "d" {
        name       = "Main"
        subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
      }
      resource "aws_db_instance" "d" {
        engine                 = "sqlserver-ex"
        db_subnet_group_name   = "main"
        vpc_security_group_ids = [aws_security_group.g.id]
        publicly_accessible    = true
      }
      resource "aws_rds_cluster" "c" {
        engine                 = "aurora-postgresql"
        db_subnet_group_name   = aws_db_subnet_group.d.name
        vpc_security_group_ids = [aws_security_group.g.id]
        port                   = 6432
      }
      resource "aws_rds_cluster_instance" "c" {
        cluster_identifier = aws_rds_cluster.c.id
        engine             = "aurora-postgresql"
      }
      resource "aws_db_proxy" "p" {
        engine_family          = "POSTGRESQL"
        vpc_subnet_ids         = [aws_subnet.b.id]
        vpc_security_group_ids = [aws_security_group.h.id]
      }
      `,
      `
      aws_db_instance.d db_instance any tcp/1433 clients=aws [aws_db_instance.d/interface-0 aws_db_instance.d/interface-1]
      aws_db_proxy.p db_proxy any tcp/5432 clients=aws [aws_db_proxy.p/interface-0]
      aws_rds_cluster.c rds_cluster any tcp/6432 clients=aws [aws_rds_cluster.c/interface-0 aws_rds_cluster.c/interface-1]
      aws_rds_cluster_instance.c rds_cluster_instance any tcp/6432 clients=aws [aws_rds_cluster_instance.c/interface-0 aws_rds_cluster_instance.c/interface-1]
      aws_db_instance.d/interface-0 interface in aws_subnet.a 10.0.1.0/24 public groups=aws_security_group.g of aws_db_instance.d
      aws_db_instance.d/interface-1 interface in aws_subnet.b 10.0.2.0/24 public groups=aws_security_group.g of aws_db_instance.d
      aws_db_proxy.p/interface-0 interface in aws_subnet.b 10.0.2.0/24 private groups=aws_security_group.h of aws_db_proxy.p
      aws_rds_cluster.c/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=aws_security_group.g of aws_rds_cluster.c
      aws_rds_cluster.c/interface-1 interface in aws_subnet.b 10.0.2.0/24 private groups=aws_security_group.g of aws_rds_cluster.c
      aws_rds_cluster_instance.c/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=aws_security_group.g of aws_rds_cluster_instance.c
      aws_rds_cluster_instance.c/interface-1 interface in aws_subnet.b 10.0.2.0/24 private groups=aws_security_group.g of aws_rds_cluster_instance.c
      `,
    );
  });

  it('knows the port of every kind of store', () => {
    const inSubnet = 'subnet_ids = [aws_subnet.a.id]';
    const brokers = 'broker_node_group_info {\nclient_subnets = [aws_subnet.a.id]\n}\n';
    const stores: readonly (readonly [type: string, body: string, listens: string])[] = [
      ['aws_docdb_cluster', '', 'tcp/27017'],
      ['aws_neptune_cluster', '', 'tcp/8182'],
      ['aws_elasticache_cluster', 'engine = "memcached"', 'tcp/11211'],
      ['aws_elasticache_cluster', 'engine = "redis"', 'tcp/6379'],
      ['aws_elasticache_replication_group', 'port = 7000', 'tcp/7000'],
      ['aws_elasticache_serverless_cache', `engine = "valkey"\n${inSubnet}`, 'tcp/6379,tcp/6380'],
      ['aws_memorydb_cluster', '', 'tcp/6379'],
      ['aws_dax_cluster', 'cluster_endpoint_encryption_type = "TLS"', 'tcp/9111'],
      ['aws_dax_cluster', '', 'tcp/8111'],
      ['aws_redshift_cluster', '', 'tcp/5439'],
      ['aws_redshiftserverless_workgroup', inSubnet, 'tcp/5439'],
      ['aws_opensearch_domain', `vpc_options {\n${inSubnet}\n}`, 'tcp/443,tcp/80'],
      ['aws_msk_cluster', brokers, 'tcp/9094'],
      [
        'aws_msk_cluster',
        `${brokers}client_authentication {\nsasl {\niam = true\nscram = true\n}\n}`,
        'tcp/9096,tcp/9098',
      ],
      [
        'aws_msk_cluster',
        `${brokers}client_authentication {\nsasl {\niam = true\n}\ntls {}\n}`,
        'tcp/9094,tcp/9098',
      ],
      [
        'aws_msk_cluster',
        `${brokers}client_authentication {\nunauthenticated = true\nsasl {\niam = true\n}\n}
         encryption_info {\nencryption_in_transit {\nclient_broker = "TLS_PLAINTEXT"\n}\n}`,
        'tcp/9094,tcp/9092,tcp/9098',
      ],
      ['aws_msk_serverless_cluster', `vpc_config {\n${inSubnet}\n}`, 'tcp/9098'],
      ['aws_mq_broker', `engine_type = "RabbitMQ"\n${inSubnet}`, 'tcp/5671,tcp/443'],
      ['aws_efs_mount_target', 'subnet_id = aws_subnet.a.id', 'tcp/2049'],
      ['aws_fsx_lustre_file_system', inSubnet, 'tcp/988'],
      ['aws_fsx_windows_file_system', inSubnet, 'tcp/445,tcp/5985'],
      ['aws_mwaa_environment', `network_configuration {\n${inSubnet}\n}`, 'tcp/443'],
    ];
    for (const [type, body, listens] of stores) {
      const kind = type.replace('aws_', '');
      const clients = kind.startsWith('mwaa') ? 'linux' : 'aws';
      checkNetwork(
        `${site}resource "${type}" "x" {\n${body}\n}`,
        'workloads',
        `${type}.x ${kind} any ${listens} clients=${clients} [${type}.x/interface-0]`,
      );
    }
  });

  it('places the members of a replication group where the group is', () => {
    checkWorkloads(
      `
      resource "aws_elasticache_subnet_group" "s" {
        name       = "caches"
        subnet_ids = [aws_subnet.b.id]
      }
      resource "aws_elasticache_replication_group" "r" {
        subnet_group_name  = aws_elasticache_subnet_group.s.name
        security_group_ids = [aws_security_group.h.id]
        port               = 7000
      }
      resource "aws_elasticache_cluster" "c" { replication_group_id = aws_elasticache_replication_group.r.id }
      `,
      `
      aws_elasticache_cluster.c elasticache_cluster any tcp/7000 clients=aws [aws_elasticache_cluster.c/interface-0]
      aws_elasticache_replication_group.r elasticache_replication_group any tcp/7000 clients=aws [aws_elasticache_replication_group.r/interface-0]
      aws_elasticache_cluster.c/interface-0 interface in aws_subnet.b 10.0.2.0/24 private groups=aws_security_group.h of aws_elasticache_cluster.c
      aws_elasticache_replication_group.r/interface-0 interface in aws_subnet.b 10.0.2.0/24 private groups=aws_security_group.h of aws_elasticache_replication_group.r
      `,
    );
  });

  it('guesses from blocks in blocks, and from groups alone', () => {
    checkWorkloads(
      `
      resource "aws_kinesisanalyticsv2_application" "k" {
        application_configuration {
          vpc_configuration {
            subnet_ids         = [aws_subnet.a.id]
            security_group_ids = [aws_security_group.g.id]
          }
        }
      }
      resource "aws_mskconnect_connector" "m" {
        kafka_cluster {
          apache_kafka_cluster {
            bootstrap_servers = "b"
            vpc {
              subnets         = [aws_subnet.b.id]
              security_groups = [aws_security_group.h.id]
            }
          }
        }
      }
      resource "aws_msk_vpc_connection" "v" {
        client_subnets  = [aws_subnet.a.id]
        security_groups = [aws_security_group.g.id]
      }
      resource "aws_dms_replication_config" "d" {
        compute_config { vpc_security_group_ids = [aws_security_group.g.id] }
      }
      resource "aws_cloudwatch_event_target" "t" {
        ecs_target {
          network_configuration { subnets = [aws_subnet.a.id] }
        }
      }
      `,
      `
      aws_dms_replication_config.d dms_replication_config any clients=unknown guessed: told by compute_config.vpc_security_group_ids [aws_dms_replication_config.d/interface-0]
      aws_kinesisanalyticsv2_application.k kinesisanalyticsv2_application any clients=unknown guessed: told by application_configuration.vpc_configuration.subnet_ids and application_configuration.vpc_configuration.security_group_ids [aws_kinesisanalyticsv2_application.k/interface-0]
      aws_msk_vpc_connection.v msk_vpc_connection any clients=unknown guessed: told by client_subnets and security_groups [aws_msk_vpc_connection.v/interface-0]
      aws_mskconnect_connector.m mskconnect_connector any clients=unknown guessed: told by kafka_cluster.apache_kafka_cluster.vpc.subnets and kafka_cluster.apache_kafka_cluster.vpc.security_groups [aws_mskconnect_connector.m/interface-0]
      aws_dms_replication_config.d/interface-0 interface in ?the subnets of aws_dms_replication_config.d ?the subnets of aws_dms_replication_config.d private groups=aws_security_group.g of aws_dms_replication_config.d
      aws_kinesisanalyticsv2_application.k/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=aws_security_group.g of aws_kinesisanalyticsv2_application.k
      aws_msk_vpc_connection.v/interface-0 interface in aws_subnet.a 10.0.1.0/24 private groups=aws_security_group.g of aws_msk_vpc_connection.v
      aws_mskconnect_connector.m/interface-0 interface in aws_subnet.b 10.0.2.0/24 private groups=aws_security_group.h of aws_mskconnect_connector.m
      `,
    );
  });

  it('says of what it does not know that it was guessed, and why', () => {
    checkNetwork(
      `
      ${site}
      resource "aws_route53_resolver_endpoint" "r" {
        direction          = "INBOUND"
        security_group_ids = [aws_security_group.g.id]
        ip_address { subnet_id = aws_subnet.a.id }
        ip_address { subnet_id = aws_subnet.b.id }
      }
      resource "aws_timestreaminfluxdb_db_instance" "t" {
        vpc_subnet_ids         = [aws_subnet.a.id]
        vpc_security_group_ids = [aws_security_group.g.id]
      }
      resource "aws_sagemaker_model" "m" {
        vpc_config {
          subnets            = [aws_subnet.a.id]
          security_group_ids = [aws_security_group.g.id]
        }
      }
      resource "aws_s3_bucket" "b" {}
      resource "aws_ec2_subnet_cidr_reservation" "r" { subnet_id = aws_subnet.a.id }
      `,
      'workloads',
      `
      aws_route53_resolver_endpoint.r route53_resolver_endpoint all udp/53,tcp/53 clients=aws [aws_route53_resolver_endpoint.r/interface-0 aws_route53_resolver_endpoint.r/interface-1]
      aws_sagemaker_model.m sagemaker_model any clients=unknown guessed: told by vpc_config.subnets and vpc_config.security_group_ids [aws_sagemaker_model.m/interface-0]
      aws_timestreaminfluxdb_db_instance.t timestreaminfluxdb_db_instance any clients=unknown guessed: told by vpc_subnet_ids and vpc_security_group_ids [aws_timestreaminfluxdb_db_instance.t/interface-0]
      `,
    );
  });
});

describe('IPv6 addresses from code', () => {
  it('are those of instances and tasks in subnets that assign them, and of services that are told to have them', () => {
    checkNetwork(
      `
      resource "aws_vpc" "v" {
        cidr_block      = "10.0.0.0/16"
        ipv6_cidr_block = "2001:db8:0:100::/56"
      }
      resource "aws_subnet" "s" {
        vpc_id                          = aws_vpc.v.id
        cidr_block                      = "10.0.0.0/24"
        ipv6_cidr_block                 = "2001:db8:0:101::/64"
        assign_ipv6_address_on_creation = true
      }
      resource "aws_instance" "i" { subnet_id = aws_subnet.s.id }
      resource "aws_instance" "none" {
        subnet_id          = aws_subnet.s.id
        ipv6_address_count = 0
      }
      resource "aws_lambda_function" "plain" {
        vpc_config { subnet_ids = [aws_subnet.s.id] }
      }
      resource "aws_lambda_function" "both" {
        vpc_config {
          subnet_ids                  = [aws_subnet.s.id]
          ipv6_allowed_for_dual_stack = true
        }
      }
      resource "aws_lb" "six" {
        subnets         = [aws_subnet.s.id]
        ip_address_type = "dualstack-without-public-ipv4"
      }
      resource "aws_default_security_group" "d" { vpc_id = aws_vpc.v.id }
      `,
      'interfaces',
      `
      aws_instance.i/interface-0 interface in aws_subnet.s 10.0.0.0/24 private + 2001:db8:0:101::/64 groups=aws_default_security_group.d of aws_instance.i
      aws_instance.none/interface-0 interface in aws_subnet.s 10.0.0.0/24 private groups=aws_default_security_group.d of aws_instance.none
      aws_lambda_function.both/interface-0 lambda in aws_subnet.s 10.0.0.0/24 private + 2001:db8:0:101::/64 groups=aws_default_security_group.d of aws_lambda_function.both
      aws_lambda_function.plain/interface-0 lambda in aws_subnet.s 10.0.0.0/24 private groups=aws_default_security_group.d of aws_lambda_function.plain
      aws_lb.six/interface-0 loadBalancer in aws_subnet.s 10.0.0.0/24 private + 2001:db8:0:101::/64 groups=aws_default_security_group.d of aws_lb.six
      `,
    );
  });
});

describe('the table of resource types', () => {
  it('has a builder for each workload, and a row for each builder', () => {
    const rows = resourceTypes.filter((row) => row.kind === 'workloads').map((row) => row.type);
    assert.deepEqual(Object.keys(workloadBuilders).sort(), rows.sort());
  });

  it('names types of the AWS provider: its schema here lacks Lightsail, and what came later', () => {
    const missing = resourceTypes
      .map((row) => row.type)
      .filter((type) => awsSchema('managed', type) === undefined);
    assert.deepEqual(missing, [
      'aws_vpc_security_group_rules_exclusive',
      'aws_networkfirewall_vpc_endpoint_association',
      'aws_lightsail_instance',
      'aws_lightsail_lb',
      'aws_lightsail_container_service',
    ]);
  });
});
