import { formatCidr, parseCidr, type Cidr } from '../../ip/cidr';
import { count } from '../../explain/traffic';
import { setArgument } from '../../edits/placement';
import { resourceHeader } from '../groupRules';
import { removeResource } from '../networkAcls/removeResource';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits, removeLines } from '../textEdits';
import { integerOf, textOf } from '../values';
import { prefixLists, type ListEntry, type PrefixListCode } from './prefixLists';

/**
 * A managed prefix list that can not be applied, or is not applied as it reads: inline entries beside
 * `aws_ec2_managed_prefix_list_entry`s, more entries than `max_entries`, a block twice, a block of the other family, or a
 * name that AWS keeps for itself.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_managed_prefix_list
 */
export const prefixListDefect: Rule = {
  id: 'prefix-list-defect',
  severity: 'error',
  title: 'A prefix list that AWS or Terraform does not take as it is written',
  check: (context) =>
    prefixLists(context.configuration).flatMap((code) => [
      ...reservedName(code),
      ...mixed(code),
      ...tooMany(code, context),
      ...twice(code, context),
      ...otherFamily(code),
    ]),
};

function reservedName({ list }: PrefixListCode): RawFinding[] {
  const name = list.body.attributes.get('name');
  if (name === undefined || textOf(name.value)?.startsWith('com.amazonaws') !== true) return [];
  return [
    {
      source: name.source,
      subject: list.address,
      message: (subjects) =>
        `AWS refuses ${subjects}: names that start with "com.amazonaws" are for its own prefix lists.`,
    },
  ];
}

function mixed({ list, entries }: PrefixListCode): RawFinding[] {
  const inline = entries.find((entry) => entry.inline);
  if (inline === undefined) return [];
  return entries
    .filter((entry) => !entry.inline)
    .map(({ resource, header }) => ({
      source: resource.body.attributes.get('prefix_list_id')?.source ?? header,
      subject: resource.address,
      message: (subjects) =>
        `${list.address} and ${subjects} undo each other at every apply: with entries inline, Terraform removes every other entry.`,
      related: [{ message: 'An entry is inline here', source: inline.header }],
    }));
}

function tooMany({ list, entries }: PrefixListCode, { configuration }: RuleContext): RawFinding[] {
  const maximum = list.body.attributes.get('max_entries');
  const limit = integerOf(maximum?.value);
  const blocks = new Set(
    entries.filter((entry) => !entry.uncertain).flatMap((entry) => canonical(entry) ?? []),
  );
  if (maximum === undefined || limit === undefined || blocks.size <= limit) return [];
  const fixes = (): Fix[] => {
    const edit =
      list.key === undefined && maximum.expression.kind === 'number'
        ? setArgument(list, 'max_entries', String(blocks.size), configuration)
        : undefined;
    const title = `Set max_entries to ${blocks.size}: every group rule with this list then counts as ${blocks.size} rules`;
    return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
  };
  return [
    {
      source: maximum.source,
      subject: list.address,
      message: (subjects) =>
        `AWS refuses ${subjects}: it has ${count(blocks.size, 'entry', 'entries')}, and max_entries is ${limit}.`,
      fixes,
    },
  ];
}

function twice({ list, entries }: PrefixListCode, { configuration }: RuleContext): RawFinding[] {
  const seen = new Map<string, ListEntry>();
  return entries.flatMap((entry) => {
    const block = entry.uncertain ? undefined : canonical(entry);
    if (block === undefined) return [];
    const first = seen.get(block);
    seen.set(block, first ?? entry);
    if (first === undefined || isSameBlock(first, entry)) return [];
    return [
      {
        source: entry.cidr?.source ?? entry.header,
        subject: entry.resource.address,
        message: (subjects: string) =>
          `AWS refuses ${subjects}: ${block} is in ${list.address} already, and a prefix list has each block once.`,
        related: [{ message: `${block} is here already`, source: first.cidr?.source ?? first.header }],
        fixes: () => removed(entry, configuration),
      },
    ];
  });
}

/** Inline entries are a set: two that are the same in everything are one. */
function isSameBlock(a: ListEntry, b: ListEntry): boolean {
  return (
    a.inline &&
    b.inline &&
    description(a) === description(b) &&
    textOf(a.cidr?.value) === textOf(b.cidr?.value)
  );
}

function description({ resource, source }: ListEntry): string | undefined {
  const block = resource.body.blocks.find((one) => one.source === source);
  return textOf(block?.body.attributes.get('description')?.value);
}

function removed(entry: ListEntry, configuration: RuleContext['configuration']): Fix[] {
  if (entry.repeated) return [];
  const edits = entry.inline
    ? placeEdits([removeLines(entry.source.chunk, entry.source.range)], configuration)
    : removeResource(entry.resource, configuration);
  return edits === undefined ? [] : [{ title: 'Remove the second entry', edits, preferred: false }];
}

function otherFamily({ list, entries }: PrefixListCode): RawFinding[] {
  const family = textOf(list.body.attributes.get('address_family')?.value);
  if (family !== 'IPv4' && family !== 'IPv6') return [];
  return entries.flatMap(({ cidr, resource, header }) => {
    const parsed = parsedBlock(cidr);
    if (parsed === undefined || `IPv${parsed.family}` === family) return [];
    return [
      {
        source: cidr?.source ?? header,
        subject: resource.address,
        message: (subjects: string) =>
          `AWS refuses ${subjects}: ${formatCidr(parsed)} is an IPv${parsed.family} block, and ${list.address} is for ${family}.`,
        related: [{ message: `The family of the list: ${family}`, source: resourceHeader(list) }],
      },
    ];
  });
}

/** The block in the one form that AWS compares. */
function canonical(entry: ListEntry): string | undefined {
  const cidr = parsedBlock(entry.cidr);
  return cidr === undefined ? undefined : formatCidr(cidr);
}

function parsedBlock(argument: ListEntry['cidr']): Cidr | undefined {
  const text = textOf(argument?.value);
  const parsed = text === undefined ? undefined : parseCidr(text);
  return parsed?.kind === 'cidr' ? parsed.cidr : undefined;
}
