import { cannotReachTargets } from '../../../../server/src/rules/loadBalancers/cannotReachTargets';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { allOut, balancer, group, place, rule, service, targetGroup } from './place';

const fromLb = rule('ingress', '8080', 'security_groups = [aws_security_group.lb.id]');
const described = fromLb.replace('{\n', '{\n    description     = "From lb"\n');
const lbIn = rule('ingress', '80', 'cidr_blocks = ["0.0.0.0/0"]');
const lb = group('lb', lbIn, allOut);
const behind = targetGroup() + service();
const marked = targetGroup() + service('«load_balancer»');

describe('lb-cannot-reach-targets', () => {
  it('finds a target that does not admit the balancer', async () => {
    await checkRule(
      cannotReachTargets,
      place + lb + group('app', allOut) + balancer + marked,
      'error: aws_lb.web can not reach aws_ecs_service.app on TCP port 8080, where it sends requests: security group aws_security_group.app has no inbound rule',
    );
  });

  it('finds a balancer without a way out', async () => {
    await checkRule(
      cannotReachTargets,
      place + group('lb', lbIn) + group('app', fromLb, allOut) + balancer + marked,
      'error: security group aws_security_group.lb has no outbound rule at all',
    );
  });

  it("finds a port that is off by one, since the container's counts and not the target group's", async () => {
    await checkRule(
      cannotReachTargets,
      place +
        lb +
        group('app', fromLb, allOut) +
        balancer +
        targetGroup() +
        service('«load_balancer»', '8081'),
      'error: can not reach aws_ecs_service.app on TCP port 8081',
    );
  });

  it('finds instances that are attached, by resources, lists and Auto Scaling', async () => {
    const instance = `
resource "aws_instance" "app" {
  count                  = 2
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
`;
    const base = place + lb + group('app', allOut) + balancer + targetGroup('', 'instance');
    await checkRule(
      cannotReachTargets,
      `${base}${instance}
«resource "aws_lb_target_group_attachment" "app"» {
  count            = 2
  target_group_arn = aws_lb_target_group.app.arn
  target_id        = aws_instance.app[count.index].id
}
`,
      'error: aws_lb.web can not reach aws_instance.app[0] and aws_instance.app[1] on TCP port 8080',
    );
    await checkRule(
      cannotReachTargets,
      `${base}
resource "aws_launch_template" "app" {
  vpc_security_group_ids = [aws_security_group.app.id]
}
resource "aws_autoscaling_group" "app" {
  vpc_zone_identifier = [aws_subnet.a.id]
  target_group_arns   = [«aws_lb_target_group.app.arn»]
  launch_template {
    id = aws_launch_template.app.id
  }
}
`,
      'error: aws_lb.web can not reach aws_autoscaling_group.app on TCP port 8080',
    );
    await checkRule(
      cannotReachTargets,
      `${place}${lb}${group('app', allOut)}${instance}
resource "aws_elb" "web" {
  subnets         = [aws_subnet.a.id]
  security_groups = [aws_security_group.lb.id]
  instances       = [«aws_instance.app[0].id»]
  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8080
    instance_protocol = "http"
  }
}
`,
      'error: aws_elb.web can not reach aws_instance.app[0] on TCP port 8080',
    );
  });

  it('finds rules of every flavour', async () => {
    const lone = group('app');
    await checkRule(
      cannotReachTargets,
      `${place}${lb}${lone}${balancer}${marked}
resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id            = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  referenced_security_group_id = aws_security_group.lb.id
}
`,
      'error: aws_security_group.app',
    );
    await checkRule(
      cannotReachTargets,
      `${place}${lb}${lone}${balancer}${behind}
resource "aws_security_group_rule" "app" {
  type                     = "ingress"
  security_group_id        = aws_security_group.app.id
  protocol                 = "tcp"
  from_port                = 8080
  to_port                  = 8080
  source_security_group_id = aws_security_group.lb.id
}
`,
    );
    const dynamic = (port: number): string => `  dynamic "ingress" {
    for_each = toset([${port}])
    content {
      from_port       = ingress.value
      to_port         = ingress.value
      protocol        = "tcp"
      security_groups = [aws_security_group.lb.id]
    }
  }`;
    await checkRule(
      cannotReachTargets,
      place + lb + group('app', dynamic(80)) + balancer + marked,
      'error: 8080',
    );
    await checkRule(cannotReachTargets, place + lb + group('app', dynamic(8080)) + balancer + behind);
  });

  it('finds it once for all instances of a module', async () => {
    await checkRule(
      cannotReachTargets,
      `
--- main.tf
module "web" {
  for_each = toset(["a", "b"])
  source   = "./web"
}
--- web/main.tf
${place}${lb}${group('app', allOut)}${balancer}${marked}`,
      'error: module.web["a"].aws_lb.web can not reach module.web["a"].aws_ecs_service.app and module.web["b"].aws_ecs_service.app',
    );
  });

  it('is silent where the balancer gets there, by group or by address', async () => {
    await checkRule(cannotReachTargets, place + lb + group('app', fromLb, allOut) + balancer + behind);
    const fromVpc = rule('ingress', '8080', 'cidr_blocks = ["10.0.0.0/16"]');
    await checkRule(cannotReachTargets, place + lb + group('app', fromVpc) + balancer + behind);
  });

  it('is silent on a Network Load Balancer that keeps the address of the client', async () => {
    const network = balancer
      .replace('name            = "web"', 'load_balancer_type = "network"')
      .replace('security_groups = [aws_security_group.lb.id]\n', '')
      .replace('"HTTP"', '"TCP"');
    const keeping = targetGroup('  preserve_client_ip = true\n').replace('"HTTP"', '"TCP"') + service();
    const speaking = targetGroup().replace('"HTTP"', '"TCP"') + service('«load_balancer»');
    await checkRule(cannotReachTargets, place + group('app', allOut) + network + keeping);
    await checkRule(
      cannotReachTargets,
      place + group('app', allOut) + network + speaking,
      'error: aws_lb.web can not reach aws_ecs_service.app on TCP port 8080',
    );
  });

  it('is silent on unknowns', async () => {
    const unknown = (text: string): string => `variable "x" {}\n${text}`;
    const other = rule('ingress', '8080', 'cidr_blocks = ["10.0.9.0/24"]');
    const port = rule('ingress', 'var.x', 'cidr_blocks = ["10.0.0.0/16"]');
    const closed = group('app', other);
    await checkRule(cannotReachTargets, unknown(place + lb + group('app', port) + balancer + behind));
    const groups = balancer.replace('[aws_security_group.lb.id]', 'var.x');
    await checkRule(cannotReachTargets, unknown(place + lb + group('app', fromLb) + groups + behind));
    const nodes = balancer.replace('[aws_subnet.a.id, aws_subnet.b.id]', 'var.x');
    await checkRule(cannotReachTargets, unknown(place + lb + closed + nodes + behind));
    const container = targetGroup() + service('load_balancer', 'var.x');
    await checkRule(cannotReachTargets, unknown(place + lb + closed + balancer + container));
    const uncertain = behind.replace('  name            = "app"', '  count = var.x');
    await checkRule(cannotReachTargets, unknown(place + lb + closed + balancer + uncertain));
  });

  it('is silent on balancers without targets, and on functions behind them', async () => {
    await checkRule(cannotReachTargets, place + lb + balancer + targetGroup());
    await checkRule(
      cannotReachTargets,
      `${place}${lb}${balancer}${targetGroup('', 'lambda')}
resource "aws_lambda_function" "app" {
  function_name = "app"
}
resource "aws_lb_target_group_attachment" "app" {
  target_group_arn = aws_lb_target_group.app.arn
  target_id        = aws_lambda_function.app.arn
}
`,
    );
  });

  it('admits the balancer by its group, in the flavour of the group', async () => {
    await checkFix(
      cannotReachTargets,
      place + lb + group('app', allOut) + balancer + behind,
      'Add a rule to aws_security_group.app: opens tcp/8080 from aws_security_group.lb to aws_security_group.app',
      place + lb + group('app', allOut, described) + balancer + behind,
    );
  });

  it('opens both sides where both are closed', async () => {
    await checkFixTitles(
      cannotReachTargets,
      place + group('lb', lbIn) + group('app', allOut) + balancer + behind,
      'Add a rule to aws_security_group.lb and a rule to aws_security_group.app: opens tcp/8080 from aws_security_group.lb to 10.0.1.0/24 and tcp/8080 from aws_security_group.lb to aws_security_group.app',
    );
  });
});
