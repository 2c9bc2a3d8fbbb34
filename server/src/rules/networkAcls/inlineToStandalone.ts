import { argument, printBlock } from '../../edits/hcl';
import { freeName, localAddress } from '../../edits/naming';
import { afterResource } from '../../edits/placement';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { comparePositions } from '../../util/text';
import type { Fix } from '../rule';
import { writtenArguments } from '../securityGroups/ruleText';
import { placeEdits, removeLines } from '../textEdits';
import { integerOf, textOf } from '../values';
import { aclEntries, type AclEntry } from './aclEntries';
import { chunkText } from './chunkText';
import { entryArguments } from './entryArguments';

/**
 * All inline blocks of an ACL as `aws_network_acl_rule`s, with `import` blocks, since the entries are in AWS already. Only
 * in the root module, which alone may have `import` blocks, and only where every block stands for one entry. A default ACL
 * has to have its entries inline.
 *
 * https://developer.hashicorp.com/terraform/language/import
 */
export function toStandalone(acl: ResourceInstance, configuration: Configuration): Fix[] {
  const entries = aclEntries(configuration).filter((entry) => entry.resource === acl);
  const isPlain =
    acl.type === 'aws_network_acl' &&
    acl.module.address === '' &&
    entries.length > 0 &&
    entries.length === acl.block.body.blocks.length &&
    entries.every((entry) => entry.flavour === 'block' && !entry.repeated && !hasComment(entry));
  if (!isPlain) return [];
  const texts = entries.map((entry) => resourceText(entry, acl, configuration));
  const complete = texts.filter((text) => text !== undefined);
  const insertion = afterResource(acl, complete.join('\n\n'), configuration);
  const removals = placeEdits(
    entries.map(({ source }) => removeLines(source.chunk, source.range)),
    configuration,
  );
  if (insertion === undefined || removals === undefined || complete.length < texts.length) return [];
  const title = `Make the inline entries of ${acl.address} resources, and import them`;
  return [{ title, edits: [...removals, insertion], preferred: false }];
}

/** A comment would be lost. */
function hasComment({ source }: AclEntry): boolean {
  return source.chunk.comments.some(
    (comment) =>
      comparePositions(source.range.start, comment.range.start) <= 0 &&
      comparePositions(comment.range.end, source.range.end) <= 0,
  );
}

function resourceText(
  entry: AclEntry,
  acl: ResourceInstance,
  configuration: Configuration,
): string | undefined {
  const number = integerOf(entry.number?.value);
  const protocol = textOf(entry.protocol?.value);
  const written = writtenArguments(entry);
  if (number === undefined || protocol === undefined || written === undefined) return undefined;
  const { direction = 'ingress' } = entry;
  const type = 'aws_network_acl_rule';
  const name = freeName(type, `${acl.name}_${direction}_${number}`, acl.module, configuration);
  const egress = String(direction === 'egress');
  const id = `${localAddress(acl)}.id`;
  const items = entryArguments.flatMap(({ standalone, inline }) => {
    const own = written.find((one) => one.name === inline);
    return own === undefined
      ? []
      : [argument(standalone, chunkText(entry.source.chunk, own.expression.range))];
  });
  const resource = printBlock(`resource "${type}" "${name}"`, [
    argument('network_acl_id', id),
    argument('egress', egress),
    ...items,
  ]);
  const imported = printBlock('import', [
    argument('to', `${type}.${name}`),
    argument('id', `"\${${id}}:${number}:${protocol}:${egress}"`),
  ]);
  return `${resource}\n\n${imported}`;
}
