import { gatewayBlockedByEgress } from '../../../../server/src/rules/endpoints/gatewayBlockedByEgress';
import { httpsClosed } from '../../../../server/src/rules/endpoints/httpsClosed';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { endpoint, lambda, place } from './place';

const subnets = 'subnet_ids        = aws_subnet.private[*].id';
const groups = (value = '[aws_security_group.e.id]'): string => `security_group_ids = ${value}`;
const group = (...rules: readonly string[]): string => `
resource "aws_security_group" "e" {
  vpc_id = aws_vpc.main.id
${rules.map((rule) => `\n${rule}\n`).join('')}}
`;
const admit = (peer: string, port = '443'): string => `  ingress {
    from_port   = ${port}
    to_port     = ${port}
    protocol    = "tcp"
    ${peer}
  }`;

describe('endpoint-https-closed', () => {
  it('finds an endpoint that admits nothing of what runs in its VPC', async () => {
    await checkRule(
      httpsClosed,
      place +
        lambda +
        group(admit('cidr_blocks = ["10.0.0.0/16"]', '80')) +
        endpoint('sqs', subnets, groups('«[aws_security_group.e.id]»')),
      'error: aws_lambda_function.app can not use aws_vpc_endpoint.main: aws_security_group.e does not admit HTTPS (TCP port 443) from there.',
    );
  });

  it("finds the VPC's default group, which admits only itself", async () => {
    await checkRule(
      httpsClosed,
      place + lambda + endpoint('sqs', subnets).replace(/resource .*(?= \{)/, '«$&»'),
      "error: without groups of its own it has aws_vpc.main's default security group, which does not admit HTTPS",
    );
  });

  it('finds it with rules of every flavour, and where nothing runs yet', async () => {
    const rule = (port: number): string => `
resource "aws_vpc_security_group_ingress_rule" "e" {
  security_group_id = aws_security_group.e.id
  ip_protocol       = "tcp"
  from_port         = ${port}
  to_port           = ${port}
  cidr_ipv4         = aws_vpc.main.cidr_block
}
`;
    const marked = endpoint('sqs', subnets, groups('«[aws_security_group.e.id]»'));
    await checkRule(
      httpsClosed,
      place + lambda + group() + rule(80) + marked,
      'error: aws_lambda_function.app',
    );
    await checkRule(httpsClosed, place + lambda + group() + rule(443) + endpoint('sqs', subnets, groups()));
    await checkRule(
      httpsClosed,
      place + group() + marked,
      'error: Nobody can use aws_vpc_endpoint.main: aws_security_group.e does not admit HTTPS (TCP port 443) from anywhere.',
    );
  });

  it('only hints at single ones that are not admitted', async () => {
    const other = lambda.replace(/"app"/g, '"other"').replace('group.app', 'group.other');
    const own = group(admit('security_groups = [aws_security_group.app.id]'));
    await checkRule(
      httpsClosed,
      place + lambda + other + own + endpoint('sqs', subnets, groups('«[aws_security_group.e.id]»')),
      'hint: aws_lambda_function.other can not use aws_vpc_endpoint.main',
    );
  });

  it('is silent where its users, the VPC, or more than that is admitted', async () => {
    for (const peer of [
      'security_groups = [aws_security_group.app.id]',
      'cidr_blocks = [aws_vpc.main.cidr_block]',
      'cidr_blocks = ["10.0.0.0/8"]',
      'cidr_blocks = aws_subnet.private[*].cidr_block',
    ])
      await checkRule(httpsClosed, place + lambda + group(admit(peer)) + endpoint('sqs', subnets, groups()));
  });

  it('is silent about what can not get out by itself', async () => {
    const shut = lambda.replace(/\n {2}egress {[^}]*}\n/, '');
    const app = group(admit('cidr_blocks = ["10.9.0.0/16"]'));
    await checkRule(httpsClosed, place + shut + app + endpoint('sqs', subnets, groups()));
  });

  it('is silent on services of others, and on unknowns', async () => {
    const own = endpoint('sqs', subnets, groups()).replace(
      'com.amazonaws.eu-west-1.sqs',
      'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0',
    );
    await checkRule(httpsClosed, place + lambda + group() + own);
    const unknown = `variable "x" {}\n${place}${lambda}`;
    await checkRule(httpsClosed, unknown + group() + endpoint('sqs', subnets, groups('var.x')));
    await checkRule(
      httpsClosed,
      unknown + group(admit('cidr_blocks = [var.x]')) + endpoint('sqs', subnets, groups()),
    );
    await checkRule(httpsClosed, unknown + group() + endpoint('sqs', 'subnet_ids = []', groups()));
  });

  it('admits those who would use it', async () => {
    await checkFix(
      httpsClosed,
      place + lambda + group() + endpoint('sqs', subnets, groups()),
      'Add a rule to aws_security_group.e: opens tcp/443 from aws_security_group.app to aws_security_group.e',
      `${place}${lambda}${group()}
resource "aws_vpc_security_group_ingress_rule" "e_from_app" {
  security_group_id            = aws_security_group.e.id
  description                  = "From app"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.app.id
}
${endpoint('sqs', subnets, groups())}`,
    );
  });
});

