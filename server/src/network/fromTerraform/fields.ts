/**
 * From evaluated Terraform code to the network model, one file for each family of resources. `index.ts` is the door;
 * this file is the floor: how arguments are found, whichever of Terraform's ways they are written in.
 */
import type { EvaluatedAttribute, EvaluatedBlock, EvaluatedBody } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import type { ListValue, MapValue, UnknownCause, Value } from '../../terraform/value';

/** A syntax tree of an expression, for the places of its parts. */
export type Expression = EvaluatedAttribute['expression'];

/**
 * Something with arguments: a resource, a nested block, or an object where Terraform takes an attribute for a block
 * (https://developer.hashicorp.com/terraform/language/attr-as-blocks). The three are read alike.
 */
export interface Fields {
  /** Undefined where it is absent, `null`, or the empty string, which the provider takes for absent. */
  argument(name: string): Argument | undefined;
  blocks(name: string): Blocks;
  readonly source: SourceRange;
  /** Set where it stands for none, one or many (`dynamic` over an unknown). */
  readonly uncertain: UnknownCause | undefined;
}

/** The value of an argument, and the narrowest place that is known for it. */
export interface Argument {
  readonly value: Value;
  readonly source: SourceRange;
  readonly expression: Expression | undefined;
}

/** The nested blocks (or objects) of one name. */
interface Blocks {
  readonly items: readonly Fields[];
  /** Whether the name stands there at all: an empty list is not the same as nothing. */
  readonly given: boolean;
  /** Set where there may be more. */
  readonly incomplete: UnknownCause | undefined;
}

/** The arguments of a resource or of a nested block. */
export function bodyFields(body: EvaluatedBody, uncertain?: UnknownCause): Fields {
  return {
    source: body.source,
    uncertain,
    argument: (name) => {
      const attribute = body.attributes.get(name);
      return attribute === undefined || isAbsent(attribute.value) ? undefined : attribute;
    },
    blocks: (name) => {
      const blocks = body.blocks.filter((block) => block.type === name);
      const attribute = body.attributes.get(name);
      if (attribute === undefined || attribute.value.kind === 'null') {
        return { items: blocks.map(blockFields), given: blocks.length > 0, incomplete: undefined };
      }
      const objects = listElements(attribute);
      return {
        items: [...blocks.map(blockFields), ...objects.items.flatMap(objectFields)],
        given: true,
        incomplete: objects.incomplete ?? unknownElement(objects.items),
      };
    },
  };
}

function blockFields(block: EvaluatedBlock): Fields {
  return { ...bodyFields(block.body, block.uncertain), source: block.source };
}

function objectFields(object: Argument): Fields[] {
  return object.value.kind === 'map' ? [mapFields(object.value, object)] : [];
}

function unknownElement(elements: readonly Argument[]): UnknownCause | undefined {
  for (const { value } of elements) {
    if (value.kind === 'unknown') return value.causes[0];
    if (value.kind === 'reference') return referenceCause(value.address, value.path);
  }
  return undefined;
}

function mapFields(map: MapValue, object: Argument): Fields {
  const argument = (name: string): Argument | undefined => {
    const value = map.entries.get(name);
    if (value === undefined || isAbsent(value)) return undefined;
    const expression = itemExpression(object.expression, name);
    return { value, expression, source: narrowed(object.source, expression) };
  };
  return {
    source: object.source,
    uncertain: undefined,
    argument,
    blocks: (name) => {
      const list = argument(name);
      if (list === undefined) return { items: [], given: map.entries.has(name), incomplete: undefined };
      const objects = listElements(list);
      const incomplete = objects.incomplete ?? unknownElement(objects.items);
      return { items: objects.items.flatMap(objectFields), given: true, incomplete };
    },
  };
}

/** What a list, set or tuple holds; one value alone is a list of one, as in JSON syntax. */
export function listElements(list: Argument): {
  readonly items: readonly Argument[];
  readonly incomplete: UnknownCause | undefined;
} {
  const { value } = list;
  if (value.kind === 'unknown' || value.kind === 'reference') {
    // One element where a list of one may stand for it, as in JSON syntax.
    if (/^(string|number|bool)$/.test(value.type.kind)) return { items: [list], incomplete: undefined };
    const cause = value.kind === 'unknown' ? value.causes[0] : referenceCause(value.address, value.path);
    return { items: [], incomplete: cause };
  }
  if (value.kind === 'null') return { items: [], incomplete: undefined };
  if (value.kind !== 'list') return { items: [list], incomplete: undefined };
  const places = elementExpressions(list.expression, value);
  const items = value.elements.map((element, index) => {
    const expression = places(element, index);
    return { value: element, expression, source: narrowed(list.source, expression) };
  });
  return { items: items.filter((item) => !isAbsent(item.value)), incomplete: undefined };
}

/** A computed attribute as a reason not to know. */
export function referenceCause(address: string, path: readonly string[]): UnknownCause {
  const why = address.split('.').includes('data') ? 'read from AWS by a data source' : 'known after apply';
  return { value: [address, ...path].join('.'), why };
}

function isAbsent(value: Value): boolean {
  return value.kind === 'null' || (value.kind === 'string' && value.value === '');
}

/** Where an element is written, in a list that is written out; a set may have been reordered, so texts are compared. */
function elementExpressions(
  expression: Expression | undefined,
  list: ListValue,
): (element: Value, index: number) => Expression | undefined {
  const bare = withoutParentheses(expression);
  if (bare?.kind !== 'tuple') return () => undefined;
  const written = bare.elements;
  if (written.length === list.elements.length && (list.form !== 'set' || written.length === 1)) {
    return (_element, index) => written[index];
  }
  return (element) =>
    element.kind === 'string' ? written.find((one) => literalText(one) === element.value) : undefined;
}

function itemExpression(expression: Expression | undefined, name: string): Expression | undefined {
  const bare = withoutParentheses(expression);
  if (bare?.kind !== 'object') return undefined;
  return bare.items.find((item) => literalText(item.key) === name)?.value;
}

/** The text of a string without interpolations. */
function literalText(expression: Expression): string | undefined {
  if (expression.kind !== 'template' || expression.parts.length !== 1) return undefined;
  const [part] = expression.parts;
  return part?.kind === 'text' ? part.text : undefined;
}

function withoutParentheses(expression: Expression | undefined): Expression | undefined {
  return expression?.kind === 'parentheses' ? withoutParentheses(expression.expression) : expression;
}

function narrowed(source: SourceRange, expression: Expression | undefined): SourceRange {
  return expression === undefined ? source : { chunk: source.chunk, range: expression.range };
}
