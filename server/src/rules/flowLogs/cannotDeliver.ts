import { editsForRole } from './deliveryRole';
import type { ResourceInstance } from '../../terraform/configuration';
import { given } from '../arguments';
import { changeResource, type ArgumentChanges } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { certain } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { destinationType, loggedArguments, resourceTypeOf } from './flowLogs';

/**
 * A flow log that AWS refuses, or that has nowhere to write: to CloudWatch Logs (which is where it goes without
 * `log_destination_type`) without a role that may write there; to S3, or to Firehose within the account, with such a role; to
 * a destination of another type than it says; about nothing, or about two things; without `traffic_type` for a VPC, a subnet
 * or an interface.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/flow_log
 */
export const flowLogCannotDeliver: Rule = {
  id: 'flow-log-cannot-deliver',
  severity: 'error',
  title: 'A flow log that can not deliver',
  check: (context) =>
    certain(context.configuration, 'aws_flow_log').flatMap((resource) => [
      ...aboutNotOne(resource),
      ...withoutTraffic(resource, context),
      ...destination(resource, context),
    ]),
};

function finding(
  resource: ResourceInstance,
  argument: string | undefined,
  message: (subjects: string) => string,
  fixes: () => readonly Fix[] = () => [],
): RawFinding {
  const source = argument === undefined ? undefined : resource.body.attributes.get(argument)?.source;
  return { source: source ?? resourceHeader(resource), subject: resource.address, message, fixes };
}

function aboutNotOne(resource: ResourceInstance): RawFinding[] {
  const about = loggedArguments(resource);
  if (about.length === 0) {
    return [
      finding(
        resource,
        undefined,
        (subjects) => `AWS refuses ${subjects}: it says nothing that is to be logged.`,
      ),
    ];
  }
  const known = about.filter(({ value }) => value.kind !== 'unknown');
  const [first, second] = known;
  if (first === undefined || second === undefined) return [];
  return [
    finding(
      resource,
      second.name,
      (subjects) =>
        `AWS refuses ${subjects}: one flow log is about one thing, and this has ${first.name} and ${second.name}.`,
    ),
  ];
}

function withoutTraffic(resource: ResourceInstance, context: RuleContext): RawFinding[] {
  const about = loggedArguments(resource);
  const needs = about.length === 1 && ['vpc_id', 'subnet_id', 'eni_id'].includes(about[0]?.name ?? '');
  if (!needs || given(resource.body, 'traffic_type') !== undefined) return [];
  return [
    finding(
      resource,
      undefined,
      (subjects) => `AWS refuses ${subjects}: for a VPC, a subnet or an interface it needs a traffic_type.`,
      () => change(resource, { set: [['traffic_type', '"ALL"']] }, 'Log all traffic', context),
    ),
  ];
}

/** What each type of destination is made of. */
const madeOf: Readonly<Partial<Record<string, string>>> = {
  aws_s3_bucket: 's3',
  aws_cloudwatch_log_group: 'cloud-watch-logs',
  aws_kinesis_firehose_delivery_stream: 'kinesis-data-firehose',
};

function destination(resource: ResourceInstance, context: RuleContext): RawFinding[] {
  const type = destinationType(resource);
  const made = resourceTypeOf(given(resource.body, 'log_destination')?.value);
  const wanted = madeOf[made ?? ''];
  if (type === undefined) return [];
  if (wanted !== undefined && wanted !== type) return [mismatch(resource, type, wanted, made ?? '', context)];
  const role = given(resource.body, 'iam_role_arn');
  if (type === 'cloud-watch-logs') return role === undefined ? [withoutRole(resource, context)] : [];
  const isAcross = given(resource.body, 'deliver_cross_account_role') !== undefined;
  if (role === undefined || role.value.kind === 'unknown' || (type !== 's3' && isAcross)) return [];
  return [
    finding(
      resource,
      'iam_role_arn',
      (subjects) =>
        `AWS refuses ${subjects}: a role is for delivery to CloudWatch Logs, and this goes to ${inWords(type)}.`,
      () => change(resource, { set: [], remove: ['iam_role_arn'] }, 'Remove the role', context, true),
    ),
  ];
}

function inWords(type: string): string {
  if (type === 's3') return 'S3';
  return type === 'cloud-watch-logs' ? 'CloudWatch Logs' : 'Firehose';
}

function mismatch(
  resource: ResourceInstance,
  type: string,
  wanted: string,
  made: string,
  context: RuleContext,
): RawFinding {
  const isGiven = given(resource.body, 'log_destination_type') !== undefined;
  return finding(
    resource,
    'log_destination',
    (subjects) =>
      `AWS refuses ${subjects}: its destination is an ${made}, and it delivers to ${inWords(type)}${isGiven ? '' : ', which is where it goes without log_destination_type'}.`,
    () =>
      change(
        resource,
        {
          set: [['log_destination_type', `"${wanted}"`]],
          remove: wanted === 'cloud-watch-logs' ? [] : ['iam_role_arn'],
        },
        `Deliver to ${inWords(wanted)}`,
        context,
        true,
      ),
  );
}

function withoutRole(resource: ResourceInstance, context: RuleContext): RawFinding {
  return finding(
    resource,
    'log_destination_type',
    (subjects) =>
      `${subjects} can not write to CloudWatch Logs: it has no iam_role_arn, the role that may write there.`,
    () => editsForRole(resource, context),
  );
}

function change(
  resource: ResourceInstance,
  changes: ArgumentChanges,
  title: string,
  { configuration }: RuleContext,
  preferred = false,
): readonly Fix[] {
  const edits = changeResource(resource, changes, configuration);
  return edits === undefined ? [] : [{ title, edits, preferred }];
}
