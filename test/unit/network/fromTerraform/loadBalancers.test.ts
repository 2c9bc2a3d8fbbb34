import { checkNetwork } from './checkNetwork';

const site = `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_security_group" "g" { vpc_id = aws_vpc.main.id }
`;

describe('load balancers from code', () => {
  it('reads listeners, rules and weighted groups, by the old names too', () => {
    checkNetwork(
      `
      ${site}
      resource "aws_alb" "web" {
        subnets         = [aws_subnet.s.id]
        security_groups = [aws_security_group.g.id]
      }
      resource "aws_alb_listener" "https" {
        load_balancer_arn = aws_alb.web.arn
        port              = 443
        protocol          = "HTTPS"
        default_action {
          type = "forward"
          forward {
            target_group { arn = aws_alb_target_group.a.arn }
            target_group { arn = aws_lb_target_group.b.arn }
          }
        }
      }
      resource "aws_lb_listener" "http" {
        load_balancer_arn = aws_alb.web.arn
        port              = "80"
        default_action {
          type = "redirect"
          redirect { status_code = "HTTP_301" }
        }
      }
      resource "aws_lb_listener_rule" "api" {
        listener_arn = aws_lb_listener.http.arn
        action {
          type             = "forward"
          target_group_arn = aws_lb_target_group.b.arn
        }
        condition {
          path_pattern { values = ["/api/*"] }
        }
      }
      resource "aws_alb_target_group" "a" {
        port     = 8080
        protocol = "HTTP"
        vpc_id   = aws_vpc.main.id
      }
      resource "aws_lb_target_group" "b" {
        port        = 9090
        protocol    = "HTTP"
        target_type = "ip"
        vpc_id      = aws_vpc.main.id
        health_check { port = "9091" }
      }
      `,
      ['loadBalancers', 'targetGroups', 'interfaces'],
      `
      aws_alb.web application internet-facing vpc=aws_vpc.main crossZone=true
        6/443 → aws_alb_target_group.a,aws_lb_target_group.b @main.tf:13
        6/80 → aws_lb_target_group.b @main.tf:25
      aws_alb_target_group.a instance 6/8080 health=traffic-port preserve=false
      aws_lb_target_group.b ip 6/9090 health=9091 preserve=false
      aws_alb.web/interface-0 loadBalancer in aws_subnet.s 10.0.0.0/24 public groups=aws_security_group.g of aws_alb.web
      `,
    );
  });

  it("keeps the client's address as AWS does, by protocol and type of target", () => {
    const group = (name: string, rest: string): string =>
      `resource "aws_lb_target_group" "${name}" {\n port = 53\n vpc_id = aws_vpc.main.id\n ${rest}\n}\n`;
    checkNetwork(
      `
      ${site}
      resource "aws_lb" "n" {
        load_balancer_type               = "network"
        internal                         = true
        enable_cross_zone_load_balancing = true
        security_groups                  = [aws_security_group.g.id]
        subnet_mapping {
          subnet_id            = aws_subnet.s.id
          private_ipv4_address = "10.0.0.7"
        }
      }
      resource "aws_lb_listener" "dns" {
        load_balancer_arn = aws_lb.n.arn
        port              = 53
        protocol          = "TCP_UDP"
        default_action {
          type             = "forward"
          target_group_arn = aws_lb_target_group.both.arn
        }
      }
      ${group('both', 'protocol = "TCP_UDP"')}
      ${group('tcp_instance', 'protocol = "TCP"')}
      ${group('tcp_ip', 'protocol = "TLS"\n target_type = "ip"\n load_balancing_cross_zone_enabled = "false"')}
      ${group('tcp_ip_kept', 'protocol = "TCP"\n target_type = "ip"\n preserve_client_ip = true')}
      ${group('tcp_instance_hidden', 'protocol = "TCP"\n preserve_client_ip = "false"')}
      `,
      ['loadBalancers', 'targetGroups', 'interfaces'],
      `
      aws_lb.n network internal vpc=aws_vpc.main crossZone=true
        tcp_udp/53 → aws_lb_target_group.both @main.tf:19
      aws_lb_target_group.both instance tcp_udp/53 health=traffic-port preserve=true
      aws_lb_target_group.tcp_instance instance 6/53 health=traffic-port preserve=true
      aws_lb_target_group.tcp_instance_hidden instance 6/53 health=traffic-port preserve=false
      aws_lb_target_group.tcp_ip ip 6/53 health=traffic-port preserve=false crossZone=false
      aws_lb_target_group.tcp_ip_kept ip 6/53 health=traffic-port preserve=true
      aws_lb.n/interface-0 networkLoadBalancer in aws_subnet.s 10.0.0.7/32 private groups=aws_security_group.g of aws_lb.n
      `,
    );
  });

  it('registers instances, addresses, functions, services and Auto Scaling groups', () => {
    checkNetwork(
      `
      ${site}
      resource "aws_lb_target_group" "t" {
        port     = 80
        protocol = "HTTP"
        vpc_id   = aws_vpc.main.id
      }
      resource "aws_instance" "i" { subnet_id = aws_subnet.s.id }
      resource "aws_lambda_function" "f" {}
      resource "aws_lb_target_group_attachment" "instance" {
        target_group_arn = aws_lb_target_group.t.arn
        target_id        = aws_instance.i.id
        port             = 8080
      }
      resource "aws_lb_target_group_attachment" "private_ip" {
        target_group_arn = aws_lb_target_group.t.arn
        target_id        = aws_instance.i.private_ip
      }
      resource "aws_lb_target_group_attachment" "address" {
        target_group_arn = aws_lb_target_group.t.arn
        target_id        = "10.7.0.1"
      }
      resource "aws_lb_target_group_attachment" "function" {
        target_group_arn = aws_lb_target_group.t.arn
        target_id        = aws_lambda_function.f.arn
      }
      resource "aws_ecs_service" "s" {
        network_configuration { subnets = [aws_subnet.s.id] }
        load_balancer {
          target_group_arn = aws_lb_target_group.t.arn
          container_name   = "app"
          container_port   = 3000
        }
      }
      resource "aws_autoscaling_group" "own" {
        vpc_zone_identifier = [aws_subnet.s.id]
        target_group_arns   = [aws_lb_target_group.t.arn]
      }
      resource "aws_autoscaling_group" "attached" {
        name                = "workers"
        vpc_zone_identifier = [aws_subnet.s.id]
      }
      resource "aws_autoscaling_attachment" "a" {
        autoscaling_group_name = aws_autoscaling_group.attached.name
        lb_target_group_arn    = aws_lb_target_group.t.arn
      }
      `,
      'targetGroups',
      `
      aws_lb_target_group.t instance 6/80 health=traffic-port preserve=false
        aws_instance.i:8080 @main.tf:16
        aws_instance.i @main.tf:21
        10.7.0.1/32 @main.tf:25
        aws_lambda_function.f @main.tf:29
        aws_ecs_service.s:3000 @main.tf:35
        aws_autoscaling_group.own @main.tf:43
        aws_autoscaling_group.attached @main.tf:51
      `,
    );
  });

  it('makes a target group of each listener of a classic load balancer', () => {
    checkNetwork(
      `
      ${site}
      resource "aws_instance" "i" { subnet_id = aws_subnet.s.id }
      resource "aws_elb" "old" {
        name      = "old"
        subnets   = [aws_subnet.s.id]
        instances = [aws_instance.i.id]
        listener {
          lb_port           = 80
          lb_protocol       = "http"
          instance_port     = 8000
          instance_protocol = "http"
        }
        health_check {
          target              = "TCP:8001"
          healthy_threshold   = 2
          unhealthy_threshold = 2
          interval            = 30
          timeout             = 5
        }
      }
      resource "aws_autoscaling_group" "g" {
        vpc_zone_identifier = [aws_subnet.s.id]
        load_balancers      = [aws_elb.old.name]
      }
      `,
      ['loadBalancers', 'targetGroups', 'interfaces'],
      `
      aws_elb.old classic internet-facing vpc=aws_vpc.main crossZone=true
        6/80 → aws_elb.old/listener-0 @main.tf:14
      aws_elb.old/listener-0 instance 6/8000 health=8001 preserve=false
        aws_instance.i @main.tf:13
        aws_autoscaling_group.g
      aws_autoscaling_group.g/interface-0 interface in aws_subnet.s 10.0.0.0/24 private groups=aws_vpc.main/default-security-group of aws_autoscaling_group.g
      aws_elb.old/interface-0 loadBalancer in aws_subnet.s 10.0.0.0/24 public groups=aws_vpc.main/default-security-group of aws_elb.old
      aws_instance.i/interface-0 interface in aws_subnet.s 10.0.0.0/24 private groups=aws_vpc.main/default-security-group of aws_instance.i
      `,
    );
  });
});
