import { argument, printBlock } from '../../edits/hcl';
import { localAddress } from '../../edits/naming';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { withoutKeys } from './inlineGraph';

/**
 * The block that makes Terraform forget a resource without deleting it in AWS.
 * https://developer.hashicorp.com/terraform/language/block/removed
 */
export function removedBlock(resource: ResourceInstance): string {
  return printBlock('removed', [
    argument('from', withoutKeys(localAddress(resource))),
    { kind: 'block', header: 'lifecycle', items: [argument('destroy', 'false')] },
  ]);
}

/** Whether other code of the resource's module names it, so that it can not be taken out. */
export function isNamedElsewhere(resource: ResourceInstance, configuration: Configuration): boolean {
  const name = new RegExp(`\\b${resource.type}\\.${resource.name}\\b`);
  return configuration.files
    .filter((file) => file.path.slice(0, file.path.lastIndexOf('/')) === resource.module.directory)
    .some((file) => file.chunks.some(({ chunk }) => name.test(chunk.text)));
}
