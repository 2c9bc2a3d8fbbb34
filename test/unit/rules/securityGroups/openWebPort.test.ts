import { openWebPort } from '../../../../server/src/rules/securityGroups/openWebPort';
import { everyFlavour, group, inline, inModule, instance, vpcWithSubnet } from '../../../support/groupTexts';
import { checkFix, checkRule } from '../../../support/rules';

const own = 'vpc_id = aws_vpc.main.id';
const place = vpcWithSubnet(true);
const server = instance('web', '[aws_security_group.app.id]');

const balancer = `
  resource "aws_lb" "front" {
    subnets         = [aws_subnet.main.id]
    security_groups = [aws_security_group.app.id]
  }
`;

describe('sg-open-web-port', () => {
  it('finds port 80 for everybody on an instance, in every flavour', async () => {
    for (const rule of Object.values(everyFlavour(80, 'cidr4', '"0.0.0.0/0"')))
      await checkRule(
        openWebPort,
        place + server + rule,
        'warning: Anyone on the internet may use plain HTTP (port 80) to what carries aws_security_group.app, which is no load balancer: 0.0.0.0/0 is everybody.',
      );
  });

  it('finds IPv6, all protocols, and a default group', async () => {
    await checkRule(
      openWebPort,
      place + server + group(own + inline(80, 'ipv6_cidr_blocks = [«"::/0"»]')),
      'warning: ::/0 is everybody',
    );
    await checkRule(
      openWebPort,
      `${place}
      resource "aws_default_security_group" "main" {
        vpc_id = aws_vpc.main.id
        ingress {
          from_port   = 0
          to_port     = 0
          protocol    = "-1"
          cidr_blocks = [«"0.0.0.0/0"»]
        }
      }`,
      'warning: to what carries aws_default_security_group.main',
    );
    await checkRule(
      openWebPort,
      inModule(place + server + group(own + inline(80, 'cidr_blocks = [«"0.0.0.0/0"»]'))),
      'warning: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
    );
  });

  it('is silent on a balancer, HTTPS, narrower sources, and unknowns', async () => {
    const open = group(own + inline(80, 'cidr_blocks = ["0.0.0.0/0"]'));
    await checkRule(openWebPort, place + balancer + open);
    await checkRule(openWebPort, place + server + open.replaceAll('80', '443'));
    await checkRule(openWebPort, place + server + group(own + inline(80, 'cidr_blocks = ["10.0.0.0/8"]')));
    await checkRule(
      openWebPort,
      `variable "x" {}\n${place}${server}${group(own + inline(80, 'cidr_blocks = [var.x]'))}${group(own + inline('var.x', 'cidr_blocks = ["0.0.0.0/0"]'), 'other')}`,
    );
  });

  it('admits only the balancer before it', async () => {
    const text = (source: string): string => `${place}${server}
${group(own, 'front')}
resource "aws_lb" "front" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.front.id]
}
resource "aws_lb_target_group" "web" {
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}
resource "aws_lb_target_group_attachment" "web" {
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = aws_instance.web.id
}
resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 80
    to_port         = 80
    protocol        = "tcp"
    ${source}
  }
}
`;
    await checkFix(
      openWebPort,
      text('cidr_blocks     = ["0.0.0.0/0"]'),
      'Admit only aws_security_group.front',
      text('security_groups = [aws_security_group.front.id]'),
    );
  });
});
