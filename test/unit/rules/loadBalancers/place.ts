/** A VPC with two subnets. */
export const place = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.2.0/24"
  availability_zone = "eu-west-1b"
}
`;

/** A group with rules inside. */
export function group(name: string, ...rules: readonly string[]): string {
  const all = rules.map((rule) => `\n${rule}\n`).join('');
  return `
resource "aws_security_group" "${name}" {
  name   = "${name}"
  vpc_id = aws_vpc.main.id
${all}}
`;
}

/** An inline group rule; `peer` is a whole argument. */
export function rule(direction: string, port: string, peer: string): string {
  const name = (peer.split('=')[0] ?? '').trim();
  const width = Math.max('from_port'.length, name.length);
  const line = (key: string, value: string): string => `    ${key.padEnd(width)} = ${value}\n`;
  const value = peer.slice(peer.indexOf('=') + 2);
  return `  ${direction} {\n${line('from_port', port)}${line('to_port', port)}${line('protocol', port === '0' ? '"-1"' : '"tcp"')}${line(name, value)}  }`;
}

/** Out to everywhere. */
export const allOut = rule('egress', '0', 'cidr_blocks = ["0.0.0.0/0"]');

/** An application load balancer with one listener that forwards to `aws_lb_target_group.app`. */
export const balancer = `
resource "aws_lb" "web" {
  name            = "web"
  internal        = true
  subnets         = [aws_subnet.a.id, aws_subnet.b.id]
  security_groups = [aws_security_group.lb.id]
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}
`;

/** The target group of `balancer`; `more` stands in its body. */
export function targetGroup(more = '', type = 'ip'): string {
  return `
resource "aws_lb_target_group" "app" {
  name        = "app"
  port        = 8080
  protocol    = "HTTP"
  target_type = "${type}"
  vpc_id      = aws_vpc.main.id
${more}}
`;
}

/** An ECS service behind `aws_lb_target_group.app`, whose tasks have `aws_security_group.app`. */
export function service(loadBalancer = 'load_balancer', port = '8080'): string {
  return `
resource "aws_ecs_service" "app" {
  name            = "app"
  launch_type     = "FARGATE"
  task_definition = "app"

  network_configuration {
    subnets         = [aws_subnet.a.id]
    security_groups = [aws_security_group.app.id]
  }

  ${loadBalancer} {
    target_group_arn = aws_lb_target_group.app.arn
    container_name   = "app"
    container_port   = ${port}
  }
}
`;
}
