/** Terraform text about security groups, for the tests of their rules; marks may stand in the arguments. */

/** An `aws_security_group` with this body. */
export const group = (body: string, name = 'app'): string => `
  resource "aws_security_group" "${name}" {
    ${body}
  }
`;

/** An inline rule: its ports, and further arguments. */
export const inline = (port: number | string, rest: string, direction = 'ingress'): string => `
    ${direction} {
      from_port = ${port}
      to_port   = ${port}
      protocol  = "tcp"
      ${rest}
    }
`;

/** A rule resource of the current kind, for one TCP port. */
export const current = (
  name: string,
  port: number | string,
  source: string,
  target = 'aws_security_group.app.id',
  direction = 'ingress',
): string => `
  resource "aws_vpc_security_group_${direction}_rule" "${name}" {
    security_group_id = ${target}
    ip_protocol       = "tcp"
    from_port         = ${port}
    to_port           = ${port}
    ${source}
  }
`;

/** An `aws_security_group_rule` for ingress, for one TCP port. */
export const legacy = (
  name: string,
  port: number | string,
  source: string,
  target = 'aws_security_group.app.id',
): string => `
  resource "aws_security_group_rule" "${name}" {
    type              = "ingress"
    security_group_id = ${target}
    protocol          = "tcp"
    from_port         = ${port}
    to_port           = ${port}
    ${source}
  }
`;

/** The text as a module that is called for two keys; the root module's own text behind the call. */
export const inModule = (text: string, root = ''): string =>
  `--- main.tf\nmodule "app" {\n  for_each = { a = 1, b = 2 }\n  source   = "./app"\n}\n${root}\n--- app/main.tf\n${text}`;

/** How each kind of source is written in a list, by the current resource, and by the legacy one. */
const sourceArguments = {
  cidr4: { list: 'cidr_blocks', current: 'cidr_ipv4' },
  cidr6: { list: 'ipv6_cidr_blocks', current: 'cidr_ipv6' },
  group: { list: 'security_groups', current: 'referenced_security_group_id' },
} as const;

/**
 * A group `aws_security_group.app` in `aws_vpc.main` with one ingress rule for a TCP port, in every flavour; the place of
 * the source is marked in each. `source` is the source's expression, without marks.
 */
export const everyFlavour = (
  port: number,
  kind: keyof typeof sourceArguments,
  source: string,
): Readonly<Record<'block' | 'dynamic' | 'attribute' | 'legacy' | 'current', string>> => {
  const names = sourceArguments[kind];
  const listed = `${names.list} = [«${source}»]`;
  const own = group('vpc_id = aws_vpc.main.id');
  const isGroup = kind === 'group';
  const other = (name: string): string =>
    `${name} = ${name === names.list ? `[${source}]` : name === 'self' ? 'false' : '[]'}`;
  return {
    block: group(`vpc_id = aws_vpc.main.id${inline(port, listed)}`),
    dynamic: group(`
      vpc_id = aws_vpc.main.id
      dynamic "ingress" {
        for_each = [${port}]
        content {
          from_port = ingress.value
          to_port   = ingress.value
          protocol  = "tcp"
          ${listed}
        }
      }
    `),
    attribute: group(`
      vpc_id = aws_vpc.main.id
      ingress = [«{
        description = ""
        from_port   = ${port}
        to_port     = ${port}
        protocol    = "tcp"
        ${['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups', 'self'].map(other).join('\n        ')}
      }»]
    `),
    legacy: own + legacy('rule', port, isGroup ? `source_security_group_id = «${source}»` : listed),
    current: own + current('rule', port, `${names.current} = «${source}»`),
  };
};

/** A VPC with one subnet; with `route`, one that leads to an internet gateway. */
export const vpcWithSubnet = (route = false, name = 'main', block = '10.0'): string => `
  resource "aws_vpc" "${name}" {
    cidr_block = "${block}.0.0/16"
  }

  resource "aws_subnet" "${name}" {
    vpc_id     = aws_vpc.${name}.id
    cidr_block = "${block}.1.0/24"
  }

  resource "aws_internet_gateway" "${name}" {
    vpc_id = aws_vpc.${name}.id
  }

  resource "aws_route_table" "${name}" {
    vpc_id = aws_vpc.${name}.id
    ${route ? `route {\n      cidr_block = "0.0.0.0/0"\n      gateway_id = aws_internet_gateway.${name}.id\n    }` : ''}
  }

  resource "aws_route_table_association" "${name}" {
    subnet_id      = aws_subnet.${name}.id
    route_table_id = aws_route_table.${name}.id
  }
`;

/** An instance in `aws_subnet.main` with groups. */
export const instance = (name: string, groups: string, rest = '', subnet = 'main'): string => `
  resource "aws_instance" "${name}" {
    subnet_id              = aws_subnet.${subnet}.id
    vpc_security_group_ids = ${groups}
    ${rest}
  }
`;

/** A PostgreSQL database in `aws_subnet.main`, by default with `aws_security_group.app`. */
export const database = (rest = '', groups = '[aws_security_group.app.id]'): string => `
  resource "aws_db_subnet_group" "main" {
    subnet_ids = [aws_subnet.main.id]
  }

  resource "aws_db_instance" "main" {
    engine                 = "postgres"
    db_subnet_group_name   = aws_db_subnet_group.main.name
    vpc_security_group_ids = ${groups}
    ${rest}
  }
`;
