resource "aws_lb" "web" {
  name               = var.name
  load_balancer_type = "application"
  security_groups    = [aws_security_group.alb.id]
  subnets            = [for key, subnet in aws_subnet.this : subnet.id if startswith(key, "public-")]
}

resource "aws_lb_target_group" "app" {
  name     = "${var.name}-app"
  port     = 3000
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id

  health_check {
    path = "/health"
  }
}

resource "aws_acm_certificate" "web" {
  domain_name       = "web.example.com"
  validation_method = "DNS"
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.web.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}

resource "aws_instance" "app" {
  count = 2

  ami                    = var.image_id
  instance_type          = "t4g.small"
  subnet_id              = aws_subnet.this["app-${count.index}"].id
  vpc_security_group_ids = [aws_security_group.app.id]

  tags = { Name = "${var.name}-app-${count.index}" }
}

resource "aws_lb_target_group_attachment" "app" {
  count = 2

  target_group_arn = aws_lb_target_group.app.arn
  target_id        = aws_instance.app[count.index].id
}

resource "aws_instance" "bastion" {
  ami                    = var.image_id
  instance_type          = "t4g.nano"
  subnet_id              = aws_subnet.this["public-0"].id
  vpc_security_group_ids = [aws_security_group.bastion.id]

  tags = { Name = "${var.name}-bastion" }
}

resource "aws_db_subnet_group" "main" {
  name       = var.name
  subnet_ids = [for key, subnet in aws_subnet.this : subnet.id if startswith(key, "database-")]
}

resource "aws_db_instance" "main" {
  identifier             = var.name
  engine                 = "postgres"
  engine_version         = "16"
  instance_class         = "db.t4g.micro"
  allocated_storage      = 20
  db_name                = "web"
  username               = "web"
  password               = var.database_password
  db_subnet_group_name   = aws_db_subnet_group.main.name
  vpc_security_group_ids = [aws_security_group.database.id]
  skip_final_snapshot    = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.${var.region}.s3"
  route_table_ids = [aws_route_table.private.id]
}
