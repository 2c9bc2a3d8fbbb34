import { terraformProblem } from '../../../../server/src/rules/configuration/terraformProblem';
import { cidrsubnetOutOfRange } from '../../../../server/src/rules/subnets/cidrsubnetOutOfRange';
import { networkSize } from '../../../../server/src/rules/subnets/networkSize';
import { subnetOutsideVpc } from '../../../../server/src/rules/subnets/outsideVpc';
import { subnetOverlap } from '../../../../server/src/rules/subnets/overlap';
import { resource, subnet, vpc } from '../../../support/routeTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const computed = (name: string, expression: string): string =>
  `${resource('aws_subnet', name, { vpc_id: 'aws_vpc.main.id', cidr_block: expression })}\n`;

describe('subnet-outside-vpc', () => {
  it('finds a block that is not in the VPC', async () => {
    await checkRule(
      subnetOutsideVpc,
      vpc() + computed('a', '«"10.1.0.0/24"»'),
      'error: AWS refuses aws_subnet.a: 10.1.0.0/24 is not in aws_vpc.main, which has 10.0.0.0/16.',
    );
  });

  it('finds one that is larger, one for IPv6, and one through a module', async () => {
    await checkRule(
      subnetOutsideVpc,
      vpc('main', '10.0.0.0/20') + computed('a', '«"10.0.0.0/16"»'),
      'error: 10.0.0.0/16 is not in aws_vpc.main',
    );
    await checkRule(
      subnetOutsideVpc,
      vpc() +
        resource('aws_subnet', 'a', {
          vpc_id: 'aws_vpc.main.id',
          cidr_block: '"10.0.1.0/24"',
          ipv6_cidr_block: '«"2001:db8::/64"»',
        }),
      'error: 2001:db8::/64 is not in aws_vpc.main, which has no IPv6 block.',
    );
    await checkRule(
      subnetOutsideVpc,
      `
--- main.tf
${vpc()}
module "s" {
  source = "./s"
  vpc    = aws_vpc.main.id
}
--- s/main.tf
variable "vpc" {}
resource "aws_subnet" "a" {
  for_each   = toset(["10.0.1.0/24", "10.8.1.0/24"])
  vpc_id     = var.vpc
  cidr_block = «each.key»
}`,
      'error: AWS refuses module.s.aws_subnet.a["10.8.1.0/24"]',
    );
  });

  it('is silent in the first and in further blocks, and where blocks are not known', async () => {
    const further = (id: string): string =>
      `${resource('aws_vpc_ipv4_cidr_block_association', 'more', { vpc_id: id, cidr_block: '"100.64.0.0/16"' })}\n`;
    await checkRule(subnetOutsideVpc, vpc() + computed('a', '"10.0.255.0/24"'));
    await checkRule(subnetOutsideVpc, vpc() + further('aws_vpc.main.id') + computed('a', '"100.64.1.0/24"'));
    await checkRule(
      subnetOutsideVpc,
      `variable "v" {}\n${vpc()}${further('var.v')}${computed('a', '"100.64.1.0/24"')}`,
    );
    await checkRule(
      subnetOutsideVpc,
      `variable "c" {}\n${vpc().replace('"10.0.0.0/16"', 'var.c')}${computed('a', '"100.64.1.0/24"')}`,
    );
    await checkRule(
      subnetOutsideVpc,
      `data "aws_vpc" "main" {}\n${computed('a', '"10.1.0.0/24"').replace('aws_vpc.main', 'data.aws_vpc.main')}`,
    );
  });

  it('writes a free block, as the text writes blocks', async () => {
    const others = subnet('b', '10.0.0.0/24') + subnet('c', '10.0.1.0/24');
    await checkFix(
      subnetOutsideVpc,
      vpc() + others + computed('a', '"10.1.0.0/24"'),
      'Write "10.0.2.0/24": a free block, which replaces the subnet',
      vpc() + others + computed('a', '"10.0.2.0/24"'),
    );
    await checkFix(
      subnetOutsideVpc,
      vpc() + others + computed('a', 'cidrsubnet("10.1.0.0/16", 8, 1)'),
      'Write cidrsubnet(aws_vpc.main.cidr_block, 8, 2), 10.0.2.0/24: a free block, which replaces the subnet',
      vpc() + others + computed('a', 'cidrsubnet(aws_vpc.main.cidr_block, 8, 2)'),
    );
  });
});

