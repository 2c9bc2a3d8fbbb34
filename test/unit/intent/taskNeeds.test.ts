import { checkIntents } from '../../support/intents';

const service = (
  containers: string,
  launch = 'launch_type = "FARGATE"',
  compatibilities = '"FARGATE"',
): string => `
  --- main.tf
  resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
  resource "aws_subnet" "a" {
    vpc_id     = aws_vpc.main.id
    cidr_block = "10.0.1.0/24"
  }
  resource "aws_security_group" "app" { vpc_id = aws_vpc.main.id }
  resource "aws_ecr_repository" "app" { name = "app" }
  resource "aws_ssm_parameter" "key" {
    name  = "key"
    type  = "SecureString"
    value = "x"
  }
  resource "aws_ecs_task_definition" "app" {
    family                   = "app"
    network_mode             = "awsvpc"
    requires_compatibilities = [${compatibilities}]
    container_definitions    = ${containers}
  }
  resource "aws_ecs_service" "app" {
    name            = "app"
    task_definition = aws_ecs_task_definition.app.arn
    ${launch}
    network_configuration {
      subnets         = [aws_subnet.a.id]
      security_groups = [aws_security_group.app.id]
    }
  }
`;

const from = 'aws_ecs_service.app → ';
const registry = [
  `${from}service:ecr.api tcp/443, to sign in to the registry of its image: its image is in Amazon ECR`,
  `${from}service:ecr.dkr tcp/443, to pull its image: its image is in Amazon ECR`,
  `${from}service:s3 tcp/443, to pull the layers of its image: its image is in Amazon ECR`,
];

describe('what a Fargate task needs to start', () => {
  it('is the registry of its image', () =>
    checkIntents(
      service(
        'jsonencode([{ name = "app", image = «"123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1"» }])',
      ),
      ...registry,
    ));

  it('is the registry too where the repository is in the code', () =>
    checkIntents(
      service('jsonencode([{ name = "app", image = «"${aws_ecr_repository.app.repository_url}:1"» }])'),
      ...registry,
    ));

  it('is the internet for public images', () =>
    checkIntents(
      service('jsonencode([{ name = "app", image = «"nginx:1.29"» }])'),
      `${from}internet tcp/443, to pull its image: its image is nginx:1.29`,
    ));

  it('is nobody knows what for registries that may be anywhere', () =>
    checkIntents(service('jsonencode([{ name = "app", image = "registry.example.internal:5000/app:1" }])')));

  it('is the log service, and those of its secrets and parameters', () =>
    checkIntents(
      service(`jsonencode([{
      logConfiguration = «{ logDriver = "awslogs" }»
      secrets = «[
        { name = "A", valueFrom = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" },
        { name = "B", valueFrom = aws_ssm_parameter.key.arn },
      ]»
    }])`),
      `${from}service:logs tcp/443, to write its log: its output goes to CloudWatch Logs`,
      `${from}service:secretsmanager tcp/443, to read a secret: it is started with a secret`,
      `${from}service:ssm tcp/443, to read a parameter: it is started with a parameter`,
    ));

  it('is read from JSON in a text, as a whole', () =>
    checkIntents(
      service('«"[{\\"image\\": \\"redis\\"}]"»'),
      `${from}internet tcp/443, to pull its image: its image is redis`,
    ));

  it('is needed once by several containers', () =>
    checkIntents(
      service('jsonencode([{ image = «"nginx"» }, { image = "redis" }])'),
      `${from}internet tcp/443, to pull its image: its image is nginx`,
    ));

  it('is the host’s affair on EC2', () =>
    checkIntents(service('jsonencode([{ image = "nginx" }])', 'launch_type = "EC2"', '"EC2"')));

  it('is the same by a capacity provider of Fargate, and by the only thing that the task is compatible with', async () => {
    const expected = `${from}internet tcp/443, to pull its image: its image is nginx`;
    const containers = 'jsonencode([{ image = «"nginx"» }])';
    await checkIntents(
      service(containers, 'capacity_provider_strategy { capacity_provider = "FARGATE_SPOT" }'),
      expected,
    );
    await checkIntents(service(containers, ''), expected);
  });

  it('is silent where it may run elsewhere, and about JSON that is none', async () => {
    await checkIntents(service('jsonencode([{ image = "nginx" }])', '', '"EC2", "FARGATE"'));
    await checkIntents(service('"[{"'));
    await checkIntents(service('"{}"'));
  });
});
