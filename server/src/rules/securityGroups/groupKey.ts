import type { Value } from '../../terraform/value';

/**
 * What tells a group from others: the address of the resource whose id it is, or the id itself, or the attribute that
 * has it (`aws_vpc.main.default_security_group_id`). Undefined for what is unknown, and for one of an unknown number.
 */
export function groupKeyOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.value === '' ? undefined : value.value;
  if (value?.kind !== 'reference' || value.address.includes('[*]')) return undefined;
  return value.path.join('.') === 'id' ? value.address : [value.address, ...value.path].join('.');
}
