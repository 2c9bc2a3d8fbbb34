import { intersectPackets, noPackets, subtractPackets } from '../../ip/packets';
import { listInWords } from '../../explain/traffic';
import type { Fix, RawFinding, Rule, RuleContext, Severity } from '../rule';
import { placeEdits, removeLines } from '../textEdits';
import { aclLists, type AclList, type KnownEntry } from './aclLists';
import { firstNumber, freeNumber, usedNumbers } from './entryNumbers';
import { entryInWords, renumber } from './entryText';
import { removeResource } from './removeResource';

/**
 * An entry that no packet gets to: the entries with lower numbers take all that it matches, by themselves or together.
 * Where one of them does the opposite, the entry does not do what it says: an error where it denies, since what it was
 * to keep out comes in. Where all of them do the same, it is only superfluous, and a hint.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html ("rules are evaluated starting with the lowest
 * numbered rule")
 */
export const shadowedEntry: Rule = {
  id: 'nacl-shadowed-entry',
  severity: 'warning',
  title: 'An entry of a network ACL that no packet gets to',
  check: (context) =>
    aclLists(context.configuration).flatMap((list) =>
      list.known.flatMap((one) => findingFor(one, list, context)),
    ),
};

function findingFor(one: KnownEntry, list: AclList, context: RuleContext): RawFinding[] {
  const covering = coveringEntries(one, list);
  if (covering === undefined) return [];
  const opposite = covering.filter((other) => other.action !== one.action);
  const told = opposite.length > 0 ? opposite : covering;
  const verb = told.length === 1 ? 'takes' : 'take';
  const names = listInWords(told.map((other) => entryInWords(other.entry)));
  return [
    {
      source: one.entry.number?.source ?? one.entry.header,
      subject: one.entry.resource.address,
      severity: severityOf(one, opposite),
      message: (subjects) =>
        opposite.length > 0
          ? `Entry ${one.number} of ${subjects} never ${one.action === 'deny' ? 'denies' : 'allows'} anything: ${names} ${verb} its packets first.`
          : `Entry ${one.number} of ${subjects} changes nothing: ${names} ${verb} its packets first, and ${told.length === 1 ? 'does' : 'do'} the same.`,
      related: covering.map((other) => ({
        message: `First: ${entryInWords(other.entry)}`,
        source: other.entry.header,
      })),
      fixes: () => fixes(one, opposite, list, context),
    },
  ];
}

function severityOf(one: KnownEntry, opposite: readonly KnownEntry[]): Severity {
  if (opposite.length === 0) return 'hint';
  return one.action === 'deny' ? 'error' : 'warning';
}

/** The lower entries that take packets from this one, if together they take all. */
function coveringEntries(one: KnownEntry, list: AclList): KnownEntry[] | undefined {
  const covering: KnownEntry[] = [];
  let rest: ReturnType<typeof subtractPackets> = [one.space];
  for (const other of list.known) {
    if (other.number >= one.number || noPackets(rest)) break;
    if (noPackets(intersectPackets(rest, [other.space]))) continue;
    covering.push(other);
    rest = subtractPackets(rest, [other.space]);
  }
  return noPackets(rest) ? covering : undefined;
}

function fixes(
  one: KnownEntry,
  opposite: readonly KnownEntry[],
  list: AclList,
  { configuration }: RuleContext,
): Fix[] {
  return [...moved(one, opposite, list, configuration), ...removed(one, configuration)];
}

/** In front of the first entry that does the opposite: a number that is free, behind what already comes before that. */
function moved(
  one: KnownEntry,
  opposite: readonly KnownEntry[],
  list: AclList,
  configuration: RuleContext['configuration'],
): Fix[] {
  const [first] = opposite;
  if (first === undefined) return [];
  const used = usedNumbers(list);
  const before = Math.max(firstNumber - 1, ...[...used].filter((number) => number < first.number));
  const number = freeNumber(used, before, first.number) ?? freeNumber(used, firstNumber - 1, first.number);
  const what = one.action === 'allow' ? `: allows ${entryInWords(one.entry)}` : '';
  return renumber(one.entry, number, configuration).map((fix) => ({
    ...fix,
    title: `Move before entry ${first.number}, as ${number ?? ''}${what.replace(/entry \d+ /, '')}`,
  }));
}

/** No packet knows the difference. It is never the only entry of its list, since others come before it. */
function removed({ entry }: KnownEntry, configuration: RuleContext['configuration']): Fix[] {
  if (entry.repeated || entry.flavour === 'attribute') return [];
  const { chunk, range } = entry.source;
  const edits =
    entry.flavour === 'block'
      ? placeEdits([removeLines(chunk, range)], configuration)
      : removeResource(entry.resource, configuration);
  return edits === undefined
    ? []
    : [{ title: 'Remove the entry, which changes nothing', edits, preferred: false }];
}
