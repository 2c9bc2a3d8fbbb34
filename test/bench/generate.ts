import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Texts of a configuration by path below its folder. */
export type Texts = ReadonlyMap<string, string>;

/**
 * A root of 100 files, 10,000 lines and 400 resources, as teams have them: a network, and for each service a file with
 * a group, its rules, instances and a balancer. Always the same.
 */
export function bigRoot(files = 100): Texts {
  const texts = new Map<string, string>();
  texts.set('network.tf', network);
  texts.set('variables.tf', variables);
  texts.set('terraform.tfvars', 'project = "bench"\noffice  = ["198.51.100.0/24", "203.0.113.7/32"]\n');
  for (let index = 0; index < files - 2; index += 1)
    texts.set(`service_${index}.tf`, service(index, files - 2));
  return texts;
}

/** A workspace of 100 roots with 20 files each: 2,000 files, 100,000 lines. */
export function bigWorkspace(roots = 100): Texts {
  const texts = new Map<string, string>();
  for (let root = 0; root < roots; root += 1) {
    for (const [path, text] of bigRoot(19))
      texts.set(`root_${root}/${path}`, path.startsWith('service') ? half(text) : text);
  }
  return texts;
}

/** Writes texts into a folder. */
export function writeTexts(folder: string, texts: Texts): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const variables = `variable "project" { type = string }
variable "office" { type = list(string) }
variable "zones" {
  type    = list(string)
  default = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
}
locals {
  name = "\${var.project}-\${terraform.workspace}"
  tags = { Project = var.project }
}
provider "aws" {
  region = "eu-central-1"
}
`;

const network = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = merge(local.tags, { Name = local.name })
}
resource "aws_subnet" "private" {
  count             = length(var.zones)
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 4, count.index)
  availability_zone = var.zones[count.index]
}
`;

/** A hundred lines with four resources. */
function service(index: number, services: number): string {
  const neighbour = (index * 7 + 1) % services;
  // Ports come again in roots that are larger than any port's number.
  const ports = [8000, 9000, 10_000].map((first) => first + (index % 1000));
  return `locals {
  service_${index}_ports = {
${Array.from({ length: 24 }, (_, port) => `    port_${port} = ${20000 + (index % 1000) * 30 + port}`).join('\n')}
  }
}

resource "aws_security_group" "service_${index}" {
  name        = "\${local.name}-service-${index}"
  description = "Service ${index}"
  vpc_id      = aws_vpc.main.id
${ports.map((port) => ingress(port, neighbour)).join('\n')}
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  tags = merge(local.tags, {
    Name    = "\${local.name}-service-${index}"
    Service = "service-${index}"
  })
}

resource "aws_security_group_rule" "service_${index}" {
  type              = "ingress"
  from_port         = min(values(local.service_${index}_ports)...)
  to_port           = max(values(local.service_${index}_ports)...)
  protocol          = "tcp"
  cidr_blocks       = aws_subnet.private[*].cidr_block
  security_group_id = aws_security_group.service_${index}.id
  description       = "The ports of service ${index}"
}

resource "aws_instance" "service_${index}" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t4g.small"
  subnet_id              = aws_subnet.private[${index % 3}].id
  vpc_security_group_ids = [aws_security_group.service_${index}.id]
  tags                   = merge(local.tags, { Name = format("%s-%03d", local.name, ${index}) })
}

resource "aws_lb_target_group" "service_${index}" {
  name     = "service-${index}"
  port     = ${ports[0] ?? 80}
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
  health_check {
    path    = "/health"
    matcher = "200-299"
  }
}
`;
}

function ingress(port: number, neighbour: number): string {
  return `
  ingress {
    description     = "From the neighbour"
    from_port       = ${port}
    to_port         = ${port}
    protocol        = "tcp"
    cidr_blocks     = var.office
    security_groups = [${neighbour % 2 === 0 ? '' : `aws_instance.service_${neighbour}.id`}]
  }`;
}

/** The first resources of a service only. */
function half(text: string): string {
  return text.slice(0, text.indexOf('resource "aws_instance"'));
}
