/**
 * Rules about flow logs. This file says what a flow log is about and where it delivers; the others beside it are one rule
 * each.
 */
import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import type { Value } from '../../terraform/value';
import { given } from '../arguments';
import { textOf } from '../values';

/** The arguments that say what is logged: exactly one of them. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/flow_log */
export const logged = [
  'vpc_id',
  'subnet_id',
  'eni_id',
  'transit_gateway_id',
  'transit_gateway_attachment_id',
  'regional_nat_gateway_id',
] as const;

/** What a flow log is about, as far as it is given. */
export function loggedArguments({ body }: ResourceInstance): readonly EvaluatedAttribute[] {
  return logged.flatMap((name) => given(body, name) ?? []);
}

/** Where it delivers; undefined where that is unknown. */
export function destinationType({ body }: ResourceInstance): string | undefined {
  const type = given(body, 'log_destination_type');
  return type === undefined ? 'cloud-watch-logs' : textOf(type.value);
}

/** The type of resource that a destination's ARN is of, where the code makes it: `aws_s3_bucket`. */
export function resourceTypeOf(value: Value | undefined): string | undefined {
  const [cause] = value?.kind === 'unknown' ? value.causes : [];
  const name = value?.kind === 'reference' ? value.address : cause?.value;
  return /(?:^|\.)(aws_\w+)\.[\w-]+/.exec(name ?? '')?.[1];
}
