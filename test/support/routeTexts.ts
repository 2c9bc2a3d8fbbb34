/** Terraform text about routes, for the tests of their rules, as `terraform fmt` prints it; marks may stand in the arguments. */

const aligned = (items: readonly (readonly [name: string, value: string])[], indent = '  '): string => {
  const width = Math.max(...items.map(([name]) => name.replace(/[«»]/g, '').length));
  return items
    .map(([name, value]) => {
      const gap = ' '.repeat(width - name.replace(/[«»]/g, '').length);
      return `${indent}${name}${gap} = ${value}\n`;
    })
    .join('');
};

/** `resource "type" "name" { … }` with these arguments, and nested blocks as text. */
export const resource = (
  type: string,
  name: string,
  items: Readonly<Record<string, string>>,
  ...blocks: readonly string[]
): string =>
  `resource "${type}" "${name}" {\n${Object.keys(items).length === 0 ? '' : aligned(Object.entries(items))}${blocks.map((block) => `\n${block}`).join('')}}\n`;

/** A nested `route` block. */
export const inlineRoute = (items: Readonly<Record<string, string>>): string =>
  `  route {\n${aligned(Object.entries(items), '    ')}  }\n`;

/** A VPC with an internet gateway. */
export const vpc = (name = 'main', cidr = '10.0.0.0/16'): string =>
  `${resource('aws_vpc', name, { cidr_block: `"${cidr}"` })}\n${resource('aws_internet_gateway', name, { vpc_id: `aws_vpc.${name}.id` })}\n`;

/** A subnet of `aws_vpc.main`; further arguments after its zone. */
export const subnet = (
  name: string,
  cidr: string,
  zone = 'a',
  more: Readonly<Record<string, string>> = {},
): string =>
  `${resource('aws_subnet', name, { vpc_id: 'aws_vpc.main.id', cidr_block: `"${cidr}"`, availability_zone: `"eu-west-1${zone}"`, ...more })}\n`;

/** A route table of a VPC with these nested blocks. */
export const table = (name: string, ...blocks: readonly string[]): string =>
  `${resource('aws_route_table', name, { vpc_id: 'aws_vpc.main.id' }, ...blocks)}\n`;

/** `0.0.0.0/0` to the internet gateway of `aws_vpc.main`, inline. */
export const toInternet = inlineRoute({
  cidr_block: '"0.0.0.0/0"',
  gateway_id: 'aws_internet_gateway.main.id',
});

/** `0.0.0.0/0` to `aws_nat_gateway.main`, inline. */
export const toNat = inlineRoute({ cidr_block: '"0.0.0.0/0"', nat_gateway_id: 'aws_nat_gateway.main.id' });

/** That a subnet has a table, both by their names; the resource has the subnet's name. */
export const associate = (subnetName: string, tableId: string): string =>
  `${resource('aws_route_table_association', subnetName, { subnet_id: `aws_subnet.${subnetName}.id`, route_table_id: tableId })}\n`;

/** `aws_nat_gateway.main` with an address, in a subnet. */
export const nat = (subnetId: string): string =>
  `${resource('aws_eip', 'main', { domain: '"vpc"' })}\n${resource('aws_nat_gateway', 'main', { allocation_id: 'aws_eip.main.id', subnet_id: subnetId })}\n`;
