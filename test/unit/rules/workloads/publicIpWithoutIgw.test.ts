import { publicIpWithoutIgw } from '../../../../server/src/rules/workloads/publicIpWithoutIgw';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { doubtfulTiers, tiers, twice } from '../../../support/tiers';

function instance(tier: string, value = 'true'): string {
  return `
resource "aws_instance" "app" {
  subnet_id                   = aws_subnet.${tier}[0].id
  associate_public_ip_address = ${value}
}
`;
}

describe('public-ip-without-igw', () => {
  it('finds instances that ask for an address that leads nowhere', async () => {
    await checkRule(
      publicIpWithoutIgw,
      tiers + instance('private', '«true»'),
      'warning: The public address of aws_instance.app does nothing: aws_subnet.private[0] leads to no internet gateway.',
    );
    await checkRule(publicIpWithoutIgw, tiers + instance('isolated', '«true»'), 'warning: aws_instance.app');
  });

  it('finds tasks, and Elastic IPs', async () => {
    const service = `
resource "aws_ecs_service" "app" {
  name = "app"
  network_configuration {
    subnets          = aws_subnet.private[*].id
    assign_public_ip = «true»
  }
}
`;
    await checkRule(
      publicIpWithoutIgw,
      tiers + service,
      'warning: The public address of each task of aws_ecs_service.app does nothing',
    );
    const eip = `
resource "aws_instance" "app" {
  subnet_id = aws_subnet.private[0].id
}
resource "aws_eip" "app" {
  instance = «aws_instance.app.id»
}
`;
    await checkRule(
      publicIpWithoutIgw,
      tiers + eip,
      'warning: The public address of aws_eip.app does nothing',
    );
    const association = eip
      .replace('resource "aws_eip" "app"', 'resource "aws_eip_association" "app"')
      .replace('instance =', 'instance_id =');
    await checkRule(publicIpWithoutIgw, tiers + association, 'warning: aws_eip_association.app');
    const card = `
resource "aws_network_interface" "app" {
  subnet_id = aws_subnet.isolated[0].id
}
resource "aws_eip" "app" {
  network_interface = «aws_network_interface.app.id»
}
`;
    await checkRule(publicIpWithoutIgw, tiers + card, 'warning: aws_subnet.isolated[0]');
  });

  it('finds it in modules, once', async () => {
    await checkRule(
      publicIpWithoutIgw,
      twice(tiers + instance('private', '«true»')),
      'warning: The public address of module.m[0].aws_instance.app and module.m[1].aws_instance.app',
    );
  });

  it('is silent in public subnets, and where none is asked for', async () => {
    await checkRule(publicIpWithoutIgw, tiers + instance('public'));
    await checkRule(publicIpWithoutIgw, tiers + instance('private', 'false'));
  });

  it('is silent on unknowns, and in subnets outside the code', async () => {
    await checkRule(publicIpWithoutIgw, `variable "x" {}\n${tiers}${instance('private', 'var.x')}`);
    await checkRule(
      publicIpWithoutIgw,
      `variable "x" {}\n${tiers}${instance('private').replace('aws_subnet.private[0].id', 'var.x')}`,
    );
    await checkRule(publicIpWithoutIgw, doubtfulTiers + instance('isolated'));
    await checkRule(
      publicIpWithoutIgw,
      tiers + instance('private').replace('aws_subnet.private[0].id', '"subnet-0123456789abcdef0"'),
    );
  });

  it('asks for none', async () => {
    await checkFix(
      publicIpWithoutIgw,
      tiers + instance('private'),
      'Ask for no public address',
      tiers + instance('private', 'false'),
    );
  });

  it('leads the subnet to the internet', async () => {
    const lone = tiers
      .replace(/resource "aws_route_table" "public" {[^]*?\n}\n/, '')
      .replace(/resource "aws_route_table_association" "public" {[^]*?\n}\n/, '');
    await checkFixTitles(
      publicIpWithoutIgw,
      lone + instance('isolated'),
      'Lead 0.0.0.0/0 to aws_internet_gateway.main in aws_route_table.isolated: opens the internet to all subnets with that table',
      'Ask for no public address',
    );
  });
});
