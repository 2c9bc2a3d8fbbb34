import { natInPrivateSubnet } from '../../../../server/src/rules/gateways/natInPrivateSubnet';
import { nat, subnet, table, vpc } from '../../../support/routeTexts';
import { checkRule } from '../../../support/rules';

/** The findings about a NAT gateway without a way out, beside an `aws_route` that may be in its table. */
const checkBeside = async (more: string, isHidden: boolean): Promise<void> => {
  const id = isHidden ? 'aws_subnet.a.id' : '«aws_subnet.a.id»';
  await checkRule(
    natInPrivateSubnet,
    `variable "x" {}\n${vpc()}${subnet('a', '10.0.1.0/24')}${nat(id)}${more}`,
    ...(isHidden ? [] : ['error: Nothing gets to the internet through aws_nat_gateway.main']),
  );
};

const route = (tableId: string, target: string): string => `resource "aws_route" "stray" {
  route_table_id         = ${tableId}
  destination_cidr_block = "0.0.0.0/0"
  ${target}
}
`;

const toGateway = 'gateway_id = aws_internet_gateway.main.id';

describe('routes that may hide', () => {
  it('hide where their table is unknown', async () => {
    await checkBeside(route('var.x', toGateway), true);
    await checkBeside(route('var.x', 'gateway_id = var.x'), true);
  });

  it('hide nothing that they can not be', async () => {
    await checkBeside(route('var.x', 'vpc_peering_connection_id = var.x'), false);
    await checkBeside(route('var.x', 'nat_gateway_id = aws_nat_gateway.main.id'), false);
    await checkBeside(route('var.x', 'transit_gateway_id = var.x'), true);
  });

  it('hide in the tables of their own module, where they are chosen among them', async () => {
    const many = table('many').replace('{', '{\n  count = var.x');
    await checkBeside(many + route('element(aws_route_table.many[*].id, 0)', toGateway), true);
    const elsewhere = (expression: string): string => `module "m" {
  source  = "./m"
  x       = var.x
  gateway = aws_internet_gateway.main.id
}
--- m/main.tf
variable "x" {}
variable "gateway" {}
resource "aws_vpc" "m" {
  cidr_block = "10.7.0.0/16"
}
resource "aws_route_table" "m" {
  count  = var.x
  vpc_id = aws_vpc.m.id
}
${route(expression, 'gateway_id = var.gateway')}`;
    for (const expression of [
      'element(aws_route_table.m[*].id, var.x ? 0 : 1)',
      'element(concat(aws_route_table.m.*.id, [""]), 0)',
      'try(aws_route_table.m[0].id, aws_vpc.m.main_route_table_id)',
    ])
      await checkBeside(elsewhere(expression), false);
    await checkBeside(elsewhere('element(concat(aws_route_table.m[*].id, var.x), 0)'), true);
    await checkBeside(elsewhere('var.x ? aws_route_table.m[0].id : var.x'), true);
  });

  it('hide where they may not exist, in a list that is unknown, and in a table that is not the code’s', async () => {
    const own = (body: string): string => `resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
${body}}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.t.id
}
`;
    await checkBeside(own(''), false);
    await checkBeside(own('  route = var.x\n'), true);
    await checkBeside(own('') + route('aws_route_table.t.id', `${toGateway}\n  count = var.x`), true);
    await checkBeside(own('').replace('aws_route_table.t.id', '"rtb-0123456789abcdef0"'), true);
  });
});
