import { defaultVpcUsed } from '../../../../server/src/rules/subnets/defaultVpcUsed';
import { instancePublicIp } from '../../../../server/src/rules/subnets/instancePublicIp';
import { publicIpByDefault } from '../../../../server/src/rules/subnets/publicIpByDefault';
import { resource, subnet, vpc } from '../../../support/routeTexts';
import { checkFix, checkRule } from '../../../support/rules';

const header = (text: string): string => text.replace(/resource "\w+" "\w+"/, '«$&»');

describe('subnet-public-ip-by-default', () => {
  const one = (value: string): string => subnet('a', '10.0.1.0/24', 'a', { map_public_ip_on_launch: value });

  it('finds a subnet that gives public addresses', async () => {
    await checkRule(
      publicIpByDefault,
      one('«true»'),
      'warning: Everything that starts in aws_subnet.a gets a public address, unless it refuses one.',
    );
    await checkRule(
      publicIpByDefault,
      `variable "p" {\n  default = true\n}\n${one('«var.p»')}`,
      'warning: aws_subnet.a',
    );
  });

  it('is silent without, and on unknowns', async () => {
    await checkRule(publicIpByDefault, one('false') + subnet('b', '10.0.2.0/24'));
    await checkRule(publicIpByDefault, `variable "p" {}\n${one('var.p')}`);
  });

  it('switches it off', async () => {
    await checkFix(publicIpByDefault, one('true'), 'Give no public addresses at launch', one('false'));
  });
});

describe('instance-public-ip', () => {
  it('finds all that ask for one', async () => {
    await checkRule(
      instancePublicIp,
      `resource "aws_instance" "i" {
  associate_public_ip_address = «true»
}
resource "aws_launch_configuration" "c" {
  associate_public_ip_address = «true»
}
resource "aws_launch_template" "t" {
  network_interfaces {
    associate_public_ip_address = «"true"»
  }
}
resource "aws_ecs_service" "s" {
  network_configuration {
    subnets          = []
    assign_public_ip = «true»
  }
}`,
      'warning: A public address is asked for by aws_instance.i',
      'warning: aws_launch_configuration.c',
      'warning: aws_launch_template.t',
      'warning: aws_ecs_service.s',
    );
  });

  it('is silent where none is asked for, and on unknowns', async () => {
    await checkRule(
      instancePublicIp,
      `variable "p" {}
resource "aws_instance" "a" {}
resource "aws_instance" "b" {
  associate_public_ip_address = false
}
resource "aws_instance" "c" {
  associate_public_ip_address = var.p
}
resource "aws_launch_template" "t" {
  network_interfaces {
    associate_public_ip_address = "false"
  }
}`,
    );
  });

  it('asks for none', async () => {
    const instance = (value: string): string =>
      resource('aws_instance', 'i', { associate_public_ip_address: value });
    await checkFix(instancePublicIp, instance('true'), 'Ask for none', instance('false'));
    await checkFix(instancePublicIp, instance('"true"'), 'Ask for none', instance('"false"'));
  });
});

describe('default-vpc-used', () => {
  const instance = (more: Readonly<Record<string, string>> = {}): string =>
    resource('aws_instance', 'i', { ami: '"ami-1"', ...more });
  const group = (more: Readonly<Record<string, string>> = {}): string =>
    resource('aws_security_group', 'g', { name: '"g"', ...more });

  it('finds the resources that adopt it', async () => {
    await checkRule(
      defaultVpcUsed,
      header('resource "aws_default_vpc" "d" {\n}\n'),
      'warning: The default VPC is in use by aws_default_vpc.d',
    );
  });

  it('finds what lands in it', async () => {
    await checkRule(
      defaultVpcUsed,
      header(instance()) + header(group()),
      'warning: The default VPC, whose subnets are all public, is what aws_instance.i is put into.',
      'warning: aws_security_group.g',
    );
  });

  it('is silent on what names its place, and on unknowns', async () => {
    await checkRule(
      defaultVpcUsed,
      vpc() +
        subnet('a', '10.0.1.0/24') +
        instance({ subnet_id: 'aws_subnet.a.id' }) +
        group({ vpc_id: 'aws_vpc.main.id' }),
    );
    await checkRule(
      defaultVpcUsed,
      `variable "s" {}\nvariable "v" {}\n${instance({ subnet_id: 'var.s' })}${group({ vpc_id: 'var.v' })}`,
    );
  });

  it('puts it into a subnet or VPC of the code', async () => {
    await checkFix(
      defaultVpcUsed,
      vpc() + group(),
      'Put it into aws_vpc.main: replaces it',
      vpc() + group().replace('\n}', '\n\n  vpc_id = aws_vpc.main.id\n}'),
    );
  });
});
