import { databaseInPublicSubnet } from '../../../../server/src/rules/publicAccess/databaseInPublicSubnet';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { doubtfulTiers, tiers, twice } from '../../../support/tiers';

function group(subnets: string, type = 'aws_db_subnet_group'): string {
  return `
resource "${type}" "main" {
  name       = "main"
  subnet_ids = ${subnets}
}
`;
}

describe('db-in-public-subnet', () => {
  it('finds subnets that lead to an internet gateway', async () => {
    await checkRule(
      databaseInPublicSubnet,
      tiers + group('[aws_subnet.private[0].id, «aws_subnet.public[1].id»]'),
      'warning: What is put into aws_db_subnet_group.main can stand in aws_subnet.public[1], where 0.0.0.0/0 leads to aws_internet_gateway.main',
    );
    for (const type of ['aws_elasticache_subnet_group', 'aws_redshift_subnet_group'])
      await checkRule(
        databaseInPublicSubnet,
        tiers + group('«aws_subnet.public[*].id»', type),
        `warning: ${type}.main can stand in aws_subnet.public[0] and aws_subnet.public[1]`,
      );
  });

  it('finds it in modules, once', async () => {
    await checkRule(
      databaseInPublicSubnet,
      twice(tiers + group('«aws_subnet.public[*].id»')),
      'warning: module.m[0].aws_db_subnet_group.main and module.m[1].aws_db_subnet_group.main',
    );
  });

  it('is silent on private subnets, and on unknowns', async () => {
    await checkRule(databaseInPublicSubnet, tiers + group('aws_subnet.private[*].id'));
    await checkRule(databaseInPublicSubnet, tiers + group('aws_subnet.isolated[*].id'));
    await checkRule(databaseInPublicSubnet, `variable "x" {}\n${tiers}${group('var.x')}`);
    await checkRule(databaseInPublicSubnet, doubtfulTiers + group('aws_subnet.public[*].id'));
    await checkRule(databaseInPublicSubnet, tiers + group('["subnet-0123456789abcdef0"]'));
  });

  it('uses private subnets', async () => {
    const fixture = tiers + group('aws_subnet.public[*].id');
    const title = 'Use aws_subnet.private[*].id, which lead to no internet gateway';
    await checkFixTitles(databaseInPublicSubnet, fixture, title);
    await checkFix(databaseInPublicSubnet, fixture, title, tiers + group('aws_subnet.private[*].id'));
  });
});