describe('endpoint-gateway-blocked-by-egress', () => {
  const gateway = `
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "private" {
  count          = 2
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.private.id]
}
`;
  const task = `
resource "aws_ecs_service" "app" {
  name            = "app"
  launch_type     = "FARGATE"
  task_definition = "app"

  network_configuration {
    subnets         = aws_subnet.private[*].id
    security_groups = [aws_security_group.app.id]
  }
}
`;
  const app = (...rules: readonly string[]): string => `
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
${rules.map((rule) => `\n${rule}\n`).join('')}}
`;
  const out = (peer: string): string => admit(peer).replace('ingress', 'egress');
  const toVpc = out('cidr_blocks = [aws_vpc.main.cidr_block]');
  const mark = (text: string): string => text.replace('resource "aws_security_group" "app"', '«$&»');

  it('finds Fargate tasks that can not fetch the layers of their images', async () => {
    await checkRule(
      gatewayBlockedByEgress,
      place + gateway + task + mark(app(toVpc)),
      'warning: aws_ecs_service.app can not reach s3 through its gateway endpoint, and so can not fetch images from ECR, whose layers are in S3: aws_security_group.app lets HTTPS out, but not to the addresses of s3.',
    );
  });

  it('hints at others that let HTTPS out elsewhere', async () => {
    const narrow = mark(lambda.replace('"0.0.0.0/0"', '"10.0.0.0/16"'));
    await checkRule(
      gatewayBlockedByEgress,
      place + gateway + narrow,
      'hint: aws_lambda_function.app can not reach s3',
    );
  });

  it('finds it with rules as resources, and in modules', async () => {
    const rule = `
resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/16"
}
`;
    await checkRule(
      gatewayBlockedByEgress,
      `
--- main.tf
module "app" {
  count  = 2
  source = "./app"
}
--- app/main.tf
${place.replace(/provider[^}]*}\n/, '')}${gateway.replace('eu-west-1', '${"eu-west-1"}')}${task}${mark(app())}${rule}`,
      'warning: module.app[0].aws_ecs_service.app can not reach s3',
    );
  });

  it('is silent where the service is let out to, by its list or by all addresses', async () => {
    await checkRule(
      gatewayBlockedByEgress,
      place + gateway + task + app(toVpc, out('prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]')),
    );
    await checkRule(gatewayBlockedByEgress, place + gateway + task + app(out('cidr_blocks = ["0.0.0.0/0"]')));
  });

  it('is silent where no HTTPS is let out, and where the subnet has no such endpoint', async () => {
    const database = out('cidr_blocks = ["10.0.0.0/16"]').replace(/443/g, '5432');
    await checkRule(gatewayBlockedByEgress, place + gateway + task + app(database));
    const elsewhere = gateway.replace('[aws_route_table.private.id]', '[]');
    await checkRule(gatewayBlockedByEgress, place + elsewhere + task + app(toVpc));
  });

  it('is silent on unknowns', async () => {
    const unknown = `variable "x" {}\n${place}${gateway}${task}`;
    await checkRule(gatewayBlockedByEgress, unknown + app(toVpc, out('cidr_blocks = [var.x]')));
    await checkRule(
      gatewayBlockedByEgress,
      `variable "x" {}\n${place}${gateway}${task.replace('[aws_security_group.app.id]', 'var.x')}${app(toVpc)}`,
    );
  });

  it("lets it out to the service's prefix list", async () => {
    const fixture = place + gateway + task + app(toVpc);
    const title =
      'Add a rule to aws_security_group.app: opens tcp/443 from aws_security_group.app to the prefix list of s3';
    await checkFixTitles(gatewayBlockedByEgress, fixture, title);
    const rule = `  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]
  }`;
    await checkFix(gatewayBlockedByEgress, fixture, title, place + gateway + task + app(toVpc, rule));
  });
});
