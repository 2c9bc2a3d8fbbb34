import { lambdaWithoutNat } from '../../../../server/src/rules/workloads/lambdaWithoutNat';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { doubtfulTiers, tiers, twice } from '../../../support/tiers';

function lambda(subnets: string, groups = 'aws_security_group.open.id'): string {
  return `
resource "aws_lambda_function" "app" {
  function_name = "app"

  vpc_config {
    subnet_ids         = ${subnets}
    security_group_ids = [${groups}]
  }
}
`;
}
const inPublic = 'aws_subnet.public[*].id';
const narrow = `
resource "aws_security_group" "narrow" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
`;

describe('lambda-without-nat', () => {
  it('finds functions in public subnets', async () => {
    await checkRule(
      lambdaWithoutNat,
      tiers + lambda(`«${inPublic}»`),
      'warning: Calls of aws_lambda_function.app to the internet and to AWS services time out: it never has a public address, and aws_subnet.public[0] and aws_subnet.public[1] lead to aws_internet_gateway.main, not to a NAT gateway.',
    );
    await checkRule(
      lambdaWithoutNat,
      tiers + lambda('«[aws_subnet.private[0].id, aws_subnet.public[1].id]»'),
      'warning: aws_subnet.public[1] leads to aws_internet_gateway.main',
    );
  });

  it('hints at functions without any way out', async () => {
    await checkRule(
      lambdaWithoutNat,
      tiers + lambda('«aws_subnet.isolated[*].id»'),
      'hint: lead nowhere but within the VPC, which has no interface endpoints',
    );
  });

  it('finds it in modules and dynamic blocks', async () => {
    await checkRule(
      lambdaWithoutNat,
      twice(tiers + lambda(`«${inPublic}»`)),
      'warning: Calls of module.m[0].aws_lambda_function.app and module.m[1].aws_lambda_function.app',
    );
    const dynamic = lambda('«vpc_config.value»').replace(
      /vpc_config {([^}]*)}/,
      `dynamic "vpc_config" {\n    for_each = [${inPublic}]\n    content {$1}\n  }`,
    );
    await checkRule(lambdaWithoutNat, tiers + dynamic, 'warning: Calls of aws_lambda_function.app');
  });

  it('is silent behind a NAT gateway, and outside any VPC', async () => {
    await checkRule(lambdaWithoutNat, tiers + lambda('aws_subnet.private[*].id'));
    await checkRule(
      lambdaWithoutNat,
      `${tiers}resource "aws_lambda_function" "app" {\n  function_name = "a"\n}\n`,
    );
  });

  it('is silent where it is let out to the VPC only, and where the VPC has interface endpoints', async () => {
    await checkRule(lambdaWithoutNat, tiers + narrow + lambda(inPublic, 'aws_security_group.narrow.id'));
    const endpoint = `
resource "aws_vpc_endpoint" "sqs" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.eu-west-1.sqs"
  vpc_endpoint_type = "Interface"
  subnet_ids        = aws_subnet.private[*].id
}
`;
    await checkRule(lambdaWithoutNat, tiers + endpoint + lambda(inPublic));
  });

  it('is silent where it gets out by IPv6', async () => {
    const dual = tiers
      .replace('"10.0.0.0/16"\n', '"10.0.0.0/16"\n  ipv6_cidr_block = "2001:db8::/56"\n')
      .replace(
        '"aws_subnet" "isolated" {\n',
        '"aws_subnet" "isolated" {\n  ipv6_cidr_block = cidrsubnet("2001:db8::/56", 8, count.index)\n',
      );
    const route = `
resource "aws_egress_only_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route" "v6" {
  route_table_id              = aws_route_table.isolated.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id
}
`;
    const function6 = lambda('aws_subnet.isolated[*].id').replace(
      '    subnet_ids',
      '    ipv6_allowed_for_dual_stack = true\n    subnet_ids',
    );
    await checkRule(lambdaWithoutNat, dual + route + function6);
  });

  it('is silent on unknowns', async () => {
    await checkRule(lambdaWithoutNat, `variable "x" {}\n${tiers}${lambda('var.x')}`);
    await checkRule(lambdaWithoutNat, `variable "x" {}\n${tiers}${lambda(inPublic, 'var.x')}`);
    await checkRule(lambdaWithoutNat, doubtfulTiers + lambda(inPublic));
  });

  it('puts it behind the NAT gateway', async () => {
    const title =
      'Put it into aws_subnet.private[*].id, which lead to a NAT gateway: opens the internet to it';
    await checkFixTitles(lambdaWithoutNat, tiers + lambda(inPublic), title);
    await checkFix(
      lambdaWithoutNat,
      tiers + lambda(inPublic),
      title,
      tiers + lambda('aws_subnet.private[*].id'),
    );
  });

  it('offers nothing where that would not help', async () => {
    const noElasticIp = tiers.replace('  allocation_id = aws_eip.nat.id\n', '');
    await checkFixTitles(lambdaWithoutNat, noElasticIp + lambda(inPublic));
  });
});
