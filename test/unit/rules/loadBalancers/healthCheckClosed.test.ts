import { healthCheckClosed } from '../../../../server/src/rules/loadBalancers/healthCheckClosed';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { allOut, balancer, group, place, rule, service, targetGroup } from './place';

const fromLb = (port: string): string =>
  rule('ingress', port, 'security_groups = [aws_security_group.lb.id]');
const lb = group('lb', rule('ingress', '80', 'cidr_blocks = ["0.0.0.0/0"]'), allOut);
const base = place + lb + balancer + service();
const checkedOn = (port: string): string => targetGroup(`\n  health_check {\n    port = ${port}\n  }\n`);

describe('lb-health-check-closed', () => {
  it('finds a port for health checks that the target does not admit', async () => {
    await checkRule(
      healthCheckClosed,
      base + group('app', fromLb('8080')) + checkedOn('«8081»'),
      'error: Health checks of aws_lb.web do not get through to aws_ecs_service.app on TCP port 8081, so that it counts as unhealthy: security group aws_security_group.app has no inbound rule',
    );
  });

  it('finds it through variables, in modules and dynamic blocks', async () => {
    await checkRule(
      healthCheckClosed,
      `
--- main.tf
module "web" {
  for_each = toset(["a", "b"])
  source   = "./web"
  checked  = "8081"
}
--- web/main.tf
variable "checked" {}
${base}${group('app', fromLb('8080'))}${checkedOn('«var.checked»')}`,
      'error: module.web["a"].aws_lb.web',
    );
    await checkRule(
      healthCheckClosed,
      base +
        group('app', fromLb('8080')) +
        targetGroup(
          '  dynamic "health_check" {\n    for_each = [8081]\n    content {\n      port = «health_check.value»\n    }\n  }\n',
        ),
      'error: on TCP port 8081',
    );
  });

  it('finds health checks of a Network Load Balancer that keeps the address of the client', async () => {
    const network = balancer
      .replace('  name            = "web"', '  load_balancer_type = "network"')
      .replace('"HTTP"', '"TCP"');
    const keeping = targetGroup('  preserve_client_ip = true\n').replace('"HTTP"', '"TCP"');
    const clients = group('app', rule('ingress', '8080', 'cidr_blocks = ["203.0.113.0/24"]'));
    await checkRule(
      healthCheckClosed,
      place + lb + network + service() + clients + keeping.replace(/resource .*(?= \{)/, '«$&»'),
      'error: Health checks of aws_lb.web do not get through to aws_ecs_service.app on TCP port 8080',
    );
    await checkRule(
      healthCheckClosed,
      place + lb + network + service() + group('app', fromLb('8080')) + keeping,
    );
  });

  it('finds it on classic balancers', async () => {
    const classic = (target: string): string => `${place}${lb}${group('app', fromLb('8080'))}
resource "aws_instance" "app" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
resource "aws_elb" "web" {
  subnets         = [aws_subnet.a.id]
  security_groups = [aws_security_group.lb.id]
  instances       = [aws_instance.app.id]
  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8080
    instance_protocol = "http"
  }
  health_check {
    target              = ${target}
    interval            = 30
    healthy_threshold   = 2
    unhealthy_threshold = 2
    timeout             = 3
  }
}
`;
    await checkRule(healthCheckClosed, classic('«"HTTP:9000/"»'), 'error: on TCP port 9000');
    await checkRule(healthCheckClosed, classic('"HTTP:8080/"'));
  });

  it('is silent where checks get through, and where requests do not either', async () => {
    await checkRule(
      healthCheckClosed,
      base + group('app', fromLb('8080'), fromLb('8081')) + checkedOn('8081'),
    );
    await checkRule(healthCheckClosed, base + group('app', fromLb('8080')) + checkedOn('"traffic-port"'));
    await checkRule(healthCheckClosed, base + group('app', fromLb('8080')) + checkedOn('8080'));
    await checkRule(healthCheckClosed, base + group('app') + checkedOn('8081'));
  });

  it('is silent on unknowns', async () => {
    const app = group('app', fromLb('8080'));
    await checkRule(healthCheckClosed, `variable "x" {}\n${base}${app}${checkedOn('var.x')}`);
    const open = group('app', fromLb('8080'), fromLb('8081').replace('= 8081', '= var.x'));
    await checkRule(healthCheckClosed, `variable "x" {}\n${base}${open}${checkedOn('8081')}`);
  });

  it('admits the check, or makes it on the port of the requests', async () => {
    const app = group('app', fromLb('8080'));
    await checkFixTitles(
      healthCheckClosed,
      base + app + checkedOn('8081'),
      'Add a rule to aws_security_group.app: opens tcp/8081 from aws_security_group.lb to aws_security_group.app',
      'Add a rule to aws_security_group.app: opens tcp/8081 from 10.0.1.0/24 to aws_security_group.app and tcp/8081 from 10.0.2.0/24 to aws_security_group.app',
      'Check on the port of the requests (8080): opens nothing',
    );
    await checkFix(
      healthCheckClosed,
      base + app + checkedOn('8081'),
      'Check on the port of the requests (8080): opens nothing',
      base + app + checkedOn('"traffic-port"'),
    );
    await checkFix(
      healthCheckClosed,
      base + app + checkedOn('8081'),
      'Add a rule to aws_security_group.app: opens tcp/8081 from aws_security_group.lb to aws_security_group.app',
      base + group('app', fromLb('8080'), fromLb('8081')) + checkedOn('8081'),
    );
  });
});
