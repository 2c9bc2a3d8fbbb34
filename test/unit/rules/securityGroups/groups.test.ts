import { nameOrDescription } from '../../../../server/src/rules/securityGroups/nameOrDescription';
import { noEgress } from '../../../../server/src/rules/securityGroups/noEgress';
import { unusedGroup } from '../../../../server/src/rules/securityGroups/unused';
import { current, group, inline, inModule, legacy } from '../../../support/groupTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const network = `
  resource "aws_vpc" "main" {
    cidr_block = "10.0.0.0/16"
  }

  resource "aws_subnet" "a" {
    vpc_id     = aws_vpc.main.id
    cidr_block = "10.0.1.0/24"
  }
`;

const instance = (groups: string, name = 'web'): string => `
  resource "aws_instance" "${name}" {
    subnet_id              = aws_subnet.a.id
    vpc_security_group_ids = ${groups}
  }
`;

const marked = (body: string, name = 'app'): string =>
  group(body, name).replace(/resource "\w+" "\w+"/, '«$&»');

describe('sg-no-egress', () => {
  const app = marked('vpc_id = aws_vpc.main.id');

  it('finds it on what opens connections', async () => {
    await checkRule(
      noEgress,
      network + app + instance('[aws_security_group.app.id]'),
      'warning: aws_instance.web can not open a single connection: aws_security_group.app',
    );
    await checkRule(
      noEgress,
      `${network}${app}
      resource "aws_lambda_function" "f" {
        vpc_config {
          subnet_ids         = [aws_subnet.a.id]
          security_group_ids = [aws_security_group.app.id]
        }
      }
      ${legacy('in', 80, 'cidr_blocks = ["0.0.0.0/0"]')}`,
      'warning: aws_lambda_function.f can not open a single connection',
    );
    await checkRule(
      noEgress,
      inModule(network + app + instance('[aws_security_group.app.id]')),
      'warning: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app, the only group there',
    );
  });

  it('tells less on an instance that others may connect to', async () => {
    await checkRule(
      noEgress,
      network + app + instance('[aws_security_group.app.id]') + legacy('in', 80, 'self = true'),
      'info: aws_instance.web can not open',
    );
  });

  it('tells less where it is not known what the interface is for', async () => {
    await checkRule(
      noEgress,
      `${network}${app}
      resource "aws_network_interface" "n" {
        subnet_id       = aws_subnet.a.id
        security_groups = [aws_security_group.app.id]
      }`,
      'info: aws_network_interface.n can not open',
    );
  });

  it('is silent on databases, on other groups beside it, on egress of any flavour, and on unknowns', async () => {
    const plain = group('vpc_id = aws_vpc.main.id');
    const carried = network + plain + instance('[aws_security_group.app.id]');
    await checkRule(
      noEgress,
      network + plain + instance('[aws_security_group.app.id, "sg-0123456789abcdef0"]'),
    );
    await checkRule(
      noEgress,
      carried + current('out', 443, 'cidr_ipv4 = "0.0.0.0/0"', 'aws_security_group.app.id', 'egress'),
    );
    await checkRule(noEgress, carried.replace('vpc_id = aws_vpc.main.id\n  }', 'egress = []\n  }'));
    await checkRule(
      noEgress,
      carried.replace('vpc_id = aws_vpc.main.id\n  }', `${inline(443, 'self = true', 'egress')}\n  }`),
    );
    await checkRule(noEgress, `${network}${plain}\nvariable "groups" {}\n${instance('var.groups')}`);
    await checkRule(
      noEgress,
      `${network}${plain}
      resource "aws_db_subnet_group" "main" { subnet_ids = [aws_subnet.a.id] }
      resource "aws_db_instance" "db" {
        engine                 = "postgres"
        db_subnet_group_name   = aws_db_subnet_group.main.name
        vpc_security_group_ids = [aws_security_group.app.id]
      }`,
    );
  });

  it('offers the groups that let it in, HTTPS, and everything', async () => {
    const before = (more: string): string => `
      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }

      resource "aws_subnet" "a" {
        vpc_id     = aws_vpc.main.id
        cidr_block = "10.0.1.0/24"
      }

      resource "aws_instance" "web" {
        subnet_id              = aws_subnet.a.id
        vpc_security_group_ids = [aws_security_group.app.id]
      }

      resource "aws_security_group" "app" {
        vpc_id = aws_vpc.main.id
      }
${more}
      resource "aws_security_group" "db" {
        vpc_id = aws_vpc.main.id
      }

      resource "aws_vpc_security_group_ingress_rule" "db_from_app" {
        security_group_id            = aws_security_group.db.id
        ip_protocol                  = "tcp"
        from_port                    = 5432
        to_port                      = 5432
        referenced_security_group_id = aws_security_group.app.id
      }
    `;
    await checkFixTitles(
      noEgress,
      before(''),
      'Let it out to aws_security_group.db (tcp/5432) only',
      'Let it out to everywhere: opens HTTPS (TCP port 443) to 0.0.0.0/0',
      'Let it out to everywhere: opens all traffic to 0.0.0.0/0',
    );
    await checkFix(
      noEgress,
      before(''),
      'Let it out to aws_security_group.db (tcp/5432) only',
      before(`
      resource "aws_vpc_security_group_egress_rule" "app_to_db" {
        security_group_id            = aws_security_group.app.id
        description                  = "To db"
        ip_protocol                  = "tcp"
        from_port                    = 5432
        to_port                      = 5432
        referenced_security_group_id = aws_security_group.db.id
      }
