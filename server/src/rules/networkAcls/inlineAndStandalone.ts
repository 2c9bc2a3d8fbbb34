import { printBlock, argument } from '../../edits/hcl';
import { localAddress } from '../../edits/naming';
import { nestedBlock } from '../../edits/placement';
import type { ResourceInstance } from '../../terraform/configuration';
import type { Attribute } from '../../syntax/tree';
import type { Fix, RawFinding, RelatedSource, Rule, RuleContext, Severity } from '../rule';
import { placeEdits } from '../textEdits';
import { aclEntries, networkAcls, type AclEntry, type Direction } from './aclEntries';
import { chunkText } from './chunkText';
import { entryArguments } from './entryArguments';
import { toStandalone } from './inlineToStandalone';

/**
 * Inline entries and `aws_network_acl_rule`s on one network ACL. Where Terraform owns the entries of a direction, because
 * the ACL has any of it inline (a block, a `dynamic` block, a list, even `[]`), it removes those that it does not know, and
 * the two undo each other at every apply. An `aws_default_network_acl` always owns both directions.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_rule,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_network_acl
 */
export const aclInlineAndStandalone: Rule = {
  id: 'nacl-inline-and-standalone-rules',
  severity: 'error',
  title: 'Inline entries and entry resources on one network ACL',
  check,
};

/** What an ACL has inline, in a direction. */
interface Inline extends RelatedSource {
  readonly direction: Direction;
}

function check(context: RuleContext): RawFinding[] {
  const acls = new Map(networkAcls(context.configuration).map((acl) => [acl.address, acl]));
  return aclEntries(context.configuration).flatMap((entry) => {
    const acl = entry.flavour === 'aws_network_acl_rule' ? acls.get(entry.acl ?? '') : undefined;
    return acl === undefined ? [] : findingFor(entry, acl, context);
  });
}

function findingFor(entry: AclEntry, acl: ResourceInstance, context: RuleContext): RawFinding[] {
  const inline = inlineOf(acl);
  const { direction } = entry;
  const isDefault = acl.type === 'aws_default_network_acl';
  if (direction === undefined || (inline.length === 0 && !isDefault)) return [];
  const same = isDefault || inline.some((one) => one.direction === direction);
  const severity: Severity = same ? 'error' : 'warning';
  const place = entry.resource.body.attributes.get('network_acl_id')?.source ?? entry.header;
  return [
    {
      source: place,
      subject: entry.resource.address,
      severity,
      message: (subjects) => {
        if (!same)
          return `${acl.address} has its ${inline[0]?.direction ?? ''} entries inline and ${subjects} beside it: the provider does not support both on one network ACL.`;
        return isDefault
          ? `${acl.address} removes ${subjects} at every apply: it owns all entries of the default network ACL, and has only those that are inline.`
          : `${acl.address} and ${subjects} undo each other at every apply: with ${direction} inline, Terraform removes every other ${direction} entry.`;
      },
      related: inline.slice(0, 4),
      fixes: () => [...folded(entry, acl, context), ...toStandalone(acl, context.configuration)],
    },
  ];
}

function inlineOf(acl: ResourceInstance): Inline[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const attribute = acl.body.attributes.get(direction);
    const blocks = acl.block.body.blocks.filter(
      (block) =>
        block.type === direction || (block.type === 'dynamic' && block.labels[0]?.text === direction),
    );
    const places = [
      ...(attribute === undefined || attribute.value.kind === 'null' ? [] : [attribute.nameSource]),
      ...blocks.map((block) => ({ chunk: acl.source.chunk, range: block.typeRange })),
    ];
    return places.map((source) => ({
      direction,
      source,
      message: `The ${direction} entries are inline here`,
    }));
  });
}

/** The entry as a block of its ACL; a `removed` block keeps Terraform from deleting it in AWS on the way. */
function folded(entry: AclEntry, acl: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const { direction, resource } = entry;
  const written = resource.block.body.attributes;
  const isList = (['ingress', 'egress'] as const).some((name) => acl.body.attributes.has(name));
  if (direction === undefined || entry.repeated || acl.key !== undefined || isList) return [];
  if (acl.module.address !== resource.module.address || resource.block.body.blocks.length > 0) return [];
  const block = printBlock(
    direction,
    entryArguments.flatMap(({ standalone, inline }) => itemFor(entry, written, standalone, inline)),
    1,
  );
  const insertion = nestedBlock(acl, direction, block, configuration);
  const removal = placeEdits(
    [{ chunk: resource.source.chunk, range: resource.block.range, newText: removedBlock(resource) }],
    configuration,
  );
  return insertion === undefined || removal === undefined
    ? []
    : [{ title: `Move the entry into ${acl.address}`, edits: [insertion, ...removal], preferred: false }];
}

function itemFor(
  entry: AclEntry,
  written: readonly Attribute[],
  name: string,
  inline: string,
): ReturnType<typeof argument>[] {
  const attribute = written.find((one) => one.name === name);
  if (attribute !== undefined)
    return [argument(inline, chunkText(entry.resource.source.chunk, attribute.expression.range))];
  // A block has to have its ports.
  return name.endsWith('_port') ? [argument(inline, '0')] : [];
}

/** https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources */
function removedBlock(resource: ResourceInstance): string {
  return printBlock('removed', [
    argument('from', localAddress(resource)),
    { kind: 'block', header: 'lifecycle', items: [argument('destroy', 'false')] },
  ]);
}
