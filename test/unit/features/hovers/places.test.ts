import assert from 'node:assert/strict';
import { hoverText } from '../../../support/hovers';

/** The hover has this in it; without it: there is no hover. */
async function checkHas(text: string, ...expected: readonly (string | RegExp)[]): Promise<void> {
  const hover = await hoverText(text);
  if (expected.length === 0) assert.equal(hover, undefined);
  for (const one of expected) {
    const has = typeof one === 'string' ? hover?.includes(one) === true : one.test(hover ?? '');
    assert.ok(has, `${hover ?? 'no hover'}\n\nhas no ${String(one)}`);
  }
}

const network = `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
`;

describe('hover on a CIDR block', () => {
  it('has its ends, its size, what is usable, and what of the configuration lies in it', () =>
    checkHas(
      `${network}locals { x = "10.0.1‸.0/24" }`,
      /^\*\*Reachable\*\* · CIDR block `10\.0\.1\.0\/24`\n\n256 addresses, `10\.0\.1\.0` to `10\.0\.1\.255`; 251 usable in a subnet \(AWS keeps five\)\./,
      'It is the block of `aws_subnet.app`. It lies in `aws_vpc.main`.',
    ));
  it('says which network it is where bits of the host are set', () =>
    checkHas('locals { x = ["10.0.1.7‸/24"] }', 'Bits of the host are set: the network is `10.0.1.0/24`.'));
  it('of IPv6 counts in powers of two', () =>
    checkHas(
      'locals { x = "2001:db8::/5‸6" }',
      '2^72 addresses, `2001:db8::` to `2001:db8:0:ff:ffff:ffff:ffff:ffff`.',
    ));
  it('of everything says so', () => checkHas('locals { x = "::/‸0" }', 'Every IPv6 address.'));
  it('that a value comes to', () =>
    checkHas(
      `${network}locals { x = cidr‸subnet("10.0.0.0/16", 8, 1) }`,
      /^\*\*Reachable\*\* · value of `cidrsubnet\("10\.0\.0\.0\/16", 8, 1\)`: `"10\.0\.1\.0\/24"`\n\n---\n\n\*\*CIDR block\*\* `10\.0\.1\.0\/24`/,
    ));
  it('is not there in a description, nor on what is none', async () => {
    await checkHas('variable "x" { description = "as in 10.0.0.0/‸8" }');
    await checkHas('variable "x" { default = "10.0.0.0/3‸3" }');
    await checkHas('variable "x" { default = "a‸/b" }');
  });
});

describe('hover on a port', () => {
  const listener = (port: string, protocol = ''): string =>
    `resource "aws_lb_listener" "x" {\n  port = ${port}\n  ${protocol}\n}`;
  it('names its service', () =>
    checkHas(listener('44‸3', 'protocol = "HTTPS"'), '**Reachable** · port `443`: HTTPS over TCP'));
  it('as a text, too', () => checkHas(listener('"543‸2"'), '`5432`: PostgreSQL over TCP'));
  it('is about the protocol beside it', async () => {
    await checkHas(listener('44‸3', 'protocol = "UDP"'), '`443`: QUIC over UDP');
    await checkHas(listener('44‸3', 'protocol = var.p'), '`443`: HTTPS over TCP, QUIC over UDP');
  });
  it('is not there where nothing well known uses it', () => checkHas(listener('44‸4')));
});

describe('hover on a protocol', () => {
  const rule = (protocol: string): string =>
    `resource "aws_network_acl_rule" "x" {\n  protocol = ${protocol}\n}`;
  it('has its name and number', async () => {
    await checkHas(rule('"‸17"'), 'protocol `17`: UDP, IP protocol number 17');
    await checkHas(rule('"ud‸p"'), 'protocol `udp`: UDP, IP protocol number 17');
    await checkHas(rule('"‸47"'), 'protocol `47`: GRE, IP protocol number 47; it has no ports');
    await checkHas(rule('‸-1'), 'protocol `-1`: all protocols and all ports');
  });
});

