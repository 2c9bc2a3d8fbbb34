import { endpointAssociatedTwice } from '../../../../server/src/rules/endpoints/associatedTwice';
import { duplicatePrivateDns } from '../../../../server/src/rules/endpoints/duplicatePrivateDns';
import { privateDnsOff } from '../../../../server/src/rules/endpoints/privateDnsOff';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { endpoint, place } from './place';

const subnets = 'subnet_ids        = aws_subnet.private[*].id';
const header = /resource "aws_vpc_endpoint" "main"/;
const named = 'private_dns_enabled = true';

describe('endpoint-private-dns-off', () => {
  it("finds an endpoint that the service's name does not lead to", async () => {
    await checkRule(
      privateDnsOff,
      place + endpoint('sqs', subnets).replace(header, '«$&»'),
      'warning: Programs go past aws_vpc_endpoint.main: without private DNS the usual name of sqs leads to its public addresses.',
    );
    await checkRule(
      privateDnsOff,
      place + endpoint('sqs', subnets, 'private_dns_enabled = «false»'),
      'hint: Programs go past aws_vpc_endpoint.main',
    );
  });

  it('finds it in modules and loops, once', async () => {
    await checkRule(
      privateDnsOff,
      `
--- main.tf
module "net" {
  for_each = toset(["a", "b"])
  source   = "./net"
}
--- net/main.tf
${place.replace(/provider[^}]*}\n/, '')}${endpoint('sqs', subnets).replace(header, '«$&»')}`,
      'warning: module.net["a"].aws_vpc_endpoint.main and module.net["b"].aws_vpc_endpoint.main',
    );
  });

  it('finds private DNS in a VPC that does not allow it', async () => {
    const without = place.replace('  enable_dns_hostnames = true\n', '');
    await checkRule(
      privateDnsOff,
      without + endpoint('sqs', subnets, 'private_dns_enabled = «true»'),
      'error: AWS refuses private DNS for aws_vpc_endpoint.main: aws_vpc.main does not have enable_dns_hostnames on.',
    );
    await checkRule(
      privateDnsOff,
      without.replace('"10.0.0.0/16"\n', '"10.0.0.0/16"\n  enable_dns_support = false\n') +
        endpoint('sqs', subnets, 'private_dns_enabled = «true»'),
      'error: does not have enable_dns_support and enable_dns_hostnames on',
    );
  });

  it('is silent where the name leads to it, or to another one of the VPC', async () => {
    await checkRule(privateDnsOff, place + endpoint('sqs', subnets, named));
    const second = endpoint('sqs', subnets, named).replace('"main" {', '"second" {');
    await checkRule(privateDnsOff, place + endpoint('sqs', subnets) + second);
  });

  it('is silent where names of its own are used, and for services that are usually called by those', async () => {
    const zone =
      'resource "aws_route53_record" "sqs" {\n  name    = aws_vpc_endpoint.main.dns_entry[0].dns_name\n  zone_id = "Z1"\n  type    = "A"\n}\n';
    await checkRule(privateDnsOff, place + endpoint('sqs', subnets) + zone);
    for (const service of ['s3', 'execute-api'])
      await checkRule(privateDnsOff, place + endpoint(service, subnets));
    const own = endpoint('sqs', subnets).replace(
      'com.amazonaws.eu-west-1.sqs',
      'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0',
    );
    await checkRule(privateDnsOff, place + own);
  });

  it('is silent on unknowns', async () => {
    const unknown = `variable "x" {}\n${place}`;
    await checkRule(privateDnsOff, unknown + endpoint('sqs', subnets, 'private_dns_enabled = var.x'));
    await checkRule(
      privateDnsOff,
      unknown + endpoint('sqs', subnets).replace('"com.amazonaws.eu-west-1.sqs"', 'var.x'),
    );
    const maybe = place.replace('= true', '= var.x');
    await checkRule(privateDnsOff, `variable "x" {}\n${maybe}${endpoint('sqs', subnets, named)}`);
    const elsewhere = endpoint('sqs', subnets, named).replace('aws_vpc.main.id', '"vpc-0123456789abcdef0"');
    await checkRule(privateDnsOff, place + elsewhere);
  });

  it('turns on what is off', async () => {
    await checkFix(
      privateDnsOff,
      place + endpoint('sqs', 'subnet_ids = []'),
      'Turn private DNS on',
      `${place}
resource "aws_vpc_endpoint" "main" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.sqs"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = []
  private_dns_enabled = true
}
`,
    );
    const without = place.replace(
      '  cidr_block           = "10.0.0.0/16"\n  enable_dns_hostnames = true\n',
      '  cidr_block = "10.0.0.0/16"\n',
    );
    await checkFix(
      privateDnsOff,
      without + endpoint('sqs', subnets, named),
      'Turn enable_dns_hostnames on in aws_vpc.main',
      place + endpoint('sqs', subnets, named),
    );
  });
});

