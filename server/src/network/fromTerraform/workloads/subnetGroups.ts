import { unknown } from '../../maybe';
import type { Id, Maybe } from '../../model';
import { unknownCause, type Context } from '../context';
import type { Fields } from '../fields';
import { readIds } from '../read';
import { referredResource } from '../referred';

/**
 * The subnets of a subnet group, which an argument names by reference or by name; none where the argument is absent
 * (then the default VPC's are used).
 */
export function subnetsOfGroup(
  context: Context,
  fields: Fields,
  argument: string,
  types: readonly string[],
): readonly Maybe<Id>[] {
  const given = fields.argument(argument);
  if (given === undefined) return [];
  const { value } = given;
  const group = referredResource(context, value, types, ['name', 'replication_subnet_group_id']);
  if (group !== undefined) return readIds(context, context.fields(group), 'subnet_ids', 'subnets');
  const name = value.kind === 'string' ? `"${value.value}"` : argument;
  const cause = unknownCause(given) ?? {
    value: name,
    why: 'a subnet group that is not in this code',
    source: given.source,
  };
  return [unknown(context.reason(cause))];
}
