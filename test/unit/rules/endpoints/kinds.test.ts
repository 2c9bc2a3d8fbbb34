import { gatewayUnsupported } from '../../../../server/src/rules/endpoints/gatewayUnsupported';
import { interfaceWithoutSubnet } from '../../../../server/src/rules/endpoints/interfaceWithoutSubnet';
import { otherRegion } from '../../../../server/src/rules/endpoints/otherRegion';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { endpoint, lambda, place } from './place';

const gateway = (service: string, ...lines: readonly string[]): string => `
resource "aws_vpc_endpoint" "main" {
  vpc_id       = aws_vpc.main.id
  service_name = ${service}
${lines.map((line) => `  ${line}\n`).join('')}}
`;

describe('endpoint-gateway-unsupported', () => {
  it('finds a service without gateway endpoints, by default and by its word', async () => {
    await checkRule(
      gatewayUnsupported,
      place + gateway('«"com.amazonaws.eu-west-1.ecr.api"»'),
      'error: AWS has no gateway endpoint for ecr.api, only for S3 and DynamoDB; Gateway is what Terraform asks for without vpc_endpoint_type.',
    );
    await checkRule(
      gatewayUnsupported,
      place + gateway('"com.amazonaws.eu-west-1.sqs"', 'vpc_endpoint_type = «"Gateway"»'),
      'error: AWS has no gateway endpoint for sqs, only for S3 and DynamoDB.',
    );
  });

  it('finds it where the Region is unknown, in loops, and in modules', async () => {
    await checkRule(
      gatewayUnsupported,
      `data "aws_region" "current" {}\n${place}${gateway('«"com.amazonaws.${data.aws_region.current.name}.sns"»')}`,
      'error: AWS has no gateway endpoint for sns',
    );
    const loop = gateway('«"com.amazonaws.eu-west-1.${each.key}"»', 'for_each = toset(["s3", "kms"])');
    await checkRule(gatewayUnsupported, place + loop, 'error: AWS has no gateway endpoint for kms');
    await checkRule(
      gatewayUnsupported,
      `
--- main.tf
module "net" {
  count   = 2
  source  = "./net"
  service = "kms"
}
--- net/main.tf
variable "service" {}
${place}${gateway('«"com.amazonaws.eu-west-1.${var.service}"»')}`,
      'error: AWS has no gateway endpoint for kms',
    );
  });

  it('is silent on S3 and DynamoDB, on interface endpoints, and on unknowns', async () => {
    for (const service of ['s3', 'dynamodb'])
      await checkRule(gatewayUnsupported, place + gateway(`"com.amazonaws.eu-west-1.${service}"`));
    await checkRule(gatewayUnsupported, place + endpoint('ecr.api'));
    await checkRule(gatewayUnsupported, `variable "s" {}\n${place}${gateway('var.s')}`);
    await checkRule(
      gatewayUnsupported,
      `variable "t" {}\n${place}${gateway('"com.amazonaws.eu-west-1.sqs"', 'vpc_endpoint_type = var.t')}`,
    );
    await checkRule(
      gatewayUnsupported,
      `variable "s" {}\n${place}${gateway('"com.amazonaws.eu-west-1.sqs"', 'for_each = var.s')}`,
    );
  });

  it('makes it an interface endpoint where functions run', async () => {
    const service = '"com.amazonaws.eu-west-1.ecr.api"';
    await checkFix(
      gatewayUnsupported,
      place + lambda + gateway(service, 'route_table_ids = [aws_vpc.main.main_route_table_id]'),
      'Make it an interface endpoint',
      `${place}${lambda}
resource "aws_vpc_endpoint" "main" {
  vpc_id              = aws_vpc.main.id
  service_name        = ${service}
  vpc_endpoint_type   = "Interface"
  subnet_ids          = aws_subnet.private[*].id
  private_dns_enabled = true
}
`,
    );
    const loop = gateway('"com.amazonaws.eu-west-1.${each.key}"', 'for_each = toset(["s3", "kms"])');
    await checkFixTitles(gatewayUnsupported, place + lambda + loop);
  });
});

