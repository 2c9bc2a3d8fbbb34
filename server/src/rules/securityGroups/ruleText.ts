import type { Attribute, Block, Body } from '../../syntax/tree';
import { comparePositions } from '../../util/text';
import type { ResourceInstance } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import type { GroupRule } from '../groupRules';

/** A group rule or network ACL entry, for what its text is about. */
export interface WrittenRule {
  /** `block`, `attribute`, or the type of its own resource. */
  readonly flavour: string;
  readonly resource: ResourceInstance;
  readonly source: SourceRange;
}

/** The arguments of a rule as they stand in the text: of its block, or of its resource. Undefined for elements of lists. */
export function writtenArguments(rule: WrittenRule): readonly Attribute[] | undefined {
  if (rule.flavour === 'attribute') return undefined;
  if (rule.flavour !== 'block') return rule.resource.block.body.attributes;
  return bodyAt(rule.resource.block.body, rule)?.attributes;
}

/** The body of the nested block that the rule is: at any depth, since a `dynamic` block has its content inside. */
function bodyAt(body: Body, rule: WrittenRule): Body | undefined {
  for (const block of body.blocks) {
    if (isAt(block, rule)) return block.body;
    const inner = bodyAt(block.body, rule);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isAt(block: Block, rule: WrittenRule): boolean {
  return (
    comparePositions(block.range.start, rule.source.range.start) === 0 &&
    comparePositions(block.range.end, rule.source.range.end) === 0
  );
}

/** Whether this is the only inline block of its direction: without it Terraform would no longer manage that direction, and leave the rule in AWS. */
export function isLastInline(rule: GroupRule): boolean {
  const { blocks } = rule.resource.block.body;
  const same = blocks.filter(
    (block) => block.type === rule.direction || block.labels[0]?.text === rule.direction,
  );
  return rule.flavour === 'block' && same.length === 1;
}
