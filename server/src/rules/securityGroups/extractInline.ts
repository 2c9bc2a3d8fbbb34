import { attributeExpression } from '../../edits/naming';
import { afterResource } from '../../edits/placement';
import type { ResourceInstance } from '../../terraform/configuration';
import type { Fix, RuleContext } from '../rule';
import { placeEdits, removeLines } from '../textEdits';
import { importNote } from './importNote';
import { asRuleResources, nameGiver } from './ruleResources';

/**
 * The inline rules of a group, of both directions, as resources of their own: the provider does not support both kinds on
 * one group. The rules' ids in AWS are not in the code: the `import` blocks are a comment to fill in.
 */
export function extractInline(group: ResourceInstance, context: RuleContext): Fix[] {
  const { configuration } = context;
  const rules = context.groupRules().filter((rule) => rule.resource === group);
  if (group.key !== undefined || group.type !== 'aws_security_group' || rules.length === 0) return [];
  const id = attributeExpression(group, 'id', group.module, configuration);
  if (id === undefined) return [];
  const giveName = nameGiver(group.module, configuration);
  const texts: string[] = [];
  for (const rule of rules) {
    const own = asRuleResources(rule, id, group.name, giveName);
    if (own === undefined) return [];
    texts.push(...own);
  }
  // A dynamic block without elements makes no rule here, and others elsewhere.
  if (group.block.body.blocks.some((block) => block.type === 'dynamic')) return [];
  const removed = placeEdits(
    rules.map((rule) => removeLines(rule.source.chunk, rule.source.range)),
    configuration,
  );
  const added = afterResource(group, [...texts, importNote(texts, group.module)].join('\n\n'), configuration);
  return removed === undefined || added === undefined
    ? []
    : [
        {
          title: `Make the inline rules of ${group.address} resources of their own; import those that are applied`,
          edits: [...removed, added],
          preferred: false,
        },
      ];
}
