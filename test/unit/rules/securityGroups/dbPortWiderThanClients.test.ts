import { dbPortWiderThanClients } from '../../../../server/src/rules/securityGroups/dbPortWiderThanClients';
import {
  database,
  everyFlavour,
  group,
  inline,
  inModule,
  instance,
  vpcWithSubnet,
} from '../../../support/groupTexts';
import { checkFix, checkRule } from '../../../support/rules';

const own = 'vpc_id = aws_vpc.main.id';
const client = group(own, 'client') + instance('client', '[aws_security_group.client.id]');
const place = vpcWithSubnet() + client + database();
const admitting = (cidr: string): string => group(own + inline(5432, `cidr_blocks = [${cidr}]`));

describe('db-port-wider-than-clients', () => {
  it('finds the whole VPC as the source, in every flavour', async () => {
    for (const rule of Object.values(everyFlavour(5432, 'cidr4', 'aws_vpc.main.cidr_block')))
      await checkRule(
        dbPortWiderThanClients,
        place + rule,
        'warning: Everything in aws_vpc.main (10.0.0.0/16) can reach PostgreSQL of aws_db_instance.main by aws_security_group.app; what runs in aws_vpc.main carries aws_security_group.client, and the rule can name that group instead.',
      );
  });

  it('finds public blocks, wide ones, and the internet', async () => {
    await checkRule(
      dbPortWiderThanClients,
      place + admitting('«"203.0.113.0/24"»'),
      'warning: 203.0.113.0/24, a public block of addresses, can reach PostgreSQL',
    );
    await checkRule(
      dbPortWiderThanClients,
      place + admitting('«"172.16.0.0/12"»'),
      'warning: Everything in 172.16.0.0/12, wider than any VPC, can reach',
    );
    await checkRule(
      dbPortWiderThanClients,
      place + admitting('«"0.0.0.0/0"»'),
      'warning: Everyone on the internet, and everything in the VPC, can reach',
    );
  });

  it('tells the instances of a module together', async () => {
    await checkRule(
      dbPortWiderThanClients,
      inModule(place + admitting('«"10.0.0.0/16"»')),
      'warning: by module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
    );
  });

  it('is silent on a subnet, on groups, on other ports, and where nothing runs', async () => {
    await checkRule(dbPortWiderThanClients, place + admitting('aws_subnet.main.cidr_block'));
    await checkRule(dbPortWiderThanClients, place + admitting('"192.168.7.0/24"'));
    await checkRule(
      dbPortWiderThanClients,
      place + group(own + inline(5432, 'security_groups = [aws_security_group.client.id]')),
    );
    await checkRule(dbPortWiderThanClients, place + group(own + inline(443, 'cidr_blocks = ["0.0.0.0/0"]')));
    await checkRule(dbPortWiderThanClients, vpcWithSubnet() + database() + admitting('"10.0.0.0/16"'));
    await checkRule(dbPortWiderThanClients, vpcWithSubnet() + client + admitting('"10.0.0.0/16"'));
  });

  it('is silent on unknown sources, ports and groups', async () => {
    const variable = 'variable "x" {}\n';
    await checkRule(dbPortWiderThanClients, variable + place + admitting('var.x'));
    await checkRule(
      dbPortWiderThanClients,
      variable + place + group(own + inline('var.x', 'cidr_blocks = ["10.0.0.0/16"]')),
    );
    await checkRule(
      dbPortWiderThanClients,
      variable + vpcWithSubnet() + client + database('', 'var.x') + admitting('"10.0.0.0/16"'),
    );
  });

  describe('admits only the clients', () => {
    const title = 'Admit only aws_security_group.client';
    const rule = (source: string): string => `resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    ${source}
  }
}
`;

    it('in a block', () =>
      checkFix(
        dbPortWiderThanClients,
        `${place}\n${rule('cidr_blocks     = ["10.0.0.0/16"]')}`,
        title,
        `${place}\n${rule('security_groups = [aws_security_group.client.id]')}`,
      ));

    it('in a block with other sources', async () => {
      await checkFix(
        dbPortWiderThanClients,
        `${place}\n${rule('cidr_blocks     = ["10.0.0.0/16", "10.0.9.0/24"]')}`,
        title,
        `${place}\n${rule('cidr_blocks     = ["10.0.9.0/24"]\n    security_groups = [aws_security_group.client.id]')}`,
      );
      await checkFix(
        dbPortWiderThanClients,
        `${place}\n${rule('cidr_blocks     = ["10.0.0.0/16"]\n    security_groups = ["sg-0123456789abcdef0"]')}`,
        title,
        `${place}\n${rule('security_groups = ["sg-0123456789abcdef0", aws_security_group.client.id]')}`,
      );
    });

    it('in rule resources', async () => {
      const current = (source: string): string => `${place}${group(own)}
resource "aws_vpc_security_group_ingress_rule" "db" {
  security_group_id            = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  ${source}
}
`;
      await checkFix(
        dbPortWiderThanClients,
        current('cidr_ipv4                    = "10.0.0.0/16"'),
        title,
        current('referenced_security_group_id = aws_security_group.client.id'),
      );
    });

    it('several of them in a list', () =>
      checkFix(
        dbPortWiderThanClients,
        `${place}${group(own, 'jobs')}${instance('jobs', '[aws_security_group.jobs.id]')}\n${rule('cidr_blocks     = ["10.0.0.0/16"]')}`,
        'Admit only aws_security_group.client and aws_security_group.jobs',
        `${place}${group(own, 'jobs')}${instance('jobs', '[aws_security_group.jobs.id]')}\n${rule('security_groups = [aws_security_group.client.id, aws_security_group.jobs.id]')}`,
      ));
  });
});
