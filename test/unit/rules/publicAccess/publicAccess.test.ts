import { databasePublic } from '../../../../server/src/rules/publicAccess/databasePublic';
import { ec2Classic } from '../../../../server/src/rules/publicAccess/ec2Classic';
import { eksEndpointPublic } from '../../../../server/src/rules/publicAccess/eksEndpointPublic';
import { endpointServiceAutoAccept } from '../../../../server/src/rules/publicAccess/endpointServiceAutoAccept';
import { loadBalancerPublic } from '../../../../server/src/rules/publicAccess/loadBalancerPublic';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

/** A resource named `main`. */
function resource(type: string, ...lines: readonly string[]): string {
  return `resource "${type}" "main" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

/** A module `m`, called twice, with this text. */
function twice(text: string): string {
  return `--- main.tf\nmodule "m" {\n  count  = 2\n  source = "./m"\n  yes = true\n}\n--- m/main.tf\nvariable "yes" {}\n${text}`;
}

describe('db-publicly-accessible', () => {
  it('finds databases, brokers and the like that ask for a public address', async () => {
    for (const type of ['db_instance', 'rds_cluster_instance', 'redshift_cluster', 'mq_broker'])
      await checkRule(
        databasePublic,
        resource(`aws_${type}`, 'publicly_accessible = «true»'),
        `warning: aws_${type}.main gets a public address: whoever its groups admit can connect to it from the internet.`,
      );
  });

  it('finds it through variables and modules, once', async () => {
    await checkRule(
      databasePublic,
      twice(resource('aws_db_instance', 'publicly_accessible = «var.yes»')),
      'warning: module.m[0].aws_db_instance.main and module.m[1].aws_db_instance.main',
    );
  });

  it('finds public access to brokers of MSK', async () => {
    const brokers = (type: string): string =>
      resource(
        'aws_msk_cluster',
        `broker_node_group_info {\n    connectivity_info {\n      public_access {\n        type = ${type}\n      }\n    }\n  }`,
      );
    await checkRule(
      databasePublic,
      brokers('«"SERVICE_PROVIDED_EIPS"»'),
      'warning: The brokers of aws_msk_cluster.main get public addresses',
    );
    await checkRule(databasePublic, brokers('"DISABLED"'));
    await checkRule(databasePublic, `variable "x" {}\n${brokers('var.x')}`);
    await checkFix(
      databasePublic,
      brokers('"SERVICE_PROVIDED_EIPS"'),
      'Give it no public address',
      brokers('"DISABLED"'),
    );
  });

  it('is silent without it, and on unknowns', async () => {
    await checkRule(databasePublic, resource('aws_db_instance', 'publicly_accessible = false'));
    await checkRule(databasePublic, resource('aws_db_instance', 'engine = "postgres"'));
    await checkRule(
      databasePublic,
      `variable "x" {}\n${resource('aws_db_instance', 'publicly_accessible = var.x')}`,
    );
    await checkRule(
      databasePublic,
      `variable "x" {}\n${resource('aws_db_instance', 'count = var.x', 'publicly_accessible = true')}`,
    );
  });

  it('turns it off', async () => {
    const open = resource(
      'aws_db_instance',
      'engine              = "postgres"',
      'publicly_accessible = true',
    );
    await checkFixTitles(databasePublic, open, '*Give it no public address');
    await checkFix(databasePublic, open, 'Give it no public address', open.replace('= true', '= false'));
  });
});

describe('lb-public', () => {
  const header = /resource "aws_\w+" "main"/;

  it('finds load balancers that face the internet, by default and by their word', async () => {
    await checkRule(
      loadBalancerPublic,
      resource('aws_lb').replace(header, '«$&»'),
      'warning: aws_lb.main faces the internet: it has public addresses.',
    );
    await checkRule(
      loadBalancerPublic,
      resource('aws_elb', 'internal = «false»'),
      'warning: aws_elb.main faces',
    );
    await checkRule(
      loadBalancerPublic,
      twice(resource('aws_alb', 'internal = «!var.yes»')),
      'warning: module.m[0].aws_alb.main and module.m[1].aws_alb.main',
    );
  });

  it('is silent on internal ones, Gateway Load Balancers, and unknowns', async () => {
    await checkRule(loadBalancerPublic, resource('aws_lb', 'internal = true'));
    await checkRule(loadBalancerPublic, resource('aws_lb', 'load_balancer_type = "gateway"'));
    await checkRule(loadBalancerPublic, `variable "x" {}\n${resource('aws_lb', 'internal = var.x')}`);
  });

  it('makes it internal', async () => {
    await checkFix(
      loadBalancerPublic,
      resource('aws_lb', 'name = "web"'),
      'Make it internal: replaces it',
      resource('aws_lb', 'name     = "web"', 'internal = true'),
    );
  });
});

describe('eks-endpoint-public', () => {
  const cluster = (...lines: readonly string[]): string =>
    resource('aws_eks_cluster', `vpc_config {\n${lines.map((line) => `    ${line}\n`).join('')}  }`);
  const subnets = 'subnet_ids = []';

  it('finds an API server that everyone can reach, by default and by its word', async () => {
    await checkRule(
      eksEndpointPublic,
      cluster(subnets).replace(/resource .*(?= \{)/, '«$&»'),
      'warning: Everyone on the internet can reach the API server of aws_eks_cluster.main',
    );
    await checkRule(
      eksEndpointPublic,
      cluster(subnets, 'endpoint_public_access = «true»'),
      'warning: Everyone on the internet',
    );
    await checkRule(
      eksEndpointPublic,
      cluster(subnets, 'public_access_cidrs = «["203.0.113.0/24", "0.0.0.0/0"]»'),
      'warning: Everyone on the internet',
    );
  });

  it('hints at one that some networks can reach', async () => {
    await checkRule(
      eksEndpointPublic,
      cluster(subnets, 'public_access_cidrs = «["203.0.113.0/24"]»'),
      'hint: 203.0.113.0/24 can reach the API server of aws_eks_cluster.main over the internet.',
    );
  });

  it('finds it in modules and dynamic blocks', async () => {
    await checkRule(
      eksEndpointPublic,
      twice(cluster(subnets, 'endpoint_public_access = «var.yes»')),
      'warning: module.m[0].aws_eks_cluster.main and module.m[1].aws_eks_cluster.main',
    );
    await checkRule(
      eksEndpointPublic,
      resource(
        'aws_eks_cluster',
        'dynamic "vpc_config" {\n    for_each = [true]\n    content {\n      endpoint_public_access = «vpc_config.value»\n    }\n  }',
      ),
      'warning: Everyone on the internet',
    );
  });

  it('is silent on a private endpoint, and on unknowns', async () => {
    await checkRule(eksEndpointPublic, cluster(subnets, 'endpoint_public_access = false'));
    await checkRule(
      eksEndpointPublic,
      `variable "x" {}\n${cluster(subnets, 'endpoint_public_access = var.x')}`,
    );
    await checkRule(eksEndpointPublic, `variable "x" {}\n${cluster(subnets, 'public_access_cidrs = var.x')}`);
    await checkRule(
      eksEndpointPublic,
      `variable "x" {}\n${cluster(subnets, 'public_access_cidrs = ["10.0.0.0/8", var.x]')}`,
    );
  });

  it('closes it', async () => {
    const title = "Only the private endpoint: opens the API server to the cluster's VPC";
    await checkFix(
      eksEndpointPublic,
      cluster(subnets),
      title,
      cluster(
        'subnet_ids              = []',
        'endpoint_private_access = true',
        'endpoint_public_access  = false',
      ),
    );
    await checkFix(
      eksEndpointPublic,
      cluster('endpoint_public_access = true', 'public_access_cidrs    = ["0.0.0.0/0"]'),
      title,
      cluster('endpoint_public_access  = false', 'endpoint_private_access = true'),
    );
  });
});

describe('endpoint-service-auto-accept', () => {
  it('finds services that ask nobody', async () => {
    await checkRule(
      endpointServiceAutoAccept,
      resource('aws_vpc_endpoint_service', 'acceptance_required = «false»'),
      'warning: aws_vpc_endpoint_service.main takes every connection without asking',
    );
    await checkRule(
      endpointServiceAutoAccept,
      twice(resource('aws_vpc_endpoint_service', 'acceptance_required = «!var.yes»')),
      'warning: module.m[0].aws_vpc_endpoint_service.main',
    );
  });

  it('is silent where they ask, and on unknowns', async () => {
    await checkRule(
      endpointServiceAutoAccept,
      resource('aws_vpc_endpoint_service', 'acceptance_required = true'),
    );
    await checkRule(
      endpointServiceAutoAccept,
      `variable "x" {}\n${resource('aws_vpc_endpoint_service', 'acceptance_required = var.x')}`,
    );
  });

  it('makes it ask', async () => {
    const open = resource('aws_vpc_endpoint_service', 'acceptance_required = false');
    await checkFix(
      endpointServiceAutoAccept,
      open,
      'Ask before a connection is taken',
      open.replace('false', 'true'),
    );
  });
});

describe('ec2-classic-resource', () => {
  it('finds groups of EC2-Classic', async () => {
    for (const type of ['db', 'elasticache', 'redshift'])
      await checkRule(
        ec2Classic,
        resource(`aws_${type}_security_group`).replace(/resource .*(?= \{)/, '«$&»'),
        `warning: AWS makes no aws_${type}_security_group.main any more`,
      );
    await checkRule(
      ec2Classic,
      twice(resource('aws_db_security_group').replace(/resource .*(?= \{)/, '«$&»')),
      'warning: module.m[0].aws_db_security_group.main and module.m[1].aws_db_security_group.main',
    );
  });

  it('is silent on groups of a VPC', async () => {
    await checkRule(ec2Classic, resource('aws_security_group'));
  });

  it('takes it out where nothing names it', async () => {
    const vpc = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n';
    await checkFix(ec2Classic, `${vpc}\n${resource('aws_db_security_group')}`, 'Remove it', vpc);
    await checkFixTitles(
      ec2Classic,
      `${resource('aws_db_security_group')}\noutput "x" {\n  value = aws_db_security_group.main.id\n}\n`,
    );
  });
});