describe('subnet-overlap', () => {
  it('finds the later of two that overlap, equal or one in the other', async () => {
    await checkRule(
      subnetOverlap,
      vpc() + computed('a', '"10.0.1.0/24"') + computed('b', '«"10.0.1.0/24"»'),
      'error: AWS refuses aws_subnet.b: 10.0.1.0/24 overlaps 10.0.1.0/24 of aws_subnet.a, in the same VPC.',
    );
    await checkRule(
      subnetOverlap,
      vpc() + computed('small', '"10.0.3.0/24"') + computed('wide', '«"10.0.2.0/23"»'),
      'error: AWS refuses aws_subnet.wide: 10.0.2.0/23 overlaps 10.0.3.0/24 of aws_subnet.small',
    );
  });

  it('finds those that expressions make, in loops and modules', async () => {
    await checkRule(
      subnetOverlap,
      `${vpc()}resource "aws_subnet" "a" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}
resource "aws_subnet" "b" {
  for_each   = { x = 1, y = 2 }
  vpc_id     = aws_vpc.main.id
  cidr_block = «cidrsubnet(aws_vpc.main.cidr_block, 8, each.value)»
}`,
      'error: AWS refuses aws_subnet.b["x"]: 10.0.1.0/24 overlaps 10.0.1.0/24 of aws_subnet.a[1]',
    );
  });

  it('is silent on neighbours, on two VPCs, and on unknowns', async () => {
    await checkRule(subnetOverlap, vpc() + computed('a', '"10.0.0.0/24"') + computed('b', '"10.0.1.0/24"'));
    await checkRule(
      subnetOverlap,
      vpc() +
        vpc('b') +
        computed('a', '"10.0.1.0/24"') +
        computed('b', '"10.0.1.0/24"').replace('aws_vpc.main', 'aws_vpc.b'),
    );
    await checkRule(
      subnetOverlap,
      `variable "c" {}
variable "v" {}
${vpc()}${computed('a', '"10.0.1.0/24"')}${computed('b', 'var.c')}${computed('c', '"10.0.1.0/24"').replace('aws_vpc.main.id', 'var.v')}`,
    );
    await checkRule(
      subnetOverlap,
      `variable "n" {}
${vpc()}${computed('a', '"10.0.1.0/24"')}resource "aws_subnet" "b" {
  count      = var.n
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}`,
    );
  });

  it('writes a free block', async () => {
    await checkFix(
      subnetOverlap,
      vpc() + computed('a', '"10.0.0.0/24"') + computed('b', '"10.0.0.0/25"'),
      'Write "10.0.1.0/25": a free block, which replaces the subnet',
      vpc() + computed('a', '"10.0.0.0/24"') + computed('b', '"10.0.1.0/25"'),
    );
    await checkFixTitles(
      subnetOverlap,
      `variable "c" { default = "10.0.0.0/25" }\n${vpc()}${computed('a', '"10.0.0.0/24"')}${computed('b', 'var.c')}`,
    );
  });
});

