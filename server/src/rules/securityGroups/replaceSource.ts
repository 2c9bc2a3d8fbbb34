import type { FileEdit } from '../../edits/fileEdit';
import type { Attribute } from '../../syntax/tree';
import type { Configuration } from '../../terraform/configuration';
import { comparePositions } from '../../util/text';
import type { GroupRule, RulePeer } from '../groupRules';
import { chunkText } from '../networkAcls/chunkText';
import {
  at,
  insertArgument,
  placeEdits,
  removeArguments,
  replaceArgument,
  type ChunkEdit,
} from '../textEdits';
import { writtenArguments } from './ruleText';

/** A source to write in place of another: of which kind, and the expressions that mean it. */
export interface NewSource {
  readonly kind: 'group' | 'cidr4' | 'cidr6';
  /** At least one; several only where the rule's flavour takes a list. */
  readonly expressions: readonly string[];
}

/**
 * The rule with one of its sources replaced, in the argument that its flavour has for the new one; the other sources stay.
 * Undefined where the text does not say the source by itself (a variable, an element of a list of objects), or the flavour
 * can not have the new one beside the others.
 */
export function replaceSource(
  rule: GroupRule,
  peer: RulePeer,
  source: NewSource,
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  const written = writtenArguments(rule);
  const old = written?.find((attribute) => attribute.name === peer.argument);
  const name = argumentFor(rule, source.kind);
  if (written === undefined || old === undefined || !isOneText(rule, old)) return undefined;
  const isList = name.endsWith('s');
  if (!isList && source.expressions.length !== 1) return undefined;
  const left = otherElements(rule, old, peer);
  if (left === undefined) return undefined;
  const target = written.find((attribute) => attribute.name === name);
  const edits = editsFor(rule, { written, old, target, left, name, isList }, source.expressions);
  return edits === undefined ? undefined : placeEdits(edits, configuration);
}

/** The argument for a source of a kind in the rule's flavour. */
function argumentFor({ flavour }: GroupRule, kind: NewSource['kind']): string {
  const current = { group: 'referenced_security_group_id', cidr4: 'cidr_ipv4', cidr6: 'cidr_ipv6' };
  if (flavour.startsWith('aws_vpc')) return current[kind];
  const lists = { group: 'security_groups', cidr4: 'cidr_blocks', cidr6: 'ipv6_cidr_blocks' };
  return flavour === 'aws_security_group_rule' && kind === 'group' ? 'source_security_group_id' : lists[kind];
}

/** Whether the argument is written for this rule alone, and all its elements are there. */
function isOneText(rule: GroupRule, old: Attribute): boolean {
  const own = rule.peers.filter((peer) => peer.argument === old.name).length;
  return old.expression.kind === 'tuple' ? old.expression.elements.length === own : own === 1;
}

/** The texts of what stays in the source's argument; undefined where the source can not be told from the rest. */
function otherElements(rule: GroupRule, old: Attribute, peer: RulePeer): readonly string[] | undefined {
  if (old.expression.kind !== 'tuple') return [];
  const { elements } = old.expression;
  const kept = elements.filter((one) => comparePositions(one.range.start, peer.source.range.start) !== 0);
  return kept.length === elements.length - 1
    ? kept.map((one) => chunkText(rule.source.chunk, one.range))
    : undefined;
}

interface Site {
  readonly written: readonly Attribute[];
  readonly old: Attribute;
  /** The argument of the new source, where the rule has it already. */
  readonly target: Attribute | undefined;
  readonly left: readonly string[];
  readonly name: string;
  readonly isList: boolean;
}

function editsFor(rule: GroupRule, site: Site, expressions: readonly string[]): ChunkEdit[] | undefined {
  const { written, old, target, left, name, isList } = site;
  const { chunk } = rule.source;
  const value = isList ? `[${expressions.join(', ')}]` : expressions.join();
  if (target === old)
    return [
      { chunk, range: old.expression.range, newText: isList ? listText([...left, ...expressions]) : value },
    ];
  // A rule resource has one kind of source.
  const alone = rule.peers.length === 1;
  if (rule.flavour !== 'block' && !alone) return undefined;
  const shrunk = { chunk, range: old.expression.range, newText: listText(left) };
  if (target === undefined)
    return left.length === 0
      ? replaceArgument(chunk, written, old, name, value)
      : [shrunk, ...insertArgument(chunk, written, old, name, value)];
  if (target.expression.kind !== 'tuple') return undefined;
  const last = target.expression.elements.at(-1);
  if (last === undefined) return undefined;
  const added = { chunk, range: at(last.range.end), newText: `, ${expressions.join(', ')}` };
  return [added, ...(left.length === 0 ? removeArguments(chunk, written, [old]) : [shrunk])];
}

function listText(elements: readonly string[]): string {
  return `[${elements.join(', ')}]`;
}
