import { listeningPortClosed } from '../../../../server/src/rules/securityGroups/listeningPortClosed';
import {
  current,
  database,
  everyFlavour,
  group,
  inline,
  inModule,
  instance,
  vpcWithSubnet,
} from '../../../support/groupTexts';
import { checkFix, checkRule } from '../../../support/rules';

const unmarked = (text: string): string => text.replace(/[«»]/g, '');
const own = 'vpc_id = aws_vpc.main.id';
const client = group(own, 'client') + instance('client', '[aws_security_group.client.id]');
const marked = '«[aws_security_group.app.id]»';

describe('listening-port-closed', () => {
  it('finds a database whose group has no rule for its port, written or not', async () => {
    await checkRule(
      listeningPortClosed,
      vpcWithSubnet() + group(own) + database('', marked),
      'warning: Nothing can connect to aws_db_instance.main on port 5432 (PostgreSQL): aws_security_group.app has no ingress rule for that port.',
    );
    await checkRule(
      listeningPortClosed,
      vpcWithSubnet() + group(own + inline(5432, 'self = true')) + database('port = «5433»'),
      'warning: on port 5433: aws_security_group.app has no ingress rule for that port',
    );
  });

  it('finds one of which the rules of all groups are for other ports', async () => {
    await checkRule(
      listeningPortClosed,
      vpcWithSubnet() +
        group(own + inline(443, 'cidr_blocks = ["10.0.0.0/16"]')) +
        group(own, 'other') +
        database('', '«[aws_security_group.app.id, aws_security_group.other.id]»'),
      'warning: aws_security_group.app and aws_security_group.other have no ingress rule for that port',
    );
  });

  it('finds a cache and a file system', async () => {
    await checkRule(
      listeningPortClosed,
      `${vpcWithSubnet()}${group(own)}
      resource "aws_efs_mount_target" "files" {
        file_system_id  = "fs-0123456789abcdef0"
        subnet_id       = aws_subnet.main.id
        security_groups = «[aws_security_group.app.id]»
      }`,
      'warning: Nothing can connect to aws_efs_mount_target.files on port 2049 (NFS)',
    );
  });

  it('tells the instances of a module together', async () => {
    await checkRule(
      listeningPortClosed,
      inModule(vpcWithSubnet() + group(own) + database('', marked)),
      'warning: Nothing can connect to module.app["a"].aws_db_instance.main and module.app["b"].aws_db_instance.main',
    );
  });

  it('is silent where a rule of any flavour lets somebody in', async () => {
    for (const rule of Object.values(everyFlavour(5432, 'cidr4', '"10.0.0.0/16"')))
      await checkRule(listeningPortClosed, vpcWithSubnet() + unmarked(rule) + database());
  });

  it('is silent on rules, groups and ports that are unknown', async () => {
    const variable = 'variable "x" {}\n';
    await checkRule(
      listeningPortClosed,
      variable +
        vpcWithSubnet() +
        group(own) +
        current('rule', 'var.x', 'cidr_ipv4 = "10.0.0.0/8"') +
        database(),
    );
    await checkRule(listeningPortClosed, variable + vpcWithSubnet() + group(own) + database('', '[var.x]'));
    await checkRule(listeningPortClosed, variable + vpcWithSubnet() + group(own) + database('port = var.x'));
    await checkRule(
      listeningPortClosed,
      `data "aws_security_group" "app" {}\n${vpcWithSubnet()}${database('', '[data.aws_security_group.app.id]')}`,
    );
  });

  it('is silent on what answers nobody by itself', async () => {
    await checkRule(listeningPortClosed, vpcWithSubnet() + client);
  });

  it('lets the group of what runs in the VPC in', async () => {
    const text = (rule: string): string => vpcWithSubnet() + client + group(own) + rule + database();
    const other = `resource "aws_vpc_security_group_ingress_rule" "metrics" {
    security_group_id = aws_security_group.app.id
    ip_protocol       = "tcp"
    from_port         = 9187
    to_port           = 9187
    cidr_ipv4         = "10.0.0.0/16"
  }`;
    await checkFix(
      listeningPortClosed,
      text(`  ${other}\n`),
      'Let aws_security_group.client in: opens port 5432 (PostgreSQL) of aws_db_instance.main to it',
      text(`  ${other}

  resource "aws_vpc_security_group_ingress_rule" "app_from_client" {
    security_group_id            = aws_security_group.app.id
    description                  = "From client"
    ip_protocol                  = "tcp"
    from_port                    = 5432
    to_port                      = 5432
    referenced_security_group_id = aws_security_group.client.id
  }
`),
    );
  });

  it('listens on the port that the group admits', async () => {
    const text = (port: number): string =>
      vpcWithSubnet() + group(own + inline(5432, 'self = true')) + database(`port = ${port}`);
    await checkFix(
      listeningPortClosed,
      text(5433),
      'Listen on port 5432 (PostgreSQL), which its group admits',
      text(5432),
    );
  });
});
