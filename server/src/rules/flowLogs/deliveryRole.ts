import { attributeExpression, freeName } from '../../edits/naming';
import { afterResource } from '../../edits/placement';
import type { ResourceInstance } from '../../terraform/configuration';
import { changeResource } from '../bodyEdits';
import { managed } from '../../terraform/resources';
import type { Fix, RuleContext } from '../rule';

const service = 'vpc-flow-logs.amazonaws.com';

/**
 * A role for a flow log that writes to CloudWatch Logs: one of the module's that flow logs may assume, else a new one with
 * the rights of https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function editsForRole(log: ResourceInstance, context: RuleContext): readonly Fix[] {
  const { configuration } = context;
  const roles = managed(configuration, 'aws_iam_role').filter(
    (role) => role.source.chunk.text.includes(service) && role.key === undefined,
  );
  const existing = roles.flatMap((role): Fix[] => {
    const arn = attributeExpression(role, 'arn', log.module, configuration);
    const edits =
      arn === undefined ? undefined : changeResource(log, { set: [['iam_role_arn', arn]] }, configuration);
    return edits === undefined ? [] : [{ title: `Let it write as ${role.address}`, edits, preferred: false }];
  });
  return existing.length > 0 ? existing.slice(0, 3) : newRole(log, context);
}

function newRole(log: ResourceInstance, { configuration }: RuleContext): readonly Fix[] {
  const name = freeName('aws_iam_role', `${log.name}_flow_log`, log.module, configuration);
  const policy = freeName('aws_iam_role_policy', `${log.name}_flow_log`, log.module, configuration);
  const edits = changeResource(log, { set: [['iam_role_arn', `aws_iam_role.${name}.arn`]] }, configuration);
  const text = [
    `resource "aws_iam_role" "${name}" {
  name_prefix = "flow-log-"

  assume_role_policy = ${encoded(`{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}" } }`)}
}`,
    `resource "aws_iam_role_policy" "${policy}" {
  role = aws_iam_role.${name}.id

  policy = ${encoded(`{ Effect = "Allow", Action = [${actions}], Resource = "*" }`)}
}`,
  ].join('\n\n');
  const added = afterResource(log, text, configuration);
  return edits === undefined || added === undefined
    ? []
    : [{ title: 'Add a role that may write to CloudWatch Logs', edits: [...edits, added], preferred: false }];
}

const actions = [
  'CreateLogGroup',
  'CreateLogStream',
  'PutLogEvents',
  'DescribeLogGroups',
  'DescribeLogStreams',
]
  .map((action) => `"logs:${action}"`)
  .join(', ');

function encoded(statement: string): string {
  return `jsonencode({
    Version   = "2012-10-17"
    Statement = [${statement}]
  })`;
}