describe('hover on an ACL entry', () => {
  const acl = (entries: string): string => `${network}
resource "aws_network_acl" "x" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.app.id]
${entries}
}`;
  const entry = (
    direction: string,
    number: string,
    action: string,
    ports: string,
    cidr = '0.0.0.0/0',
  ): string => `  ${direction} {
    rule_no    = ${number}
    action     = "${action}"
    protocol   = "tcp"
    from_port  = ${ports.split('-')[0] ?? ''}
    to_port    = ${ports.split('-')[1] ?? ports}
    cidr_block = "${cidr}"
  }\n`;

  it('says that it decides all of its packets, and that its replies pass', () =>
    checkHas(
      acl(entry('ingress', '‸100', 'allow', '443') + entry('egress', '100', 'allow', '1024-65535')),
      '**Reachable** · inbound ACL entry of `aws_network_acl.x`',
      'Entry 100 \\(allow tcp 443 from 0.0.0.0/0\\).',
      'It decides all of them: no lower number takes any.',
      /Replies go out to `0\.0\.0\.0\/0`[^]*- TCP: all pass/,
    ));

  it('says what lower numbers leave', () =>
    checkHas(
      acl(
        entry('ingress', '50', 'deny', '8000', '10.0.0.0/8') +
          entry('ingress', '‸100', 'allow', '8000-8001', '10.0.0.0/8') +
          entry('egress', '100', 'allow', '32768-60999'),
      ),
      'entry 50 (deny) comes first. What still reaches it: TCP port 8001 of `10.0.0.0/8`.',
      '- TCP: those to 32768-60999 pass, for some or all of the addresses',
    ));

  it('says that it never decides', () =>
    checkHas(
      acl(entry('ingress', '50', 'deny', '0-65535') + entry('ingress', '‸100', 'allow', '22')),
      '**It never decides**: entry 50 (deny) takes all of its packets first.',
    ));

  it('says that all replies are dropped', () =>
    checkHas(
      acl(entry('ingress', '‸100', 'allow', '443') + entry('egress', '100', 'allow', '443')),
      '- TCP: **all are dropped**',
    ));

  it('knows an entry for replies', () =>
    checkHas(acl(entry('egress', '‸100', 'allow', '1024-65535')), "These are clients' ports"));

  it('does not say what it decides where that is unknown', () =>
    checkHas(
      acl(entry('ingress', '‸100', 'allow', 'var.port')),
      'Not all of it is known, so nobody can say what it decides.',
    ));
});

describe('hover on a route', () => {
  const table = `${network}
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_route_table" "x" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_‸block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}`;
  it('of a table says where it leads, and which routes win over it', () =>
    checkHas(
      table,
      '**Reachable** · route `0.0.0.0/0` → internet gateway `aws_internet_gateway.main`',
      'Of route table `aws_route_table.x`. No subnet here is known to use it.',
      '- `10.0.0.0/16` → the VPC itself',
    ));
  it('of its own does, too', () =>
    checkHas(
      table.replace('‸', '').replace(
        /$/,
        `\nresource "aws_route" "‸y" {
  route_table_id         = aws_route_table.x.id
  destination_cidr_block = "10.9.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}`,
      ),
      '**Reachable** · route `10.9.0.0/16` → transit gateway `tgw-0123456789abcdef0`',
    ));
});

describe('hover on the first words of a resource', () => {
  it('tells about each instance that differs', () =>
    checkHas(
      `${network}resource "aws_subnet" "‸more" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, 10 + count.index)
}`,
      /^\*\*Reachable\*\* · subnet `aws_subnet\.more\[0\]`[^]*\n---\n\n\*\*Subnet\*\* `aws_subnet\.more\[1\]`/,
    ));

  const group = (content: string, more = ''): string =>
    `resource "aws_security_group" "‸x" {\n${content}\n}\n${more}`;
  const inline = (direction: string): string =>
    `  ${direction} {\n    from_port = 1\n    to_port = 1\n    protocol = "tcp"\n    cidr_blocks = ["10.0.0.0/8"]\n  }`;
  const standalone = `resource "aws_vpc_security_group_egress_rule" "y" {
  security_group_id = aws_security_group.x.id
  ip_protocol = "-1"
  cidr_ipv4 = "0.0.0.0/0"
}`;

  it('of a group says who owns its rules, each direction apart', () =>
    checkHas(
      group(inline('ingress'), standalone),
      '- inbound: Terraform (inline): it removes any rule that this code does not have',
      '- outbound: resources of their own: rules that others add stay',
    ));
  it('of a group with both says that they undo each other', () =>
    checkHas(group(inline('egress'), standalone), '- outbound: **both** inline and resources of their own'));
  it('of a group without egress says that Terraform removes what AWS creates', () =>
    checkHas(
      group(inline('ingress')),
      '- outbound: nobody here; Terraform removes the rule that lets everything out',
    ));

  it('of a listener tells where it leads', () =>
    checkHas(
      `${network}
resource "aws_lb" "main" { subnets = [aws_subnet.app.id] }
resource "aws_lb_target_group" "app" {
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}
resource "aws_lb_listener" "‸http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}`,
      '**Reachable** · listener on TCP port 80 \\(HTTP\\) of `aws_lb.main`',
      'Sends to `aws_lb_target_group.app`.',
    ));

  it('is not there for what has no part in the network, nor inside the block', async () => {
    await checkHas('resource "aws_key_pair" "‸x" { key_name = "a" }');
    await checkHas(`${network}resource "aws_security_group" "x" {\n  na‸me = "a"\n}`);
  });
});

describe('hover on a reference', () => {
  it('has its value, and what it refers to', () =>
    checkHas(
      `${network}output "x" { value = aws_sub‸net.app.id }`,
      /^\*\*Reachable\*\* · value of `aws_subnet\.app\.id`: `aws_subnet\.app\.id`, known after apply\n\n---\n\n\*\*Subnet\*\* `aws_subnet\.app`/,
    ));
  it('does not tell about what is sensitive', async () => {
    const text = await hoverText(
      `${network}variable "x" {\n  default = "10.0.1.0/24"\n  sensitive = true\n}\noutput "x" { value = var.‸x }`,
    );
    assert.equal(text, '**Reachable** · value of `var.x`: sensitive, not shown');
  });
});
