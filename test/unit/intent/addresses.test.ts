import { checkIntents } from '../../support/intents';

const network = `
  resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
  resource "aws_subnet" "a" {
    vpc_id     = aws_vpc.main.id
    cidr_block = "10.0.1.0/24"
  }
  resource "aws_security_group" "all" { vpc_id = aws_vpc.main.id }
  resource "aws_db_subnet_group" "main" { subnet_ids = [aws_subnet.a.id] }
  resource "aws_db_instance" "main" {
    engine                 = "postgres"
    db_subnet_group_name   = aws_db_subnet_group.main.name
    vpc_security_group_ids = [aws_security_group.all.id]
  }
`;

const lambda = (environment: string): string => `
  resource "aws_lambda_function" "api" {
    function_name = "api"
    environment {
      variables = {
        ${environment}
      }
    }
    vpc_config {
      subnet_ids         = [aws_subnet.a.id]
      security_group_ids = [aws_security_group.all.id]
    }
  }
`;

const instance = (name: string, more: string): string => `
  resource "aws_instance" "${name}" {
    ami                    = "ami-1"
    subnet_id              = aws_subnet.a.id
    vpc_security_group_ids = [aws_security_group.all.id]
    ${more}
  }
`;

describe('who is told an address', () => {
  it('means to use it, on its own port', () =>
    checkIntents(
      `--- main.tf\n${network}${lambda('HOST = «aws_db_instance.main.address»')}`,
      'aws_lambda_function.api → aws_db_instance.main, to use aws_db_instance.main: its environment refers to aws_db_instance.main.address',
    ));

  it('within a text, and on the port that the text says', () =>
    checkIntents(
      `--- main.tf\n${network}${lambda('URL = "postgres://app@${«aws_db_instance.main.address»}:6543/shop"')}`,
      'aws_lambda_function.api → aws_db_instance.main tcp/6543, to use aws_db_instance.main: its environment refers to aws_db_instance.main.address',
    ));

  it('or on the port of the scheme', () =>
    checkIntents(
      `--- main.tf\n${network}${instance('web', '')}${lambda('URL = "https://${«aws_instance.web.private_dns»}/"')}`,
      'aws_lambda_function.api → aws_instance.web tcp/443, to use aws_instance.web: its environment refers to aws_instance.web.private_dns',
    ));

  it('is silent about an instance of which nobody says the port', () =>
    checkIntents(
      `--- main.tf\n${network}${instance('web', '')}${lambda('HOST = aws_instance.web.private_ip')}`,
    ));

  it('is silent about names, ARNs and ids, which are no addresses', () =>
    checkIntents(
      `--- main.tf\n${network}${lambda('ARN = aws_db_instance.main.arn\nNAME = aws_db_instance.main.db_name\nID = aws_db_instance.main.id')}`,
    ));

  it('sees through local values', () =>
    checkIntents(
      `--- main.tf\n${network}
  locals { url = "postgres://\${aws_db_instance.main.endpoint}/shop" }
  ${lambda('URL = «local.url»')}`,
      'aws_lambda_function.api → aws_db_instance.main, to use aws_db_instance.main: its environment refers to aws_db_instance.main.endpoint',
    ));

  it('sees through modules', () =>
    checkIntents(
      `
  --- main.tf
  ${network}
  module "api" {
    source = "./api"
    host   = aws_db_instance.main.address
    subnet = aws_subnet.a.id
    group  = aws_security_group.all.id
  }
  --- api/main.tf
  variable "host" {}
  variable "subnet" {}
  variable "group" {}
  resource "aws_lambda_function" "api" {
    function_name = "api"
    environment {
      variables = { HOST = «var.host» }
    }
    vpc_config {
      subnet_ids         = [var.subnet]
      security_group_ids = [var.group]
    }
  }
`,
      'module.api.aws_lambda_function.api → aws_db_instance.main, to use aws_db_instance.main: its environment refers to aws_db_instance.main.address',
    ));

  it('sees through parameters, secrets and their versions', () =>
    checkIntents(
      `--- main.tf\n${network}
  resource "aws_ssm_parameter" "host" {
    name  = "/host"
    type  = "String"
    value = aws_db_instance.main.address
  }
  resource "aws_secretsmanager_secret" "url" { name = "url" }
  resource "aws_secretsmanager_secret_version" "url" {
    secret_id     = aws_secretsmanager_secret.url.id
    secret_string = jsonencode({ host = aws_db_instance.main.address })
  }
  ${lambda('PARAMETER = «aws_ssm_parameter.host.arn»\nSECRET = aws_secretsmanager_secret.url.arn')}`,
      'aws_lambda_function.api → aws_db_instance.main, to use aws_db_instance.main: its environment refers to aws_ssm_parameter.host.arn, which refers to aws_db_instance.main.address, its environment refers to aws_secretsmanager_secret.url.arn, which refers to aws_db_instance.main.address',
    ));

  it('reads user data, also that of a launch template', () =>
    checkIntents(
      `--- main.tf\n${network}
  ${instance('app', 'user_data = "DB=${«aws_db_instance.main.address»}"')}
  resource "aws_launch_template" "workers" {
    name                   = "workers"
    vpc_security_group_ids = [aws_security_group.all.id]
    user_data              = base64encode("DB=\${«aws_db_instance.main.address»}")
  }
  resource "aws_autoscaling_group" "workers" {
    max_size            = 2
    min_size            = 1
    vpc_zone_identifier = [aws_subnet.a.id]
    launch_template { id = aws_launch_template.workers.id }
  }`,
      'aws_instance.app → aws_db_instance.main, to use aws_db_instance.main: its user data refers to aws_db_instance.main.address',
      'aws_autoscaling_group.workers → aws_db_instance.main, to use aws_db_instance.main: its user data refers to aws_db_instance.main.address',
    ));

  it('is silent about what may not exist', () =>
    checkIntents(
      `--- main.tf\n${network}
  variable "many" {}
  resource "aws_lambda_function" "api" {
    for_each      = var.many
    function_name = each.key
    environment {
      variables = { HOST = aws_db_instance.main.address }
    }
    vpc_config {
      subnet_ids         = [aws_subnet.a.id]
      security_group_ids = [aws_security_group.all.id]
    }
  }`,
    ));
});
