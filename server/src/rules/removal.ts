import type { ResourceInstance } from '../terraform/configuration';
import type { Fix, RuleContext } from './rule';
import { isNamedElsewhere, removeResource } from './securityGroups/removedBlock';

/** A resource taken out; none where it is one of several instances, or where other code names it. */
export function removal(
  resource: ResourceInstance,
  { configuration }: RuleContext,
  title = `Remove ${resource.address}`,
  preferred = false,
): Fix[] {
  if (resource.key !== undefined || isNamedElsewhere(resource, configuration)) return [];
  const edits = removeResource(resource, configuration);
  return edits === undefined ? [] : [{ title, edits, preferred }];
}
