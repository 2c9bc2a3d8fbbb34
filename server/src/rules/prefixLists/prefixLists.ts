import { managed } from '../../terraform/resources';
/** This folder finds what is wrong with managed prefix lists. This file reads their entries, inline and standalone. */
import { identityKey } from '../networkAcls/aclKey';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import { resourceHeader, type RuleArgument } from '../groupRules';

/** One entry of a list, as the code writes it. */
export interface ListEntry {
  /** The resource instance that has it: the list itself, or the entry's own. */
  readonly resource: ResourceInstance;
  readonly inline: boolean;
  readonly cidr: RuleArgument | undefined;
  /** Whether one text makes several entries. */
  readonly repeated: boolean;
  readonly uncertain: boolean;
  /** The whole block. */
  readonly source: SourceRange;
  readonly header: SourceRange;
}

export interface PrefixListCode {
  readonly list: ResourceInstance;
  readonly entries: readonly ListEntry[];
}

/** The prefix lists of the configuration with their entries, inline ones first. */
export function prefixLists(configuration: Configuration): readonly PrefixListCode[] {
  const standalone = managed(configuration, 'aws_ec2_managed_prefix_list_entry');
  return managed(configuration, 'aws_ec2_managed_prefix_list').map((list) => ({
    list,
    entries: [
      ...inlineEntries(list),
      ...standalone
        .filter((entry) => identityKey(entry.body.attributes.get('prefix_list_id')?.value) === list.address)
        .map(standaloneEntry),
    ],
  }));
}

function inlineEntries(list: ResourceInstance): ListEntry[] {
  return list.body.blocks
    .filter((block) => block.type === 'entry')
    .map((block) => ({
      resource: list,
      inline: true,
      cidr: block.body.attributes.get('cidr'),
      repeated: block.dynamic !== undefined || list.key !== undefined,
      uncertain: list.uncertain !== undefined || block.uncertain !== undefined,
      source: block.source,
      header: block.source,
    }));
}

function standaloneEntry(entry: ResourceInstance): ListEntry {
  return {
    resource: entry,
    inline: false,
    cidr: entry.body.attributes.get('cidr'),
    repeated: entry.key !== undefined,
    uncertain: entry.uncertain !== undefined,
    source: entry.source,
    header: resourceHeader(entry),
  };
}
