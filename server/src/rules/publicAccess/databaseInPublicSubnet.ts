import { listInWords } from '../../explain/traffic';
import { valueOf } from '../../network/maybe';
import type { Subnet } from '../../network/model';
import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import { changeResource } from '../bodyEdits';
import { idList } from '../idList';
import { elementSource } from '../narrow';
import { identityKey } from '../networkAcls/aclKey';
import { certain } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { onlySubnet, subnetsWith, wayOut } from '../workloads/subnetWays';

/**
 * A subnet group of a data store with a subnet that leads to an internet gateway: a setting of the data store, or a rule of
 * its group, is then all that keeps the internet out.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
 */
export const databaseInPublicSubnet: Rule = {
  id: 'db-in-public-subnet',
  severity: 'warning',
  title: 'A subnet group of a data store with a subnet that leads to an internet gateway',
  check: (context) =>
    certain(context.configuration, ...types).flatMap((resource) => findings(resource, context)),
};

const types = [
  'aws_db_subnet_group',
  'aws_docdb_subnet_group',
  'aws_neptune_subnet_group',
  'aws_elasticache_subnet_group',
  'aws_memorydb_subnet_group',
  'aws_dax_subnet_group',
  'aws_redshift_subnet_group',
  'aws_dms_replication_subnet_group',
] as const;

function findings(resource: ResourceInstance, context: RuleContext): RawFinding[] {
  const attribute = resource.body.attributes.get('subnet_ids');
  if (attribute?.value.kind !== 'list') return [];
  const open = attribute.value.elements.flatMap((element, index) => {
    const subnet = onlySubnet(context, identityKey(element));
    const way = subnet === undefined ? undefined : wayOut(context, subnet);
    return subnet === undefined || way?.kind !== 'internetGateway' ? [] : [{ element, index, subnet, way }];
  });
  const [first] = open;
  if (first === undefined) return [];
  const names = listInWords(open.map(({ subnet }) => subnet.name));
  return [
    {
      source: open.length === 1 ? elementSource(attribute, first.element, first.index) : attribute.source,
      subject: resource.address,
      message: (subjects) =>
        `What is put into ${subjects} can stand in ${names}, where 0.0.0.0/0 leads to ${first.way.id ?? 'an internet gateway'}: one wrong setting, and it faces the internet.`,
      fixes: () => inPrivate(resource, attribute, first.subnet, context),
    },
  ];
}

/** Private subnets of the same VPC, of as many zones. */
function inPrivate(
  resource: ResourceInstance,
  attribute: EvaluatedAttribute,
  one: Subnet,
  context: RuleContext,
): readonly Fix[] {
  const vpc = valueOf(one.vpc);
  const count = attribute.value.kind === 'list' ? attribute.value.elements.length : 0;
  const subnets = vpc === undefined ? [] : subnetsWith(context, vpc, ({ isPrivate }) => isPrivate);
  if (subnets.length < count) return [];
  const ids = idList(
    subnets.map((subnet) => subnet.id),
    resource.module,
    context.configuration,
  );
  const edits =
    ids === undefined
      ? undefined
      : changeResource(resource, { set: [['subnet_ids', ids]] }, context.configuration);
  return edits === undefined
    ? []
    : [{ title: `Use ${ids ?? ''}, which lead to no internet gateway`, edits, preferred: false }];
}
