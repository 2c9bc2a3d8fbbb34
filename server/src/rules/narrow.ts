import type { EvaluatedAttribute } from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';
import type { MapValue, ReferenceValue, Value } from '../terraform/value';
import { textIn } from '../util/textIn';
import { literalText } from '../syntax/literalText';
import type { Chunk, Expression, Template } from '../syntax/tree';

/** The elements of an argument that is a list of objects (`ingress = [{…}]`); an unknown list has one that is not known. */
export function elementsOf(
  attribute: EvaluatedAttribute,
): readonly { readonly element: Value; readonly source: SourceRange }[] {
  const { value } = attribute;
  if (value.kind === 'null') return [];
  const elements = value.kind === 'list' ? value.elements : [value];
  return elements.map((element, index) => ({ element, source: elementSource(attribute, element, index) }));
}

/**
 * The place of one element of an attribute's list: the literal that says it or the reference that is it, where exactly one
 * does, else the element at its index in a list that is written out, or the only object there that can be it, else the whole expression.
 */
export function elementSource(attribute: EvaluatedAttribute, element: Value, index: number): SourceRange {
  const { expression } = attribute;
  const { chunk } = attribute.source;
  const literals = element.kind === 'string' ? literalsOf(expression, element.value) : [];
  const [only] = literals;
  if (only !== undefined && literals.length === 1) return { chunk, range: only.range };
  const elements = expression.kind === 'tuple' ? expression.elements : [];
  const named = element.kind === 'reference' ? elements.filter((one) => names(one, element, chunk)) : [];
  if (named[0] !== undefined && named.length === 1) return { chunk, range: named[0].range };
  const listed = attribute.value.kind === 'list' ? attribute.value.elements.length : -1;
  const own = elements[index];
  // A set is sorted: its places do not tell the order in the text.
  const inOrder = attribute.value.kind === 'list' && attribute.value.form !== 'set';
  if (own !== undefined && listed === elements.length && (inOrder || listed === 1))
    return { chunk, range: own.range };
  const alike = element.kind === 'map' ? elements.filter((candidate) => maySay(candidate, element)) : [];
  if (alike[0] !== undefined && alike.length === 1) return { chunk, range: alike[0].range };
  const [computed, second] = elements.filter((candidate) => literalText(candidate) === undefined);
  if (literals.length === 0 && computed !== undefined && second === undefined)
    return { chunk, range: computed.range };
  return attribute.source;
}

/** Whether an expression is written as the reference: `aws_subnet.a.id`, also where that is in a module. */
function names({ range }: Expression, { address, path }: ReferenceValue, chunk: Chunk): boolean {
  const whole = [address, ...path].join('.');
  const text = textIn(chunk.text, range);
  return whole === text || whole.endsWith(`.${text}`);
}

/** Whether an object that is written out can be this value: none of its literals says otherwise. */
function maySay(expression: Expression, value: MapValue): boolean {
  if (expression.kind !== 'object') return false;
  return expression.items.every((item) => {
    const name = literalText(item.key);
    const entry = name === undefined ? undefined : value.entries.get(name);
    const written = scalarText(item.value);
    if (entry === undefined || written === undefined) return true;
    if (entry.kind === 'string' || entry.kind === 'boolean') return String(entry.value) === written;
    return entry.kind !== 'number' || (/^-?\d+(\.\d+)?$/.test(written) && entry.value.eq(written));
  });
}

/** A literal string, number or truth value as text. */
function scalarText(expression: Expression): string | undefined {
  if (expression.kind === 'number') return expression.text;
  if (expression.kind === 'boolean') return String(expression.value);
  return literalText(expression);
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
