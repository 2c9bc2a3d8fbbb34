import { quoted } from '../../edits/hcl';
import type { Attribute, Block, Body } from '../../syntax/tree';
import type { EvaluatedAttribute } from '../../terraform/configuration';
import { comparePositions } from '../../util/text';
import { literalText } from '../../syntax/literalText';
import type { Fix, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';
import type { CidrArgument } from './cidrArguments';

/**
 * The literal replaced by another text (a Terraform expression); none where the CIDR is computed, since then the text is
 * not at fault by itself.
 */
export function replaceLiteral(
  cidr: CidrArgument,
  newText: string,
  title: string,
  context: RuleContext,
  preferred = false,
): Fix[] {
  if (!isLiteral(cidr)) return [];
  const edits = placeEdits([{ ...cidr.source, newText }], context.configuration);
  return edits === undefined ? [] : [{ title, edits, preferred }];
}

/** The literal replaced by another CIDR. */
export function replaceCidr(cidr: CidrArgument, text: string, title: string, context: RuleContext): Fix[] {
  return replaceLiteral(cidr, quoted(text), title, context);
}

/** Whether the place of the CIDR is a quoted string that says it. */
export function isLiteral(cidr: CidrArgument): boolean {
  return literalAt(cidr) === cidr.text;
}

function literalAt(cidr: CidrArgument): string | undefined {
  const { expression, source } = cidr.attribute ?? {};
  if (expression === undefined || source === undefined) return undefined;
  const candidates = expression.kind === 'tuple' ? expression.elements : [expression];
  const own = candidates.find((one) => comparePositions(one.range.start, cidr.source.range.start) === 0);
  return own === undefined ? undefined : literalText(own);
}

/** An argument in the text, with the others of its body. */
export interface WrittenArgument {
  readonly attribute: Attribute;
  readonly siblings: readonly Attribute[];
}

/** Where an evaluated attribute stands in its resource's text; undefined where it does not (another file's override). */
export function writtenArgument(cidr: CidrArgument): WrittenArgument | undefined {
  return cidr.attribute === undefined ? undefined : findIn(cidr.resource.block.body, cidr.attribute);
}

function findIn(body: Body, wanted: EvaluatedAttribute): WrittenArgument | undefined {
  const start = wanted.nameSource.range.start;
  const attribute = body.attributes.find(
    (one) => one.name === wanted.name && comparePositions(one.nameRange.start, start) === 0,
  );
  if (attribute !== undefined) return { attribute, siblings: body.attributes };
  for (const block of body.blocks) {
    const inner = isAround(block, wanted) ? findIn(block.body, wanted) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isAround(block: Block, attribute: EvaluatedAttribute): boolean {
  const { start } = attribute.nameSource.range;
  return comparePositions(block.range.start, start) <= 0 && comparePositions(start, block.range.end) <= 0;
}
