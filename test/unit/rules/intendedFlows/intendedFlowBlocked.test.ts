import { intendedFlowBlocked } from '../../../../server/src/rules/intendedFlows/intendedFlowBlocked';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const network = `
  --- network.tf
  resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
  resource "aws_subnet" "a" {
    vpc_id     = aws_vpc.main.id
    cidr_block = "10.0.1.0/24"
  }
  resource "aws_security_group" "api" {
    vpc_id = aws_vpc.main.id
    egress {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
  resource "aws_db_subnet_group" "main" { subnet_ids = [aws_subnet.a.id] }
  resource "aws_db_instance" "main" {
    engine                 = "postgres"
    db_subnet_group_name   = aws_db_subnet_group.main.name
    vpc_security_group_ids = [aws_security_group.db.id]
  }
`;

const database = (rules: string): string => `
  --- database.tf
  resource "aws_security_group" "db" {
    vpc_id = aws_vpc.main.id
  }
${rules}`;

const admits = (port: string): string => `
  resource "aws_vpc_security_group_ingress_rule" "db" {
    security_group_id            = aws_security_group.db.id
    referenced_security_group_id = aws_security_group.api.id
    ip_protocol                  = "tcp"
    from_port                    = ${port}
    to_port                      = ${port}
  }
`;

const api = (host: string): string => `
  --- api.tf
  resource "aws_lambda_function" "api" {
    function_name = "api"
    environment {
      variables = { HOST = ${host} }
    }
    vpc_config {
      subnet_ids         = [aws_subnet.a.id]
      security_group_ids = [aws_security_group.api.id]
    }
  }
`;

const marked = api('«aws_db_instance.main.address»');
const plain = api('aws_db_instance.main.address');

describe('a connection that the code needs', () => {
  it('is told where nothing lets it in', () =>
    checkRule(
      intendedFlowBlocked,
      network + database('') + marked,
      'error: aws_lambda_function.api can not use aws_db_instance.main (its environment refers to aws_db_instance.main.address): security group aws_security_group.db has no inbound rule at all',
    ));

  it('is told where a port is off by one', () =>
    checkRule(
      intendedFlowBlocked,
      network + database(admits('5433')) + marked,
      'error: aws_lambda_function.api can not use aws_db_instance.main',
    ));

  it('is silent where it works', () =>
    checkRule(intendedFlowBlocked, network + database(admits('5432')) + plain));

  it('is silent where it hangs on what nobody knows', () =>
    checkRule(
      intendedFlowBlocked,
      `${network}${database(admits('var.port'))}
  variable "port" {}
${plain}`,
    ));

  it('is silent where everything is unknown', () =>
    checkRule(
      intendedFlowBlocked,
      `
  variable "x" {}
  resource "aws_lambda_function" "api" {
    function_name = var.x
    environment {
      variables = var.x
    }
    vpc_config {
      subnet_ids         = var.x
      security_group_ids = var.x
    }
  }
  resource "aws_ecs_service" "app" {
    name            = var.x
    task_definition = var.x
  }
`,
    ));

  it('is told once for all instances that share the place', () =>
    checkRule(
      intendedFlowBlocked,
      `${network}${database('')}
  --- main.tf
  module "api" {
    source   = "./api"
    for_each = toset(["a", "b"])
    host     = aws_db_instance.main.address
    subnet   = aws_subnet.a.id
    group    = aws_security_group.api.id
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
      'error: module.api["a"].aws_lambda_function.api and module.api["b"].aws_lambda_function.api can not use aws_db_instance.main',
    ));

  it('is a warning where the need is concluded', () =>
    checkRule(
      intendedFlowBlocked,
      `${network}${database('')}
  --- bastion.tf
  resource "aws_iam_role" "bastion" {
    name                = "bastion"
    assume_role_policy  = "{}"
    managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]
  }
  resource "aws_iam_instance_profile" "bastion" {
    name = "bastion"
    role = aws_iam_role.bastion.name
  }
  resource "aws_instance" "bastion" {
    ami                    = "ami-1"
    subnet_id              = aws_subnet.a.id
    vpc_security_group_ids = [aws_security_group.api.id]
    iam_instance_profile   = «aws_iam_instance_profile.bastion.name»
  }
`,
      'warning: aws_instance.bastion can not be managed by Systems Manager on TCP port 443',
    ));

  it('is mended by the rule that is missing, and the title says what it opens', async () => {
    const title =
      'Add a rule to aws_security_group.db: opens tcp/5432 from aws_security_group.api to aws_security_group.db';
    const before = network + database(admits('5433')) + marked;
    await checkFixTitles(
      intendedFlowBlocked,
      before,
      title,
      'Add a rule to aws_security_group.db: opens tcp/5432 from 10.0.1.0/24 to aws_security_group.db',
    );
    const added = `
  resource "aws_vpc_security_group_ingress_rule" "db_from_api" {
    security_group_id            = aws_security_group.db.id
    description                  = "From api"
    ip_protocol                  = "tcp"
    from_port                    = 5432
    to_port                      = 5432
    referenced_security_group_id = aws_security_group.api.id
  }
`;
    await checkFix(intendedFlowBlocked, before, title, network + database(admits('5433') + added) + plain);
  });
});
