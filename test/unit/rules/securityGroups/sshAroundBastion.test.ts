import { sshAroundBastion } from '../../../../server/src/rules/securityGroups/sshAroundBastion';
import { everyFlavour, group, inline, inModule, instance, vpcWithSubnet } from '../../../support/groupTexts';
import { checkFix, checkRule } from '../../../support/rules';

const own = 'vpc_id = aws_vpc.main.id';

/** A subnet that nothing on the internet gets to, beside the one of `vpcWithSubnet`. */
const privateSubnet = `
  resource "aws_subnet" "private" {
    vpc_id     = aws_vpc.main.id
    cidr_block = "10.0.2.0/24"
  }

  resource "aws_route_table" "private" {
    vpc_id = aws_vpc.main.id
  }

  resource "aws_route_table_association" "private" {
    subnet_id      = aws_subnet.private.id
    route_table_id = aws_route_table.private.id
  }
`;

const bastion = (source = '"203.0.113.0/24"', port = 22): string =>
  group(own + inline(port, `cidr_blocks = [${source}]`), 'jump') +
  instance('jump', '[aws_security_group.jump.id]');

const server = instance('server', '[aws_security_group.app.id]', '', 'private');
const base = vpcWithSubnet(true) + privateSubnet + server;
const admitting = (cidr: string, port: number | string = 22): string =>
  group(own + inline(port, `cidr_blocks = [${cidr}]`));

describe('ssh-around-bastion', () => {
  it('finds SSH from the whole VPC beside a bastion, in every flavour', async () => {
    for (const rule of Object.values(everyFlavour(22, 'cidr4', '"10.0.0.0/16"')))
      await checkRule(
        sshAroundBastion,
        base + bastion() + rule,
        'info: Everything in aws_vpc.main can use SSH to what carries aws_security_group.app, around the bastion that aws_security_group.jump is for.',
      );
  });

  it('finds it beside a bastion that a variable says the clients of, and with wider blocks', async () => {
    const variable = 'variable "office" {}\n';
    await checkRule(
      sshAroundBastion,
      variable + base + bastion('var.office') + admitting('«"10.0.0.0/8"»'),
      'info: around the bastion that aws_security_group.jump is for',
    );
    await checkRule(
      sshAroundBastion,
      base + bastion('"0.0.0.0/0"', 3389) + admitting('«"10.0.0.0/16"»', 3389),
      'info: can use RDP to what carries',
    );
  });

  it('tells the instances of a module together', () =>
    checkRule(
      sshAroundBastion,
      inModule(base + bastion() + admitting('«"10.0.0.0/16"»')),
      'info: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
    ));

  it('is silent on the bastion, a subnet, other ports, a public host, and without a bastion', async () => {
    await checkRule(
      sshAroundBastion,
      base + bastion() + group(own + inline(22, 'security_groups = [aws_security_group.jump.id]')),
    );
    await checkRule(sshAroundBastion, base + bastion() + admitting('"10.0.1.0/24"'));
    await checkRule(sshAroundBastion, base + bastion() + admitting('"10.0.0.0/16"', 443));
    await checkRule(
      sshAroundBastion,
      base.replace('aws_subnet.private.id\n    vpc_sec', 'aws_subnet.main.id\n    vpc_sec') +
        bastion() +
        admitting('"10.0.0.0/16"'),
    );
    await checkRule(sshAroundBastion, base + admitting('"10.0.0.0/16"'));
    await checkRule(sshAroundBastion, base + bastion('"203.0.113.0/24"', 443) + admitting('"10.0.0.0/16"'));
    await checkRule(sshAroundBastion, base + bastion() + admitting('"0.0.0.0/0"'));
  });

  it('is silent where the source or the way to the internet is unknown', async () => {
    const variable = 'variable "x" {}\n';
    await checkRule(sshAroundBastion, variable + base + bastion() + admitting('var.x'));
    await checkRule(sshAroundBastion, variable + base + bastion() + admitting('"10.0.0.0/16"', 'var.x'));
    await checkRule(
      sshAroundBastion,
      variable +
        base.replace('route_table_id = aws_route_table.private.id', 'route_table_id = var.x') +
        bastion() +
        admitting('"10.0.0.0/16"'),
    );
  });

  it('admits only the bastion', async () => {
    const text = (source: string): string => `${base}${bastion()}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 22
    to_port         = 22
    protocol        = "tcp"
    ${source}
  }
}
`;
    await checkFix(
      sshAroundBastion,
      text('cidr_blocks     = ["10.0.0.0/16"]'),
      'Admit only aws_security_group.jump',
      text('security_groups = [aws_security_group.jump.id]'),
    );
  });
});
