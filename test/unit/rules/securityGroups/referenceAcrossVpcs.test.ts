import { referenceAcrossVpcs } from '../../../../server/src/rules/securityGroups/referenceAcrossVpcs';
import { current, everyFlavour, group, inline, inModule, vpcWithSubnet } from '../../../support/groupTexts';
import { checkFix, checkRule } from '../../../support/rules';

const vpcs = vpcWithSubnet() + vpcWithSubnet(false, 'other', '10.1');
const far = group('vpc_id = aws_vpc.other.id', 'far');
const flavours = everyFlavour(443, 'group', 'aws_security_group.far.id');
const base = vpcs + far;
const unmarked = (text: string): string => text.replace(/[«»]/g, '');

const gateway = (support: string): string => `
  resource "aws_ec2_transit_gateway" "hub" {
    ${support}
  }
  ${['main', 'other']
    .map(
      (name) => `
  resource "aws_ec2_transit_gateway_vpc_attachment" "${name}" {
    transit_gateway_id = aws_ec2_transit_gateway.hub.id
    vpc_id             = aws_vpc.${name}.id
    subnet_ids         = [aws_subnet.${name}.id]
  }`,
    )
    .join('\n')}
`;

const peering = (rest = 'auto_accept = true'): string => `
  resource "aws_vpc_peering_connection" "both" {
    vpc_id      = aws_vpc.main.id
    peer_vpc_id = aws_vpc.other.id
    ${rest}
  }
`;

describe('sg-reference-across-vpcs', () => {
  it('finds a group of a VPC that nothing joins, in every flavour', async () => {
    for (const rule of Object.values(flavours))
      await checkRule(
        referenceAcrossVpcs,
        base + rule,
        'error: aws_security_group.app can not name aws_security_group.far: that group is in aws_vpc.other, this one in aws_vpc.main, and no peering connection joins the two.',
      );
  });

  it('finds it over a transit gateway that does not pass references on', async () => {
    await checkRule(
      referenceAcrossVpcs,
      base + flavours.block + gateway(''),
      'error: the transit gateway between them does not carry references to groups',
    );
    const referencing = gateway('security_group_referencing_support = "enable"');
    await checkRule(
      referenceAcrossVpcs,
      base +
        group('vpc_id = aws_vpc.main.id') +
        current(
          'out',
          443,
          'referenced_security_group_id = «aws_security_group.far.id»',
          undefined,
          'egress',
        ) +
        referencing,
      'error: a transit gateway carries references to groups in ingress rules only',
    );
    await checkRule(referenceAcrossVpcs, base + unmarked(flavours.block) + referencing);
  });

  it('finds it over a peering between Regions', async () => {
    const regions = `
      provider "aws" { region = "eu-west-1" }
      provider "aws" {
        alias  = "west"
        region = "us-west-2"
      }`;
    const away = `
      resource "aws_vpc" "other" {
        provider   = aws.west
        cidr_block = "10.1.0.0/16"
      }
      resource "aws_security_group" "far" {
        provider = aws.west
        vpc_id   = aws_vpc.other.id
      }`;
    await checkRule(
      referenceAcrossVpcs,
      regions + vpcWithSubnet() + away + flavours.block + peering('peer_region = "us-west-2"'),
      'error: a peering connection between two Regions does not carry references to groups',
    );
  });

  it('tells the instances of a module together', async () => {
    await checkRule(
      referenceAcrossVpcs,
      inModule(base + flavours.block),
      'error: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app can not name',
    );
  });

  it('is silent over a peering, within a VPC, with an association, and on CIDRs', async () => {
    await checkRule(referenceAcrossVpcs, base + unmarked(flavours.block) + peering());
    await checkRule(
      referenceAcrossVpcs,
      vpcs + group('vpc_id = aws_vpc.main.id', 'far') + unmarked(flavours.block),
    );
    await checkRule(
      referenceAcrossVpcs,
      `${base}${unmarked(flavours.block)}
      resource "aws_vpc_security_group_vpc_association" "far" {
        security_group_id = aws_security_group.far.id
        vpc_id            = aws_vpc.main.id
      }`,
    );
    await checkRule(referenceAcrossVpcs, base + group(inline(443, 'cidr_blocks = ["10.1.0.0/16"]')));
  });

  it('is silent on unknown VPCs, groups and peerings', async () => {
    const variable = 'variable "x" {}\n';
    await checkRule(
      referenceAcrossVpcs,
      variable + vpcs + group('vpc_id = var.x', 'far') + unmarked(flavours.block),
    );
    await checkRule(
      referenceAcrossVpcs,
      variable + base + group(`vpc_id = aws_vpc.main.id${inline(443, 'security_groups = [var.x]')}`),
    );
    await checkRule(
      referenceAcrossVpcs,
      `${variable}${base}${unmarked(flavours.block)}
      resource "aws_vpc_peering_connection" "both" {
        vpc_id      = aws_vpc.main.id
        peer_vpc_id = var.x
      }`,
    );
  });

  it("names the VPC's block", async () => {
    const rule = (source: string): string => `${base}
resource "aws_security_group_rule" "far" {
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  ${source}
}
${group('vpc_id = aws_vpc.main.id')}`;
    await checkFix(
      referenceAcrossVpcs,
      rule('source_security_group_id = aws_security_group.far.id').replace(
        /^ {2}(\w+) +=(?= "ingress| aws_security_group.app|  "tcp| 443)/gm,
        '  $1 =',
      ),
      "Name the VPC's block instead: opens the rule to all of aws_vpc.other",
      rule('cidr_blocks       = [aws_vpc.other.cidr_block]'),
    );
  });
});
