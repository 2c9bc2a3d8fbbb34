/**
 * `flowlogs/`: VPC flow-log records, and why each was rejected. `format.ts` and `records.ts` read them, `packet.ts` says what
 * a record tells of its packets, `explainRecord.ts` asks the engine's own judges, `words.ts` says it.
 */

/**
 * All fields that a record can have, versions 2 to 11. Those of version 2 are the default format, in this order.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
const fieldsByVersion = {
  2: 'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
  3: 'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr',
  4: 'region az-id sublocation-type sublocation-id',
  5: 'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path',
  7: 'ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id',
  8: 'reject-reason',
  9: 'resource-id',
  10: 'encryption-status',
  11: 'instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag asg-tag-2 interface-type next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type',
};

const known: ReadonlySet<string> = new Set(
  Object.values(fieldsByVersion).flatMap((fields) => fields.split(' ')),
);

/** The order of the fields in a line. */
export type RecordFormat = readonly string[];

/** What AWS writes where nobody has chosen another. */
export const defaultFormat: RecordFormat = fieldsByVersion[2].split(' ');

/**
 * A format as AWS writes it (`${version} ${account-id} …`), or as a header line does (`version account-id …`, also with
 * `_` for `-`); undefined where the text is none: a single field that is not known makes it something else.
 */
export function parseFormat(text: string): RecordFormat | undefined {
  const fields = text
    .trim()
    .split(/[\s,]+/)
    .map((field) =>
      field
        .replace(/^["']?\$\{(.*)\}["']?$/, '$1')
        .replaceAll('_', '-')
        .toLowerCase(),
    );
  return fields.length > 0 && fields.every((field) => known.has(field)) ? fields : undefined;
}
