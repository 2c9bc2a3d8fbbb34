/** Text of ACL entries for tests of rules, as `terraform fmt` prints it. */

/** The arguments of an entry besides its number and action; a number of spaces keeps the columns. */
const aligned = (items: readonly (readonly [name: string, value: string])[], indent: string): string => {
  const width = Math.max(...items.map(([name]) => name.length));
  return items.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}\n`).join('');
};

/** `443`, `1024-65535`; with marks around it the last port is marked. */
const bounds = (ports: string): readonly [from: string, to: string] => {
  const [from = '0', to = from] = ports.replace(/[«»]/g, '').split('-');
  return [from, ports.startsWith('«') ? `«${to}»` : to];
};

/** `resource "aws_network_acl" "main" { … }` with these nested blocks. */
export const acl = (...blocks: readonly string[]): string =>
  `resource "aws_network_acl" "main" {\n  vpc_id     = aws_vpc.main.id\n  subnet_ids = [aws_subnet.a.id]\n${blocks.map((block) => `\n${block}`).join('')}}\n`;

/** An inline block: `ingress(100, 'allow', 'tcp', '443', '0.0.0.0/0')`; `ports` is `from` or `from-to`. */
export const inline =
  (direction: 'ingress' | 'egress') =>
  (number: number | string, action: string, protocol: string, ports: string, cidr: string): string => {
    const [from, to] = bounds(ports);
    return `  ${direction} {\n${aligned(
      [
        ['rule_no', String(number)],
        ['action', `"${action}"`],
        ['protocol', `"${protocol}"`],
        ['from_port', from],
        ['to_port', to],
        [
          cidr.includes(':') ? 'ipv6_cidr_block' : 'cidr_block',
          cidr.startsWith('«') || cidr.startsWith('var.') ? cidr : `"${cidr}"`,
        ],
      ],
      '    ',
    )}  }\n`;
  };

export const ingress = inline('ingress');
export const egress = inline('egress');

/** An `aws_network_acl_rule` of `aws_network_acl.main`. */
export const rule = (
  name: string,
  direction: 'ingress' | 'egress',
  number: number | string,
  action: string,
  protocol: string,
  ports: string,
  cidr: string,
): string => {
  const [from, to] = bounds(ports);
  return `resource "aws_network_acl_rule" "${name}" {\n${aligned(
    [
      ['network_acl_id', 'aws_network_acl.main.id'],
      ['egress', String(direction === 'egress')],
      ['rule_number', String(number)],
      ['rule_action', `"${action}"`],
      ['protocol', `"${protocol}"`],
      ['from_port', from],
      ['to_port', to],
      [cidr.includes(':') ? 'ipv6_cidr_block' : 'cidr_block', `"${cidr}"`],
    ],
    '  ',
  )}}\n`;
};

/** The VPC and subnet that `acl` is about. */
export const place = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
`;