describe('endpoint-interface-without-subnet', () => {
  const marked = endpoint('sqs').replace(/resource .*(?= \{)/, '«$&»');

  it('finds an interface endpoint in no subnet', async () => {
    await checkRule(
      interfaceWithoutSubnet,
      place + marked,
      'error: Nothing can reach aws_vpc_endpoint.main: without subnets an interface endpoint has no network interface.',
    );
    await checkRule(
      interfaceWithoutSubnet,
      place + endpoint('sqs', 'subnet_ids        = «[]»'),
      'error: Nothing can reach aws_vpc_endpoint.main',
    );
  });

  it('finds it once for all that share its text', async () => {
    await checkRule(
      interfaceWithoutSubnet,
      place + marked.replace('{\n', '{\n  for_each = toset(["sqs", "sns"])\n'),
      'error: Nothing can reach aws_vpc_endpoint.main["sns"] and aws_vpc_endpoint.main["sqs"]',
    );
  });

  it('is silent where a subnet is given in any way, and on unknowns', async () => {
    await checkRule(interfaceWithoutSubnet, place + endpoint('sqs', 'subnet_ids = aws_subnet.private[*].id'));
    await checkRule(
      interfaceWithoutSubnet,
      place + endpoint('sqs', 'subnet_configuration {\n    subnet_id = aws_subnet.private[0].id\n  }'),
    );
    const association = (id: string): string =>
      `resource "aws_vpc_endpoint_subnet_association" "a" {\n  vpc_endpoint_id = ${id}\n  subnet_id = aws_subnet.private[0].id\n}\n`;
    await checkRule(
      interfaceWithoutSubnet,
      place + endpoint('sqs') + association('aws_vpc_endpoint.main.id'),
    );
    const unknown = `variable "x" {}\n${place}`;
    await checkRule(interfaceWithoutSubnet, unknown + endpoint('sqs') + association('var.x'));
    await checkRule(interfaceWithoutSubnet, unknown + endpoint('sqs', 'subnet_ids = var.x'));
    await checkRule(interfaceWithoutSubnet, place + gateway('"com.amazonaws.eu-west-1.s3"'));
  });

  it('puts it where functions run', async () => {
    await checkFix(
      interfaceWithoutSubnet,
      place + lambda + endpoint('sqs'),
      'Put it into aws_subnet.private[*].id',
      place + lambda + endpoint('sqs', 'subnet_ids        = aws_subnet.private[*].id'),
    );
    await checkFixTitles(interfaceWithoutSubnet, place + endpoint('sqs'));
  });
});

describe('endpoint-other-region', () => {
  it('finds the service of another Region', async () => {
    await checkRule(
      otherRegion,
      place + gateway('«"com.amazonaws.us-east-1.s3"»'),
      'warning: AWS refuses aws_vpc_endpoint.main: it is made in eu-west-1, and com.amazonaws.us-east-1.s3 is a service of us-east-1.',
    );
  });

  it('knows the Region of the provider that a module is given, and of the resource', async () => {
    await checkRule(
      otherRegion,
      `
--- main.tf
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
module "eu" {
  source = "./net"
}
module "us" {
  source    = "./net"
  providers = { aws = aws.us }
}
--- net/main.tf
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
${gateway('«"com.amazonaws.us-east-1.s3"»')}`,
      'warning: AWS refuses module.eu.aws_vpc_endpoint.main',
    );
    await checkRule(
      otherRegion,
      place + gateway('«"com.amazonaws.eu-west-1.s3"»', 'region = "us-east-1"'),
      'warning: it is made in us-east-1',
    );
  });

  it('is silent on its own Region, on one that is meant, and on unknowns', async () => {
    await checkRule(otherRegion, place + gateway('"com.amazonaws.eu-west-1.s3"'));
    await checkRule(
      otherRegion,
      place + gateway('"com.amazonaws.us-east-1.s3"', 'service_region = "us-east-1"'),
    );
    const unknown = place.replace('"eu-west-1"\n}', 'var.r\n}');
    await checkRule(otherRegion, `variable "r" {}\n${unknown}${gateway('"com.amazonaws.us-east-1.s3"')}`);
    await checkRule(
      otherRegion,
      place.replace(/provider[^}]*}\n/, '') + gateway('"com.amazonaws.us-east-1.s3"'),
    );
    await checkRule(
      otherRegion,
      place + gateway('"com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"'),
    );
  });

  it('names the service of the own Region', async () => {
    await checkFix(
      otherRegion,
      place + gateway('"com.amazonaws.us-east-1.s3"'),
      'Name the service of eu-west-1',
      place + gateway('"com.amazonaws.eu-west-1.s3"'),
    );
    await checkFixTitles(
      otherRegion,
      place + gateway('"com.amazonaws.us-east-1.s3"'),
      '*Name the service of eu-west-1',
    );
  });
});
