import { defaultNotClosed } from '../../../../server/src/rules/securityGroups/defaultNotClosed';
import { instanceOnDefaultGroup } from '../../../../server/src/rules/securityGroups/instanceOnDefaultGroup';
import { group, inline, inModule, instance, vpcWithSubnet } from '../../../support/groupTexts';
import { checkFix, checkRule } from '../../../support/rules';

const vpc = (mark = false): string =>
  `${mark ? '«' : ''}resource "aws_vpc" "main"${mark ? '»' : ''} {\n  cidr_block = "10.0.0.0/16"\n}\n`;

const adopted = (body = '', id = 'aws_vpc.main.id'): string => `
resource "aws_default_security_group" "main" {
  vpc_id = ${id}
${body}}
`;

describe('default-sg-not-closed', () => {
  it('finds a VPC whose default group is not adopted', async () => {
    await checkRule(
      defaultNotClosed,
      vpc(true),
      'warning: The default group of aws_vpc.main lets its members talk to each other and to everywhere',
    );
    await checkRule(
      defaultNotClosed,
      inModule(vpc(true)),
      'warning: module.app["a"].aws_vpc.main and module.app["b"].aws_vpc.main',
    );
    await checkRule(
      defaultNotClosed,
      '«resource "aws_default_vpc" "main"» {}',
      'warning: The default group of aws_default_vpc.main',
    );
  });

  it('finds one that is adopted with rules, in every form', async () => {
    const message = 'warning: aws_default_security_group.main is a default group with rules';
    await checkRule(
      defaultNotClosed,
      vpc() + adopted(inline(443, 'self = true')).replace('ingress', '«ingress»'),
      message,
    );
    await checkRule(
      defaultNotClosed,
      vpc() +
        adopted(`
  dynamic "ingress" {
    for_each = [443]
    «content» {
      from_port = 443
      to_port   = 443
      protocol  = "tcp"
      self      = true
    }
  }
`),
      message,
    );
    await checkRule(
      defaultNotClosed,
      vpc() +
        adopted(
          '  egress = [«{ from_port = 0, to_port = 0, protocol = "-1", self = false, cidr_blocks = ["0.0.0.0/0"], ipv6_cidr_blocks = [], prefix_list_ids = [], security_groups = [], description = "" }»]\n',
        ),
      message,
    );
    await checkRule(
      defaultNotClosed,
      `${vpc()}${adopted()}
      «resource "aws_vpc_security_group_egress_rule" "all"» {
        security_group_id = aws_default_security_group.main.id
        ip_protocol       = "-1"
        cidr_ipv4         = "0.0.0.0/0"
      }`,
      'warning: aws_default_security_group.main is a default group with rules',
    );
  });

  it('is silent on one that is adopted without rules, and on unknowns', async () => {
    await checkRule(defaultNotClosed, vpc() + adopted());
    await checkRule(defaultNotClosed, `variable "x" {}\n${vpc()}${adopted('', 'var.x')}`);
    await checkRule(
      defaultNotClosed,
      'variable "x" {}\nresource "aws_vpc" "main" {\n count = var.x\n cidr_block = "10.0.0.0/16"\n}\n',
    );
  });

  it('adopts it', () =>
    checkFix(
      defaultNotClosed,
      vpc(),
      'Adopt the default group without rules: closes it for what carries it',
      vpc() + adopted(),
    ));

  it('takes the rule away', () =>
    checkFix(
      defaultNotClosed,
      vpc() +
        adopted(`
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    self      = true
  }
`),
      'Remove the rule from the default group',
      vpc() + adopted(),
    ));
});

describe('instance-on-default-sg', () => {
  const place = vpcWithSubnet();
  const bare = (mark = true): string =>
    `${mark ? '«' : ''}resource "aws_instance" "web"${mark ? '»' : ''} {\n  subnet_id = aws_subnet.main.id\n}\n`;
  const message =
    'hint: Without a security group of its own here, aws_instance.web has the default group of aws_vpc.main, whose members all talk to each other.';

  it('finds instances, interfaces and services without a group, adopted or not', async () => {
    await checkRule(instanceOnDefaultGroup, `${place}\n${bare()}`, message);
    await checkRule(instanceOnDefaultGroup, `${place}\n${bare()}${adopted()}`, message);
    await checkRule(
      instanceOnDefaultGroup,
      `${place}\n«resource "aws_network_interface" "card"» {\n  subnet_id = aws_subnet.main.id\n}\n`,
      'hint: aws_network_interface.card has the default group',
    );
    await checkRule(
      instanceOnDefaultGroup,
      `${place}
      «resource "aws_ecs_service" "web"» {
        name = "web"
        network_configuration {
          subnets = [aws_subnet.main.id]
        }
      }`,
      'hint: aws_ecs_service.web has the default group',
    );
    await checkRule(
      instanceOnDefaultGroup,
      inModule(`${place}\n${bare()}`),
      'hint: module.app["a"].aws_instance.web and module.app["b"].aws_instance.web',
    );
  });

  it('is silent where a group is named, attached or unknown', async () => {
    await checkRule(
      instanceOnDefaultGroup,
      place + group('') + instance('web', '[aws_security_group.app.id]'),
    );
    await checkRule(instanceOnDefaultGroup, `variable "x" {}\n${place}${instance('web', 'var.x')}`);
    await checkRule(
      instanceOnDefaultGroup,
      `${place}${group('')}${bare(false)}
      resource "aws_network_interface_sg_attachment" "app" {
        security_group_id    = aws_security_group.app.id
        network_interface_id = aws_instance.web.primary_network_interface_id
      }`,
    );
    await checkRule(
      instanceOnDefaultGroup,
      `variable "x" {}\n${place}\nresource "aws_instance" "web" {\n  subnet_id = var.x\n}\n`,
    );
    await checkRule(
      instanceOnDefaultGroup,
      'resource "aws_lambda_function" "web" {\n  function_name = "web"\n  role = "r"\n}\n',
    );
  });

  it('gives it a group of its VPC', async () => {
    const text = (rest: string): string =>
      `${place}${group('vpc_id = aws_vpc.main.id')}
resource "aws_instance" "web" {
  subnet_id = aws_subnet.main.id
${rest}}
`;
    await checkFix(
      instanceOnDefaultGroup,
      text(''),
      'Give it aws_security_group.app instead: opens to it what that lets through',
      text('\n  vpc_security_group_ids = [aws_security_group.app.id]\n'),
    );
  });
});
