import { listenerClosed } from '../../../../server/src/rules/loadBalancers/listenerClosed';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { allOut, balancer, group, place, rule, targetGroup } from './place';

const admitting = (port: string): string => rule('ingress', port, 'cidr_blocks = ["10.0.0.0/16"]');
const marked = balancer.replace('= 80\n', '= «80»\n');
const base = place + targetGroup();

describe('lb-listener-closed', () => {
  it('finds a listener on a port that the groups admit nobody to', async () => {
    await checkRule(
      listenerClosed,
      base + group('lb', admitting('443'), allOut) + marked,
      'error: Nobody can connect to aws_lb.web on port 80: aws_security_group.lb has no ingress rule for it.',
    );
  });

  it('finds it with rules of every flavour', async () => {
    const legacy = (port: number): string => `
resource "aws_security_group_rule" "lb" {
  type              = "ingress"
  security_group_id = aws_security_group.lb.id
  protocol          = "tcp"
  from_port         = ${port}
  to_port           = ${port}
  cidr_blocks       = ["0.0.0.0/0"]
}
`;
    const current = (port: number): string => `
resource "aws_vpc_security_group_ingress_rule" "lb" {
  security_group_id = aws_security_group.lb.id
  ip_protocol       = "tcp"
  from_port         = ${port}
  to_port           = ${port}
  cidr_ipv6         = "::/0"
}
`;
    for (const flavour of [legacy, current]) {
      await checkRule(
        listenerClosed,
        base + group('lb') + marked + flavour(8080),
        'error: aws_lb.web on port 80',
      );
      await checkRule(listenerClosed, base + group('lb') + balancer + flavour(80));
    }
    const list =
      'ingress = [for p in [8080] : { from_port = p, to_port = p, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"], ipv6_cidr_blocks = [], prefix_list_ids = [], security_groups = [], self = false, description = "" }]\n';
    await checkRule(listenerClosed, base + group('lb', list) + marked, 'error: aws_lb.web on port 80');
    await checkRule(listenerClosed, base + group('lb', list.replace('8080', '80')) + balancer);
  });

  it('finds listeners of a loop, of modules, and of classic balancers', async () => {
    const loop = balancer
      .replace('"http" {', '"http" {\n  for_each = toset(["80", "8080"])')
      .replace('= 80\n', '= «each.value»\n');
    await checkRule(
      listenerClosed,
      base + group('lb', admitting('80')) + loop,
      'error: Nobody can connect to aws_lb.web on port 8080',
    );
    await checkRule(
      listenerClosed,
      `
--- main.tf
module "web" {
  count  = 2
  source = "./web"
}
--- web/main.tf
${base}${group('lb', admitting('443'))}${marked}`,
      'error: Nobody can connect to module.web[0].aws_lb.web and module.web[1].aws_lb.web on port 80',
    );
    await checkRule(
      listenerClosed,
      `${place}${group('lb', admitting('443'))}
resource "aws_elb" "web" {
  subnets         = [aws_subnet.a.id]
  security_groups = [aws_security_group.lb.id]
  «listener» {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8080
    instance_protocol = "http"
  }
}
`,
      'error: Nobody can connect to aws_elb.web on port 80',
    );
  });

  it('is silent where anybody is admitted, through any of its groups', async () => {
    await checkRule(listenerClosed, base + group('lb', admitting('80')) + balancer);
    await checkRule(listenerClosed, base + group('lb', rule('ingress', '0', 'self = true')) + balancer);
    await checkRule(
      listenerClosed,
      base +
        group('lb') +
        group('more', admitting('80')) +
        balancer.replace('lb.id]', 'lb.id, aws_security_group.more.id]'),
    );
  });

  it('is silent on Network Load Balancers without groups, which filter nothing', async () => {
    const network = balancer
      .replace('name            = "web"', 'load_balancer_type = "network"')
      .replace('  security_groups = [aws_security_group.lb.id]\n', '');
    await checkRule(listenerClosed, base + group('lb') + network);
  });

  it('is silent on unknowns', async () => {
    const unknown = (text: string): string => `variable "x" {}\n${text}`;
    await checkRule(listenerClosed, unknown(base + group('lb') + balancer.replace('= 80\n', '= var.x\n')));
    await checkRule(listenerClosed, unknown(base + group('lb', admitting('var.x')) + balancer));
    await checkRule(
      listenerClosed,
      unknown(base + group('lb') + balancer.replace('[aws_security_group.lb.id]', 'var.x')),
    );
    await checkRule(
      listenerClosed,
      `${base}${balancer.replace('aws_security_group.lb.id', 'data.aws_security_group.lb.id')}
data "aws_security_group" "lb" {
  name = "lb"
}
`,
    );
    await checkRule(
      listenerClosed,
      unknown(
        base +
          group(
            'lb',
            '  dynamic "ingress" {\n    for_each = var.x\n    content {\n      from_port   = ingress.value\n      to_port     = ingress.value\n      protocol    = "tcp"\n      cidr_blocks = ["10.0.0.0/8"]\n    }\n  }',
          ) +
          balancer,
      ),
    );
  });

  it('admits the VPC to an internal balancer, and the internet to one that faces it', async () => {
    const opened = admitting('80')
      .replace('"10.0.0.0/16"', 'aws_vpc.main.cidr_block')
      .replace('{\n', '{\n    description = "From aws_vpc.main.cidr_block"\n');
    await checkFix(
      listenerClosed,
      base + group('lb', allOut) + balancer,
      'Add a rule to aws_security_group.lb: opens tcp/80 from 10.0.0.0/16 to aws_security_group.lb',
      base + group('lb', allOut, opened) + balancer,
    );
    await checkFixTitles(
      listenerClosed,
      base + group('lb', allOut) + balancer.replace('  internal        = true\n', ''),
      'Add a rule to aws_security_group.lb: opens tcp/80 from 0.0.0.0/0 to aws_security_group.lb',
    );
  });
});
