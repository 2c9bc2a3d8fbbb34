import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import type { Value } from '../../terraform/value';

/** Whether an output of the root module has something of a resource, so that other configurations can use it. */
export function isHandedOut(resource: ResourceInstance, configuration: Configuration): boolean {
  return [...configuration.module.outputs.values()].some((value) => mentions(value, resource.address));
}

function mentions(value: Value, address: string): boolean {
  switch (value.kind) {
    case 'reference':
      return value.address === address;
    case 'unknown':
      return value.causes.some((cause) => cause.value.startsWith(address));
    case 'list':
      return value.elements.some((element) => mentions(element, address));
    case 'map':
      return [...value.entries.values()].some((entry) => mentions(entry, address));
    default:
      return false;
  }
}
