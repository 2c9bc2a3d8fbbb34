import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver-protocol';
import { onlyCursor } from '../support/fixture';
import { startServer, type TestServer } from './support/server';

const network = `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "app" {
  vpc_id = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_instance" "app" {
  subnet_id = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
}
`;

describe('hover on a group rule', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    assert.deepEqual(server?.errors, []);
    await server?.stop();
  });

  async function checkHover(files: string, expected: string | undefined): Promise<void> {
    server = await startServer({ files: `--- network.tf\n${network}\n--- main.tf\n${files}` });
    await server.open('main.tf');
    const hover = await server.hover('main.tf', onlyCursor(server.fixture).position);
    assert.equal(textOf(hover), expected);
  }

  it('says what it means, and who it lets in by name', () =>
    checkHover(
      `resource "aws_security_group" "db" {
  ingress {
    from_po‸rt       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.app.id]
  }
}`,
      '**Reachable** · inbound rule of `aws_security_group.db`\n\n' +
        'Lets in TCP port 5432 \\(PostgreSQL\\) to whatever carries `aws_security_group.db`, from:\n\n' +
        '- whatever carries `aws_security_group.app`: `aws_instance.app`\n\n' +
        'Quota: the group has 1 of 60 inbound rules for IPv4 and 1 of 60 inbound rules for IPv6.',
    ));

  it('says what the argument under the cursor comes to', () =>
    checkHover(
      `variable "allowed" { default = ["10.0.1.0/24", "192.168.0.0/16"] }
resource "aws_security_group_rule" "db" {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 0
  to_port           = 65535
  protocol          = "udp"
  cidr_b‸locks       = var.allowed
}`,
      '**Reachable** · inbound rule of `sg-0123456789abcdef0`\n\nLets in all UDP to whatever carries `sg-0123456789abcdef0`, from:\n\n' +
        '- `10.0.1.0/24`: `aws_instance.app`\n- `192.168.0.0/16` (nobody here has it)\n\n' +
        'Quota: the group has 2 of 60 inbound rules for IPv4.\n\n' +
        "To import it: `terraform import 'aws_security_group_rule.db' sg-0123456789abcdef0_ingress_udp_0_65535_10.0.1.0/24_192.168.0.0/16`\n\n" +
        '`cidr_blocks = ["10.0.1.0/24","192.168.0.0/16"]`',
    ));

  it('names what is unknown', () =>
    checkHover(
      `variable "office" { type = string }
resource "aws_vpc_security_group_ingress_rule" "db" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "-1"
  cidr_ip‸v4         = var.office
}`,
      '**Reachable** · inbound rule of `aws_security_group.app`\n\n' +
        'Lets in all traffic to whatever carries `aws_security_group.app`, from:\n\n' +
        '- `var.office` (unknown: it has no default and no value was given)\n\n' +
        "To import it: `terraform import 'aws_vpc_security_group_ingress_rule.db' sgr-…`",
    ));

  it('is not there where no rule is', () =>
    checkHover('resource "aws_key_pair" "x" { key_‸name = "a" }', undefined));
});

function textOf(hover: Hover | null): string | undefined {
  return hover === null || typeof hover.contents === 'string' || !('value' in hover.contents)
    ? undefined
    : hover.contents.value;
}
