import { publicInPrivateSubnet } from '../../../../server/src/rules/loadBalancers/publicInPrivateSubnet';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { doubtfulTiers, tiers, twice } from '../../../support/tiers';

function balancer(subnets: string, ...lines: readonly string[]): string {
  return `
resource "aws_lb" "web" {
  name            = "web"
  subnets         = ${subnets}
  security_groups = [aws_security_group.open.id]
${lines.map((line) => `  ${line}\n`).join('')}}
`;
}

describe('lb-public-in-private-subnet', () => {
  it('finds subnets that do not lead to the internet', async () => {
    await checkRule(
      publicInPrivateSubnet,
      tiers + balancer('«aws_subnet.private[*].id»'),
      'warning: Clients on the internet time out at aws_lb.web in aws_subnet.private[0] and aws_subnet.private[1]: no route leads to an internet gateway there.',
    );
    await checkRule(
      publicInPrivateSubnet,
      tiers + balancer('[aws_subnet.public[0].id, «aws_subnet.isolated[1].id»]'),
      'warning: time out at aws_lb.web in aws_subnet.isolated[1]',
    );
  });

  it('finds mapped subnets, Network Load Balancers and classic ones', async () => {
    await checkRule(
      publicInPrivateSubnet,
      `${tiers}
«resource "aws_lb" "web"» {
  load_balancer_type = "network"
  subnet_mapping {
    subnet_id = aws_subnet.private[0].id
  }
}
`,
      'warning: aws_subnet.private[0]',
    );
    await checkRule(
      publicInPrivateSubnet,
      tiers + balancer('«aws_subnet.private[*].id»').replace('aws_lb', 'aws_elb'),
      'warning: aws_elb.web',
    );
  });

  it('finds it in modules, once', async () => {
    await checkRule(
      publicInPrivateSubnet,
      twice(tiers + balancer('«aws_subnet.private[*].id»')),
      'warning: module.m[0].aws_lb.web and module.m[1].aws_lb.web',
    );
  });

  it('is silent in public subnets, on internal ones, and without public IPv4 addresses', async () => {
    await checkRule(publicInPrivateSubnet, tiers + balancer('aws_subnet.public[*].id'));
    await checkRule(publicInPrivateSubnet, tiers + balancer('aws_subnet.private[*].id', 'internal = true'));
    await checkRule(
      publicInPrivateSubnet,
      tiers + balancer('aws_subnet.private[*].id', 'ip_address_type = "dualstack-without-public-ipv4"'),
    );
  });

  it('is silent on unknowns', async () => {
    await checkRule(publicInPrivateSubnet, `variable "x" {}\n${tiers}${balancer('var.x')}`);
    await checkRule(
      publicInPrivateSubnet,
      `variable "x" {}\n${tiers}${balancer('aws_subnet.private[*].id', 'internal = var.x')}`,
    );
    await checkRule(publicInPrivateSubnet, doubtfulTiers + balancer('aws_subnet.isolated[*].id'));
  });

  it('puts it into the public subnets, or makes it internal', async () => {
    const fixture = tiers + balancer('aws_subnet.private[*].id');
    const title =
      'Put it into aws_subnet.public[*].id, which lead to an internet gateway: opens it to whom its groups admit';
    await checkFixTitles(publicInPrivateSubnet, fixture, title, 'Make it internal: replaces it');
    await checkFix(publicInPrivateSubnet, fixture, title, tiers + balancer('aws_subnet.public[*].id'));
    await checkFix(
      publicInPrivateSubnet,
      fixture,
      'Make it internal: replaces it',
      tiers + balancer('aws_subnet.private[*].id', 'internal        = true'),
    );
  });
});
