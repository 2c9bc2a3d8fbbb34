# The databases' subnets speak with the two ranges of this VPC only.
resource "aws_network_acl" "database" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = aws_subnet.database[*].id

  dynamic "ingress" {
    for_each = [var.vpc_cidr, var.container_cidr]

    content {
      rule_no    = 100 + 10 * ingress.key
      action     = "allow"
      protocol   = "tcp"
      from_port  = 5432
      to_port    = 5432
      cidr_block = ingress.value
    }
  }

  # A network ACL has no memory: what the database answers goes to the client's ephemeral ports.
  dynamic "egress" {
    for_each = [var.vpc_cidr, var.container_cidr]

    content {
      rule_no    = 100 + 10 * egress.key
      action     = "allow"
      protocol   = "tcp"
      from_port  = 1024
      to_port    = 65535
      cidr_block = egress.value
    }
  }

  tags = { Name = "${var.name}-database" }
}

resource "aws_network_acl" "containers" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = aws_subnet.containers[*].id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 8080
    to_port    = 8080
    cidr_block = var.vpc_cidr
  }

  ingress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "0.0.0.0/0"
  }

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }

  tags = { Name = "${var.name}-containers" }
}
