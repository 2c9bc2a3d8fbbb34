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
