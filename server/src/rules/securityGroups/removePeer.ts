import type { Configuration } from '../../terraform/configuration';
import { comparePositions, type Range } from '../../util/text';
import type { GroupRule, RulePeer } from '../groupRules';
import { chunkText } from '../networkAcls/chunkText';
import type { Fix } from '../rule';
import { placeEdits, removeArguments, removeLines, type ChunkEdit } from '../textEdits';
import { isNamedElsewhere, removeResource } from './removedBlock';
import { isLastInline, writtenArguments } from './ruleText';

/**
 * The rule without one of its sources: out of its list, or the whole rule where it is the only one. Undefined where the
 * text says it for several rules, or other code names the rule.
 */
export function removePeer(
  rule: GroupRule,
  peer: RulePeer,
  configuration: Configuration,
): Fix['edits'] | undefined {
  const written = writtenArguments(rule);
  if (rule.repeated || written === undefined) return undefined;
  if (rule.peers.length === 1) return removeRule(rule, configuration);
  const edits = removeFromList(rule, peer, written);
  return edits === undefined ? undefined : placeEdits(edits, configuration);
}

/** A rule taken out whole. Undefined where other code names it, and for an element of a list. */
export function removeRule(rule: GroupRule, configuration: Configuration): Fix['edits'] | undefined {
  const { chunk, range } = rule.source;
  if (rule.flavour === 'attribute') return undefined;
  if (rule.flavour !== 'block')
    return isNamedElsewhere(rule.resource, configuration)
      ? undefined
      : removeResource(rule.resource, configuration);
  const newText = `${rule.direction ?? 'ingress'} = []`;
  return placeEdits(
    [isLastInline(rule) ? { chunk, range, newText } : removeLines(chunk, range)],
    configuration,
  );
}

function removeFromList(
  rule: GroupRule,
  peer: RulePeer,
  written: NonNullable<ReturnType<typeof writtenArguments>>,
): ChunkEdit[] | undefined {
  const { chunk } = rule.source;
  const attribute = written.find((one) => one.name === peer.argument);
  if (attribute === undefined) return undefined;
  const { expression } = attribute;
  if (expression.kind !== 'tuple')
    return peer.kind === 'self' || rule.flavour.startsWith('aws_vpc')
      ? removeArguments(chunk, written, [attribute])
      : undefined;
  const left = expression.elements.filter((one) => !sameRange(one.range, peer.source.range));
  if (left.length !== expression.elements.length - 1) return undefined;
  if (left.length === 0) return removeArguments(chunk, written, [attribute]);
  const newText = `[${left.map((one) => chunkText(chunk, one.range)).join(', ')}]`;
  return [{ chunk, range: expression.range, newText }];
}

function sameRange(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.start) === 0 && comparePositions(a.end, b.end) === 0;
}