`),
    );
  });
});

describe('sg-unused', () => {
  const other = 'resource "aws_instance" "other" {}\n';

  it('finds a group that only rules name', async () => {
    await checkRule(
      unusedGroup,
      marked(inline(80, 'self = true')) + current('a', 80, 'cidr_ipv4 = "10.0.0.0/8"') + other,
      'hint: Nothing carries aws_security_group.app: its rules do nothing',
    );
    await checkRule(
      unusedGroup,
      `--- main.tf
${marked('', 'lb')}${group(inline(80, 'security_groups = [aws_security_group.lb.id]'))}
resource "aws_instance" "web" {
  vpc_security_group_ids = [aws_security_group.app.id]
}`,
      'hint: Nothing carries aws_security_group.lb, so that the rules that name it let nobody through',
    );
  });

  it('follows outputs of modules to rules', async () => {
    await checkRule(
      unusedGroup,
      inModule(
        `${marked('')}\noutput "group" { value = aws_security_group.app.id }`,
        other + current('a', 80, 'cidr_ipv4 = "10.0.0.0/8"', 'module.app["a"].group'),
      ),
      'hint: Nothing carries module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
    );
  });

  it('is silent where something carries it, or its id goes where it can not be followed', async () => {
    for (const use of [
      'resource "aws_instance" "web" {\n  vpc_security_group_ids = [aws_security_group.app.id]\n}',
      'resource "aws_instance" "web" {\n  security_groups = aws_security_group.app[*].name\n}',
      'output "group" { value = aws_security_group.app }',
      'locals {\n  group = aws_security_group.app.id\n}',
      'module "away" {\n  source = "example.com/not/installed"\n  group  = aws_security_group.app.id\n}',
      'data "aws_lambda_invocation" "x" {\n  input = aws_security_group.app.id\n}',
    ])
      await checkRule(unusedGroup, `--- main.tf\n${group('').trim()}\n${other}${use}`);
    await checkRule(
      unusedGroup,
      inModule(
        `${group('')}\noutput "group" { value = aws_security_group.app.id }`,
        'resource "aws_instance" "web" {\n  vpc_security_group_ids = [module.app["a"].group]\n}',
      ),
    );
    await checkRule(
      unusedGroup,
      inModule(
        `${group('')}\noutput "group" { value = aws_security_group.app.id }`,
        `${other}output "groups" { value = module.app }`,
      ),
    );
  });

  it('is silent where nothing could carry a group', async () => {
    await checkRule(unusedGroup, group(inline(80, 'self = true')));
  });

  it('removes the group with its rules', async () => {
    await checkFix(
      unusedGroup,
      `
      resource "aws_instance" "other" {}

      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }

      resource "aws_security_group" "app" {
        vpc_id = aws_vpc.main.id
      }

      resource "aws_vpc_security_group_ingress_rule" "web" {
        security_group_id = aws_security_group.app.id
        ip_protocol       = "-1"
        cidr_ipv4         = "10.0.0.0/8"
      }
      `,
      'Remove the group and its rules',
      `
      resource "aws_instance" "other" {}

      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }
      `,
    );
  });
});

describe('sg-invalid-name-or-description', () => {
  it('finds characters that AWS refuses, in groups and rules of every flavour', async () => {
    await checkRule(
      nameOrDescription,
      group(`description = «"The shop's»"»`.replace(`»"»`, `"»`)) +
        group(inline(80, 'self = true\n description = «"Tür"»'), 'b') +
        current('c', 80, 'cidr_ipv4 = "10.0.0.0/8"\n description = «"a <- b"»') +
        legacy('d', 80, 'self = true\n description = «"60%"»'),
      'error: AWS refuses the description of aws_security_group.app: "\'" may not be in it',
      'error: "ü" may not be in it',
      'error: "<" may not be in it',
      'error: "%" may not be in it',
    );
  });

  it('finds texts that are too long and names like ids, once for a module', async () => {
    await checkRule(
      nameOrDescription,
      inModule(group(`name = «"sg-web"»\n description = «"${'a'.repeat(256)}"»`)),
      'error: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app: it begins with "sg-"',
      'error: it has 256 characters, and 255 are the most',
    );
  });

  it('is silent on all that AWS takes, and on unknowns', async () => {
    await checkRule(
      nameOrDescription,
      `variable "name" {}
      ${group(`name = var.name\n description = "aZ09 ._-:/()#,@[]+=&;{}!$* sg-"`)}
      ${group(`name = "my-sg-1"\n description = "${'a'.repeat(255)}"`, 'b')}
      ${current('c', 80, 'cidr_ipv4 = "10.0.0.0/8"\n description = "sg-1 in"')}`,
    );
  });

  it('writes what AWS takes', async () => {
    const described = (text: string): string => group(`description = "${text}"`);
    await checkFix(
      nameOrDescription,
      described("The shöp's {x}"),
      'Write "The shops {x}"',
      described('The shops {x}').replace('shops', 'shops'),
    );
    await checkFix(nameOrDescription, group('name = "sg-web"'), 'Write "web"', group('name = "web"'));
    await checkFixTitles(nameOrDescription, group('description = join("", ["é"])'));
  });
});
