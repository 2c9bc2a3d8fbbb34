import { argument, printBlock } from '../../edits/hcl';
import { localAddress } from '../../edits/naming';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import type { FileEdit } from '../../edits/fileEdit';
import { placeEdits, removeLines } from '../textEdits';
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

/** A resource taken out of its file, with the empty lines before it. Undefined where it has no place. */
export function removeResource(
  resource: ResourceInstance,
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  const { chunk, range } = resource.source;
  const edit = removeLines(chunk, range);
  for (const { chunks } of configuration.files) {
    const place = chunks.findIndex((one) => one.chunk === chunk);
    const [before, own] = [chunks[place - 1], chunks[place]];
    if (before === undefined || own === undefined || range.start.line !== 0) continue;
    // Lines count from the chunk's first.
    const line = before.line + before.chunk.text.trimEnd().split('\n').length - own.line;
    const start = { line, character: 0 };
    return placeEdits([{ ...edit, range: { start, end: edit.range.end } }], configuration);
  }
  return placeEdits([edit], configuration);
}
