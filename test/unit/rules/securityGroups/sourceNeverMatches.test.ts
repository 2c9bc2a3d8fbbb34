import { sourceNeverMatches } from '../../../../server/src/rules/securityGroups/sourceNeverMatches';
import { everyFlavour, group, inline, inModule, vpcWithSubnet } from '../../../support/groupTexts';
import { checkFix, checkRule } from '../../../support/rules';

const own = 'vpc_id = aws_vpc.main.id';
const place = vpcWithSubnet();
const admitting = (cidr: string): string => group(own + inline(443, `cidr_blocks = [${cidr}]`));
const outside =
  'warning: This rule of aws_security_group.app lets nobody in: 192.168.7.0/24 is not in aws_vpc.main, and no route of it leads there.';

/** A route of the VPC's table. */
const route = (destination: string, target: string): string => `
  resource "aws_route" "there" {
    route_table_id         = aws_route_table.main.id
    destination_cidr_block = ${destination}
    ${target}
  }
`;

describe('sg-source-never-matches', () => {
  it('finds private addresses that no route leads to, in every flavour', async () => {
    for (const rule of Object.values(everyFlavour(443, 'cidr4', '"192.168.7.0/24"')))
      await checkRule(sourceNeverMatches, place + rule, outside);
    await checkRule(
      sourceNeverMatches,
      place + group(own + inline(443, 'ipv6_cidr_blocks = [«"fd00:1::/64"»]')),
      'warning: fd00:1::/64 is not in aws_vpc.main',
    );
  });

  it('finds addresses of the VPC that no subnet has', () =>
    checkRule(
      sourceNeverMatches,
      place + admitting('«"10.0.7.0/24"»'),
      'warning: lets nobody in: 10.0.7.0/24 is in aws_vpc.main, but in none of its subnets.',
    ));

  it('finds them though routes lead elsewhere', () =>
    checkRule(
      sourceNeverMatches,
      place +
        route('"192.168.0.0/22"', 'vpc_peering_connection_id = "pcx-0123456789abcdef0"') +
        admitting('«"192.168.7.0/24"»'),
      outside,
    ));

  it('tells the instances of a module together', () =>
    checkRule(
      sourceNeverMatches,
      inModule(place + admitting('«"192.168.7.0/24"»')),
      'warning: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
    ));

  it('is silent on addresses of the VPC, of a subnet, of the internet, and on blocks that hold them', async () => {
    for (const cidr of ['10.0.0.0/16', '10.0.0.0/8', '10.0.1.0/28', '203.0.113.0/24', '0.0.0.0/0'])
      await checkRule(sourceNeverMatches, place + admitting(`"${cidr}"`));
  });

  it('is silent where a route leads there, or may', async () => {
    const rule = admitting('"192.168.7.0/24"');
    const peering = 'vpc_peering_connection_id = "pcx-0123456789abcdef0"';
    await checkRule(sourceNeverMatches, place + route('"192.168.0.0/16"', peering) + rule);
    await checkRule(sourceNeverMatches, `variable "x" {}\n${place}${route('var.x', peering)}${rule}`);
    await checkRule(
      sourceNeverMatches,
      place + route('"0.0.0.0/0"', 'transit_gateway_id = "tgw-0123456789abcdef0"') + rule,
    );
    await checkRule(
      sourceNeverMatches,
      `${place}${rule}\nresource "aws_vpn_gateway" "office" {\n  vpc_id = aws_vpc.main.id\n}`,
    );
  });

  it('is silent on VPCs, blocks, subnets and sources that are unknown', async () => {
    const variable = 'variable "x" {}\n';
    await checkRule(
      sourceNeverMatches,
      variable + place.replace('"10.0.0.0/16"', 'var.x') + admitting('"192.168.7.0/24"'),
    );
    await checkRule(
      sourceNeverMatches,
      variable + place.replace('"10.0.1.0/24"', 'var.x') + admitting('"10.0.7.0/24"'),
    );
    await checkRule(sourceNeverMatches, variable + place + admitting('var.x'));
    await checkRule(
      sourceNeverMatches,
      `data "aws_vpc" "main" {}\n${group(`vpc_id = data.aws_vpc.main.id${inline(443, 'cidr_blocks = ["192.168.7.0/24"]')}`)}`,
    );
  });

  it('admits the subnet that was meant, or the VPC, and says what that opens', async () => {
    const text = (source: string): string => place + group(own + inline(443, `cidr_blocks = [${source}]`));
    await checkFix(
      sourceNeverMatches,
      text('"10.0.11.0/24"'),
      'Admit aws_subnet.main: opens the rule to 10.0.1.0/24',
      text('aws_subnet.main.cidr_block'),
    );
    await checkFix(
      sourceNeverMatches,
      text('"192.168.7.0/24"'),
      'Admit aws_vpc.main: opens the rule to 10.0.0.0/16',
      text('aws_vpc.main.cidr_block'),
    );
  });
});
