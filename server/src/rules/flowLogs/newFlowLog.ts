import { argument, printBlock } from '../../edits/hcl';
import { freeName } from '../../edits/naming';
import { afterResource } from '../../edits/placement';
import type { ResourceInstance } from '../../terraform/configuration';
import type { Fix, RuleContext } from '../rule';

/** A flow log of a VPC to a bucket of its own, behind the VPC. S3 takes the policy that it needs from AWS: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
export function newLog(vpc: ResourceInstance, { configuration }: RuleContext): readonly Fix[] {
  if (vpc.key !== undefined) return [];
  const bucket = freeName('aws_s3_bucket', `${vpc.name}_flow_logs`, vpc.module, configuration);
  const name = freeName('aws_flow_log', vpc.name, vpc.module, configuration);
  const prefix = `${vpc.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 20)}-flow-logs-`;
  const text = [
    printBlock(`resource "aws_flow_log" "${name}"`, [
      argument('vpc_id', `aws_vpc.${vpc.name}.id`),
      argument('traffic_type', '"ALL"'),
      argument('log_destination_type', '"s3"'),
      argument('log_destination', `aws_s3_bucket.${bucket}.arn`),
    ]),
    printBlock(`resource "aws_s3_bucket" "${bucket}"`, [
      argument('bucket_prefix', `"${prefix.replace(/^-/, '')}"`),
    ]),
  ].join('\n\n');
  const edit = afterResource(vpc, text, configuration);
  return edit === undefined
    ? []
    : [{ title: 'Log its traffic to a new S3 bucket', edits: [edit], preferred: false }];
}
