import { unknown } from '../../maybe';
import type { Id, Maybe } from '../../model';
import { unknownCause, type Context } from '../context';
import type { Fields } from '../fields';
import { readIds } from '../read';

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
  const groups = context.of(...types);
  const group = groups.find((one) => {
    if (value.kind === 'reference') return value.address === one.address;
    const name =
      context.fields(one).argument('name')?.value ??
      context.fields(one).argument('replication_subnet_group_id')?.value;
    return value.kind === 'string' && name?.kind === 'string' && sameName(name.value, value.value);
  });
  if (group !== undefined) return readIds(context, context.fields(group), 'subnet_ids', 'subnets');
  const name = value.kind === 'string' ? `"${value.value}"` : argument;
  const cause = unknownCause(given) ?? {
    value: name,
    why: 'a subnet group that is not in this code',
    source: given.source,
  };
  return [unknown(context.reason(cause))];
}

/** AWS stores the names of subnet groups in lower case. */
function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
