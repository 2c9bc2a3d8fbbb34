import { listInWords } from '../../explain/traffic';
import { chunkText } from '../networkAcls/chunkText';
import type { GroupRule } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { insertArgument, placeEdits, replaceArgument } from '../textEdits';
import { extractInline } from './extractInline';
import { inlineReferences, leadsTo, type InlineReference } from './inlineGraph';
import { writtenArguments } from './ruleText';

/**
 * Groups whose inline rules name each other, or a group whose inline rule names its own id. Terraform has to make each of
 * them before the other, and refuses the whole configuration.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group,
 * https://developer.hashicorp.com/terraform/internals/graph
 */
export const inlineReferenceCycle: Rule = {
  id: 'sg-inline-reference-cycle',
  severity: 'error',
  title: 'Groups whose inline rules name each other',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const references = inlineReferences(context.groupRules(), context.configuration);
  const own = references.filter((one) => one.from === one.to);
  const others = references.filter((one) => one.from !== one.to && leadsTo(references, one.to, one.from));
  return [
    ...own.map((one) => ofItself(one, context)),
    ...cycles(others).map((one) => ofSeveral(one, context)),
  ];
}

/** The references of each cycle, or of each knot of cycles, together. */
function cycles(inCycles: readonly InlineReference[]): (readonly InlineReference[])[] {
  const left = [...inCycles];
  const found: (readonly InlineReference[])[] = [];
  for (let first = left[0]; first !== undefined; first = left[0]) {
    const { from } = first;
    const knot = left.filter((one) => leadsTo(inCycles, from, one.from) && leadsTo(inCycles, one.from, from));
    found.push(knot);
    for (const one of knot) left.splice(left.indexOf(one), 1);
  }
  return found;
}

function ofItself(reference: InlineReference, context: RuleContext): RawFinding {
  return {
    source: reference.peer.source,
    subject: reference.rule.resource.address,
    message: (subjects) =>
      `Terraform refuses ${subjects}: the group can not name its own id, which is known only once it is made; "self = true" means the group itself.`,
    fixes: () => bySelf(reference.rule, reference, context),
  };
}

function ofSeveral(knot: readonly InlineReference[], context: RuleContext): RawFinding {
  const [first] = knot;
  if (first === undefined) throw new Error('a cycle has references');
  const groups = [...new Set(knot.map((one) => one.from))];
  return {
    source: first.peer.source,
    subject: first.rule.resource.address,
    message: () =>
      `Terraform refuses ${listInWords(groups)}: their inline rules name each other, so that each would have to be made before the other.`,
    related: knot
      .slice(1)
      .map((one) => ({ message: `${one.from} names ${one.to} here`, source: one.peer.source })),
    fixes: () =>
      [...new Set(knot.map((one) => one.rule.resource))].flatMap((group) => extractInline(group, context)),
  };
}

/** The group's own id out of the list, and `self = true` beside it. */
function bySelf(rule: GroupRule, { peer }: InlineReference, { configuration }: RuleContext): Fix[] {
  const written = writtenArguments(rule);
  const list = written?.find((one) => one.name === peer.argument);
  if (written === undefined || list?.expression.kind !== 'tuple' || rule.repeated) return [];
  if (written.some((one) => one.name === 'self')) return [];
  const { chunk } = rule.source;
  const id = `${rule.resource.type}.${rule.resource.name}.id`;
  const texts = list.expression.elements.map((one) => chunkText(chunk, one.range));
  const rest = texts.filter((text) => text !== id);
  if (rest.length !== texts.length - 1) return [];
  const edits = placeEdits(
    rest.length === 0
      ? replaceArgument(chunk, written, list, 'self', 'true')
      : [
          { chunk, range: list.expression.range, newText: `[${rest.join(', ')}]` },
          ...insertArgument(chunk, written, list, 'self', 'true'),
        ],
    configuration,
  );
  return edits === undefined ? [] : [{ title: 'Write "self = true"', edits, preferred: true }];
}