describe('endpoint-duplicate-private-dns', () => {
  const first = endpoint('sqs', subnets, named);
  const second = (value = 'true'): string =>
    endpoint('sqs', subnets, `private_dns_enabled = ${value}`).replace('"main" {', '"second" {');

  it('finds the second endpoint with the name', async () => {
    await checkRule(
      duplicatePrivateDns,
      place + first + second('«true»'),
      'error: AWS refuses private DNS for aws_vpc_endpoint.second: aws_vpc_endpoint.main has it for sqs in the same VPC.',
    );
    await checkRule(
      duplicatePrivateDns,
      place + first.replace('= true', '= «true»').replace('{\n', '{\n  count = 2\n'),
      'error: AWS refuses private DNS for aws_vpc_endpoint.main[1]',
    );
  });

  it('is silent on other services, other VPCs, and endpoints without the name', async () => {
    await checkRule(duplicatePrivateDns, place + first + second('false'));
    await checkRule(duplicatePrivateDns, place + first + second().replace('west-1.sqs', 'west-1.sns'));
    await checkRule(
      duplicatePrivateDns,
      `${place}resource "aws_vpc" "b" {\n  cidr_block = "10.1.0.0/16"\n}\n${first}${second().replace('vpc.main', 'vpc.b')}`,
    );
  });

  it('is silent on unknowns', async () => {
    await checkRule(duplicatePrivateDns, `variable "x" {}\n${place}${first}${second('var.x')}`);
    await checkRule(
      duplicatePrivateDns,
      `variable "x" {}\n${place}${first}${second().replace('aws_vpc.main.id', 'var.x')}`,
    );
    await checkRule(
      duplicatePrivateDns,
      `variable "x" {}\n${place}${first}${second().replace('{\n', '{\n  count = var.x\n')}`,
    );
  });

  it('leaves the name to the first', async () => {
    await checkFix(
      duplicatePrivateDns,
      place + first + second(),
      'Turn private DNS off here: the name leads to aws_vpc_endpoint.main',
      place + first + second('false'),
    );
  });
});

describe('endpoint-associated-twice', () => {
  const extra = `resource "aws_security_group" "e" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
}
`;
  const association = (type: string, argument: string, value: string): string => `
resource "aws_vpc_endpoint_${type}_association" "a" {
  vpc_endpoint_id = aws_vpc_endpoint.main.id
  ${argument} = ${value}
}
`;
  const lists = endpoint(
    'sqs',
    'subnet_ids         = aws_subnet.private[*].id',
    'security_group_ids = [aws_security_group.e.id]',
    'route_table_ids    = toset([aws_route_table.t.id])',
  );

  it('finds a subnet, a group or a table that stands in both places', async () => {
    await checkRule(
      endpointAssociatedTwice,
      place + extra + lists + association('subnet', 'subnet_id', '«aws_subnet.private[1].id»'),
      'error: aws_vpc_endpoint.main has aws_subnet.private[1] already, by its subnet_ids: kept in both places, one undoes the other.',
    );
    await checkRule(
      endpointAssociatedTwice,
      place + extra + lists + association('security_group', 'security_group_id', '«aws_security_group.e.id»'),
      'error: by its security_group_ids',
    );
    await checkRule(
      endpointAssociatedTwice,
      place + extra + lists + association('route_table', 'route_table_id', '«aws_route_table.t.id»'),
      'error: by its route_table_ids',
    );
  });

  it('finds it through modules', async () => {
    await checkRule(
      endpointAssociatedTwice,
      `
--- main.tf
${place}${extra}${lists}
module "a" {
  source   = "./a"
  endpoint = aws_vpc_endpoint.main.id
  subnets  = aws_subnet.private[*].id
}
--- a/main.tf
variable "endpoint" {}
variable "subnets" {}
resource "aws_vpc_endpoint_subnet_association" "a" {
  count           = length(var.subnets)
  vpc_endpoint_id = var.endpoint
  subnet_id       = «var.subnets[count.index]»
}
`,
      'error: aws_vpc_endpoint.main has aws_subnet.private[0] already',
    );
  });

  it('is silent on other things, and on unknowns', async () => {
    await checkRule(
      endpointAssociatedTwice,
      place + extra + endpoint('sqs') + association('subnet', 'subnet_id', 'aws_subnet.private[1].id'),
    );
    const unknown = `variable "x" {}\n${place}${extra}`;
    await checkRule(endpointAssociatedTwice, unknown + lists + association('subnet', 'subnet_id', 'var.x'));
    await checkRule(
      endpointAssociatedTwice,
      unknown +
        endpoint('sqs', 'subnet_ids = var.x') +
        association('subnet', 'subnet_id', 'aws_subnet.private[1].id'),
    );
  });

  it('takes the association out', async () => {
    const fixture = place + extra + lists + association('subnet', 'subnet_id', 'aws_subnet.private[1].id');
    await checkFixTitles(endpointAssociatedTwice, fixture, '*Remove the association');
    await checkFix(endpointAssociatedTwice, fixture, 'Remove the association', place + extra + lists);
  });
});