describe('network-size', () => {
  it('finds VPCs and subnets that are too large or too small', async () => {
    await checkRule(
      networkSize,
      'resource "aws_vpc" "v" {\n  cidr_block = «"10.0.0.0/8"»\n}',
      'error: AWS does not make aws_vpc.v with /8: a block of a VPC goes from /16 to /28.',
    );
    await checkRule(
      networkSize,
      vpc() + computed('a', '«cidrsubnet(aws_vpc.main.cidr_block, 13, 0)»'),
      'error: AWS does not make aws_subnet.a with /29: a subnet goes from /16 to /28.',
    );
    await checkRule(
      networkSize,
      resource('aws_vpc_ipv4_cidr_block_association', 'm', {
        vpc_id: 'aws_vpc.main.id',
        cidr_block: '«"100.64.0.0/10"»',
      }),
      'error: with /10',
    );
    await checkRule(
      networkSize,
      resource('aws_subnet', 'a', { vpc_id: 'aws_vpc.main.id', ipv6_cidr_block: '«"2001:db8::/62"»' }),
      'error: AWS does not make aws_subnet.a with /62: a subnet goes from /44 to /64, in steps of four.',
    );
  });

  it('is silent on the sizes that there are, and on unknowns', async () => {
    await checkRule(networkSize, vpc() + computed('a', '"10.0.0.0/28"') + computed('b', '"10.0.0.0/16"'));
    await checkRule(
      networkSize,
      `variable "c" {}\n${computed('a', 'var.c')}${resource('aws_subnet', 'b', { ipv6_cidr_block: '"2001:db8::/60"' })}`,
    );
  });

  it('writes the nearest size', async () => {
    await checkFix(
      networkSize,
      'resource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/8"\n}',
      'Write 10.0.0.0/16',
      'resource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/16"\n}',
    );
    await checkFix(
      networkSize,
      vpc() + computed('a', '"10.0.0.24/29"'),
      'Write 10.0.0.16/28',
      vpc() + computed('a', '"10.0.0.16/28"'),
    );
  });
});

describe('cidrsubnet-out-of-range', () => {
  const call = (bits: string, number: string): string =>
    vpc() + computed('a', `cidrsubnet(aws_vpc.main.cidr_block, ${bits}, ${number})`);
  const marked = (text: string): string => text.replace(/cidrsubnet\(.*\)/, '«$&»');

  it('finds a block that there is not, and leaves it to this rule alone', async () => {
    await checkRule(
      cidrsubnetOutOfRange,
      marked(call('2', '4')),
      'error: cidrsubnet has no block number 4 here: 2 more bits make 4 blocks, numbered 0 to 3.',
    );
    await checkRule(terraformProblem, call('2', '4'));
  });

  it('finds more bits than there are', async () => {
    await checkRule(
      cidrsubnetOutOfRange,
      marked(call('20', '0')),
      'error: cidrsubnet can not cut /16 into blocks that are 20 bits longer',
    );
  });

  it('finds the last of a loop, in a local value too', async () => {
    await checkRule(
      cidrsubnetOutOfRange,
      'locals {\n  blocks = [for n in range(6) : «cidrsubnet("10.0.0.0/16", 2, n)»]\n}\noutput "b" {\n  value = local.blocks\n}\n',
      'error: cidrsubnet has no block number 5 here',
    );
  });

  it('is silent in range and on unknowns; other failures stay with terraform-problem', async () => {
    await checkRule(cidrsubnetOutOfRange, call('8', '255'));
    await checkRule(cidrsubnetOutOfRange, `variable "n" {}\n${call('2', 'var.n')}`);
    const wrong = vpc() + computed('a', '«cidrsubnet("10.0.0/16", 2, 1)»');
    await checkRule(cidrsubnetOutOfRange, wrong.replace(/[«»]/g, ''));
    await checkRule(terraformProblem, wrong, 'error: invalid CIDR');
  });

  it('writes as many bits as it takes', async () => {
    await checkFix(
      cidrsubnetOutOfRange,
      call('2', '5'),
      'Write 3 for newbits: changes the size of every block that this call makes',
      call('3', '5'),
    );
    await checkFix(
      cidrsubnetOutOfRange,
      call('20', '7'),
      'Write 12 for newbits: changes the size of every block that this call makes',
      call('12', '7'),
    );
    await checkFixTitles(cidrsubnetOutOfRange, `locals {\n  bits = 2\n}\n${call('local.bits', '5')}`);
  });
});
