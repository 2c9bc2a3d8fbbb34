import assert from 'node:assert/strict';
import { hoverText } from '../../../support/hovers';

/** The hover at the cursor is exactly this. */
async function checkHover(text: string, expected: string | undefined): Promise<void> {
  assert.equal(await hoverText(text), expected);
}

/** The hover has these lines, in this order, whatever else it has. */
async function checkLines(text: string, ...expected: readonly string[]): Promise<void> {
  const lines = (await hoverText(text))?.split('\n') ?? [];
  assert.deepEqual(
    lines.filter((line) => expected.includes(line)),
    expected,
    lines.join('\n'),
  );
}

const network = `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
}
`;

const rule = (content: string): string => `${network}
resource "aws_vpc_security_group_ingress_rule" "x" {
  security_group_id = aws_security_group.app.id
  ${content}
}`;

describe('hover on a group rule', () => {
  it('says what it means, who it lets in by name, its share of the quota, and how to import it', () =>
    checkHover(
      rule('ip_protocol = "tcp"\n  from_port = 5432\n  to_port = 5432\n  ‸cidr_ipv4 = "10.0.0.0/16"'),
      [
        '**Reachable** · inbound rule of `aws_security_group.app`',
        'Lets in TCP port 5432 \\(PostgreSQL\\) to whatever carries `aws_security_group.app`, from:',
        '- `10.0.0.0/16`: `aws_instance.app`',
        'Quota: the group has 1 of 60 inbound rules for IPv4.',
        "To import it: `terraform import 'aws_vpc_security_group_ingress_rule.x' sgr-…`",
      ].join('\n\n'),
    ));

  it('says that the internet can not use it where nothing that carries the group has a way there', () =>
    checkLines(
      rule('ip_protocol = "tcp"\n  from_port = 22\n  to_port = 22\n  cidr_ipv4 ‸= "0.0.0.0/0"'),
      'Over IPv4 the internet can not use it: aws\\_instance.app has no public address.',
    ));

  it('says that it faces the internet where something has both', () =>
    checkLines(
      `${rule('ip_protocol = "tcp"\n  from_port = 22\n  to_port = 22\n  cidr_ipv4 ‸= "0.0.0.0/0"').replace(
        'subnet_id              = aws_subnet.app.id',
        'subnet_id              = aws_subnet.app.id\n  associate_public_ip_address = true',
      )}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "app" {
  subnet_id      = aws_subnet.app.id
  route_table_id = aws_route_table.public.id
}`,
      '**Over IPv4 the internet can use it**, by `aws_instance.app`.',
    ));

  it('does not speak of the internet where only private addresses are let in', async () => {
    const text = await hoverText(rule('ip_protocol = "-1"\n  cidr_ipv4 ‸= "10.0.0.0/8"'));
    assert.doesNotMatch(text ?? '', /internet/);
  });

  it('counts a group as a rule in both families, and equal rules once', () =>
    checkLines(
      `${rule('ip_protocol = "tcp"\n  from_port = 80\n  to_port = 80\n  referenced_security_group_id ‸= "sg-0123456789abcdef0"')}
resource "aws_vpc_security_group_ingress_rule" "y" {
  security_group_id = aws_security_group.app.id
  ip_protocol = "tcp"
  from_port = 443
  to_port = 443
  cidr_ipv6 = "2001:db8::/32"
}`,
      'Quota: the group has 1 of 60 inbound rules for IPv4 and 2 of 60 inbound rules for IPv6.',
    ));

  it('has the import id of an older rule, which is made of its parts', async () => {
    const older = (arguments_: string): string => `
resource "aws_security_group_rule" "x" {
  security_group_id ‸= "sg-6e616f6d69"
  ${arguments_}
}`;
    await checkLines(
      older(
        'type = "ingress"\n  protocol = "tcp"\n  from_port = 8000\n  to_port = 8000\n  cidr_blocks = ["10.0.3.0/24"]',
      ),
      "To import it: `terraform import 'aws_security_group_rule.x' sg-6e616f6d69_ingress_tcp_8000_8000_10.0.3.0/24`",
    );
    await checkLines(
      older('type = "ingress"\n  protocol = "tcp"\n  from_port = 80\n  to_port = 80\n  self = true'),
      "To import it: `terraform import 'aws_security_group_rule.x' sg-6e616f6d69_ingress_tcp_80_80_self`",
    );
  });

  it('names what is unknown, and does not count it', async () => {
    const text = await hoverText(
      `variable "office" { type = string }${rule('ip_protocol = "-1"\n  cidr_ipv4 ‸= var.office')}`,
    );
    assert.match(text ?? '', /- `var\.office` \(unknown: it has no default and no value was given\)/);
    assert.doesNotMatch(text ?? '', /Quota/);
  });

  it('names the list that is unknown as a whole', async () => {
    const text = await hoverText(`
variable "offices" { type = list(string) }
resource "aws_security_group" "x" {
  ingress {
    ‸from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = var.offices
  }
}`);
    assert.match(text ?? '', /- others that nobody knows yet: `var\.offices` \(unknown: /);
  });

  it('tells what an argument comes to from its name, where that is not written there', async () => {
    const text = await hoverText(`
variable "port" { default = 5432 }
resource "aws_security_group" "x" {
  ingress {
    from_‸port   = var.port
    to_port     = var.port
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}`);
    assert.match(text ?? '', /`from_port = 5432`$/);
  });

  it('has the block first where the cursor is on one', async () => {
    const text = await hoverText(rule('ip_protocol = "-1"\n  cidr_ipv4 = "10.0.1‸.0/24"'));
    const [first, second] = text?.split('\n\n---\n\n') ?? [];
    assert.match(first ?? '', /^\*\*Reachable\*\* · CIDR block `10\.0\.1\.0\/24`/);
    assert.match(second ?? '', /^\*\*Inbound rule\*\* of `aws_security_group\.app`/);
  });

  it('tells instances apart, and those alike once', async () => {
    const text = await hoverText(`
resource "aws_security_group" "x" {
  for_each = { a = 80, b = 80, c = 443 }
  ingress {
    from_port   = each.value
    to_port     = each.value
    protocol    = "tcp"
    ‸cidr_blocks = ["10.0.0.0/8"]
  }
}`);
    const sections = text?.split('\n\n---\n\n') ?? [];
    assert.equal(sections.length, 3);
    assert.match(sections[2] ?? '', /TCP port 443/);
  });

  it('makes no markup of names', async () => {
    const text = await hoverText(`
resource "aws_security_group_rule" "x" {
  security_group_id = "sg-[x](command:evil)\`"
  type        = "ingress"
  ‸protocol    = "tcp"
  from_port   = 1
  to_port     = 1
  cidr_blocks = ["<img src=x>"]
}`);
    assert.ok(text?.includes('`` sg-[x](command:evil)` ``'), text);
    assert.ok(text?.includes('- `<img src=x>`'), text);
  });
});
