import { tooFewZones } from '../../../../server/src/rules/subnets/tooFewZones';
import { resource, subnet, vpc } from '../../../support/routeTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const place =
  vpc() +
  subnet('a', '10.0.1.0/24', 'a') +
  subnet('a2', '10.0.2.0/24', 'a') +
  subnet('b', '10.0.3.0/24', 'b');
const balancer = (list: string, type?: string): string =>
  resource('aws_lb', 'web', {
    ...(type === undefined ? {} : { load_balancer_type: `"${type}"` }),
    subnets: list,
  });
const group = (list: string): string => resource('aws_db_subnet_group', 'db', { subnet_ids: list });

describe('too-few-zones', () => {
  it('finds one subnet, and subnets of one zone', async () => {
    await checkRule(
      tooFewZones,
      place + balancer('«[aws_subnet.a.id]»'),
      'error: AWS refuses aws_lb.web: an Application Load Balancer needs subnets in two Availability Zones, and is in one subnet, aws_subnet.a.',
    );
    await checkRule(
      tooFewZones,
      place + group('«[aws_subnet.a.id, aws_subnet.a2.id]»'),
      'error: AWS refuses aws_db_subnet_group.db: a database subnet group needs subnets in two Availability Zones, and is in one zone, eu-west-1a.',
    );
    await checkRule(
      tooFewZones,
      `${place}resource "aws_eks_cluster" "k" {
  vpc_config {
    subnet_ids = «[aws_subnet.a.id]»
  }
}`,
      'error: AWS refuses aws_eks_cluster.k: an EKS cluster needs subnets in two Availability Zones',
    );
  });

  it('finds subnets of one zone of a data source, by loops and modules', async () => {
    await checkRule(
      tooFewZones,
      `
--- main.tf
data "aws_availability_zones" "all" {}
${vpc()}resource "aws_subnet" "s" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = data.aws_availability_zones.all.names[0]
}
module "db" {
  source  = "./db"
  subnets = aws_subnet.s[*].id
}
--- db/main.tf
variable "subnets" {}
resource "aws_db_subnet_group" "db" {
  subnet_ids = «var.subnets»
}`,
      'error: AWS refuses module.db.aws_db_subnet_group.db: a database subnet group needs subnets in two Availability Zones, and is in one zone, data.aws_availability_zones.all.names[0].',
    );
  });

  it('finds two subnets of one zone where there is to be one of each', async () => {
    await checkRule(
      tooFewZones,
      place + balancer('[aws_subnet.a.id, aws_subnet.b.id, «aws_subnet.a2.id»]'),
      'error: AWS refuses aws_lb.web: aws_subnet.a and aws_subnet.a2 are both in eu-west-1a, and an Application Load Balancer takes one subnet of each zone.',
    );
    await checkRule(
      tooFewZones,
      place +
        resource('aws_vpc_endpoint', 'e', {
          vpc_id: 'aws_vpc.main.id',
          service_name: '"com.amazonaws.eu-west-1.ssm"',
          vpc_endpoint_type: '"Interface"',
          subnet_ids: '[aws_subnet.a.id, «aws_subnet.a2.id»]',
        }),
      'error: an interface endpoint takes one subnet of each zone',
    );
    await checkRule(
      tooFewZones,
      `${place}resource "aws_lb" "n" {
  load_balancer_type = "network"
  subnet_mapping {
    subnet_id = aws_subnet.a.id
  }
  «subnet_mapping {
    subnet_id = aws_subnet.a2.id
  }»
}`,
      'error: aws_subnet.a and aws_subnet.a2 are both in eu-west-1a, and a Network Load Balancer',
    );
  });

  it('is silent on two zones, and where one is enough', async () => {
    await checkRule(
      tooFewZones,
      place +
        balancer('[aws_subnet.a.id, aws_subnet.b.id]') +
        group('[aws_subnet.a.id, aws_subnet.a2.id, aws_subnet.b.id]'),
    );
    await checkRule(tooFewZones, place + balancer('[aws_subnet.a.id]', 'network'));
    await checkRule(
      tooFewZones,
      vpc() +
        subnet('l', '10.0.1.0/24', '').replace('eu-west-1', 'us-west-2-lax-1a') +
        balancer('[aws_subnet.l.id]'),
    );
  });

  it('is silent on zones, subnets and types that are not known', async () => {
    const unknown = 'variable "x" {}\n';
    await checkRule(tooFewZones, unknown + place + balancer('var.x'));
    await checkRule(tooFewZones, unknown + place + balancer('[aws_subnet.a.id, var.x]'));
    await checkRule(
      tooFewZones,
      unknown +
        place +
        balancer('[aws_subnet.a.id]').replace('subnets', 'load_balancer_type = var.x\n  subnets'),
    );
    await checkRule(
      tooFewZones,
      `${vpc()}resource "aws_subnet" "s" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}
${group('aws_subnet.s[*].id')}`,
    );
    await checkRule(tooFewZones, `data "aws_subnets" "all" {}\n${group('data.aws_subnets.all.ids')}`);
  });

  it('adds a subnet of another zone', async () => {
    await checkFix(
      tooFewZones,
      place + group('[aws_subnet.a.id]'),
      'Add aws_subnet.b, in eu-west-1b',
      place + group('[aws_subnet.a.id, aws_subnet.b.id]'),
    );
    await checkFixTitles(tooFewZones, place + group('[aws_subnet.a.id]'), 'Add aws_subnet.b, in eu-west-1b');
  });

  it('takes the second subnet of a zone out', async () => {
    await checkFix(
      tooFewZones,
      place + balancer('[aws_subnet.a.id, aws_subnet.b.id, aws_subnet.a2.id]'),
      'Take aws_subnet.a2 out',
      place + balancer('[aws_subnet.a.id, aws_subnet.b.id]'),
    );
  });
});
