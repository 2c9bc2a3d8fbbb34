import { attachedAcrossVpcs } from '../../../../server/src/rules/securityGroups/attachedAcrossVpcs';
import { group, inModule } from '../../../support/groupTexts';
import { checkFix, checkRule } from '../../../support/rules';

const vpc = (name: string, subnetCidr: string): string => `
  resource "aws_vpc" "${name}" {
    cidr_block = "10.0.0.0/8"
  }

  resource "aws_subnet" "${name}" {
    vpc_id     = aws_vpc.${name}.id
    cidr_block = "${subnetCidr}"
  }
`;

const vpcs = vpc('one', '10.1.0.0/24') + vpc('two', '10.2.0.0/24');

const instance = (subnet: string): string => `
  resource "aws_instance" "web" {
    subnet_id              = ${subnet}
    vpc_security_group_ids = [aws_security_group.app.id]
  }
`;

describe('sg-attached-across-vpcs', () => {
  it('finds a group of another VPC, and one of the default VPC', async () => {
    await checkRule(
      attachedAcrossVpcs,
      vpcs + group('vpc_id = «aws_vpc.one.id»') + instance('aws_subnet.two.id'),
      'error: AWS refuses aws_security_group.app on aws_instance.web: the group is in aws_vpc.one, and aws_instance.web in aws_vpc.two',
    );
    await checkRule(
      attachedAcrossVpcs,
      vpcs + group('').replace(/resource "\w+" "\w+"/, '«$&»') + instance('aws_subnet.two.id'),
      'error: the group is in the default VPC, for want of a vpc_id',
    );
    await checkRule(
      attachedAcrossVpcs,
      inModule(vpcs + group('vpc_id = «aws_vpc.one.id»') + instance('aws_subnet.two.id')),
      'error: AWS refuses module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app on',
    );
  });

  it('is silent in one VPC, in one that is associated, and on unknowns', async () => {
    const away = vpcs + group('vpc_id = aws_vpc.one.id');
    await checkRule(attachedAcrossVpcs, away + instance('aws_subnet.one.id'));
    await checkRule(attachedAcrossVpcs, `${away}variable "subnet" {}\n${instance('var.subnet')}`);
    await checkRule(
      attachedAcrossVpcs,
      `variable "vpc" {}\n${vpcs}${group('vpc_id = var.vpc')}${instance('aws_subnet.two.id')}`,
    );
    await checkRule(
      attachedAcrossVpcs,
      `data "aws_vpc" "same" {}\n${vpcs}${group('vpc_id = data.aws_vpc.same.id')}${instance('aws_subnet.two.id')}`,
    );
    await checkRule(
      attachedAcrossVpcs,
      `${away}${instance('aws_subnet.two.id')}
      resource "aws_vpc_security_group_vpc_association" "two" {
        security_group_id = aws_security_group.app.id
        vpc_id            = aws_vpc.two.id
      }`,
    );
  });

  it('puts the group into the VPC', async () => {
    const text = (own: string): string =>
      vpcs + group(`vpc_id = aws_vpc.${own}.id`) + instance('aws_subnet.two.id');
    await checkFix(
      attachedAcrossVpcs,
      text('one'),
      'Put the group into aws_vpc.two: replaces it',
      text('two'),
    );
  });
});
