import type { EvaluatedAttribute } from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';
import type { Value } from '../terraform/value';
import type { Expression, Template } from '../syntax/tree';

/**
 * The place of one element of an attribute's list: the literal that says it where exactly one does, else the element at
 * its index in a list that is written out, else the whole expression.
 */
export function elementSource(attribute: EvaluatedAttribute, element: Value, index: number): SourceRange {
  const { expression } = attribute;
  const { chunk } = attribute.source;
  const literals = element.kind === 'string' ? literalsOf(expression, element.value) : [];
  const [only] = literals;
  if (only !== undefined && literals.length === 1) return { chunk, range: only.range };
  const elements = expression.kind === 'tuple' ? expression.elements : [];
  const listed = attribute.value.kind === 'list' ? attribute.value.elements.length : -1;
  const own = elements[index];
  // A set is sorted: its places do not tell the order in the text.
  const inOrder = attribute.value.kind === 'list' && attribute.value.form !== 'set';
  if (own !== undefined && listed === elements.length && (inOrder || listed === 1))
    return { chunk, range: own.range };
  const [computed, second] = elements.filter((candidate) => literalText(candidate) === undefined);
  if (literals.length === 0 && computed !== undefined && second === undefined)
    return { chunk, range: computed.range };
  return attribute.source;
}

/** The text of a quoted string without anything to evaluate; undefined for any other expression. */
export function literalText(expression: Expression): string | undefined {
  if (expression.kind !== 'template') return undefined;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}

function literalsOf(expression: Expression, text: string): Template[] {
  if (expression.kind === 'template') return literalText(expression) === text ? [expression] : [];
  return childrenOf(expression).flatMap((child) => literalsOf(child, text));
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'tuple':
      return expression.elements;
    case 'object':
      return expression.items.map((item) => item.value);
    case 'call':
      return expression.arguments;
    case 'conditional':
      return [expression.then, expression.otherwise];
    case 'parentheses':
      return [expression.expression];
    case 'for':
      return [expression.collection, expression.value];
    default:
      return [];
  }
}
