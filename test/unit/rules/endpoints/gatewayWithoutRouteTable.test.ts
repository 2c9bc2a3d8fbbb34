import { gatewayWithoutRouteTable } from '../../../../server/src/rules/endpoints/gatewayWithoutRouteTable';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { doubtfulTiers, tiers, twice } from '../../../support/tiers';

function gateway(...lines: readonly string[]): string {
  return `
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
${lines.map((line) => `  ${line}\n`).join('')}}
`;
}
const marked = gateway().replace(/resource .*(?= \{)/, '«$&»');
const lambda = (tier: string): string => `
resource "aws_lambda_function" "${tier}" {
  function_name = "app"

  vpc_config {
    subnet_ids         = aws_subnet.${tier}[*].id
    security_group_ids = [aws_security_group.open.id]
  }
}
`;
const association = (endpoint: string): string => `
resource "aws_vpc_endpoint_route_table_association" "s3" {
  vpc_endpoint_id = ${endpoint}
  route_table_id  = aws_route_table.private.id
}
`;

describe('endpoint-gateway-without-route-table', () => {
  it('finds an endpoint in no table', async () => {
    await checkRule(
      gatewayWithoutRouteTable,
      tiers + marked,
      'warning: Nothing goes through aws_vpc_endpoint.s3: it is in no route table.',
    );
    await checkRule(
      gatewayWithoutRouteTable,
      tiers + gateway('route_table_ids = «[]»'),
      'warning: Nothing goes through aws_vpc_endpoint.s3',
    );
    await checkRule(
      gatewayWithoutRouteTable,
      twice(tiers + marked),
      'warning: module.m[0].aws_vpc_endpoint.s3 and module.m[1].aws_vpc_endpoint.s3',
    );
  });

  it('hints at a table that it is missing from, without any other way out', async () => {
    const own = gateway('route_table_ids = «[aws_route_table.private.id]»');
    await checkRule(
      gatewayWithoutRouteTable,
      tiers + lambda('isolated') + own,
      'hint: Subnets with aws_route_table.isolated have no way out, and none to aws_vpc_endpoint.s3: what runs there can not reach its service.',
    );
  });

  it('is silent where it has tables, also by associations, and where others have another way', async () => {
    await checkRule(
      gatewayWithoutRouteTable,
      tiers + lambda('private') + gateway('route_table_ids = [aws_route_table.isolated.id]'),
    );
    await checkRule(gatewayWithoutRouteTable, tiers + gateway() + association('aws_vpc_endpoint.s3.id'));
  });

  it('is silent where what runs there is let out to a database only', async () => {
    const narrow = tiers.replace(
      /( {2}egress {\n)[^}]*}/,
      '$1    from_port   = 5432\n    to_port     = 5432\n    protocol    = "tcp"\n    cidr_blocks = ["10.0.0.0/16"]\n  }',
    );
    await checkRule(
      gatewayWithoutRouteTable,
      narrow + lambda('isolated') + gateway('route_table_ids = [aws_route_table.private.id]'),
    );
  });

  it('is silent where tables may be given to it elsewhere, and on unknowns', async () => {
    await checkRule(
      gatewayWithoutRouteTable,
      `${tiers}${gateway()}output "s3" {\n  value = aws_vpc_endpoint.s3.id\n}\n`,
    );
    await checkRule(gatewayWithoutRouteTable, `variable "x" {}\n${tiers}${gateway()}${association('var.x')}`);
    await checkRule(
      gatewayWithoutRouteTable,
      `variable "x" {}\n${tiers}${gateway('route_table_ids = var.x')}`,
    );
    await checkRule(
      gatewayWithoutRouteTable,
      doubtfulTiers + lambda('isolated') + gateway('route_table_ids = [aws_route_table.private.id]'),
    );
  });

  it('puts it into the tables of private subnets from which things call others', async () => {
    const base = tiers + lambda('private') + lambda('isolated');
    const title =
      'Put it into aws_route_table.private and aws_route_table.isolated: opens its service to the subnets there, as groups allow';
    await checkFixTitles(gatewayWithoutRouteTable, base + gateway(), title);
    await checkFix(
      gatewayWithoutRouteTable,
      base + gateway(),
      title,
      `${base}
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.private.id, aws_route_table.isolated.id]
}
`,
    );
  });
});
