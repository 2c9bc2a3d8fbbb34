import type { GroupRule } from '../groupRules';
import { chunkText } from '../networkAcls/chunkText';
import type { Fix, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';
import { importNote } from './importNote';
import { isNamedElsewhere, removedBlock } from './removedBlock';
import { asRuleResources, nameGiver } from './ruleResources';
import { writtenArguments } from './ruleText';

/**
 * An `aws_security_group_rule` as resources of the current kind, one for each source; a `removed` block keeps Terraform
 * from deleting the rule in AWS. The new resources' ids are not in the code: their `import`
 * blocks are a comment to fill in.
 */
export function rewriteLegacy(rule: GroupRule, { configuration }: RuleContext): Fix[] {
  const { resource } = rule;
  if (rule.flavour !== 'aws_security_group_rule' || isNamedElsewhere(resource, configuration)) return [];
  const group = writtenArguments(rule)?.find((one) => one.name === 'security_group_id');
  if (group === undefined) return [];
  const { chunk } = resource.source;
  const giveName = nameGiver(resource.module, configuration);
  const texts = asRuleResources(rule, chunkText(chunk, group.expression.range), resource.name, giveName);
  if (texts === undefined) return [];
  const newText = [...texts, removedBlock(resource), importNote(texts, resource.module)].join('\n\n');
  const edits = placeEdits([{ chunk, range: resource.block.range, newText }], configuration);
  return edits === undefined
    ? []
    : [
        {
          title: 'Rewrite it as rules of the current kind; import them where it is applied',
          edits,
          preferred: false,
        },
      ];
}
