/** A VPC with DNS names, two private subnets, and a function in both. */
export const place = `provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = ["eu-west-1a", "eu-west-1b"][count.index]
}
`;

/** A function in the private subnets, which has `aws_security_group.app`. */
export const lambda = `
resource "aws_lambda_function" "app" {
  function_name = "app"

  vpc_config {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.app.id]
  }
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;

/** An interface endpoint; `lines` are its further arguments. */
export function endpoint(service: string, ...lines: readonly string[]): string {
  const all = ['vpc_endpoint_type = "Interface"', ...lines].map((line) => `  ${line}\n`).join('');
  return `
resource "aws_vpc_endpoint" "main" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.eu-west-1.${service}"
${all}}
`;
}
