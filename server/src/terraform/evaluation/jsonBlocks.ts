import type { Attribute, Block, Body, Expression, Label, ObjectItem } from '../../syntax/tree';
import type { BodySchema } from '../provider/schema';
import { literalText } from '../../syntax/literalText';

/**
 * Terraform's JSON syntax writes nested blocks as objects, or lists of objects, so that only the schema tells them from
 * arguments. Gives the blocks where `name` is a block type (or `dynamic`); undefined where it is an argument, as in the
 * native syntax it always is.
 * https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-mapping
 */
export function blocksOfAttribute(
  name: string,
  expression: Expression,
  schema: BodySchema | undefined,
): Block[] | undefined {
  if (schema?.attributes.has(name)) return undefined;
  if (name === 'dynamic') return items(expression).flatMap(dynamicBlocks);
  if (schema?.blocks.has(name) !== true) return undefined;
  return items(expression).map((object) => makeBlock(name, [], object));
}

type ObjectExpression = Extract<Expression, { kind: 'object' }>;

function items(expression: Expression): ObjectExpression[] {
  if (expression.kind === 'tuple') return expression.elements.flatMap(items);
  return expression.kind === 'object' ? [expression] : [];
}

/** `{"ingress": {"for_each": …, "content": {…}}}`, or a list of such below the type. */
function dynamicBlocks(object: ObjectExpression): Block[] {
  return object.items.flatMap((item) => {
    const label = { text: literalText(item.key) ?? '', range: item.key.range };
    return items(item.value).map((inner) => {
      const block = makeBlock('dynamic', [label], inner);
      const content = block.body.attributes
        .filter((attribute) => attribute.name === 'content')
        .flatMap((attribute) => items(attribute.expression));
      const body: Body = {
        attributes: block.body.attributes
          .filter((attribute) => attribute.name !== 'content')
          .map(bareIterator),
        blocks: content.map((made) => makeBlock('content', [], made)),
      };
      return { ...block, body };
    });
  });
}

/** In JSON an iterator's name is a string. */
function bareIterator(attribute: Attribute): Attribute {
  const name = attribute.name === 'iterator' ? literalText(attribute.expression) : undefined;
  return name === undefined
    ? attribute
    : { ...attribute, expression: { kind: 'variable', name, range: attribute.expression.range } };
}

function makeBlock(type: string, labels: readonly Label[], object: ObjectExpression): Block {
  return {
    kind: 'block',
    type,
    typeRange: object.range,
    labels,
    body: { attributes: object.items.flatMap(attributeOf), blocks: [] },
    range: object.range,
    bodyRange: object.range,
  };
}

function attributeOf(item: ObjectItem): Attribute[] {
  const name = literalText(item.key);
  // "//" is how comments are written in JSON.
  if (name === undefined || name === '//') return [];
  return [{ kind: 'attribute', name, nameRange: item.key.range, expression: item.value, range: item.range }];
}
