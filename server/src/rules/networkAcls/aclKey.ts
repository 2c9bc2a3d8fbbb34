import type { Configuration } from '../../terraform/configuration';
import type { Value } from '../../terraform/value';

/**
 * Which ACL a value names, as a key that is equal for equal ACLs: the address of its resource, the literal id, or what the
 * reference says. `aws_vpc.main.default_network_acl_id` is the ACL that adopts it, where one does.
 */
export function aclKey(value: Value | undefined, configuration: Configuration): string | undefined {
  const key = identityKey(value);
  if (key === undefined || value?.kind !== 'reference' || value.path[0] !== 'default_network_acl_id')
    return key;
  const adopter = configuration.resources.find(
    (resource) =>
      resource.type === 'aws_default_network_acl' &&
      identityKey(resource.body.attributes.get('default_network_acl_id')?.value) === key,
  );
  return adopter?.address ?? key;
}

/** What a reference or a literal id names: an address for `….id`, else the address with the attribute. */
export function identityKey(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.value === '' ? undefined : value.value;
  if (value?.kind !== 'reference') return undefined;
  return value.path.join('.') === 'id' ? value.address : [value.address, ...value.path].join('.');
}
