/**
 * Policy: what is reachable from the internet by its own settings, and what should not exist any more. These rules judge
 * intent, not function.
 */
import type { EvaluatedBody, ResourceInstance } from '../../terraform/configuration';
import { isBoolean } from '../arguments';
import { changeNested, changeResource } from '../bodyEdits';
import { certain } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { textOf } from '../values';

/**
 * A data store, broker or replication instance that asks for a public address: `publicly_accessible = true`, or public
 * access to MSK brokers. Whoever its groups admit can connect to it from the internet.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Hiding,
 * https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html
 */
export const databasePublic: Rule = {
  id: 'db-publicly-accessible',
  severity: 'warning',
  title: 'A data store that asks for a public address',
  check: (context) => [
    ...certain(context.configuration, ...types).flatMap((resource) => byArgument(resource, context)),
    ...certain(context.configuration, 'aws_msk_cluster').flatMap((resource) => byBlock(resource, context)),
  ],
};

/** Types with `publicly_accessible`. */
const types = [
  'aws_db_instance',
  'aws_rds_cluster_instance',
  'aws_neptune_cluster_instance',
  'aws_redshift_cluster',
  'aws_redshiftserverless_workgroup',
  'aws_dms_replication_instance',
  'aws_mq_broker',
  'aws_lightsail_database',
] as const;

function byArgument(resource: ResourceInstance, context: RuleContext): RawFinding[] {
  const argument = resource.body.attributes.get('publicly_accessible');
  if (argument === undefined || !isBoolean(argument.value, true)) return [];
  return [
    {
      source: argument.source,
      subject: resource.address,
      message: (subjects) =>
        `${subjects} gets a public address: whoever its groups admit can connect to it from the internet.`,
      fixes: (): readonly Fix[] => {
        if (argument.expression.kind !== 'boolean') return [];
        const set = [['publicly_accessible', 'false']] as const;
        const edits = changeResource(resource, { set }, context.configuration);
        return edits === undefined ? [] : [{ title: 'Give it no public address', edits, preferred: true }];
      },
    },
  ];
}

/** Public access to brokers. */
function byBlock(resource: ResourceInstance, context: RuleContext): RawFinding[] {
  const access = nested(resource.body, 'broker_node_group_info', 'connectivity_info', 'public_access');
  return access.flatMap((block) => {
    const type = block.body.attributes.get('type');
    if (type === undefined || textOf(type.value) !== 'SERVICE_PROVIDED_EIPS' || block.uncertain !== undefined)
      return [];
    return [
      {
        source: type.source,
        subject: resource.address,
        message: (subjects: string) =>
          `The brokers of ${subjects} get public addresses: whoever its groups admit can connect to them from the internet.`,
        fixes: (): readonly Fix[] => {
          const set = [['type', '"DISABLED"']] as const;
          const edits = changeNested(resource, block, { set }, context.configuration);
          return edits === undefined ? [] : [{ title: 'Give it no public address', edits, preferred: true }];
        },
      },
    ];
  });
}

/** The nested blocks at the end of a path. */
function nested(body: EvaluatedBody, ...path: readonly string[]): EvaluatedBody['blocks'] {
  const [first, ...rest] = path;
  const own = body.blocks.filter((block) => block.type === first);
  return rest.length === 0 ? own : own.flatMap((block) => nested(block.body, ...rest));
}
