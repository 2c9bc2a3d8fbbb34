import { checkIntents } from '../../support/intents';

const network = `
  resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
  resource "aws_subnet" "a" {
    vpc_id     = aws_vpc.main.id
    cidr_block = "10.0.1.0/24"
  }
  resource "aws_security_group" "all" { vpc_id = aws_vpc.main.id }
`;

describe('who mounts a file system', () => {
  const fileSystem = `
  resource "aws_efs_file_system" "data" {}
  resource "aws_efs_access_point" "data" { file_system_id = aws_efs_file_system.data.id }
  resource "aws_efs_mount_target" "a" {
    file_system_id  = aws_efs_file_system.data.id
    subnet_id       = aws_subnet.a.id
    security_groups = [aws_security_group.all.id]
  }
  resource "aws_efs_file_system" "other" {}
  resource "aws_efs_mount_target" "other" {
    file_system_id  = aws_efs_file_system.other.id
    subnet_id       = aws_subnet.a.id
    security_groups = [aws_security_group.all.id]
  }
`;
  const purpose = '→ aws_efs_mount_target.a tcp/2049, to mount aws_efs_file_system.data: ';

  it('is a task with a volume', () =>
    checkIntents(
      `--- main.tf\n${network}${fileSystem}
  resource "aws_ecs_task_definition" "app" {
    family                = "app"
    container_definitions = "[]"
    volume {
      name = "data"
      efs_volume_configuration { file_system_id = «aws_efs_file_system.data.id» }
    }
  }
  resource "aws_ecs_service" "app" {
    name            = "app"
    task_definition = aws_ecs_task_definition.app.arn
    network_configuration {
      subnets         = [aws_subnet.a.id]
      security_groups = [aws_security_group.all.id]
    }
  }`,
      `aws_ecs_service.app ${purpose}its task has this volume`,
    ));

  it('is a function with an access point', () =>
    checkIntents(
      `--- main.tf\n${network}${fileSystem}
  resource "aws_lambda_function" "api" {
    function_name = "api"
    file_system_config {
      arn              = «aws_efs_access_point.data.arn»
      local_mount_path = "/mnt/data"
    }
    vpc_config {
      subnet_ids         = [aws_subnet.a.id]
      security_group_ids = [aws_security_group.all.id]
    }
  }`,
      `aws_lambda_function.api ${purpose}it has this file system`,
    ));

  it('is an instance whose user data has its id or name', () =>
    checkIntents(
      `--- main.tf\n${network}${fileSystem}
  resource "aws_instance" "app" {
    ami                    = "ami-1"
    subnet_id              = aws_subnet.a.id
    vpc_security_group_ids = [aws_security_group.all.id]
    user_data              = "mount -t efs \${«aws_efs_file_system.data.id»} /data"
  }`,
      `aws_instance.app ${purpose}its user data mounts it`,
    ));
});

describe('a database proxy', () => {
  const stores = `
  resource "aws_db_subnet_group" "main" { subnet_ids = [aws_subnet.a.id] }
  resource "aws_db_instance" "main" {
    identifier             = "shop"
    engine                 = "postgres"
    db_subnet_group_name   = aws_db_subnet_group.main.name
    vpc_security_group_ids = [aws_security_group.all.id]
  }
  resource "aws_db_proxy" "main" {
    name                   = "proxy"
    engine_family          = "POSTGRESQL"
    vpc_subnet_ids         = [aws_subnet.a.id]
    vpc_security_group_ids = [aws_security_group.all.id]
  }
`;
  const told =
    'aws_db_proxy.main → aws_db_instance.main, to use aws_db_instance.main: aws_db_proxy_target.main registers it there';

  it('means to use the database that is registered with it', () =>
    checkIntents(
      `--- main.tf\n${network}${stores}
  resource "aws_db_proxy_target" "main" {
    db_proxy_name          = aws_db_proxy.main.name
    target_group_name      = "default"
    db_instance_identifier = «aws_db_instance.main.identifier»
  }`,
      told,
    ));

  it('also where both are named by texts', () =>
    checkIntents(
      `--- main.tf\n${network}${stores}
  resource "aws_db_proxy_target" "main" {
    db_proxy_name          = "proxy"
    target_group_name      = "default"
    db_instance_identifier = «"shop"»
  }`,
      told,
    ));
});

describe('nodes of a cluster', () => {
  const cluster = (access: string): string => `--- main.tf\n${network}
  resource "aws_eks_cluster" "main" {
    name     = "main"
    role_arn = "arn:aws:iam::123456789012:role/eks"
    vpc_config {
      subnet_ids              = [aws_subnet.a.id]
      ${access}
    }
  }
  resource "aws_eks_node_group" "workers" {
    cluster_name  = «aws_eks_cluster.main.name»
    node_role_arn = "arn:aws:iam::123456789012:role/node"
    subnet_ids    = [aws_subnet.a.id]
    scaling_config {
      desired_size = 1
      max_size     = 1
      min_size     = 1
    }
  }`;
  const back =
    'aws_eks_cluster.main → aws_eks_node_group.workers tcp/10250, to call the kubelets of its nodes: they belong to aws_eks_cluster.main';

  it('join by the private endpoint, and are called back', () =>
    checkIntents(
      cluster('endpoint_private_access = true'),
      'aws_eks_node_group.workers → aws_eks_cluster.main tcp/443, to join the cluster: they belong to aws_eks_cluster.main',
      back,
    ));

  it('join by the internet where there is no private endpoint', () =>
    checkIntents(
      cluster(''),
      'aws_eks_node_group.workers → internet tcp/443, to join the cluster: they belong to aws_eks_cluster.main',
      back,
    ));

  it('join in a way that nobody knows where that is unknown', () =>
    checkIntents(
      cluster('endpoint_private_access = var.private').replace('«', '').replace('»', '') +
        '\n  variable "private" {}',
    ));
});

describe('an instance that Systems Manager may manage', () => {
  const role = (attachment: string): string => `--- main.tf\n${network}
  resource "aws_iam_role" "app" {
    name               = "app"
    assume_role_policy = "{}"
  }
  ${attachment}
  resource "aws_iam_instance_profile" "app" {
    name = "app"
    role = aws_iam_role.app.name
  }
  resource "aws_instance" "app" {
    ami                    = "ami-1"
    subnet_id              = aws_subnet.a.id
    vpc_security_group_ids = [aws_security_group.all.id]
    iam_instance_profile   = «aws_iam_instance_profile.app.name»
  }`;
  const policy = (name: string): string => `resource "aws_iam_role_policy_attachment" "app" {
    role       = aws_iam_role.app.name
    policy_arn = "arn:aws:iam::aws:policy/${name}"
  }`;

  it('is concluded to reach its services', () =>
    checkIntents(
      role(policy('AmazonSSMManagedInstanceCore')),
      'aws_instance.app → service:ssm tcp/443, to be managed by Systems Manager: its role aws_iam_role.app has the policy for that?',
      'aws_instance.app → service:ssmmessages tcp/443, to be managed by Systems Manager: its role aws_iam_role.app has the policy for that?',
    ));

  it('is silent about other policies', () =>
    checkIntents(role(policy('AmazonS3ReadOnlyAccess')).replace('«', '').replace('»', '')));
});
