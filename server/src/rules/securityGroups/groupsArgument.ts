import type { EvaluatedAttribute, EvaluatedBody, ResourceInstance } from '../../terraform/configuration';

const names = /^((vpc_)?security_groups?(_ids?)?|network_security_group_ids|cluster_security_group_ids)$/;

/**
 * The argument that says which groups a resource carries, in its body or in the block about its network
 * (`vpc_config`, `network_configuration`, `network_interfaces`); undefined where nothing says it.
 */
export function groupsArgument(resource: ResourceInstance): EvaluatedAttribute | undefined {
  return inBody(resource.body);
}

function inBody(body: EvaluatedBody): EvaluatedAttribute | undefined {
  for (const attribute of body.attributes.values())
    if (names.test(attribute.name) && attribute.value.kind !== 'null') return attribute;
  for (const block of body.blocks) {
    const found = inBody(block.body);
    if (found !== undefined) return found;
  }
  return undefined;
}
